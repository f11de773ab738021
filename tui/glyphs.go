package tui

import "strings"

// Glyphs are the drawing characters of a theme. Each is one cell wide; where a
// terminal draws one over two cells, its plain form takes its place.
type Glyphs struct {
	Focus                 string // directly before the focused control
	Rule, Vertical        string
	TopLeft, TopRight     string
	BottomLeft            string
	BottomRight           string
	Done, Current         string // marks of the progress line
	Separator             string // between the parts of a line
	Online, Offline       string
	Info, Warning, Error  string
	Ellipsis              string // ends a text that was cut
	ScrollUp, ScrollDown  string
	BoxOn, BoxOff         string // checkboxes
	RadioOn, RadioOff     string
	ButtonLeft, ButtonEnd string
	Bullet                string
	BarPaid, BarHeld      string // parts of a bar: full, half, nothing
	BarFree               string
	Dots                  string // a full cell of a chart: a braille pattern, or its plain form
}

// NewGlyphs chooses the glyphs; with ascii all of them are ASCII.
func NewGlyphs(ascii bool) Glyphs {
	pick := func(glyph, plain string) string {
		if ascii {
			return plain
		}
		return oneCell(glyph, plain)
	}
	return Glyphs{
		Focus: pick("▸", ">"),
		Rule:  pick("─", "-"), Vertical: pick("│", "|"),
		TopLeft: pick("╭", "+"), TopRight: pick("╮", "+"),
		BottomLeft: pick("╰", "+"), BottomRight: pick("╯", "+"),
		Done: pick("✓", "+"), Current: pick("●", "*"),
		Separator: pick("›", "/"),
		Online:    pick("●", "*"), Offline: pick("○", "o"),
		Info: pick("•", "*"), Warning: "!", Error: pick("✗", "x"),
		Ellipsis: pick("…", "~"),
		ScrollUp: pick("↑", "^"), ScrollDown: pick("↓", "v"),
		BoxOn: "[x]", BoxOff: "[ ]",
		RadioOn: "(x)", RadioOff: "( )",
		ButtonLeft: "[ ", ButtonEnd: " ]",
		Bullet:  pick("·", "-"),
		BarPaid: pick("█", "#"), BarHeld: pick("▒", "+"), BarFree: pick("·", "."),
		Dots: pick("⣿", ":"),
	}
}

// FocusMark is what stands before a control: the focus glyph, or as much space.
func (g Glyphs) FocusMark(focused bool) string {
	if focused {
		return g.Focus
	}
	return " "
}

// Line is a horizontal rule of the width given.
func (g Glyphs) Line(width int) string {
	return strings.Repeat(g.Rule, max(width, 0))
}

// ButtonText draws a button with its focus mark before it:
// "▸[ 确定 ]" or " [ 确定 ]".
func (t *Theme) ButtonText(label string, focused bool) string {
	text := t.Glyphs.ButtonLeft + label + t.Glyphs.ButtonEnd
	if focused {
		return t.Focus.Render(t.Glyphs.Focus) + t.ButtonFocused.Render(text)
	}
	return " " + t.Button.Render(text)
}
