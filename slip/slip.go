package slip

import (
	"strings"
	"unicode"
)

// Slip is what a candidate takes along: what was done, and what they need to
// follow it up. Its texts may come from the network: control characters, which
// could command a printer, are taken out when it is laid out.
type Slip struct {
	Title   string // what was done
	Lines   []Line
	Scan    string // above the QR code: what to do with it
	Address string // of the payment, also drawn as a QR code; empty for none
	Notes   []string
}

// Line is a fact: the label, with what stands between the two, and the value. One
// without a value is left out.
type Line struct {
	Label, Value string
}

// Columns is how many cells of a line are used: what paper of 58 mm takes.
const Columns = 32

// clean takes out what is no text.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsPrint(r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, text)
}

// cells is how wide a character is printed: a Chinese printer gives two cells to
// all that is not ASCII.
func cells(r rune) int {
	if r <= unicode.MaxASCII {
		return 1
	}
	return 2
}

func width(text string) int {
	n := 0
	for _, r := range text {
		n += cells(r)
	}
	return n
}

// wrap breaks a text into lines of so many cells, each but the first behind an
// indent.
func wrap(text string, columns, indent int) []string {
	var lines []string
	var line strings.Builder
	used := 0
	for _, r := range text {
		if used+cells(r) > columns {
			lines = append(lines, strings.TrimRight(line.String(), " "))
			line.Reset()
			line.WriteString(strings.Repeat(" ", indent))
			used = indent
		}
		line.WriteRune(r)
		used += cells(r)
	}
	return append(lines, strings.TrimRight(line.String(), " "))
}

// facts are the lines of the slip, each label before its value.
func (s Slip) facts() []string {
	var lines []string
	for _, line := range s.Lines {
		if value := clean(line.Value); value != "" {
			const indent = 2
			lines = append(lines, wrap(clean(line.Label)+value, Columns, indent)...)
		}
	}
	return lines
}

// notes are what stands at the end.
func (s Slip) notes() []string {
	var lines []string
	for _, note := range s.Notes {
		lines = append(lines, wrap(clean(note), Columns, 0)...)
	}
	return lines
}

// address is the address as it can be typed, without anything that is not a
// character of one.
func (s Slip) address() string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r > '~' {
			return -1
		}
		return r
	}, s.Address)
}
