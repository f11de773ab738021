package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// resetStyle ends every style, so that none runs from one part of a line into
// the next.
const resetStyle = "\x1b[0m"

// overlay lays box over base with its top left corner at (x, y). It cuts by
// cells: a wide character of which only one half is covered leaves a space.
func overlay(base []string, box []string, x, y int) {
	for i, line := range box {
		row := y + i
		if row < 0 || row >= len(base) {
			continue
		}
		base[row] = overlayLine(base[row], line, x)
	}
}

func overlayLine(under, over string, x int) string {
	var b strings.Builder
	left := ansi.Truncate(under, x, "")
	b.WriteString(left)
	b.WriteString(resetStyle)
	b.WriteString(strings.Repeat(" ", max(0, x-Width(left))))
	b.WriteString(over)
	b.WriteString(resetStyle)
	end := x + Width(over)
	if rest := Width(under) - end; rest > 0 {
		right := ansi.TruncateLeft(under, end, "")
		if Width(right) > rest { // a wide character straddles the edge
			right = " " + ansi.TruncateLeft(under, end+1, "")
		}
		b.WriteString(right)
		b.WriteString(resetStyle)
	}
	return b.String()
}

// clipLines brings a body to exactly size.Height lines of at most size.Width
// cells.
func clipLines(body string, size Size) []string {
	lines := make([]string, size.Height)
	for i := range lines {
		line, rest, more := strings.Cut(body, "\n")
		lines[i] = ansi.Truncate(line, size.Width, "")
		if !more {
			break
		}
		body = rest
	}
	return lines
}
