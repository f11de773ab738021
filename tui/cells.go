package tui

import (
	"strings"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"

	"houbu/tui/cluster"
)

// cell is one place on the terminal. The second cell of a wide character has
// width 0 and no text.
type cell struct {
	text  string
	pen   pen
	width uint8
	// unsure marks a character that terminals disagree about: of ambiguous
	// width, made of several code points, or an emoji. Nothing is written after
	// it without saying where.
	unsure bool
}

func blank() cell {
	return cell{text: " ", width: 1}
}

// replacement is drawn for what must not reach a terminal. Screens clean the
// texts they show; here is the last place to hold back what was forgotten. It
// is of ambiguous width.
const replacement = "\uFFFD"

// parseLine lays a line with SGR sequences out on row, which has as many cells
// as the terminal has columns. Other sequences and control characters are not
// passed on.
func parseLine(row []cell, line string) {
	var p pen
	x := 0
	for line != "" && x < len(row) {
		if line[0] == '\x1b' {
			line = p.escape(line)
			continue
		}
		text, width, size, unsure := firstCharacter(line)
		line = line[size:]
		if width == 0 {
			continue
		}
		if x+width > len(row) {
			break // a wide character at the edge: a space stays
		}
		row[x] = cell{text: text, pen: p, width: uint8(width), unsure: unsure} //nolint:gosec // 1 or 2
		if width == 2 {
			row[x+1] = cell{pen: p, unsure: unsure}
		}
		x += width
	}
	for ; x < len(row); x++ {
		row[x] = blank()
	}
}

// escape takes the sequence at the start of line and returns what follows it.
func (p *pen) escape(line string) string {
	if strings.HasPrefix(line, "\x1b[") {
		end := strings.IndexFunc(line[2:], func(r rune) bool { return r >= '@' && r <= '~' })
		if end >= 0 {
			params := line[2 : 2+end]
			if line[2+end] == 'm' && strings.Trim(params, "0123456789;:") == "" {
				p.apply(params)
			}
			return line[2+end+1:]
		}
	}
	size := cluster.Escape(line)
	return line[max(1, size):]
}

// firstCharacter returns the first character of line as it is drawn, its width
// in cells and its size in bytes.
func firstCharacter(line string) (text string, width, size int, unsure bool) {
	c := line[0]
	if c < utf8.RuneSelf && (len(line) == 1 || line[1] < utf8.RuneSelf) {
		if c < 0x20 || c == 0x7f {
			return replacement, 1, 1, true
		}
		return line[:1], 1, 1, false
	}
	r, runeSize := utf8.DecodeRuneInString(line)
	if r == utf8.RuneError && runeSize == 1 || r < 0x20 || (r >= 0x7f && r < 0xa0) {
		return replacement, 1, runeSize, true
	}
	text, width = cluster.First(line)
	if text == "" || !utf8.ValidString(text) {
		return replacement, 1, runeSize, true
	}
	const emoji = 0x1f000
	several := len(text) != runeSize
	unsure = several || runewidth.IsAmbiguousWidth(r) || (r >= emoji && r < 0x20000)
	return text, min(width, 2), len(text), unsure
}
