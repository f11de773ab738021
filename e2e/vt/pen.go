package vt

import "github.com/charmbracelet/x/ansi"

// pen is the style that is written in, as far as it matters whether there is
// any.
type pen struct {
	attributes uint16
	foreground bool
	background bool
}

// style is SGR. Of colours it matters only that there are some.
func (s *Screen) style(params ansi.Params) {
	if len(params) == 0 {
		s.pen = pen{}
	}
	for i := 0; i < len(params); i++ {
		number := params[i].Param(0)
		switch {
		case number == 38 || number == 48 || number == 58:
			s.colour(number != 48, true)
			return // the rest says which
		case number >= 30 && number <= 37, number >= 90 && number <= 97:
			s.colour(true, true)
		case number >= 40 && number <= 47, number >= 100 && number <= 107:
			s.colour(false, true)
		case number == 39, number == 49:
			s.colour(number == 39, false)
		default:
			s.attribute(number)
		}
	}
}

func (s *Screen) colour(foreground, on bool) {
	s.coloured = s.coloured || on
	if foreground {
		s.pen.foreground = on
		return
	}
	s.pen.background = on
}

// attribute is bold, underline and the like, or their end.
func (s *Screen) attribute(number int) {
	switch {
	case number == 0:
		s.pen = pen{}
	case number <= 9:
		s.pen.attributes |= 1 << number
	case number == 22:
		s.pen.attributes &^= 1<<1 | 1<<2
	case number >= 23 && number <= 29:
		s.pen.attributes &^= 1 << (number - 20)
	}
}
