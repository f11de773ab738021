package tui

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestTextWidths(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, got, want string }{
		{"Truncate leaves what fits", Truncate("候补报名", 8), "候补报名"},
		{"Truncate cuts by cells", Truncate("候补报名", 7), "候补报" + oneCell("…", "~")},
		{"Truncate does not halve", Truncate("候补报名", 6), "候补" + oneCell("…", "~")},
		{"Truncate to one", Truncate("候补", 1), oneCell("…", "~")},
		{"Truncate to nothing", Truncate("候补", 0), ""},
		{"Truncate below nothing", Truncate("候补", -3), ""},
		{"Truncate keeps styles", Truncate("\x1b[1mabcdef\x1b[0m", 4), "\x1b[1mabc" + oneCell("…", "~") + "\x1b[0m"},
		{"PadRight", PadRight("候补", 6), "候补  "},
		{"PadRight of what is too long", PadRight("候补", 3), "候补"},
		{"PadRight counts no styles", PadRight("\x1b[1mab\x1b[0m", 4), "\x1b[1mab\x1b[0m  "},
		{"PadLeft", PadLeft("候补", 6), "  候补"},
		{"PadLeft of what is too long", PadLeft("候补", 3), "候补"},
		{"Center", Center("候补", 8), "  候补  "},
		{"Center of an odd rest", Center("候补", 7), " 候补  "},
		{"Center of what is too long", Center("候补", 2), "候补"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, tt.got, tt.want)
		}
	}
}

func TestWrap(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		text  string
		width int
		want  []string
	}{
		{"empty", "", 10, []string{""}},
		{"fits", "候补报名", 8, []string{"候补报名"}},
		{"between characters", "候补报名", 6, []string{"候补报", "名"}},
		{"an odd width", "候补报名", 5, []string{"候补", "报名"}},
		{"not before 。", "一二三四。", 8, []string{"一二三", "四。"}},
		{"not after （", "一二三（四）", 8, []string{"一二三", "（四）"}},
		{"between words", "the quick brown fox", 10, []string{"the quick", "brown fox"}},
		{"a long word", "abcdefghij", 4, []string{"abcd", "efgh", "ij"}},
		{"a space after a long word", "abcdefgh ij", 4, []string{"abcd", "efgh", "ij"}},
		{"a long word after another", "ab cdefghij", 4, []string{"ab", "cdef", "ghij"}},
		{"paragraphs", "一\n\n二\n", 10, []string{"一", "", "二"}},
		{"a paragraph with a sign", "一\n-7 元", 10, []string{"一", "-7 元"}},
		{"a space at the edge", "abcd efgh", 4, []string{"abcd", "efgh"}},
		{"indented", "  ab cd", 5, []string{"  ab", "cd"}},
		{"too narrow", "候补", 1, []string{"候", "补"}},
		{"mixed", "请在2026年6月13日9:00前支付", 10, []string{"请在2026年", "6月13日", "9:00前支付"}},
	} {
		if got := Wrap(tt.text, tt.width); !slices.Equal(got, tt.want) {
			t.Errorf("%s: Wrap(%q, %d) = %q, want %q", tt.name, tt.text, tt.width, got, tt.want)
		}
	}
}

// TestPropertyWrap: no line is too wide, nothing is lost but spaces, no line but
// the first of a paragraph begins with one, and paragraphs do not mix.
func TestPropertyWrap(t *testing.T) {
	t.Parallel()
	pool, _ := alphabet()
	pool = append(pool, "the", "（", "）", "。", "“", "”", "  ", "CET-SET4", "-")
	without := func(s string) string { return strings.ReplaceAll(s, " ", "") }
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(-1, 30).Draw(t, "width")
		var paragraphs, all []string
		for range rapid.IntRange(1, 3).Draw(t, "paragraphs") {
			text := strings.Join(rapid.SliceOf(rapid.SampledFrom(pool)).Draw(t, "text"), "")
			lines := Wrap(text, width)
			if without(strings.Join(lines, "")) != without(text) {
				t.Fatalf("Wrap(%q, %d) = %q: something is lost", text, width, lines)
			}
			for i, line := range lines {
				if Width(line) > max(width, 2) {
					t.Fatalf("Wrap(%q, %d) = %q: %q is too wide", text, width, lines, line)
				}
				if strings.HasSuffix(line, " ") || i > 0 && strings.HasPrefix(line, " ") {
					t.Fatalf("Wrap(%q, %d) = %q: a space at the end or the beginning of %q", text, width, lines, line)
				}
			}
			paragraphs, all = append(paragraphs, text+"\n"), append(all, lines...)
		}
		if got := Wrap(strings.Join(paragraphs, ""), width); !slices.Equal(got, all) {
			t.Fatalf("the paragraphs %q at %d are %q, want %q", paragraphs, width, got, all)
		}
	})
}

func TestPropertyTruncateAndPadFit(t *testing.T) {
	t.Parallel()
	pool, _ := alphabet()
	rapid.Check(t, func(t *rapid.T) {
		set, _ := drawStyle(t)
		text := set + strings.Join(rapid.SliceOf(rapid.SampledFrom(pool)).Draw(t, "text"), "") + "\x1b[0m"
		width := rapid.IntRange(0, 40).Draw(t, "width")
		cut := Truncate(text, width)
		if got := Width(cut); got > width || got < min(width-1, Width(text)) {
			t.Fatalf("Truncate(%q, %d) = %q is %d wide", text, width, cut, got)
		}
		for _, full := range []string{PadRight(cut, width), PadLeft(cut, width), Center(cut, width)} {
			if Width(full) != width {
				t.Fatalf("padded to %d, %q is %d wide", width, full, Width(full))
			}
		}
	})
}
