package widget

import (
	"slices"
	"strings"

	"houbu/tui"
)

// above are the lines over the rows: the label and the titles.
func (t *Table) above() []string {
	theme := t.kit.Theme
	var lines []string
	if t.options.Label != "" {
		lines = append(lines, " "+theme.Title.Render(cut(tui.Clean(t.options.Label), t.width-1, theme.Glyphs.Ellipsis)))
	}
	columns := t.columns()
	titles := make([]string, len(columns))
	for i, column := range columns {
		titles[i] = tui.Clean(column.Title)
	}
	if strings.Join(titles, "") == "" || len(t.rows) == 0 {
		return lines
	}
	text := t.line(columns, t.widths(), titles)
	return append(lines, strings.Repeat(" ", t.lead())+theme.Muted.Render(text))
}

// frame is what stands around the rows, and the number of rows that fit
// between; place tells whether the position takes a line too.
func (t *Table) frame() (above, below []string, room int, place bool) {
	above = t.above()
	below = append(t.detail(), errorLines(t.kit.Theme, t.err, 1, t.width)...)
	if t.height <= 0 {
		return above, below, 0, false
	}
	room = max(1, t.height-len(above)-len(below))
	if len(t.rows) <= room {
		return above, below, room, false
	}
	return above, below, max(1, room-1), room > 1
}

// follow scrolls so that the current row is in view.
func (t *Table) follow() {
	_, _, t.win.height, _ = t.frame()
	t.win.show(t.at, t.at, len(t.rows))
}

// View draws the titles, the rows that fit, the position among them, and what
// was cut of the current row.
func (t *Table) View() tui.View {
	theme := t.kit.Theme
	above, below, room, place := t.frame()
	win := t.win
	win.height = room
	win.show(t.at, t.at, len(t.rows))
	lines := slices.Concat(above, win.of(t.body()))
	switch {
	case !t.known, len(t.rows) == 0 && t.options.Told:
		lines = append(lines, " ") // to say that there are none would be wrong, or would be twice
	case len(t.rows) == 0:
		lines = append(lines, hang(" ", 1, theme.Muted, t.kit.Texts.Empty, t.width)...)
	}
	if place {
		text := t.kit.Texts.Place(t.at+1, len(t.rows))
		lines = append(lines, " "+theme.Muted.Render(cut(text, t.width-1, theme.Glyphs.Ellipsis)))
	}
	return tui.View{Body: strings.Join(append(lines, below...), "\n")}
}

// anchor is the line of the current row.
func (t *Table) anchor() (first, last int) {
	above, _, room, _ := t.frame()
	win := t.win
	win.height = room
	win.show(t.at, t.at, len(t.rows))
	at := len(above) + t.at - win.top
	return at, at
}
