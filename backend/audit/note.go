package audit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"houbu/api"
	"houbu/backend/refusal"
)

// maxNote is how many characters a note may have.
const maxNote = 500

// OneLine is a text of people's in the form in which it is kept, one line: line breaks
// and tabs, which come with what was pasted, are spaces, other control characters are
// left out, what is no UTF-8 is U+FFFD, and the ends are trimmed.
func OneLine(text string) string {
	return strings.TrimSpace(strings.Map(printed, strings.ReplaceAll(text, "\r\n", "\n")))
}

// Note is a note as OneLine of it. api.CodeBadRequest when nothing is left of it, or
// when more than 500 characters are.
func Note(note string) (string, error) {
	note = OneLine(note)
	switch n := utf8.RuneCountInString(note); {
	case n == 0:
		return "", refusal.New(api.CodeBadRequest, "the action needs a note that says why")
	case n > maxNote:
		return "", refusal.New(api.CodeBadRequest, "the note is longer than 500 characters")
	}
	return note, nil
}

// printed is a character as a note has it, negative for none.
func printed(r rune) rune {
	switch {
	case r == '\t', r == '\n', r == '\v', r == '\f', r == '\r', r == '\u0085', r == '\u2028', r == '\u2029':
		return ' '
	case unicode.IsControl(r):
		return -1
	}
	return r
}
