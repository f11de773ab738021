// Package e2e drives the real program in a real pseudo terminal, the way a
// candidate does: keys go in, and what stands on the screen is read back. It
// holds the whole documented walk, with the embedded backend and with houbu
// serve, and the conditions that a program meets outside its tests: a server
// that dies, hangs or answers nonsense, a lost reply, a damaged file, a tiny
// window, a terminal without colours.
//
// It knows the program only by its command line, its screen and its API. What
// a single package can show by itself is tested there, not here.
package e2e
