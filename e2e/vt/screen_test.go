package vt_test

import (
	"slices"
	"strings"
	"testing"

	"houbu/e2e/vt"
)

// linesOf are the rows of a screen without the spaces at their ends.
func linesOf(s *vt.Screen) []string {
	var lines []string
	for _, row := range s.Rows() {
		lines = append(lines, strings.TrimRight(strings.Join(row, ""), " "))
	}
	return lines
}

// shown writes to a terminal of 10×3 cells and returns what stands there, up
// to the last line with something on it.
func shown(t *testing.T, wide bool, text string) (string, *vt.Screen) {
	t.Helper()
	s := vt.New(10, 3, wide)
	if n, err := s.Write([]byte(text)); n != len(text) || err != nil {
		t.Fatalf("Write = %d, %v", n, err)
	}
	return strings.TrimRight(strings.Join(linesOf(s), "\n"), "\n"), s
}

func TestWhatStandsThere(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"plain", "ab\r\ncd", "ab\ncd"},
		{"wide characters take two cells", "候补\x1b[3Gb", "候b"},
		{"the first half is overwritten", "候补\x1b[1Ga", "a 补"},
		{"the second half is overwritten", "候补\x1b[2Ga", " a补"},
		{"a wide one over two halves", "候补\x1b[2G试", " 试"},
		{"wrapping", "0123456789ab", "0123456789\nab"},
		{"a wide one does not fit", "012345678候", "012345678\n候"},
		{"scrolling", "a\r\nb\r\nc\r\nd", "b\nc\nd"},
		{"moves", "\x1b[2;3Hx\x1b[2Cy\x1b[3Dz\x1b[Hw", "w\n  xz y"},
		{"moves stop at the edge", "\x1b[99;99Hx\x1b[1;99H\x1b[99D!", "!\n\n         x"},
		{"erase the lines above", "ab\x1b[3Jc", "abc"},
		{"erase to the end", "abcdef\x1b[3G\x1b[K", "ab"},
		{"erase all", "abc\x1b[2Jd", "   d"},
		{"marks join", "e\u0301x", "e\u0301x"},
		{"the alternate screen hides the main one", "a\x1b[?1049h\x1b[Hb", "b"},
		{"and gives it back", "a\x1b[?1049hb\x1b[?1049lc", "ac"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, s := shown(t, false, tt.text)
			if got != tt.want {
				t.Errorf("%q shows\n%s\nwant\n%s", tt.text, got, tt.want)
			}
			if len(s.Faults()) > 0 {
				t.Errorf("%q has faults %q", tt.text, s.Faults())
			}
		})
	}
}

func TestAmbiguousWidth(t *testing.T) {
	t.Parallel()
	for wide, want := range map[bool]string{false: "…x“b", true: " x“b"} { // the second cell is free, or half of …
		if got, _ := shown(t, wide, "…\x1b[2Gx“b"); got != want {
			t.Errorf("wide=%v: %q, want %q", wide, got, want)
		}
	}
}

func TestFaults(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, want string }{
		{"\a", "control 0x07"},
		{"\t", "control 0x09"},
		{"\x1bc", `ESC 'c'`},
		{"\x1b]0;title\a", "OSC 0"},
		{"\x1bPq\x1b\\", "DCS"},
		{"\x1b[?1000h", "mode 1000"},
		{"\x1b[6n", `CSI '\x00' [6] 'n'`},
		{"\x1b[2;5r", `CSI '\x00' [2 5] 'r'`},
		{"\x1b[?7l\x1b[1;10H候", `'候' beyond the edge of line 1`},
	}
	for _, tt := range tests {
		_, s := shown(t, false, tt.text)
		if got := s.Faults(); len(got) == 0 || got[0] != tt.want {
			t.Errorf("%q has faults %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestModesAndStyles(t *testing.T) {
	t.Parallel()
	_, s := shown(t, false, "\x1b[?1049h\x1b[?2004h\x1b[?7l\x1b[?25l\x1b[1;31;44m")
	all := []string{"alternate screen", "hidden cursor", "bracketed paste", "no wrapping", "style"}
	if got := s.Changed(); !slices.Equal(got, all) {
		t.Errorf("changed %q, want %q", got, all)
	}
	for _, part := range []string{"\x1b[?25h\x1b[?7h", "\x1b[22;39m\x1b[49m", "\x1b[?2004l\x1b[?1049l"} {
		_, _ = s.Write([]byte(part))
	}
	if got := s.Changed(); len(got) != 0 {
		t.Errorf("changed %q after all was put back", got)
	}
	if !s.Coloured() {
		t.Error("no colour was seen")
	}
	if _, s = shown(t, false, "\x1b[1;2;4;7mx\x1b[0m\x1b[39m"); s.Coloured() || len(s.Changed()) != 0 {
		t.Errorf("without colours: coloured %v, changed %q", s.Coloured(), s.Changed())
	}
}

func TestResize(t *testing.T) {
	t.Parallel()
	_, s := shown(t, false, "ab候\r\n\n5")
	s.Resize(3, 2)
	if got := linesOf(s); !slices.Equal(got, []string{"ab", ""}) {
		t.Errorf("smaller: %q", got)
	}
	if x, y, visible := s.Cursor(); x != 1 || y != 1 || !visible {
		t.Errorf("the cursor is at %d,%d, visible %v", x, y, visible)
	}
	s.Resize(12, 4)
	_, _ = s.Write([]byte("\x1b[4;12Hz"))
	if got := linesOf(s); got[0] != "ab" || got[3] != "           z" {
		t.Errorf("larger: %q", got)
	}
}
