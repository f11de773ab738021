package screens

import (
	"strings"

	"houbu/api"
)

// The width of a pool's bar, in cells, on the board and on its own page.
const (
	boardBar = 6
	poolBar  = 20
)

// bar draws how much of a pool is paid, held and free. What is not nothing has a cell
// at least, unless there are fewer cells than parts.
func (s *page) bar(p *api.BoardPool, width int) string {
	glyphs := s.kit.Theme.Glyphs
	whole := max(p.Capacity, p.Held+p.Paid, 1)
	paid := share(p.Paid, whole, width)
	held := min(share(p.Held, whole, width), width-paid)
	if left := p.Capacity - p.Held - p.Paid; left > 0 && paid+held == width { // some are free: show it
		if held > 1 {
			held--
		} else if paid > 1 {
			paid--
		}
	}
	return strings.Repeat(glyphs.BarPaid, paid) + strings.Repeat(glyphs.BarHeld, held) +
		strings.Repeat(glyphs.BarFree, width-paid-held)
}

// share is how many of width cells a part of a whole takes, rounded, one at least when
// the part is not nothing.
func share(part, whole, width int) int {
	if part <= 0 {
		return 0
	}
	return min(width, max(1, (part*width+whole/2)/whole))
}
