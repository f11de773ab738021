// Command genflow draws the transition table of package tui: it writes a
// document of its own, and the diagram into the place that a text has for it.
package main

import (
	"errors"
	"fmt"
	"os"
)

func main() {
	if err := generate(os.Args[1:]); err != nil {
		_, _ = fmt.Fprintln(os.Stderr, "genflow:", err) // nowhere else to say it
		os.Exit(1)
	}
}

// generate writes the document to the first file and embeds the diagram in the
// second.
func generate(files []string) error {
	if len(files) != 2 {
		return errors.New("usage: genflow DOCUMENT TEXT")
	}
	if err := os.WriteFile(files[0], []byte(document()), 0o644); err != nil {
		return fmt.Errorf("write the document: %w", err)
	}
	text, err := os.ReadFile(files[1])
	if err != nil {
		return fmt.Errorf("read the text: %w", err)
	}
	drawn, err := embed(string(text))
	if err != nil {
		return fmt.Errorf("embed the diagram in %s: %w", files[1], err)
	}
	if err := os.WriteFile(files[1], []byte(drawn), 0o644); err != nil {
		return fmt.Errorf("write the text: %w", err)
	}
	return nil
}
