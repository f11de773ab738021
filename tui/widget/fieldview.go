package widget

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"houbu/tui"
)

// leastBox is the narrowest box beside a label; below it, the label stands above.
const leastBox = 14

func (f *Field) label() string { return tui.Clean(f.options.Label) + f.kit.Texts.LabelEnd }

func (f *Field) stacked() bool {
	return f.options.Label != "" && f.width-1-f.labelWidth-2 < leastBox
}

// left is the column of the box.
func (f *Field) left() int {
	if f.options.Label == "" || f.stacked() {
		return 1
	}
	return 1 + f.labelWidth
}

// inner is the width of the box between its brackets.
func (f *Field) inner() int { return max(2, min(f.options.Cells, f.width-f.left()-2)) }

// head draws what stands before the box: the lines so far, the row that the
// box continues and its column.
func (f *Field) head() (lines []string, row, left int) {
	mark := f.gutter(true)
	switch {
	case f.options.Label == "":
		return []string{mark}, 0, 1
	case f.stacked():
		label := cut(f.label(), f.width-1, f.kit.Theme.Glyphs.Ellipsis)
		return []string{mark + f.ink(label), " "}, 1, 1
	}
	return []string{mark + f.ink(tui.PadRight(f.label(), f.labelWidth))}, 0, 1 + f.labelWidth
}

func (f *Field) ink(s string) string {
	if f.focused {
		return f.kit.Theme.Focus.Render(s)
	}
	return f.kit.Theme.Text.Render(s)
}

// shown is the value as drawn, character by character of the value, or of its
// mask.
func (f *Field) shown() []string {
	value := f.Value()
	if f.options.Mask != nil && !f.focused && value != "" {
		value = f.options.Mask(value)
	}
	runes := []rune(value)
	out := make([]string, len(runes))
	for i, r := range runes {
		out[i] = tui.Clean(string(r))
		if f.options.Password {
			out[i] = "*"
		}
	}
	return out
}

// follow scrolls so that the cursor has a cell in the box.
func (f *Field) follow() {
	shown := f.shown()
	at := min(f.input.Position(), len(shown)) // a mask may be shorter
	f.offset = min(f.offset, at)
	for f.offset < at && tui.Width(strings.Join(shown[f.offset:at], ""))+1 > f.inner() {
		f.offset++
	}
	// After a deletion or a wider window, show as much of the start as fits.
	for f.offset > 0 && tui.Width(strings.Join(shown[f.offset-1:], ""))+1 <= f.inner() {
		f.offset--
	}
}

// box draws the box with the part of the value that it shows. A < or > in
// place of a bracket says that the value goes on there. cursorX counts from
// the inside of the box.
func (f *Field) box() (box string, cursorX int) {
	shown, inner := f.shown(), f.inner()
	open, shut := "[", "]"
	if f.offset > 0 {
		open = "<"
	}
	rest := strings.Join(shown[f.offset:], "")
	text := ansi.Truncate(rest, inner, "")
	if text != rest {
		shut = ">"
	}
	if f.focused {
		cursorX = tui.Width(strings.Join(shown[f.offset:f.input.Position()], ""))
	}
	style := f.kit.Theme.Text
	if len(shown) == 0 {
		text, style = cut(tui.Clean(f.options.Placeholder), inner, f.kit.Theme.Glyphs.Ellipsis), f.kit.Theme.Muted
	}
	fill := strings.Repeat(" ", max(0, inner-tui.Width(text)))
	return f.ink(open) + style.Render(text) + fill + f.ink(shut), cursorX
}

// messages are the error and the warnings, below the box where there is room.
func (f *Field) messages(left int) []string {
	theme := f.kit.Theme
	if f.width-left < 2*leastBox {
		left = 1
	}
	lines := errorLines(theme, f.err, left, f.width)
	lines = append(lines, warningLines(theme, f.warn, left, f.width)...)
	if f.wasCut {
		lines = append(lines, warningLines(theme, f.kit.Texts.Cut(f.options.Limit), left, f.width)...)
	}
	return lines
}
