package widget

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"houbu/tui"
)

func TestFactsAlignLabels(t *testing.T) {
	t.Parallel()
	f := NewFacts(newTestKit(), Section{Facts: []Fact{{"姓名", "张三"}, {"笔试报名学校", "测试大学"}, {"ID", "7"}}})
	f.SetWidth(56)
	want := []string{"  姓名：         张三", "  笔试报名学校： 测试大学", "  ID：           7"}
	if got := plainLines(f.View()); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("drawn\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestPropertyFactsLoseNothing draws at random widths: every value can be read
// in full, and the marks never decrease.
func TestPropertyFactsLoseNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := NewFacts(newTestKit(), recordSections()...)
		width := rapid.IntRange(minWidth, twoColumns-1).Draw(t, "width")
		f.SetWidth(width)
		checkFits(t, f.View(), width)
		lines, marks := f.Lines(width)
		squeezed := strings.Map(func(r rune) rune {
			if r == ' ' || r == '\n' {
				return -1
			}
			return r
		}, ansi.Strip(strings.Join(lines, "")))
		for _, section := range recordSections() {
			for _, fact := range section.Facts {
				value := strings.ReplaceAll(tui.Clean(fact.Value), " ", "")
				if !strings.Contains(squeezed, value) {
					t.Errorf("width %d: %q is not in %q", width, value, squeezed)
				}
			}
		}
		for i := 1; i < len(marks); i++ {
			if marks[i] < marks[i-1] || len(marks) != len(lines) {
				t.Fatalf("%d lines have the marks %v", len(lines), marks)
			}
		}
	})
}

func TestNoteTones(t *testing.T) {
	t.Parallel()
	n := NewNote(newTestKit(), "")
	if n.View().Body != "" || n.Focusable() {
		t.Error("an empty note takes a line or the focus")
	}
	n.SetText("保存成功\x1b[2J")
	for tone, want := range map[tui.Tone]string{
		tui.ToneInfo: " 保存成功␛[2J", tui.ToneSuccess: " ✓ 保存成功␛[2J",
		tui.ToneWarning: " ! 保存成功␛[2J", tui.ToneError: " ✗ 保存成功␛[2J",
	} {
		n.SetTone(tone)
		if got := ansi.Strip(n.View().Body); got != want {
			t.Errorf("tone %v is drawn %q, want %q", tone, got, want)
		}
	}
}
