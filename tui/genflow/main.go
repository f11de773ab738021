// Command genflow draws docs/flow.md from the transition table of package tui.
package main

import (
	"fmt"
	"os"
)

func main() {
	if len(os.Args) != 2 {
		fail(fmt.Errorf("usage: genflow FILE"))
	}
	if err := os.WriteFile(os.Args[1], []byte(document()), 0o644); err != nil {
		fail(err)
	}
}

func fail(err error) {
	_, _ = fmt.Fprintln(os.Stderr, "genflow:", err) // nowhere else to say it
	os.Exit(1)
}
