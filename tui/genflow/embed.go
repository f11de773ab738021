package main

import (
	"errors"
	"strings"
)

// The lines of a text between which the diagram stands.
const (
	beginMark = "<!-- flow: drawn from tui/table.go by \"go generate ./tui\" -->\n"
	endMark   = "<!-- /flow -->\n"
)

var errNoMarks = errors.New("the text has no place for the diagram")

// embed puts the diagram, without the arrows that lead back, into a text.
func embed(text string) (string, error) {
	before, rest, begins := strings.Cut(text, beginMark)
	_, after, ends := strings.Cut(rest, endMark)
	if !begins || !ends {
		return "", errNoMarks
	}
	return before + beginMark + diagram(false) + endMark + after, nil
}
