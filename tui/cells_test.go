package tui

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// plainCells are the texts of cells, with a dot for the second cell of a wide
// character.
func plainCells(row []cell) string {
	var b strings.Builder
	for _, c := range row {
		if c.width == 0 {
			b.WriteString(".")
		}
		b.WriteString(c.text)
	}
	return b.String()
}

// TestOnlyTextAndStylesReachTheTerminal is the last line of defence: what a
// screen forgot to clean is held back.
func TestOnlyTextAndStylesReachTheTerminal(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, line, want string }{
		{"plain", "abc", "abc   "},
		{"styled", "\x1b[1mab\x1b[0mc", "abc   "},
		{"wide", "中a文", "中.a文. "},
		{"wide at the edge", "abcde中", "abcde "},
		{"too long", "abcdefgh", "abcdef"},
		{"controls", "a\x07b\tc\x7f", "a�b�c�"},
		{"a C1 control", "a\u009b2Jb", "a�2Jb "},
		{"a raw C1 control", "a\x9b2Jb", "a�2Jb "},
		{"invalid UTF-8", "a\xff\xfeb", "a��b  "},
		{"a cursor move", "a\x1b[10;10Hb", "ab    "},
		{"a private mode", "a\x1b[?1049lb", "ab    "},
		{"a title", "a\x1b]0;title\x07b", "ab    "},
		{"a title ended by ST", "a\x1b]0;title\x1b\\b", "ab    "},
		{"a device control string", "a\x1bPq#0\x1b\\b", "ab    "},
		{"a reset", "a\x1bcb", "ab    "},
		{"an escape at the end", "ab\x1b", "ab    "},
		{"an unfinished sequence", "ab\x1b[12", "ab    "},
		{"a mark without a base", "\u0301ab", "ab    "},
		{"a mark", "e\u0301b", "e\u0301b    "},
		{"an invisible character", "a\u200bb", "ab    "},
	} {
		row := make([]cell, 6)
		parseLine(row, tt.line)
		if got := plainCells(row); got != tt.want {
			t.Errorf("%s: %q is laid out as %q, want %q", tt.name, tt.line, got, tt.want)
		}
	}
}

// FuzzParseLine: whatever a line holds, each cell is one drawable character.
func FuzzParseLine(f *testing.F) {
	for _, seed := range []string{"abc", "\x1b[1;31m中文\x1b[0m", "a\x1b]0;x\x07b", "\x9b\xff", "👩\u200d👧e\u0301", "\x1b[38;2;1;2;3mx\x1b[", "\x1b\x1b[m\r\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		row := make([]cell, 12)
		parseLine(row, line)
		for x, c := range row {
			switch {
			case c.width == 0 && (c.text != "" || x == 0 || row[x-1].width != 2):
				t.Fatalf("%q: cell %d is half of nothing: %+v", line, x, row)
			case c.width == 2 && (x+1 == len(row) || row[x+1].width != 0):
				t.Fatalf("%q: cell %d is cut in half: %+v", line, x, row)
			case c.width > 2 || c.width > 0 && c.text == "":
				t.Fatalf("%q: cell %d is %+v", line, x, c)
			}
			if strings.ContainsFunc(c.text, func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 }) || !utf8.ValidString(c.text) {
				t.Fatalf("%q: cell %d holds %q", line, x, c.text)
			}
		}
	})
}
