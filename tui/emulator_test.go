package tui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"

	"houbu/tui/cluster"
)

// emulator is a terminal, as far as a painter needs one. It shares no code with
// the painter. What it does not know is an error: the painter must not use it.
type emulator struct {
	size    Size
	rows    [][]glyph
	x, y    int
	style   style
	wraps   bool // DECAWM
	pending bool // the next character goes to the next line
	cursor  bool
	modes   map[string]bool
	drawing drawing
	err     error
}

// glyph is a cell. The second of a wide character has the text "".
type glyph struct {
	text  string
	style style
}

// style is what SGR has set, spelled out.
type style struct {
	attrs  [10]bool // by their SGR number
	fg, bg string   // parameters, "" for the default
}

// drawing is how terminals differ.
type drawing int

const (
	asMeasured  drawing = iota // as the layout counts
	rulesWide                  // characters of ambiguous width are wide
	runeForRune                // a cluster is drawn code point by code point
)

func newEmulator(size Size, wraps bool, drawing drawing) *emulator {
	e := &emulator{size: size, wraps: wraps, drawing: drawing, cursor: true, modes: map[string]bool{}}
	for range size.Height {
		e.rows = append(e.rows, slices.Repeat([]glyph{{text: " "}}, size.Width))
	}
	for y := range e.rows { // what was there before the program
		for x := range e.rows[y] {
			e.rows[y][x] = glyph{text: "#", style: style{fg: "31"}}
		}
	}
	return e
}

func (e *emulator) fail(format string, args ...any) {
	if e.err == nil {
		e.err = fmt.Errorf(format, args...)
	}
}

// Write acts on what a painter writes.
func (e *emulator) Write(p []byte) (int, error) {
	s := string(p)
	for s != "" && e.err == nil {
		switch {
		case strings.HasPrefix(s, "\x1b["):
			end := strings.IndexFunc(s[2:], func(r rune) bool { return r >= '@' && r <= '~' })
			if end < 0 {
				e.fail("a sequence does not end: %q", s)
				break
			}
			e.sequence(s[2:2+end], s[2+end])
			s = s[2+end+1:]
		case s[0] == '\r':
			e.x, e.pending, s = 0, false, s[1:]
		case s[0] == '\n':
			e.lineFeed()
			s = s[1:]
		case s[0] < ' ' || s[0] == 0x7f || !utf8.ValidString(s[:min(len(s), utf8.UTFMax)]) && !utf8.ValidString(s):
			e.fail("the terminal is sent %q", s[:min(len(s), 20)])
		default:
			s = e.character(s)
		}
	}
	return len(p), e.err
}

func (e *emulator) lineFeed() {
	e.pending = false
	if e.y == e.size.Height-1 {
		e.fail("the screen scrolls")
		return
	}
	e.y++
}

// character draws the first character of s and returns the rest.
func (e *emulator) character(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	text, width := cluster.First(s)
	switch {
	case e.drawing == rulesWide && runewidth.IsAmbiguousWidth(r):
		width = 2
	case e.drawing == runeForRune:
		text, width = s[:size], runewidth.RuneWidth(r)
	}
	e.draw(text, width)
	return s[len(text):]
}

func (e *emulator) draw(text string, width int) {
	if width == 0 {
		return // joins the cell before
	}
	if e.pending && e.wraps {
		e.x = 0
		e.lineFeed()
	}
	e.pending = false
	if e.x+width > e.size.Width {
		if e.wraps {
			e.fail("%q is drawn over the edge", text)
		}
		e.put(e.size.Width-1, glyph{" ", e.style})
		return
	}
	e.put(e.x, glyph{text, e.style})
	if width == 2 {
		e.put(e.x+1, glyph{" ", e.style})
		e.rows[e.y][e.x+1].text = ""
	}
	e.x += width
	if e.x == e.size.Width {
		e.x, e.pending = e.x-1, true
	}
}

