package widget

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

func TestFieldTakesPastes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, paste, want string
		limit             int
		cut               bool
	}{
		{"as it is", "demo1@houbu.test", "demo1@houbu.test", 40, false},
		{"a line break at the end", "demo1@houbu.test\r\n", "demo1@houbu.test", 40, false},
		{"lines and tabs", "\t测试大学\r\n\n第一教学楼\t三层\n", "测试大学 第一教学楼 三层", 40, false},
		{"spaces are the caller's", "990101 20050101 0010", "990101 20050101 0010", 40, false},
		{"escape sequences", "a\x1b[31mb\x07\u009b31m", "a[31mb31m", 40, false},
		{"the name of a key", "home", "home", 40, false},
		{"too long", "一二三四五六", "一二三四", 4, true},
		{"just short enough", "一二三四", "一二三四", 4, false},
		{"nothing", "\n\t", "", 4, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			kit := newTestKit()
			f := NewField(kit, FieldOptions{Label: "账号", Limit: tt.limit})
			f.Focus()
			f.Update(pasted(tt.paste))
			if f.Value() != tt.want {
				t.Errorf("value is %q, want %q", f.Value(), tt.want)
			}
			said := strings.Contains(ansi.Strip(f.View().Body), kit.Texts.Cut(tt.limit))
			if said != tt.cut {
				t.Errorf("says that it was cut: %v, want %v", said, tt.cut)
			}
		})
	}
}

func TestFieldSaysCutUntilTheNextKey(t *testing.T) {
	t.Parallel()
	kit := newTestKit()
	f := NewField(kit, FieldOptions{Label: "姓名", Limit: 2, Value: "张三"})
	f.Focus()
	f.Update(typed("丰"))
	if f.Value() != "张三" || !f.wasCut {
		t.Errorf("a character beyond the limit: value %q, said %v", f.Value(), f.wasCut)
	}
	press(f, kit.Keys.Left)
	if f.wasCut {
		t.Error("still says 已截断 after the next key")
	}
}

func TestFieldTypesWordsThatNameKeys(t *testing.T) {
	t.Parallel()
	for _, word := range []string{"home", "end", "left", "up", "tab", "enter", "delete", "backspace"} {
		f := NewField(newTestKit(), FieldOptions{Value: "abc"})
		f.Focus()
		f.Update(typed(word))
		if want := "abc" + word; f.Value() != want {
			t.Errorf("typing %q fast gives %q, want %q", word, f.Value(), want)
		}
	}
}

func TestFieldIgnoresKeysThatAreNotText(t *testing.T) {
	t.Parallel()
	kit := newTestKit()
	f := NewField(kit, FieldOptions{Value: "ab"})
	f.Update(typed("x")) // without the focus
	f.Focus()
	f.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("q"), Alt: true})
	press(f, kit.Keys.Help, kit.Keys.Up, kit.Keys.Down, kit.Keys.Back)
	if cmd := f.Update(tea.KeyMsg{Type: tea.KeyCtrlV}); cmd != nil {
		t.Error("Ctrl+V reads a clipboard that may be another person's")
	}
	if f.Value() != "ab" {
		t.Errorf("value is %q, want %q", f.Value(), "ab")
	}
}

func TestFieldKeepsItsValueOnResize(t *testing.T) {
	t.Parallel()
	f := NewField(newTestKit(), FieldOptions{Label: "通讯地址", Value: longChinese})
	f.Focus()
	for _, width := range []int{116, 20, 8, 1, 56} {
		f.SetWidth(width)
		checkFits(t, f.View(), max(width, minWidth))
	}
	if f.Value() != longChinese {
		t.Errorf("value is %q after resizing", f.Value())
	}
	if got := beforeCursor(t, f.View()); !strings.HasSuffix(got, "办公室（收）") {
		t.Errorf("the cursor stands behind %q, want the end of the value", got)
	}
}

