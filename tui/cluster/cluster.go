// Package cluster takes a line apart into what a terminal draws and what it obeys.
// It wraps functions of x/ansi that are generic, and so are compiled anew, with all
// that they call, into each package that calls them. Here that happens once, in a
// package that shares nothing: under the race detector, which need not watch it, the
// copy that it watched was the larger part of the work of painting.
package cluster

import "github.com/charmbracelet/x/ansi"

// First is the first character of s as a reader sees it, which may be several code
// points, and its width in cells.
//
//go:noinline
func First(s string) (text string, width int) {
	return ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
}

// Escape is the size in bytes of the escape sequence that s begins with.
//
//go:noinline
func Escape(s string) (size int) {
	_, _, size, _ = ansi.DecodeSequence(s, ansi.NormalState, nil)
	return size
}
