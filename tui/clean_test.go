package tui

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, in, want string }{
		{"empty", "", ""},
		{"ASCII", "Zhang San, 3-1 (a)", "Zhang San, 3-1 (a)"},
		{"Chinese", "张三·李四（测试）", "张三·李四（测试）"},
		{"full width", "ＡＢＣ１２３　", "ＡＢＣ１２３　"},
		{"colours", "张\x1b[31m三", "张␛[31m三"},
		{"clear and title", "\x1b[2J\x1b]0;x\x07", "␛[2J␛]0;x␇"},
		{"every C0", "\x00\x01\t\r\x1f\x7f", "␀␁␉␍␟␡"},
		{"a newline", "a\nb", "a␊b"},
		{"CR LF", "a\r\nb", "a␍␊b"},
		{"C1", "a\u0085\u009b2Jb", "a⟨U+0085⟩⟨U+009B⟩2Jb"},
		{"raw C1", "a\x9b2Jb", "a�2Jb"},
		{"invalid UTF-8", "a\xff\xc3(", "a��("},
		{"the replacement itself", "a\ufffdb", "a\ufffdb"},
		{"direction override", "a\u202egpj.exe", "a⟨U+202E⟩gpj.exe"},
		{"isolates", "\u2066a\u2069", "⟨U+2066⟩a⟨U+2069⟩"},
		{"zero width", "张\u200b三\ufeff", "张⟨U+200B⟩三⟨U+FEFF⟩"},
		{"a joiner", "👩\u200d👧", "👩⟨U+200D⟩👧"},
		{"a variation selector", "❤\ufe0f", "❤⟨U+FE0F⟩"},
		{"a soft hyphen", "a\u00adb", "a⟨U+00AD⟩b"},
		{"separators", "a\u2028b\u2029c", "a⟨U+2028⟩b⟨U+2029⟩c"},
		{"fillers", "a\u115f\u3164\uffa0\u2800b", "a⟨U+115F⟩⟨U+3164⟩⟨U+FFA0⟩⟨U+2800⟩b"},
		{"a tag", "a\U000e0041b", "a⟨U+E0041⟩b"},
		{"a noncharacter", "a\ufffe\U0010ffffb", "a⟨U+FFFE⟩⟨U+10FFFF⟩b"},
		{"a mark", "e\u0301", "e\u0301"},
		{"three marks", "e\u0301\u0302\u0303x", "e\u0301\u0302\u0303x"},
		{"too many marks", "e\u0301\u0302\u0303\u0304x", "e\u0301\u0302\u0303⟨U+0304⟩x"},
		{"a mark at the start", "\u0301e", "⟨U+0301⟩e"},
		{"an enclosing mark at the start", "\u20dde", "⟨U+20DD⟩e"},
	} {
		if got := Clean(tt.in); got != tt.want {
			t.Errorf("%s: Clean(%+q) = %+q, want %+q", tt.name, tt.in, got, tt.want)
		}
	}
}

func TestCleanLines(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ in, want string }{
		{"a\nb\n", "a\nb\n"},
		{"a\r\nb", "a\nb"},
		{"a\rb", "a␍b"},
		{"a\r\r\nb", "a␍\nb"},
		{"e\n\u0301", "e\n⟨U+0301⟩"}, // it would be drawn over the line end
		{"第一条\t甲\n\x1b[2J", "第一条␉甲\n␛[2J"},
	} {
		if got := CleanLines(tt.in); got != tt.want {
			t.Errorf("CleanLines(%+q) = %+q, want %+q", tt.in, got, tt.want)
		}
	}
}

// FuzzClean: nothing of what a terminal acts on or a reader cannot see is left,
// cleaning twice changes nothing, and the painter has nothing to hold back.
func FuzzClean(f *testing.F) {
	for _, seed := range []string{
		"", "Zhang San", "张三", "\x1b[31m", "\x9b2J", "a\u202eb", "e\u0301\u0301\u0301\u0301", "👩\u200d👧", "\xff\xfe",
		"a\r\n\rb", "\u2028\u0085", "\U000e0041", "ก็็็็็", "\u1100\u1161\u11a8", "\ufdd0", "क्षि",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for name, clean := range map[string]func(string) string{"Clean": Clean, "CleanLines": CleanLines} {
			got := clean(s)
			if !utf8.ValidString(got) {
				t.Fatalf("%s(%+q) = %+q, which is not UTF-8", name, s, got)
			}
			if again := clean(got); again != got {
				t.Fatalf("%s(%+q) = %+q, and again %+q", name, s, got, again)
			}
			for _, line := range strings.Split(got, "\n") {
				checkVisible(t, line)
			}
			if lines := strings.Count(got, "\n"); lines > 0 && (name == "Clean" || lines != strings.Count(s, "\n")) {
				t.Fatalf("%s(%+q) = %+q has %d line ends", name, s, got, lines)
			}
		}
	})
}

func checkVisible(t *testing.T, line string) {
	t.Helper()
	for _, r := range line {
		if unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Variation_Selector) {
			t.Fatalf("%+q holds %U", line, r)
		}
	}
	row := make([]cell, 2*len(line)+8)
	parseLine(row, line)
	if got := strings.TrimRight(strings.ReplaceAll(plainCells(row), ".", ""), " "); got != strings.TrimRight(strings.ReplaceAll(line, ".", ""), " ") {
		t.Fatalf("the painter draws %+q for %+q", got, line)
	}
}
