package widget

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"houbu/tui"
)

// cardScenes are cards that are worth a look.
func cardScenes() []scene {
	return []scene{
		{"card", false, func(_ *testing.T, kit Kit) Element { return seatCard(kit, "东校区") }},
		{"card-long", true, func(_ *testing.T, kit Kit) Element { return seatCard(kit, longChinese) }},
		{"card-plain", false, func(_ *testing.T, kit Kit) Element {
			c := NewCard(kit, nil)
			c.SetLines(Line{Parts: []Part{{"经过：英语四级", kit.Theme.Title}}}, Line{Parts: []Part{{"09-20 08:00  提交候补", kit.Theme.Text}}})
			return c
		}},
		{"form-cards", false, func(_ *testing.T, kit Kit) Element { return sizedForm{cardForm(kit, 3), 0} }},
		{"form-cards-low", false, func(_ *testing.T, kit Kit) Element {
			form := cardForm(kit, 3)
			press(form, kit.Keys.Down, kit.Keys.Down)
			return sizedForm{form, 9}
		}},
		{"table-whole", false, func(_ *testing.T, kit Kit) Element {
			table := subjectTable(kit, 3)
			for i := range table.options.Columns {
				table.options.Columns[i].Whole = i == 1 || i == 4
			}
			return table
		}},
		{"table-brief", false, func(_ *testing.T, kit Kit) Element {
			table := subjectTable(kit, 3)
			table.options.Brief = true
			return table
		}},
	}
}

func seatCard(kit Kit, campus string) *Card {
	theme := kit.Theme
	c := NewCard(kit, nil, Button{ID: "pay", Label: "支付"}, Button{ID: "report", Label: "纸质成绩报告单"},
		Button{ID: "cancel", Label: "取消候补"})
	c.SetLines(
		Line{Parts: []Part{{"英语四级", theme.Title}, {"候补成功", theme.Success}, {"支付状态：未支付", theme.Text}}},
		Line{Tone: tui.ToneWarning, Parts: []Part{{"请在 09-22 09:00 前支付（还剩 23 小时 0 分）", theme.Warning}}},
		Line{Parts: []Part{{"校区：" + campus, theme.Text}, {"考试时间：2026-12-12 9:00–11:20", theme.Text}}},
	)
	c.Focus()
	press(c, kit.Keys.Right)
	return c
}

// cardForm has a heading, cards in a row, and buttons, with spaces between.
func cardForm(kit Kit, cards int) *Form {
	form := NewForm(kit).Rows().Add("", NewHeading(kit, "笔试报考科目信息"))
	for i := range cards {
		c := NewCard(kit, nil, Button{ID: "a", Label: "支付"}, Button{ID: "b", Label: "取消候补"})
		c.SetLines(Line{Parts: []Part{{fmt.Sprintf("第 %d 科", i+1), kit.Theme.Title}}}, Line{Parts: []Part{{"校区：东校区", kit.Theme.Text}}})
		form.Add(fmt.Sprint(i), c)
	}
	form.Add("", NewSpace(kit)).Add("all", NewButtons(kit, nil, Button{ID: "x", Label: "查看已完成候补"}))
	form.Init()
	return form
}

func TestCardPresses(t *testing.T) {
	t.Parallel()
	kit, got := newTestKit(), &count{}
	c := NewCard(kit, got.take, Button{ID: "a", Label: "支付"}, Button{ID: "b", Label: "取消候补"})
	press(c, kit.Keys.Activate) // has not the focus
	c.Focus()
	press(c, kit.Keys.Activate, kit.Keys.Right, kit.Keys.Activate)
	if strings.Join(got.calls, " ") != "a b" {
		t.Errorf("pressed %q, want a b", got.calls)
	}
	if plain := NewCard(kit, nil); plain.Focusable() {
		t.Error("a card without buttons takes the focus")
	}
}

