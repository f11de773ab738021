package tui

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"
)

// wanted is what a terminal should show: the cells that a test drew a view from.
type wanted struct {
	rows [][]glyph
	// unsure marks the cells of characters that terminals disagree about.
	unsure map[Position]bool
	body   string
	cursor *Position
}

// alphabet are characters of every kind that a frame may hold: some of which the
// width is sure, and after them some that terminals disagree about.
func alphabet() (characters []string, sure int) {
	characters = []string{"a", "Z", "7", " ", " ", " ", "中", "候", "，", "ñ", "한", "ｱ"}
	return append(characters, "─", "─", "é", "…", "●", "“", "e\u0301", "👩\u200d👩\u200d👧", "🇨🇳", "👍🏽", "🚀"), len(characters)
}

// drawStyle draws a style: the parameters that set it, and itself.
func drawStyle(t *rapid.T) (string, style) {
	params, want := []string{"0"}, style{}
	for _, n := range []int{1, 2, 3, 4, 5, 7, 8, 9} {
		if rapid.IntRange(0, 7).Draw(t, "attribute") == 0 {
			params, want.attrs[n] = append(params, fmt.Sprint(n)), true
		}
	}
	colours := map[string]string{ // as set, as the emulator keeps it
		"": "", "1": "31", "7": "37", "5;3": "33", "5;12": "94", "5;200": "5;200", "2;1;20;255": "2;1;20;255",
	}
	for _, ground := range []string{"3", "4"} {
		pick := rapid.SampledFrom([]string{"", "", "", "1", "7", "5;3", "5;12", "5;200", "2;1;20;255"}).Draw(t, "colour")
		switch {
		case pick == "":
		case strings.Contains(pick, ";"):
			params = append(params, ground+"8;"+pick)
		default:
			params = append(params, ground+pick)
		}
		if ground == "3" {
			want.fg = colours[pick]
		} else {
			want.bg = colours[pick]
		}
	}
	return "\x1b[" + strings.Join(params, ";") + "m", want
}

// drawWanted draws a random frame of a size, and what it should look like.
func drawWanted(t *rapid.T, size Size, pool []string, sure int) wanted {
	w := wanted{unsure: map[Position]bool{}}
	var lines []string
	for y := range size.Height {
		row := make([]glyph, size.Width)
		for x := range row {
			row[x].text = " "
		}
		line := ""
		if rapid.IntRange(0, 3).Draw(t, "empty") > 0 {
			line = w.drawLine(t, row, y, pool, sure)
		}
		w.rows, lines = append(w.rows, row), append(lines, line)
	}
	if rapid.Bool().Draw(t, "short") {
		lines = trimEmpty(lines)
	}
	w.body = strings.Join(lines, "\n")
	if rapid.Bool().Draw(t, "cursor") {
		w.cursor = &Position{
			X: rapid.IntRange(0, size.Width-1).Draw(t, "x"), Y: rapid.IntRange(0, size.Height-1).Draw(t, "y"),
		}
	}
	return w
}

// drawLine draws runs of characters in a style each, up to the edge or less.
func (w *wanted) drawLine(t *rapid.T, row []glyph, y int, pool []string, sure int) string {
	var line strings.Builder
	x, full := 0, false
	for range rapid.IntRange(1, 4).Draw(t, "runs") {
		set, is := drawStyle(t)
		line.WriteString(set)
		for range rapid.IntRange(0, len(row)/2+1).Draw(t, "length") {
			pick := rapid.IntRange(0, len(pool)-1).Draw(t, "character")
			text := pool[pick]
			line.WriteString(text)
			width := Width(text)
			full = full || x+width > len(row)
			if full { // cut off at the edge, with all that follows
				continue
			}
			row[x] = glyph{text, is}
			w.unsure[Position{x, y}] = pick >= sure
			if width == 2 {
				row[x+1] = glyph{"", is}
				w.unsure[Position{x + 1, y}] = pick >= sure
			}
			x += width
		}
	}
	line.WriteString("\x1b[0m")
	return line.String()
}

func trimEmpty(lines []string) []string {
	for len(lines) > 1 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// differs tells where a terminal does not show what is wanted. Where terminals
// may differ, cells of unsure characters are left out.
func (w *wanted) differs(e *emulator) error {
	if e.err != nil {
		return e.err
	}
	for y, row := range w.rows {
		for x, want := range row {
			if e.drawing != asMeasured && w.unsure[Position{x, y}] {
				continue
			}
			if got := e.rows[y][x]; got != want {
				return fmt.Errorf("at %d,%d the terminal shows %+v, want %+v\n%s", x, y, got, want, e.screen())
			}
		}
	}
	if e.style != (style{}) {
		return fmt.Errorf("the style %+v stays set", e.style)
	}
	if e.cursor != (w.cursor != nil) || w.cursor != nil && (e.pending || *w.cursor != Position{e.x, e.y}) {
		return fmt.Errorf("the cursor is at %d,%d (shown %v), want %v", e.x, e.y, e.cursor, w.cursor)
	}
	return nil
}
