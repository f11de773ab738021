package tui

import (
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

// TestPropertyOrdinaryCharacters holds every ordinary character against the
// tables: it is as wide as those say, it can be seen, and it joins no other.
func TestPropertyOrdinaryCharacters(t *testing.T) {
	t.Parallel()
	found := 0
	for r := range rune(unicode.MaxRune + 1) {
		width, ok := ordinary(string(r))
		if !ok {
			continue
		}
		found++
		if want := ansi.StringWidth(string(r)); width != want {
			t.Errorf("%U: width %d, want %d", r, width, want)
		}
		if isHidden(r) || unicode.Is(unicode.M, r) || r == unicode.ReplacementChar {
			t.Errorf("%U is taken for what is drawn as it is", r)
		}
	}
	if found < 20_000 {
		t.Errorf("%d ordinary characters", found)
	}
}

// TestPropertyWidth measures texts in which ordinary characters stand beside
// others, which may join them.
func TestPropertyWidth(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		ascii, chinese := rapid.RuneFrom(nil, asciiTable()), rapid.RuneFrom(nil, unicode.Han)
		s := rapid.StringOf(rapid.OneOf(ascii, chinese, rapid.SampledFrom([]rune("，。（）：！“”…①▸é\u0301\u200d\ufe0f\u302a🎓\n\x1b")))).Draw(t, "text")
		if got, want := Width(s), ansi.StringWidth(s); got != want {
			t.Errorf("Width(%+q) = %d, want %d", s, got, want)
		}
	})
}

func asciiTable() *unicode.RangeTable {
	return &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0x20, Hi: 0x7e, Stride: 1}}, LatinOffset: 1}
}
