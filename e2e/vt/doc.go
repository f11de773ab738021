// Package vt is a terminal without a window: it takes what a program writes and
// knows what stands on the screen then. It has the sequences that Houbu is
// meant to write and no others; any other is kept as a fault, so that a test
// sees what must never reach a terminal.
//
// Wide characters take two cells, and lose both when one is overwritten.
// Characters that terminals disagree about (· … “ ─) take one or two, as the
// terminal is told to.
package vt
