package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/rivo/uniseg"
)

// Width is the width of s in cells. Escape sequences take none.
func Width(s string) int {
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
	width = max(width, 2) // a wide character needs two
	var w wrapper
	w.width = width
	state := -1
	for s != "" {
		var segment string
		var must bool
		segment, s, must, state = uniseg.FirstLineSegmentInString(s, state)
		newline := must && strings.HasSuffix(segment, "\n")
		w.add(strings.TrimRight(segment, "\r\n"))
		if newline {
			w.flush()
		}
	}
	if w.used > 0 || len(w.lines) == 0 {
		w.flush()
	}
	return w.lines
}

// wrapper collects the lines of Wrap.
type wrapper struct {
	width, used int
	line        strings.Builder
	lines       []string
}

// add puts a segment that must not be broken onto the line, or the next one.
func (w *wrapper) add(segment string) {
	visible := Width(strings.TrimRight(segment, " "))
	if w.used > 0 && w.used+visible > w.width {
		w.flush()
	}
	if visible <= w.width {
		w.line.WriteString(segment)
		w.used += Width(segment)
		return
	}
	for segment != "" {
		cluster, size := ansi.FirstGraphemeCluster(segment, ansi.GraphemeWidth)
		if w.used+size > w.width {
			w.flush()
		}
		w.line.WriteString(cluster)
		w.used += size
		segment = segment[len(cluster):]
	}
}

func (w *wrapper) flush() {
	w.lines = append(w.lines, strings.TrimRight(w.line.String(), " "))
	w.line.Reset()
	w.used = 0
}
