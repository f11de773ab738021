package vt

import (
	"github.com/charmbracelet/x/ansi"
	"github.com/mattn/go-runewidth"
)

// cell is one place of the screen. The second cell of a wide character has no
// text.
type cell struct {
	text string
	half bool // the second cell of a wide character
}

// Screen is a terminal. It is not safe for concurrent use.
type Screen struct {
	width, height int
	measure       *runewidth.Condition
	parser        *ansi.Parser

	rows  [][]cell
	main  [][]cell // what the alternate screen hides, nil while it is not used
	x, y  int
	mainX int
	mainY int

	noWrap, hidden, paste bool // modes that a program has changed
	pen                   pen
	coloured              bool
	faults                []string
}

// New makes an empty terminal. wide says that it draws characters of ambiguous
// width over two cells.
func New(width, height int, wide bool) *Screen {
	measure := runewidth.NewCondition()
	measure.EastAsianWidth, measure.StrictEmojiNeutral = wide, true
	s := &Screen{width: width, height: height, measure: measure, parser: ansi.NewParser()}
	s.rows = blank(width, height)
	s.parser.SetHandler(s.handler())
	return s
}

func blank(width, height int) [][]cell {
	rows := make([][]cell, height)
	for y := range rows {
		rows[y] = make([]cell, width)
	}
	return rows
}

// Write takes what a program writes. It never fails.
func (s *Screen) Write(p []byte) (int, error) {
	for _, b := range p {
		s.parser.Advance(b)
	}
	return len(p), nil
}

// Resize changes the size. What no longer fits is lost.
func (s *Screen) Resize(width, height int) {
	s.width, s.height = width, height
	s.rows = resized(s.rows, width, height)
	if s.main != nil {
		s.main = resized(s.main, width, height)
	}
	s.x, s.y = min(s.x, width-1), min(s.y, height-1)
	s.mainX, s.mainY = min(s.mainX, width-1), min(s.mainY, height-1)
}

func resized(rows [][]cell, width, height int) [][]cell {
	out := blank(width, height)
	for y := range min(height, len(rows)) {
		copy(out[y], rows[y])
		if width < len(rows[y]) && rows[y][width].half {
			out[y][width-1] = cell{}
		}
	}
	return out
}

// Rows is what stands on the screen, cell by cell: a space where there is
// nothing, and an empty text for the second cell of a wide character.
func (s *Screen) Rows() [][]string {
	rows := make([][]string, len(s.rows))
	for y, row := range s.rows {
		rows[y] = make([]string, len(row))
		for x, c := range row {
			rows[y][x] = c.text
			if c.text == "" && !c.half {
				rows[y][x] = " "
			}
		}
	}
	return rows
}

// Cursor is where the cursor stands, in cells from the top left corner, and
// whether it can be seen.
func (s *Screen) Cursor() (x, y int, visible bool) { return s.x, s.y, !s.hidden }

// Coloured tells whether anything was ever written in a colour.
func (s *Screen) Coloured() bool { return s.coloured }

// Faults are the sequences that a program of ours has no reason to write, and
// characters that it put beyond the edge.
func (s *Screen) Faults() []string { return s.faults }

// Changed lists the modes that a program has changed and not put back, empty
// for a terminal as its shell left it.
func (s *Screen) Changed() []string {
	var changed []string
	for _, mode := range []struct {
		name string
		is   bool
	}{
		{"alternate screen", s.main != nil},
		{"hidden cursor", s.hidden},
		{"bracketed paste", s.paste},
		{"no wrapping", s.noWrap},
		{"style", s.pen != pen{}},
	} {
		if mode.is {
			changed = append(changed, mode.name)
		}
	}
	return changed
}
