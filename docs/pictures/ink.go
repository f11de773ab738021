package main

import (
	"strconv"
	"strings"
)

// ink is how a cell is drawn: colours of the palette, -1 for the terminal's own.
type ink struct {
	fg, bg                         int
	bold, faint, underline, invert bool
}

func plainInk() ink { return ink{fg: -1, bg: -1} }

// apply changes the ink by the parameters of an SGR sequence (ECMA-48 8.3.117),
// as far as the theme uses them: the sixteen colours and a few attributes.
func (i *ink) apply(params string) {
	for param := range strings.SplitSeq(params, ";") {
		n, err := strconv.Atoi(param)
		switch {
		case err != nil || n == 0:
			*i = plainInk()
		case n == 1:
			i.bold = true
		case n == 2:
			i.faint = true
		case n == 4:
			i.underline = true
		case n == 7:
			i.invert = true
		case n >= 30 && n <= 37:
			i.fg = n - 30
		case n >= 40 && n <= 47:
			i.bg = n - 40
		case n >= 90 && n <= 97:
			i.fg = n - 82
		case n >= 100 && n <= 107:
			i.bg = n - 92
		}
	}
}

// The colours of the terminal in the pictures.
const (
	paperColour = "#16181d"
	inkColour   = "#d8dae0"
	frameColour = "#2a2e37"
	faintColour = "#4a4f5a"
)

// palette is the terminal's palette in the pictures.
func palette(n int) string {
	return [...]string{
		"#16181d", "#ff7b72", "#7ee787", "#e3b341", "#79c0ff", "#d2a8ff", "#56d4dd", "#d8dae0",
		"#6e7681", "#ffa198", "#9cf0a4", "#f2cc60", "#a5d6ff", "#e2c5ff", "#8ae8ee", "#ffffff",
	}[n&15]
}

// colours are the two colours of a cell; an empty ground is the terminal's own.
func (i ink) colours() (letters, ground string) {
	letters = inkColour
	if i.fg >= 0 {
		letters = palette(i.fg)
	}
	if i.bg >= 0 {
		ground = palette(i.bg)
	}
	if i.invert {
		if ground == "" {
			ground = paperColour
		}
		return ground, letters
	}
	return letters, ground
}
