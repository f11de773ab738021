// Package quietterm keeps the start of the program from waiting for a terminal
// that answers no query. Bubble Tea asks for the background colour while its
// package is initialised and waits 5 s for the answer of a serial line or a
// Linux console; it does not ask a TERM of "dumb". Go initialises a package as
// soon as all that it imports is, the first by path first: this one imports
// nothing but os, so that it comes before Bubble Tea. It may not import more.
package quietterm

import "os"

// terminal is what TERM was, and whether it was set.
var terminal, isSet = quiet()

func quiet() (string, bool) {
	value, ok := os.LookupEnv("TERM")
	_ = os.Setenv("TERM", "dumb")
	return value, ok
}

// Restore puts TERM back. It is the first thing that main does.
func Restore() {
	if isSet {
		_ = os.Setenv("TERM", terminal)
		return
	}
	_ = os.Unsetenv("TERM")
}