// put replaces a cell. The other half of a wide character goes with it.
func (e *emulator) put(x int, g glyph) {
	row := e.rows[e.y]
	if row[x].text == "" {
		row[x-1].text = " "
	}
	if x+1 < len(row) && row[x+1].text == "" {
		row[x+1].text = " "
	}
	row[x] = g
}

func (e *emulator) erase(from, to int) {
	for x := from; x < to; x++ {
		e.put(x, glyph{" ", style{bg: e.style.bg}})
	}
}

func (e *emulator) sequence(params string, final byte) {
	if final == 'h' || final == 'l' {
		e.mode(params, final == 'h')
		return
	}
	if final == 'm' {
		e.sgr(params)
		return
	}
	numbers := []int{0, 0}
	for i, word := range strings.Split(params, ";") {
		n, err := strconv.Atoi(word)
		if word != "" && err != nil || i > 1 {
			e.fail("parameters %q of %c", params, final)
			return
		}
		numbers[i] = n
	}
	n := max(1, numbers[0])
	switch final {
	case 'H':
		e.y, e.x = n-1, max(1, numbers[1])-1
	case 'G':
		e.x = n - 1
	case 'C':
		e.x += n
	case 'D':
		e.x -= n
	case 'K':
		e.erase(e.x, e.size.Width)
	case 'J':
		if numbers[0] != 2 {
			e.fail("ED %d", numbers[0])
		}
		at := e.y
		for e.y = range e.rows {
			e.erase(0, e.size.Width)
		}
		e.y = at
	default:
		e.fail("the terminal is sent the sequence %q%c", params, final)
	}
	e.pending = false
	if e.x < 0 || e.x >= e.size.Width || e.y < 0 || e.y >= e.size.Height {
		e.fail("the cursor is sent outside, to %d,%d", e.x, e.y)
		e.x, e.y = 0, 0
	}
}

func (e *emulator) mode(params string, on bool) {
	switch params {
	case "?25":
		e.cursor = on
	case "?7":
		e.wraps = on
	case "?2026", "?1049", "?2004":
		if e.modes[params] == on {
			e.fail("mode %s is set to %v again", params, on)
		}
		e.modes[params] = on
	default:
		e.fail("the terminal is sent mode %q", params)
	}
}

func (e *emulator) sgr(params string) {
	words := strings.Split(params, ";")
	for i := 0; i < len(words); i++ {
		n, _ := strconv.Atoi(words[i])
		switch {
		case n == 0:
			e.style = style{}
		case n < 10:
			e.style.attrs[n] = true
		case n == 38 || n == 48:
			more := 2
			if words[i+1] == "2" {
				more = 4
			}
			e.colour(n, strings.Join(words[i+1:i+1+more], ";"))
			i += more
		case n == 39 || n == 49:
			e.colour(n-1, "")
		case n >= 30 && n < 38 || n >= 90 && n < 98:
			e.colour(38, words[i])
		case n >= 40 && n < 48 || n >= 100 && n < 108:
			e.colour(48, strconv.Itoa(n-10))
		default:
			e.fail("SGR %q", params)
		}
	}
}

// colour sets the foreground (38) or the background (48). One that has a short
// form is kept as that of the foreground.
func (e *emulator) colour(ground int, value string) {
	if index, ok := strings.CutPrefix(value, "5;"); ok {
		if n, _ := strconv.Atoi(index); n < 8 {
			value = strconv.Itoa(30 + n)
		} else if n < 16 {
			value = strconv.Itoa(90 + n - 8)
		}
	}
	if ground == 38 {
		e.style.fg = value
	} else {
		e.style.bg = value
	}
}

// screen is what is shown, without styles, for messages of tests.
func (e *emulator) screen() string {
	var b strings.Builder
	for _, row := range e.rows {
		for _, g := range row {
			b.WriteString(g.text)
		}
		b.WriteString("|\n")
	}
	return b.String()
}
