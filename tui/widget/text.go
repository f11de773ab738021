package widget

import (
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"houbu/tui"
)

// wrap breaks a plain text at newlines and so that no line is wider than
// width. Control characters in it are shown.
func wrap(s string, width int) []string {
	return tui.Wrap(tui.CleanLines(s), width)
}

// cut shortens s to width cells, ending with the ellipsis when it was longer.
func cut(s string, width int, ellipsis string) string {
	if tui.Width(ellipsis) > width {
		ellipsis = ""
	}
	return ansi.Truncate(s, max(width, 0), ellipsis)
}

// paint styles each line by itself, so that no style runs across a newline.
func paint(style lipgloss.Style, lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		if line != "" {
			line = style.Render(line)
		}
		out[i] = line
	}
	return out
}

// hang wraps text behind a head: the first line follows the head, the others
// stand below it. head is headWidth cells wide.
func hang(head string, headWidth int, style lipgloss.Style, text string, width int) []string {
	lines := paint(style, wrap(text, width-headWidth))
	for i := range lines {
		if i == 0 {
			lines[i] = head + lines[i]
		} else {
			lines[i] = strings.Repeat(" ", headWidth) + lines[i]
		}
	}
	return lines
}

// marked draws a message behind its mark, left cells from the edge.
func marked(style lipgloss.Style, mark, text string, left, width int) []string {
	if text == "" {
		return nil
	}
	head := strings.Repeat(" ", left) + style.Render(mark) + " "
	return hang(head, left+tui.Width(mark)+1, style, text, width)
}

// errorLines draws an inline error.
func errorLines(theme *tui.Theme, text string, left, width int) []string {
	return marked(theme.Error, theme.Glyphs.Error, text, left, width)
}

// warningLines draws an inline warning.
func warningLines(theme *tui.Theme, text string, left, width int) []string {
	return marked(theme.Warning, theme.Glyphs.Warning, text, left, width)
}

// addNote puts a remark behind the last of lines, or below it where it does
// not fit.
func addNote(lines []string, style lipgloss.Style, note string, left, width int) []string {
	if note == "" {
		return lines
	}
	last := len(lines) - 1
	room := width - tui.Width(lines[last]) - 2
	if tui.Width(tui.Clean(note)) <= room {
		lines[last] += "  " + style.Render(tui.Clean(note))
		return lines
	}
	return append(lines, hang(strings.Repeat(" ", left), left, style, note, width)...)
}
