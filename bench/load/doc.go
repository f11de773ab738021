// Package load sends requests to a server and measures the answers. It is made
// to be cheap, since it shares the machine with what it measures: one goroutine
// and one kept connection a worker, whole requests written at once, answers read
// into a buffer that is used again. It knows nothing of Houbu.
package load
