package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/rivo/uniseg"

	"houbu/tui/cluster"
)

// Width is the width of s in cells. Escape sequences take none.
func Width(s string) int {
	if width, ok := ordinary(s); ok {
		return width
	}
	return ansi.StringWidth(s)
}

// Truncate shortens s to width cells and ends it with … when something was cut.
// Styles in s are kept.
func Truncate(s string, width int) string {
	if width <= 0 {
		return ""
	}
	if Width(s) <= width {
		return s
	}
	return ansi.Truncate(s, width, oneCell("…", "~"))
}

// PadRight fills s with spaces up to width cells. A longer s stays as it is.
func PadRight(s string, width int) string {
	if missing := width - Width(s); missing > 0 {
		return s + strings.Repeat(" ", missing)
	}
	return s
}

// PadLeft is PadRight with the text at the right.
func PadLeft(s string, width int) string {
	if missing := width - Width(s); missing > 0 {
		return strings.Repeat(" ", missing) + s
	}
	return s
}

// Center puts s into the middle of width cells.
func Center(s string, width int) string {
	left := max(0, (width-Width(s))/2)
	return PadRight(strings.Repeat(" ", left)+s, width)
}

// Wrap breaks a plain text, without escape sequences, into lines of at most
// width cells. It breaks where UAX #14 allows: between Chinese characters but
// not before 。 or after （, and between Latin words. A word wider than the line
// is broken anywhere. \n always breaks.
func Wrap(s string, width int) []string {
	w := wrapper{width: max(width, 2)} // a wide character needs two
	for _, paragraph := range strings.Split(strings.TrimSuffix(s, "\n"), "\n") {
		var segment string
		for state := -1; paragraph != ""; {
			segment, paragraph, _, state = uniseg.FirstLineSegmentInString(paragraph, state)
			w.add(strings.TrimRight(segment, "\r"))
		}
		w.flush()
	}
	return w.lines
}

// wrapper collects the lines of Wrap.
type wrapper struct {
	width, used int
	line        strings.Builder
	lines       []string
	continues   bool // the line continues a paragraph: it begins with no space
}

// add puts a segment that must not be broken onto the line, or the next one.
// Spaces at its end may hang over the edge.
func (w *wrapper) add(segment string) {
	word := strings.TrimRight(segment, " ")
	size := Width(word)
	if w.used > 0 && w.used+size > w.width {
		w.wrap()
	}
	if size <= w.width {
		w.put(word, size)
	} else {
		w.split(word)
	}
	spaces := segment[len(word):]
	w.put(spaces, len(spaces))
}

// split puts a word onto the line that is wider than a whole one.
func (w *wrapper) split(word string) {
	for word != "" {
		character, size := cluster.First(word)
		word = word[len(character):]
		if w.used+size > w.width {
			w.wrap()
		}
		w.put(character, size)
	}
}

// put appends to the line. UAX #14 keeps some spaces with what follows, as those
// after （: at the beginning of a line that continues, they go.
func (w *wrapper) put(s string, width int) {
	if w.continues && w.used == 0 {
		trimmed := strings.TrimLeft(s, " ")
		s, width = trimmed, width-(len(s)-len(trimmed))
	}
	w.line.WriteString(s)
	w.used += width
}

// wrap ends a line within a paragraph, and flush one at its end.
func (w *wrapper) wrap() {
	w.flush()
	w.continues = true
}

func (w *wrapper) flush() {
	w.lines = append(w.lines, strings.TrimRight(w.line.String(), " "))
	w.line.Reset()
	w.used, w.continues = 0, false
}
