package vt

import "fmt"

// print puts a character at the cursor.
func (s *Screen) print(r rune) {
	width := s.measure.RuneWidth(r)
	if width == 0 {
		s.combine(r)
		return
	}
	if s.x+width > s.width {
		if s.noWrap {
			s.fault(fmt.Sprintf("%q beyond the edge of line %d", r, s.y+1))
			return
		}
		s.x = 0
		s.lineFeed()
	}
	row := s.rows[s.y]
	for i := range width {
		s.erase(row, s.x+i)
	}
	row[s.x].text = string(r)
	if width > 1 {
		row[s.x+1].half = true
	}
	s.x += width
}

// combine adds a mark that takes no cell to the character before the cursor.
func (s *Screen) combine(r rune) {
	row := s.rows[s.y]
	for x := min(s.x, s.width) - 1; x >= 0; x-- {
		if !row[x].half {
			row[x].text += string(r)
			return
		}
	}
}

// erase empties a cell, and the other half of a wide character with it.
func (s *Screen) erase(row []cell, x int) {
	if row[x].half {
		row[x-1] = cell{}
	}
	if x+1 < len(row) && row[x+1].half {
		row[x+1] = cell{}
	}
	row[x] = cell{}
}

func (s *Screen) eraseRow(y, from int) {
	for x := from; x < s.width; x++ {
		s.erase(s.rows[y], x)
	}
}

func (s *Screen) lineFeed() {
	if s.y+1 < s.height {
		s.y++
		return
	}
	copy(s.rows, s.rows[1:])
	s.rows[s.y] = make([]cell, s.width)
}

// alternate shows the alternate screen, or the main one again.
func (s *Screen) alternate(on bool) {
	switch {
	case on && s.main == nil:
		s.main, s.mainX, s.mainY = s.rows, s.x, s.y
		s.rows = blank(s.width, s.height)
	case !on && s.main != nil:
		s.rows, s.x, s.y = s.main, s.mainX, s.mainY
		s.main = nil
	}
}

func (s *Screen) moveTo(x, y int) {
	s.x, s.y = max(0, min(x, s.width-1)), max(0, min(y, s.height-1))
}

func (s *Screen) fault(what string) { s.faults = append(s.faults, what) }
