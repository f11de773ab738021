package cluster

import "testing"

func TestFirst(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]struct {
		text  string
		width int
	}{
		"": {"", 0}, "ab": {"a", 1}, "候补": {"候", 2}, "e\u0301x": {"e\u0301", 1}, "\U0001F468\u200D\U0001F469x": {"\U0001F468\u200D\U0001F469", 2},
	} {
		if text, width := First(s); text != want.text || width != want.width {
			t.Errorf("First(%q) = %q, %d, want %q, %d", s, text, width, want.text, want.width)
		}
	}
}

func TestEscape(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]int{"": 0, "\x1b[31mred": 5, "\x1b]0;title\arest": 10, "\x1bPq\x1b\\rest": 5} {
		if size := Escape(s); size != want {
			t.Errorf("Escape(%q) = %d, want %d", s, size, want)
		}
	}
}
