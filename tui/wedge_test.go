package tui

import (
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

func typed(text string) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text)} }

// TestWedge tells a scanner from a person by what is typed, and how fast.
func TestWedge(t *testing.T) {
	t.Parallel()
	const fast = 8 * time.Millisecond
	for name, test := range map[string]struct {
		text  string
		gap   time.Duration // before each key
		enter time.Duration // before Enter
		want  bool
	}{
		"a card":               {"99010120050101007X", fast, fast, true},
		"a card of old":        {"990101050101001", fast, fast, true},
		"a permit":             {"12345678", fast, fast, true},
		"with brackets":        {"k034178(2)", fast, fast, true},
		"of full width":        {"９９０１０１２００５０１０１００７ｘ", fast, fast, true},
		"at the limit":         {"990101200501010010", wedgeGap, wedgeGap, true},
		"at once":              {"990101200501010010", 0, 0, true},
		"by hand":              {"990101200501010010", wedgeGap + 1, wedgeGap + 1, false},
		"Enter by hand":        {"990101200501010010", fast, wedgeGap + 1, false},
		"too short":            {"9901012", fast, fast, false},
		"a word":               {"ZHANGSAN", fast, fast, false},
		"a key held down":      {"99999999999", 33 * time.Millisecond, 33 * time.Millisecond, false},
		"with a point":         {"99010120.5", fast, fast, false},
		"with a space":         {"99010120 0501", fast, fast, false},
		"Chinese":              {"九九零一零一1234", fast, fast, false},
		"next to full width":   {"1234567￥8", fast, fast, false},
		"nothing but an Enter": {"", fast, fast, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var w wedge
			now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
			for _, r := range test.text {
				now = now.Add(test.gap)
				w.key(typed(string(r)), now)
			}
			number, ok := w.enter(now.Add(test.enter))
			if ok != test.want || ok && number != test.text {
				t.Errorf("it is a scan: %v, want %v", ok, test.want)
			}
			if _, again := w.enter(now.Add(test.enter)); again {
				t.Error("a second Enter ends it again")
			}
		})
	}
}

// TestWedgeKnowsTheFirstKey: it is before that key that a screen remembers.
func TestWedgeKnowsTheFirstKey(t *testing.T) {
	t.Parallel()
	var w wedge
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	for i, step := range []struct {
		key   tea.KeyMsg
		after time.Duration
		first bool
	}{
		{typed("9"), time.Second, true},
		{typed("9010"), wedgeGap, false},
		{typed("1"), wedgeGap + 1, true},
		{tea.KeyMsg{Type: tea.KeyLeft}, 0, false},
		{typed("1"), 0, true},
		{tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("990101"), Paste: true}, 0, false},
		{typed("张"), 0, false},
		{tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("1"), Alt: true}, 0, false},
		{typed("1"), 0, true},
	} {
		now = now.Add(step.after)
		if first := w.key(step.key, now); first != step.first {
			t.Errorf("key %d, %q, is a first one: %v", i, step.key, first)
		}
	}
}