func TestFieldCallsOnChangeAndDropsItsError(t *testing.T) {
	t.Parallel()
	kit, got := newTestKit(), &count{}
	f := NewField(kit, FieldOptions{OnChange: got.take})
	f.Focus()
	f.SetError("请输入姓名！")
	press(f, kit.Keys.Left)
	if f.Err() == "" {
		t.Error("moving the cursor took the error away")
	}
	f.Update(typed("王"))
	if f.Err() != "" {
		t.Errorf("error %q is still there after a change", f.Err())
	}
	if strings.Join(got.calls, "|") != "王" {
		t.Errorf("OnChange got %q, want one call with 王", got.calls)
	}
}

func TestFieldHidesAPassword(t *testing.T) {
	t.Parallel()
	f := NewField(newTestKit(), FieldOptions{Label: "密码", Password: true})
	f.Focus()
	f.Update(typed("密Q9码"))
	view := f.View()
	body := ansi.Strip(view.Body)
	if strings.ContainsAny(body, "Q9") || strings.Contains(body, "密Q") || !strings.Contains(body, "[**** ") {
		t.Errorf("a password of four characters is drawn as %q", body)
	}
	if got := beforeCursor(t, view); !strings.HasSuffix(got, "[****") {
		t.Errorf("the cursor stands behind %q", got)
	}
}

func TestFieldHasNoCursorWithoutFocus(t *testing.T) {
	t.Parallel()
	f := NewField(newTestKit(), FieldOptions{Label: "账号"})
	if f.View().Cursor != nil || f.Typing() {
		t.Error("a field without the focus shows a cursor or takes letters")
	}
	f.Focus()
	if f.View().Cursor == nil || !f.Typing() {
		t.Error("a field with the focus shows no cursor or takes no letters")
	}
	f.Blur()
	if f.View().Cursor != nil || f.Typing() {
		t.Error("a field that lost the focus shows a cursor or takes letters")
	}
}

// TestPropertyFieldCursor edits at random: the cursor always stands in the box,
// behind the character that it follows.
func TestPropertyFieldCursor(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		kit := newTestKit()
		f := NewField(kit, FieldOptions{Label: "姓名", Cells: rapid.IntRange(2, 30).Draw(t, "cells"), Limit: 40})
		f.Focus()
		width := 80
		pieces := []string{"张", "a", "…", "“", "（", "·", "ab", "北京市", "Ｑ"}
		moves := []func(){
			func() { press(f, kit.Keys.Left) }, func() { press(f, kit.Keys.Right) },
			func() { press(f, kit.Keys.Home) }, func() { press(f, kit.Keys.End) },
			func() { f.Update(tea.KeyMsg{Type: tea.KeyBackspace}) },
			func() { f.Update(tea.KeyMsg{Type: tea.KeyDelete}) },
			func() { f.Update(tea.KeyMsg{Type: tea.KeyCtrlW}) },
			func() { width = rapid.IntRange(minWidth, 60).Draw(t, "width"); f.SetWidth(width) },
		}
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			if k := rapid.IntRange(-9, len(moves)-1).Draw(t, "move"); k >= 0 {
				moves[k]()
			} else {
				f.Update(typed(pieces[k+9]))
			}
			view := f.View()
			checkFits(t, view, width)
			line := ansi.Strip(strings.Split(view.Body, "\n")[view.Cursor.Y])
			before := ansi.Truncate(line, view.Cursor.X, "")
			if !strings.ContainsAny(before, "[<") {
				t.Fatalf("the cursor %+v is before the box in %q", *view.Cursor, line)
			}
			if ansi.StringWidth(line) <= view.Cursor.X {
				t.Fatalf("the cursor %+v is behind the box in %q", *view.Cursor, line)
			}
			if at := f.input.Position(); at > f.offset {
				if last := string([]rune(f.Value())[at-1]); !strings.HasSuffix(before, last) {
					t.Fatalf("the cursor stands behind %q, want behind %q", before, last)
				}
			}
		}
	})
}