func TestFormRowsMoveUpAndDown(t *testing.T) {
	t.Parallel()
	kit := newTestKit()
	form := cardForm(kit, 2)
	k := kit.Keys
	press(form, k.Up) // the first stays the first
	if form.Current() != "0" {
		t.Errorf("Up leads to %q", form.Current())
	}
	press(form, k.Right, k.Down)
	if c, ok := form.elements[form.at].(*Card); !ok || form.Current() != "1" || c.Current() != "a" {
		t.Errorf("Down leads to %q, not to the first button of the next card", form.Current())
	}
	press(form, k.Down, k.Down)
	if form.Current() != "all" {
		t.Errorf("Down leads to %q, want the last row", form.Current())
	}
	press(form, k.Up, k.Up)
	if form.Current() != "0" {
		t.Errorf("Up leads to %q, want the first card", form.Current())
	}
	press(form, k.Next, k.Next) // Tab goes through the buttons
	if form.Current() != "1" {
		t.Errorf("Tab leads to %q, want the second card", form.Current())
	}
}

// TestFormKeepsWhatStandsOnTop resizes a form to any size and back.
func TestFormKeepsWhatStandsOnTop(t *testing.T) {
	t.Parallel()
	kit := newTestKit()
	rapid.Check(t, func(t *rapid.T) {
		form := cardForm(kit, 6)
		size := tui.Size{Width: rapid.IntRange(30, 90).Draw(t, "width"), Height: rapid.IntRange(6, 30).Draw(t, "height")}
		form.SetSize(size)
		k := kit.Keys
		for range rapid.IntRange(0, 12).Draw(t, "steps") {
			press(form, rapid.SampledFrom(bindings(k.Down, k.Up, k.Next, k.Prev, k.PageDown, k.PageUp)).Draw(t, "key"))
		}
		before := ansi.Strip(form.View().Body)
		for range rapid.IntRange(1, 4).Draw(t, "resizes") {
			form.SetSize(tui.Size{Width: rapid.IntRange(30, 90).Draw(t, "w"), Height: rapid.IntRange(6, 30).Draw(t, "h")})
			checkFits(t, form.View(), form.size.Width)
		}
		form.SetSize(size)
		if after := ansi.Strip(form.View().Body); after != before {
			t.Errorf("resizing away and back changes the form:\n%s\nbefore:\n%s", after, before)
		}
	})
}

// TestSpaceGivesWay: the empty lines are there only when everything fits.
func TestSpaceGivesWay(t *testing.T) {
	t.Parallel()
	kit := newTestKit()
	form := cardForm(kit, 2) // 1 + 2×3 + 1 lines, and a space
	for height, want := range map[int]int{0: 9, 20: 9, 9: 9, 8: 8, 6: 6} {
		form.SetSize(tui.Size{Width: 60, Height: height})
		if got := len(plainLines(form.View())); got != want {
			t.Errorf("%d lines in a height of %d, want %d:\n%s", got, height, want, ansi.Strip(form.View().Body))
		}
	}
}

// TestPropertyCardFits draws random cards in random widths.
func TestPropertyCardFits(t *testing.T) {
	t.Parallel()
	kit := newTestKit()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SampledFrom([]string{"", "1", "英语四级", "候补成功：", longChinese, "a\x1b[2Jb\n\t", "é", "👩‍🎓"})
		c := NewCard(kit, nil, Button{ID: "a", Label: text.Draw(t, "label")}, Button{ID: "b", Label: "取消候补"})
		lines := make([]Line, rapid.IntRange(0, 4).Draw(t, "lines"))
		for i := range lines {
			lines[i].Tone = rapid.SampledFrom([]tui.Tone{tui.ToneInfo, tui.ToneWarning, tui.ToneError}).Draw(t, "tone")
			for range rapid.IntRange(0, 5).Draw(t, "parts") {
				lines[i].Parts = append(lines[i].Parts, Part{text.Draw(t, "part"), kit.Theme.Text})
			}
		}
		c.SetLines(lines...)
		const least = 16 // the widest of the buttons, and what stands left of it
		width := rapid.IntRange(least, 120).Draw(t, "width")
		c.SetWidth(width)
		c.Focus()
		press(c, rapid.SampledFrom(bindings(kit.Keys.Left, kit.Keys.Right)).Draw(t, "key"))
		view := c.View()
		checkFits(t, view, width)
		if at, _ := c.anchor(); !strings.Contains(plainLines(view)[at], "▸") {
			t.Fatalf("the anchor %d is not the line of the mark:\n%s", at, ansi.Strip(view.Body))
		}
	})
}
