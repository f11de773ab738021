package widget

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"houbu/tui"
)

// Where what a card says stands, in cells from the left.
const (
	cardHead    = 2
	cardBody    = 4
	cardButtons = cardBody - 1 // a button has the focus mark before it
)

// Part is a piece of a card's line, in a style of the theme.
type Part struct {
	Text  string
	Style lipgloss.Style
}

// Line is a line of a card. Its parts stand side by side, each of them whole;
// where there is no room, they stand one below the other.
type Line struct {
	Tone  tui.Tone // other than tui.ToneInfo: the tone's mark before it
	Parts []Part
}

// Card is one thing and what can be done with it: a headline, what is said of
// it, and its buttons. While a button has the focus, a Form keeps all of the
// card in view, so that one sees what the button is for.
type Card struct {
	*Buttons
	lines []Line
	room  int // the width of the card
}

// NewCard makes a card with buttons, or with none. press is called in Update
// with the ID of the button pressed.
func NewCard(kit Kit, press func(id string) tea.Cmd, buttons ...Button) *Card {
	c := &Card{Buttons: NewButtons(kit, press, buttons...)}
	c.SetWidth(c.width)
	return c
}

// SetLines replaces what is said. The first line is the headline.
func (c *Card) SetLines(lines ...Line) { c.lines = append([]Line(nil), lines...) }

// SetWidth gives the width in cells.
func (c *Card) SetWidth(width int) {
	c.room = max(width, minWidth)
	c.Buttons.SetWidth(c.room - cardButtons)
}

// View draws the card.
func (c *Card) View() tui.View {
	lines := c.said()
	if len(c.buttons) > 0 {
		for _, line := range strings.Split(c.Buttons.View().Body, "\n") {
			lines = append(lines, strings.Repeat(" ", cardButtons)+line)
		}
	}
	return tui.View{Body: strings.Join(lines, "\n")}
}

// said draws the lines above the buttons.
func (c *Card) said() []string {
	var lines []string
	for i, line := range c.lines {
		left := cardBody
		if i == 0 {
			left = cardHead
		}
		lines = append(lines, c.line(line, left)...)
	}
	return lines
}

// line draws a line, whose mark stands in the two cells before its text.
func (c *Card) line(line Line, left int) []string {
	theme := c.kit.Theme
	lines := flow(line.Parts, c.room-left)
	for i := range lines {
		lead := strings.Repeat(" ", left)
		if i == 0 && line.Tone != tui.ToneInfo {
			lead = strings.Repeat(" ", left-2) + theme.Tone(line.Tone).Render(theme.ToneMark(line.Tone)) + " "
		}
		lines[i] = lead + lines[i]
	}
	return lines
}

// flow sets parts side by side, two cells apart, in lines of at most width.
func flow(parts []Part, width int) []string {
	const gap = 2
	var lines []string
	used := 0
	for _, part := range parts {
		for i, piece := range wrap(part.Text, width) {
			text, size := part.Style.Render(piece), tui.Width(piece)
			if i == 0 && used > 0 && used+gap+size <= width {
				lines[len(lines)-1] += strings.Repeat(" ", gap) + text
				used += gap + size
				continue
			}
			lines, used = append(lines, text), size
		}
	}
	return lines
}

// anchor is the line of the button with the focus.
func (c *Card) anchor() (first, last int) {
	first, last = c.Buttons.anchor()
	above := len(c.said())
	return above + first, above + last
}
