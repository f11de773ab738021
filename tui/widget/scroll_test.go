package widget

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

func TestScrollMovesAndSaysWhere(t *testing.T) {
	t.Parallel()
	kit := newTestKit()
	var text strings.Builder
	for i := range 80 {
		fmt.Fprintf(&text, "第 %d 条\n", i+1)
	}
	s := NewScroll(kit, Text(strings.TrimSpace(text.String())))
	s.SetHeight(20) // 19 lines and the position
	press(s, kit.Keys.End)
	if s.top != 0 {
		t.Fatal("scrolled without the focus")
	}
	s.Focus()
	keys := kit.Keys
	for _, step := range []struct {
		name string
		do   func()
		want string
		end  bool
	}{
		{"at first", func() {}, "第 1–19 行 / 共 80 行 · 23%", false},
		{"up at the top", func() { press(s, keys.Up, keys.PageUp) }, "第 1–19 行 / 共 80 行 · 23%", false},
		{"down", func() { press(s, keys.Down, keys.Down, keys.Up) }, "第 2–20 行 / 共 80 行 · 25%", false},
		{"a page", func() { press(s, keys.PageDown) }, "第 20–38 行 / 共 80 行 · 47%", false},
		{"the end", func() { press(s, keys.End) }, "第 62–80 行 / 共 80 行 · 100%", true},
		{"down at the end", func() { press(s, keys.Down, keys.PageDown) }, "第 62–80 行 / 共 80 行 · 100%", true},
		{"a page back", func() { press(s, keys.PageUp) }, "第 44–62 行 / 共 80 行 · 77%", false},
		{"home", func() { press(s, keys.Home) }, "第 1–19 行 / 共 80 行 · 23%", false},
	} {
		step.do()
		lines := plainLines(s.View())
		if got := lines[len(lines)-1]; got != "▸"+step.want || s.AtEnd() != step.end {
			t.Errorf("%s: says %q, at the end %v; want %q, %v", step.name, got, s.AtEnd(), step.want, step.end)
		}
		if len(lines) != 20 {
			t.Errorf("%s: %d lines", step.name, len(lines))
		}
	}
}

func TestScrollShowsShortTextsWhole(t *testing.T) {
	t.Parallel()
	s := NewScroll(newTestKit(), Text("诚信应考。"))
	s.SetHeight(9)
	if got := plainLines(s.View()); len(got) != 2 || got[0] != " 诚信应考。" || !s.AtEnd() {
		t.Errorf("drawn %q, at the end %v", got, s.AtEnd())
	}
	s.SetHeight(0)
	if got := plainLines(s.View()); len(got) != 1 {
		t.Errorf("without a height drawn %q", got)
	}
}

func TestScrollDrawsAnewWhenItsSourceChanged(t *testing.T) {
	t.Parallel()
	kit := newTestKit()
	facts := NewFacts(kit, recordSections()...)
	s := NewScroll(kit, facts)
	s.SetHeight(5)
	s.Focus()
	press(s, kit.Keys.End)
	facts.SetSections(Section{Heading: "报名信息", Facts: []Fact{{"科目", "英语四级"}}})
	s.SetSource(facts)
	if body := ansi.Strip(s.View().Body); !strings.Contains(body, "报名信息") || !s.AtEnd() {
		t.Errorf("after a change:\n%s", body)
	}
}

// TestPropertyScrollKeepsItsPlace resizes at random after reading to some
// place: the position is always in range, the top line holds the place, and
// the first width shows again what it showed.
func TestPropertyScrollKeepsItsPlace(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		kit := newTestKit()
		var source Source = agreementText(rapid.IntRange(0, 30).Draw(t, "paragraphs"))
		if rapid.Bool().Draw(t, "facts") {
			source = NewFacts(kit, append(recordSections(), recordSections()...)...)
		}
		s := NewScroll(kit, source)
		s.Focus()
		width, height := rapid.IntRange(30, 120).Draw(t, "width"), rapid.IntRange(2, 20).Draw(t, "height")
		s.SetWidth(width)
		s.SetHeight(height)
		keys := kit.Keys
		for range rapid.IntRange(0, 12).Draw(t, "steps") {
			press(s, rapid.SampledFrom(bindings(keys.Up, keys.Down, keys.PageUp, keys.PageDown, keys.End, keys.Home)).Draw(t, "key"))
		}
		before := s.View().Body
		for range rapid.IntRange(0, 4).Draw(t, "resizes") {
			w, h := rapid.IntRange(minWidth, 130).Draw(t, "w"), rapid.IntRange(0, 40).Draw(t, "h")
			s.SetWidth(w)
			s.SetHeight(h)
			checkFits(t, s.View(), w)
			if last := s.top + s.page(); s.top < 0 || (s.top > 0 && last > len(s.lines)) {
				t.Fatalf("lines %d to %d of %d are shown", s.top, last, len(s.lines))
			}
			if s.top < len(s.marks) && s.marks[s.top] > s.place {
				t.Fatalf("the line on top is at %d, behind the place %d", s.marks[s.top], s.place)
			}
		}
		s.SetWidth(width)
		s.SetHeight(height)
		if _, text := source.(Text); text && s.View().Body != before {
			t.Fatalf("resizing forth and back leads from\n%s\nto\n%s", ansi.Strip(before), ansi.Strip(s.View().Body))
		}
	})
}

func TestTextMarksDoNotDependOnTheWidth(t *testing.T) {
	t.Parallel()
	text := Text("one two  three 四五六。\n\n七 eight")
	at := func(width int) map[string]int {
		lines, marks := text.Lines(width)
		first := map[string]int{}
		for i, line := range lines {
			if line != "" {
				first[string([]rune(line)[0])] = marks[i]
			}
		}
		return first
	}
	for width := 3; width < 40; width++ {
		if got := at(width)["o"]; got != 0 {
			t.Errorf("width %d: the first line is at %d", width, got)
		}
		if got, want := at(width)["七"], len("onetwothree")+len([]rune("四五六。"))+2; got != want {
			t.Errorf("width %d: the third paragraph is at %d, want %d", width, got, want)
		}
	}
}
