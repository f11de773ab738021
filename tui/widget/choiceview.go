package widget

import (
	"strings"

	"houbu/tui"
)

// rows draws all options; marks[i] is the first line of option i, and the last
// of marks is the number of lines.
func (c *Choice) rows() (lines []string, marks []int) {
	for i := range c.options {
		marks = append(marks, len(lines))
		lines = append(lines, c.row(i)...)
	}
	return lines, append(marks, len(lines))
}

func (c *Choice) row(i int) []string {
	option, theme := c.options[i], c.kit.Theme
	box := theme.Glyphs.RadioOff + " "
	if option.ID == c.value {
		box = theme.Glyphs.RadioOn + " "
	}
	style := theme.Text
	switch {
	case option.Disabled:
		style = theme.Muted
	case c.focused && i == c.at:
		style = theme.Focus
	}
	note := option.Note
	if option.Disabled {
		note = joinNotes(note, orElse(option.Reason, c.kit.Texts.Unavailable))
	}
	lines := hang(c.gutter(i == c.at)+style.Render(box), 5, style, option.Label, c.width)
	return addNote(lines, theme.Muted, note, 5, c.width)
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func joinNotes(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "  " + b
}

// frame says how many lines the label and the error take, and how many are
// left for the options; place tells whether one more is for the position.
func (c *Choice) frame() (room int, place bool) {
	lines, _ := c.rows()
	if c.height <= 0 {
		return 0, false
	}
	room = c.height
	if c.label != "" {
		room--
	}
	room = max(1, room-len(errorLines(c.kit.Theme, c.err, 1, c.width)))
	if len(lines) <= room {
		return room, false
	}
	return max(1, room-1), room > 1
}

func (c *Choice) follow() {
	lines, marks := c.rows()
	c.win.height, _ = c.frame()
	if len(c.options) > 0 {
		c.win.show(marks[c.at], marks[c.at+1]-1, len(lines))
	}
}

// View draws the label, the options that fit and the position among them.
func (c *Choice) View() tui.View {
	theme := c.kit.Theme
	var out []string
	if c.label != "" {
		out = append(out, " "+theme.Title.Render(cut(tui.Clean(c.label), c.width-1, theme.Glyphs.Ellipsis)))
	}
	lines, _ := c.rows()
	switch {
	case !c.known:
		lines = []string{" "} // to say that there are none would be wrong
	case len(lines) == 0:
		lines = hang(" ", 1, theme.Muted, c.kit.Texts.Empty, c.width)
	}
	win := c.win
	var place bool
	win.height, place = c.frame()
	out = append(out, win.of(lines)...)
	if place {
		text := c.kit.Texts.Place(c.at+1, len(c.options))
		out = append(out, " "+theme.Muted.Render(cut(text, c.width-1, theme.Glyphs.Ellipsis)))
	}
	out = append(out, errorLines(theme, c.err, 1, c.width)...)
	return tui.View{Body: strings.Join(out, "\n")}
}

// anchor is the part of the view that must stay visible: the option with the
// focus mark.
func (c *Choice) anchor() (first, last int) {
	_, marks := c.rows()
	if len(c.options) == 0 {
		return 0, 0
	}
	skip := -c.win.top
	if c.label != "" {
		skip++
	}
	return max(0, marks[c.at]+skip), max(0, marks[c.at+1]-1+skip)
}
