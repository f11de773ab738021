package tui

import (
	"strconv"
	"strings"
)

// pen is the style of a cell as a terminal keeps it (SGR, ECMA-48 8.3.117).
// The zero value is the terminal's default.
type pen struct {
	attrs  uint16
	fg, bg colour
}

// colour is 0 for the default, else a kind and its value.
type colour uint32

const (
	palette   colour = 1 << 24 // 0–255
	trueColor colour = 2 << 24 // 0xRRGGBB
)

const (
	bold uint16 = 1 << iota
	faint
	italic
	underline
	blink
	reverse
	conceal
	strike
)

// attribute returns the bit of an SGR parameter from 1 to 9.
func attribute(param int) uint16 {
	switch param {
	case 1:
		return bold
	case 2:
		return faint
	case 3:
		return italic
	case 4:
		return underline
	case 5, 6:
		return blink
	case 7:
		return reverse
	case 8:
		return conceal
	default:
		return strike
	}
}

// apply changes the pen by the parameters of an SGR sequence.
func (p *pen) apply(params string) {
	if params == "" {
		*p = pen{}
		return
	}
	for params != "" {
		var n int
		n, params = nextParam(params)
		switch {
		case n == 0:
			*p = pen{}
		case n <= 9:
			p.attrs |= attribute(n)
		case n == 22:
			p.attrs &^= bold | faint
		case n >= 23 && n <= 29:
			p.attrs &^= attribute(n - 20)
		case n >= 30 && n <= 37:
			p.fg = palette | colour(n-30)
		case n >= 40 && n <= 47:
			p.bg = palette | colour(n-40)
		case n == 38:
			p.fg, params = extended(params)
		case n == 48:
			p.bg, params = extended(params)
		case n == 39:
			p.fg = 0
		case n == 49:
			p.bg = 0
		case n >= 90 && n <= 97:
			p.fg = palette | colour(n-90+8)
		case n >= 100 && n <= 107:
			p.bg = palette | colour(n-100+8)
		}
	}
}

// extended reads what follows 38 or 48: 5;n or 2;r;g;b.
func extended(params string) (colour, string) {
	kind, rest := nextParam(params)
	var a, b, c int
	switch kind {
	case 5:
		a, rest = nextParam(rest)
		return palette | colour(a&0xff), rest
	case 2:
		a, rest = nextParam(rest)
		b, rest = nextParam(rest)
		c, rest = nextParam(rest)
		return trueColor | colour(a&0xff)<<16 | colour(b&0xff)<<8 | colour(c&0xff), rest
	}
	return 0, rest
}

// nextParam takes one parameter; a missing one is 0.
func nextParam(params string) (int, string) {
	end := strings.IndexAny(params, ";:")
	word, rest := params, ""
	if end >= 0 {
		word, rest = params[:end], params[end+1:]
	}
	n, err := strconv.Atoi(word)
	if err != nil {
		n = 0
	}
	return n, rest
}

// appendChange appends the shortest SGR sequence that leads from one pen to
// another; nothing when they are equal.
func appendChange(buf []byte, from, to pen) []byte {
	if from == to {
		return buf
	}
	if to == (pen{}) {
		return append(buf, "\x1b[m"...)
	}
	buf = append(buf, "\x1b["...)
	start := len(buf)
	if from.attrs&^to.attrs != 0 { // something ends: begin afresh
		buf = append(buf, "0;"...)
		from = pen{}
	}
	for param := 1; param <= 9; param++ {
		if bit := attribute(param); param != 6 && to.attrs&bit != 0 && from.attrs&bit == 0 {
			buf = append(strconv.AppendInt(buf, int64(param), 10), ';')
		}
	}
	if from.fg != to.fg {
		buf = appendColour(buf, to.fg, 30)
	}
	if from.bg != to.bg {
		buf = appendColour(buf, to.bg, 40)
	}
	if len(buf) > start {
		buf = buf[:len(buf)-1]
	}
	return append(buf, 'm')
}

// appendColour appends the parameters of a colour and a semicolon. base is 30
// for the foreground and 40 for the background.
func appendColour(buf []byte, c colour, base int64) []byte {
	value := int64(c & 0xffffff)
	switch {
	case c == 0:
		buf = strconv.AppendInt(buf, base+9, 10)
	case c >= trueColor:
		buf = strconv.AppendInt(buf, base+8, 10)
		buf = append(buf, ";2"...)
		for _, part := range []int64{value >> 16, value >> 8 & 0xff, value & 0xff} {
			buf = strconv.AppendInt(append(buf, ';'), part, 10)
		}
	case value < 8:
		buf = strconv.AppendInt(buf, base+value, 10)
	case value < 16:
		buf = strconv.AppendInt(buf, base+60+value-8, 10)
	default:
		buf = strconv.AppendInt(buf, base+8, 10)
		buf = strconv.AppendInt(append(buf, ";5;"...), value, 10)
	}
	return append(buf, ';')
}
