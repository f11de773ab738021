package widget

import (
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"houbu/tui"
)

// columnGap is the number of cells between columns.
const columnGap = 2

// leastColumn is the narrowest a column is cut to.
const leastColumn = 4

// columns are the columns drawn: those given, and that of the reasons.
func (t *Table) columns() []Column {
	columns := append([]Column(nil), t.options.Columns...)
	for _, row := range t.rows {
		if row.Disabled {
			return append(columns, Column{Title: t.options.ReasonTitle})
		}
	}
	return columns
}

// texts are the cells of a row, one for each of n columns.
func (t *Table) texts(row Row, n int) []string {
	out := make([]string, n)
	for i := range out {
		if i < len(row.Cells) {
			out[i] = tui.Clean(row.Cells[i])
		}
	}
	if row.Disabled && n > 0 {
		out[n-1] = tui.Clean(orElse(row.Reason, t.kit.Texts.Unavailable))
	}
	return out
}

// lead is the width before the first column: the gutter and the mark.
func (t *Table) lead() int {
	if t.options.Choose {
		return 5
	}
	return 1
}

// leftOut is the width of a column that is not drawn.
const leftOut = -1

// widths gives each column its width: what it needs, or less where the table
// would be too wide; the widest column is cut first.
func (t *Table) widths() []int {
	columns := t.columns()
	needs := make([]int, len(columns))
	for i, column := range columns {
		needs[i] = tui.Width(tui.Clean(column.Title))
	}
	for _, row := range t.rows {
		for i, text := range t.texts(row, len(columns)) {
			needs[i] = max(needs[i], tui.Width(text))
		}
	}
	room := t.width - t.lead() - columnGap*max(0, len(columns)-1)
	widths := fitted(columns, needs, room)
	for i := len(columns) - 1; i >= 0; i-- {
		if columns[i].Whole && widths[i] < needs[i] {
			needs[i] = leftOut
			room += columnGap
			widths = fitted(columns, needs, room)
		}
	}
	return widths
}

// fitted are the widths needed, narrowed until they fit in room.
func fitted(columns []Column, needs []int, room int) []int {
	widths := append([]int(nil), needs...)
	shrink(columns, widths, room, false)
	shrink(columns, widths, room, true)
	return widths
}

// shrink narrows the widest columns until all fit in room, or nothing can be
// cut any more.
func shrink(columns []Column, widths []int, room int, kept bool) {
	for over := -room + sum(widths); over > 0; over-- {
		widest := -1
		for i, column := range columns {
			if (column.Keep && !kept) || widths[i] <= leastColumn {
				continue
			}
			if widest < 0 || widths[i] > widths[widest] {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		widths[widest]--
	}
}

func sum(widths []int) int {
	total := 0
	for _, n := range widths {
		total += max(0, n)
	}
	return total
}

// line sets texts in their columns.
func (t *Table) line(columns []Column, widths []int, texts []string) string {
	var b strings.Builder
	for i, text := range texts {
		if widths[i] == leftOut {
			continue
		}
		text = cut(text, widths[i], t.kit.Theme.Glyphs.Ellipsis)
		if columns[i].Right {
			text = tui.PadLeft(text, widths[i])
		}
		if i < len(texts)-1 {
			text = tui.PadRight(text, widths[i]) + strings.Repeat(" ", columnGap)
		}
		b.WriteString(text)
	}
	return ansi.Truncate(strings.TrimRight(b.String(), " "), t.width-t.lead(), "")
}

// body draws the rows, one line each.
func (t *Table) body() []string {
	columns, widths := t.columns(), t.widths()
	lines := make([]string, len(t.rows))
	for i, row := range t.rows {
		style := t.rowStyle(i)
		mark := ""
		if t.options.Choose {
			mark = t.kit.Theme.Glyphs.RadioOff + " "
			if row.ID == t.value {
				mark = t.kit.Theme.Glyphs.RadioOn + " "
			}
		}
		text := t.line(columns, widths, t.texts(row, len(columns)))
		lines[i] = t.gutter(i == t.at) + style.Render(mark+text)
	}
	return lines
}

func (t *Table) rowStyle(i int) lipgloss.Style {
	switch {
	case t.rows[i].Disabled:
		return t.kit.Theme.Muted
	case t.focused && i == t.at:
		return t.kit.Theme.Focus
	}
	return t.kit.Theme.Text
}

// detail shows in full what the columns cut of the current row.
func (t *Table) detail() []string {
	if !t.focused || len(t.rows) == 0 || t.options.Brief {
		return nil
	}
	columns, widths := t.columns(), t.widths()
	var parts []string
	for i, text := range t.texts(t.rows[t.at], len(columns)) {
		if text == "" || tui.Width(text) <= widths[i] {
			continue
		}
		if title := columns[i].Title; title != "" {
			text = title + t.kit.Texts.LabelEnd + text
		}
		parts = append(parts, text)
	}
	if len(parts) == 0 {
		return nil
	}
	indent := t.lead()
	return hang(strings.Repeat(" ", indent), indent, t.kit.Theme.Muted, strings.Join(parts, "  "), t.width)
}
