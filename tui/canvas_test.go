package tui

import (
	"strings"
	"testing"
)

// TestOnlyWhatChangedIsWritten shows one frame after another, and compares what
// is written for the second.
func TestOnlyWhatChangedIsWritten(t *testing.T) {
	t.Parallel()
	at := func(x, y int) *Position { return &Position{X: x, Y: y} }
	for _, tt := range []struct {
		name          string
		before, after View
		want          string
	}{
		{"nothing", View{Body: "abc\ndef"}, View{Body: "abc\ndef"}, ""},
		{"a letter", View{Body: "abc\ndef"}, View{Body: "abc\ndxf"}, "\x1b[2Dx"},
		{"in the first column", View{Body: "abc\ndef"}, View{Body: "abc\nxef"}, "\rx"},
		{"two letters near", View{Body: "abcdefgh"}, View{Body: "XbcYefgh"}, "\rXbcY"},
		{"two letters far", View{Body: "abcdefghijkl"}, View{Body: "XbcdefghijkL"}, "\rX\x1b[10CL"},
		{"two lines", View{Body: "a\nb\nc"}, View{Body: "x\nb\nz"}, "\x1b[1Hx\x1b[3Hz"},
		{"a line and the next", View{Body: "a\nb"}, View{Body: "x\ny"}, "\x1b[1Hx\r\ny"},
		{"the end of a line goes", View{Body: "abcdef"}, View{Body: "a"}, "\x1b[5D\x1b[K"},
		{"a line goes", View{Body: "abc\nabcdef"}, View{Body: "abc"}, "\r\x1b[K"},
		{"few spaces are written", View{Body: "0123456789abcdefghi"}, View{Body: "0123456789abcdefg"}, "\x1b[2D  "},
		{"a style", View{Body: "ab"}, View{Body: "\x1b[1;31mab"}, "\r\x1b[1;31mab\x1b[m"},
		{"a style goes on over lines", View{Body: ""}, View{Body: "\x1b[1ma\x1b[0m\n\x1b[1mb"}, "\x1b[1ma\r\nb\x1b[m"},
		{"a wide character", View{Body: "ab中c"}, View{Body: "ab候c"}, "\x1b[3D候"},
		{"half of one", View{Body: "ab中c"}, View{Body: "ab xc"}, "\x1b[3D x"},
		{"one over two letters", View{Body: "abcd"}, View{Body: "a中d"}, "\x1b[3D中"},
		{"an ambiguous character", View{Body: "abc def"}, View{Body: "a…c def"}, "\x1b[6D…\x1b[3Gc def\x1b[K"},
		{"on both sides of a cluster", View{Body: "a👩\u200d👩\u200d👧bcdefg"}, View{Body: "X👩\u200d👩\u200d👧Ycdefg"}, "\rX\x1b[2CY"},
		{"the cursor comes", View{Body: "ab"}, View{Body: "ab", Cursor: at(1, 0)}, "\x1b[D\x1b[?25h"},
		{"the cursor moves", View{Body: "ab", Cursor: at(1, 0)}, View{Body: "ab", Cursor: at(7, 0)}, "\x1b[6C"},
		{"the cursor moves back", View{Body: "ab", Cursor: at(7, 0)}, View{Body: "ab", Cursor: at(6, 0)}, "\x1b[D"},
		{"the cursor moves far back", View{Body: "ab", Cursor: at(19, 0)}, View{Body: "ab", Cursor: at(1, 0)}, "\x1b[2G"},
		{"the cursor goes", View{Body: "ab", Cursor: at(1, 0)}, View{Body: "ab"}, "\x1b[?25l"},
		{"the cursor follows what is typed", View{Body: "ab", Cursor: at(2, 0)}, View{Body: "abc", Cursor: at(3, 0)}, "c"},
		{"a cursor outside is hidden", View{Body: "ab", Cursor: at(1, 0)}, View{Body: "ab", Cursor: at(20, 0)}, "\x1b[?25l"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var c canvas
			size := Size{Width: 20, Height: 3}
			c.draw(nil, tt.before, size)
			if got := string(c.draw(nil, tt.after, size)); got != tt.want {
				t.Errorf("written %q, want %q", got, tt.want)
			}
			if got := string(c.draw(nil, tt.after, size)); got != "" {
				t.Errorf("the same frame again writes %q", got)
			}
		})
	}
}

func TestFirstFrameClearsTheTerminal(t *testing.T) {
	t.Parallel()
	var c canvas
	if got, want := string(c.draw(nil, View{Body: "a"}, Size{Width: 4, Height: 2})), "\x1b[m\x1b[H\x1b[2Ja\x1b[?25l"; got != want {
		t.Errorf("written %q, want %q", got, want)
	}
}

func TestForgetAndResizePaintEverything(t *testing.T) {
	t.Parallel()
	small, large := Size{Width: 10, Height: 2}, Size{Width: 12, Height: 3}
	view := View{Body: "abc\ndef", Cursor: &Position{X: 1, Y: 1}}
	for name, then := range map[string]func(c *canvas) Size{
		"forget": func(c *canvas) Size { c.forget(); return small },
		"resize": func(*canvas) Size { return large },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var c canvas
			c.draw(nil, view, small)
			size := then(&c)
			e := newEmulator(size, true, asMeasured)
			if _, err := e.Write(c.draw(nil, view, size)); err != nil {
				t.Fatal(err)
			}
			first, second, _ := strings.Cut(e.screen(), "\n")
			if !strings.HasPrefix(first, "abc ") || !strings.HasPrefix(second, "def ") || strings.Contains(e.screen(), "#") {
				t.Errorf("the terminal shows\n%s", e.screen())
			}
			if !e.cursor || e.x != 1 || e.y != 1 {
				t.Errorf("the cursor is at %d,%d, shown %v", e.x, e.y, e.cursor)
			}
		})
	}
}

func TestNoSizeNoPainting(t *testing.T) {
	t.Parallel()
	var c canvas
	for _, size := range []Size{{}, {Width: -1, Height: 5}, {Width: 5}} {
		if got := c.draw(nil, View{Body: "a"}, size); len(got) != 0 {
			t.Errorf("at %v %q is written", size, got)
		}
	}
}

// TestNothingIsWrittenAfterAnUnsureCharacterUnplaced: wherever a terminal ends
// up after a character of disputed width, the next one says where it goes. In a
// rule, which repeats one character, only its end does. The rest of the line is
// drawn again, or erased.
func TestNothingIsWrittenAfterAnUnsureCharacterUnplaced(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ body, want string }{
		{"a…b", "a…\x1b[3Gb\x1b[K"},
		{"──a", "──\x1b[3Ga\x1b[K"},
		{"─│", "─\x1b[2G│\x1b[3G\x1b[K"},
		{"👩\u200d👩\u200d👧x", "👩\u200d👩\u200d👧\x1b[3Gx\x1b[K"},
		{"e\u0301x", "e\u0301\x1b[2Gx\x1b[K"},
		{"中文", "中文"},
	} {
		var c canvas
		got := string(c.draw(nil, View{Body: tt.body}, Size{Width: 10, Height: 1}))
		got = strings.TrimSuffix(strings.TrimPrefix(got, "\x1b[m\x1b[H\x1b[2J"), "\x1b[?25l")
		if got != tt.want {
			t.Errorf("%q is written as %q, want %q", tt.body, got, tt.want)
		}
	}
}
