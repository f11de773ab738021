package widget

import (
	"strings"

	"houbu/tui"
)

// gridLead is the width before the first column: the focus mark.
const gridLead = 1

// widths gives each column its width, leftOut for those that there is no room for.
func (g *Grid) widths() []int {
	columns := g.options.Columns
	widths := make([]int, len(columns))
	need := gridLead - columnGap
	for i, c := range columns {
		widths[i] = c.Width
		need += c.Width + columnGap
	}
	for need > g.width {
		worst := -1
		for i, c := range columns {
			if c.Spare > 0 && widths[i] != leftOut && (worst < 0 || c.Spare > columns[worst].Spare) {
				worst = i
			}
		}
		if worst < 0 {
			break
		}
		need -= widths[worst] + columnGap
		widths[worst] = leftOut
	}
	g.grow(widths, g.width-need)
	return widths
}

// grow shares what is left among the columns that grow, and takes what is missing
// from the first of them.
func (g *Grid) grow(widths []int, left int) {
	var growing []int
	for i, c := range g.options.Columns {
		if c.Grow && widths[i] != leftOut {
			growing = append(growing, i)
		}
	}
	for n, i := range growing {
		part := left / (len(growing) - n)
		if left < 0 {
			part = left
		}
		was := widths[i]
		widths[i] = max(leastColumn, was+part)
		left -= widths[i] - was
	}
}

// line sets cells in their columns. The current row has a style of its own.
func (g *Grid) line(widths []int, cells []Part, current bool) string {
	var b strings.Builder
	for i, column := range g.options.Columns {
		if widths[i] == leftOut || i >= len(cells) {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(strings.Repeat(" ", columnGap))
		}
		text := cut(tui.Clean(cells[i].Text), widths[i], g.kit.Theme.Glyphs.Ellipsis)
		space := strings.Repeat(" ", max(0, widths[i]-tui.Width(text)))
		style := cells[i].Style
		if current {
			style = g.kit.Theme.Focus
		}
		text = style.Render(text)
		if column.Right {
			b.WriteString(space + text)
		} else {
			b.WriteString(text + space)
		}
	}
	return strings.TrimRight(b.String(), " ")
}

// titles is the line above the rows. The column by which they are sorted has an
// arrow behind its title.
func (g *Grid) titles(widths []int) string {
	theme := g.kit.Theme
	cells := make([]Part, len(g.options.Columns))
	for i, c := range g.options.Columns {
		cells[i] = Part{Text: c.Title, Style: theme.Muted}
		if i != g.sorted {
			continue
		}
		arrow := theme.Glyphs.ScrollUp
		if g.down {
			arrow = theme.Glyphs.ScrollDown
		}
		cells[i] = Part{Text: cut(c.Title, max(0, widths[i]-1), "") + arrow, Style: theme.Title}
	}
	return " " + g.line(widths, cells, false)
}

// room is how many rows fit, and whether their position takes a line.
func (g *Grid) room() (rows int, place bool) {
	if g.height <= 0 {
		return 0, false
	}
	rows = max(1, g.height-1) // below the titles
	if g.count <= rows {
		return rows, false
	}
	return max(1, rows-1), rows > 1
}

// follow scrolls so that the current row is in view.
func (g *Grid) follow() {
	g.win.height, _ = g.room()
	g.win.show(g.at, g.at, g.count)
}

// View draws the titles, the rows that fit, and the position among them.
func (g *Grid) View() tui.View {
	theme := g.kit.Theme
	if g.count == 0 {
		if !g.known || g.options.Told {
			return tui.View{Body: " "} // to say that there are none would be wrong, or would be twice
		}
		return tui.View{Body: strings.Join(hang(" ", 1, theme.Muted, g.kit.Texts.Empty, g.width), "\n")}
	}
	_, place := g.room()
	widths := g.widths()
	lines := []string{g.titles(widths)}
	first, last := g.win.bounds(g.count)
	for i := first; i < last; i++ {
		lines = append(lines, g.gutter(i == g.at)+g.line(widths, g.row(i), g.focused && i == g.at))
	}
	if place {
		lines = append(lines, " "+theme.Muted.Render(cut(g.kit.Texts.Place(g.at+1, g.count), g.width-1, theme.Glyphs.Ellipsis)))
	}
	return tui.View{Body: strings.Join(lines, "\n")}
}

// anchor is the line of the current row.
func (g *Grid) anchor() (first, last int) {
	at := 1 + g.at - g.win.top
	return at, at
}
