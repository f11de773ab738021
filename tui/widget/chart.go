package widget

import (
	"strconv"
	"strings"

	"houbu/tui"
)

// plainDots is a full cell where braille patterns cannot be drawn.
const plainDots = ":"

// leastChart is the least height of a chart: a line above the axis and the labels.
const leastChart = 4

// Chart draws how a number of things changed over time: an area above a time axis,
// in braille patterns of two by four dots a cell, or in ASCII. Both are one cell wide
// on every terminal, which block elements are not.
type Chart struct {
	still
	values   []int
	from, to string
	height   int
}

// NewChart makes a chart of nothing, ten lines high.
func NewChart(kit Kit) *Chart { return &Chart{still: newStill(kit), height: 10} }

// SetValues gives the values, oldest first at even distances, none of them negative,
// and what stands below the first and the last.
func (c *Chart) SetValues(values []int, from, to string) {
	c.values, c.from, c.to = append([]int(nil), values...), from, to
}

// SetHeight gives the height in lines, all included.
func (c *Chart) SetHeight(height int) { c.height = max(height, leastChart) }

// View draws the area, the axes and their labels; nothing of no values.
func (c *Chart) View() tui.View {
	if len(c.values) == 0 {
		return tui.View{}
	}
	theme := c.kit.Theme
	most := 1
	for _, v := range c.values {
		most = max(most, v)
	}
	top := strconv.Itoa(most)
	margin := 1 + len(top)
	rows, width := c.height-2, max(1, c.width-margin-1)
	lines := make([]string, 0, c.height)
	for row := range rows {
		label := strings.Repeat(" ", margin)
		if row == 0 {
			label = tui.PadLeft(top, margin)
		}
		lines = append(lines, theme.Muted.Render(label+theme.Glyphs.Vertical)+theme.Accent.Render(c.row(row, rows, width, most)))
	}
	axis := tui.PadLeft("0", margin) + theme.Glyphs.BottomLeft + theme.Glyphs.Line(width)
	from := cut(tui.Clean(c.from), width, theme.Glyphs.Ellipsis)
	to := cut(tui.Clean(c.to), max(0, width-tui.Width(from)-1), theme.Glyphs.Ellipsis)
	below := strings.Repeat(" ", margin+1) + from + tui.PadLeft(to, width-tui.Width(from))
	return tui.View{Body: strings.Join(append(lines, theme.Muted.Render(axis), theme.Muted.Render(below)), "\n")}
}

// row draws a line of the area: rows of them, of which the first is the uppermost.
func (c *Chart) row(row, rows, width, most int) string {
	var b strings.Builder
	for x := range width {
		if c.kit.Theme.Glyphs.Dots != plainDots {
			b.WriteRune(dots(c.level(2*x, 2*width, 4*rows, most)-4*(rows-1-row), c.level(2*x+1, 2*width, 4*rows, most)-4*(rows-1-row)))
		} else {
			b.WriteByte(plain(c.level(x, width, 2*rows, most) - 2*(rows-1-row)))
		}
	}
	return strings.TrimRight(b.String(), " ")
}

// level is how high the area is in a column, of so many columns and steps. What is
// not zero is a step high at least, so that it shows.
func (c *Chart) level(x, columns, steps, most int) int {
	v := c.values[min(x*len(c.values)/columns, len(c.values)-1)]
	if v == 0 {
		return 0
	}
	return max(1, v*steps/most)
}

// dots is the braille pattern of two columns that are filled from below, to so many
// dots of four (Unicode, Braille Patterns, U+2800).
func dots(left, right int) rune {
	if left <= 0 && right <= 0 {
		return ' '
	}
	pattern := rune(0x2800)
	for i, bit := range []rune{0x40, 0x04, 0x02, 0x01} {
		if i < left {
			pattern |= bit
		}
	}
	for i, bit := range []rune{0x80, 0x20, 0x10, 0x08} {
		if i < right {
			pattern |= bit
		}
	}
	return pattern
}

// plain is a cell that is filled from below, to so many halves.
func plain(halves int) byte {
	switch {
	case halves <= 0:
		return ' '
	case halves == 1:
		return '.'
	}
	return ':'
}
