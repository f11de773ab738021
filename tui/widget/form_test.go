package widget

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"houbu/tui"
)

func TestFormMovesTheFocusInOrder(t *testing.T) {
	t.Parallel()
	form := loginForm(newTestKit())
	keys := form.kit.Keys
	form.Select("line")
	var forth []string
	for range 6 {
		forth = append(forth, form.Current())
		press(form, keys.Next)
	}
	// Tab goes through the buttons one by one, then around.
	if got, want := strings.Join(forth, " "), "line account password keep buttons buttons"; got != want {
		t.Errorf("forth: %s, want %s", got, want)
	}
	if form.Current() != "line" {
		t.Errorf("Tab on the last button leads to %q, want the first element", form.Current())
	}
	press(form, keys.Prev, keys.Activate)
	if body := ansi.Strip(form.View().Body); !strings.Contains(body, "▸[ 返回 ]") {
		t.Errorf("Shift+Tab on the first element does not lead to the last button:\n%s", body)
	}
}

func TestFormEnter(t *testing.T) {
	t.Parallel()
	kit, submitted := newTestKit(), 0
	form := loginForm(kit)
	press(form, kit.Keys.Activate)
	if form.Current() != "password" {
		t.Fatalf("Enter in a field leads to %q, want password", form.Current())
	}
	press(form, kit.Keys.Activate)
	if form.Current() != "keep" {
		t.Fatalf("Enter in the last field leads to %q, want keep", form.Current())
	}
	form.OnSubmit(func() tea.Cmd { submitted++; return nil })
	press(form, kit.Keys.Activate) // a checkbox never submits
	if form.Current() != "buttons" || submitted != 0 {
		t.Fatalf("Enter on a checkbox leads to %q, submitted %d times", form.Current(), submitted)
	}
	form.Select("account")
	press(form, kit.Keys.Activate)
	if form.Current() != "password" || submitted != 0 {
		t.Fatalf("Enter before the last field leads to %q, submitted %d times", form.Current(), submitted)
	}
	press(form, kit.Keys.Activate)
	if form.Current() != "password" || submitted != 1 {
		t.Errorf("Enter in the last field leads to %q, submitted %d times, want once", form.Current(), submitted)
	}
}

func TestFormTyping(t *testing.T) {
	t.Parallel()
	kit := newTestKit()
	form := loginForm(kit)
	if !form.Typing() || form.View().Cursor == nil {
		t.Error("a field has the focus: not typing, or no cursor")
	}
	form.Update(typed("q"))
	press(form, kit.Keys.Next, kit.Keys.Next)
	if form.Typing() || form.View().Cursor != nil {
		t.Error("a checkbox has the focus: typing, or a cursor")
	}
	if got := form.elements[form.index("account")].(*Field).Value(); got != "demo1@houbu.testq" {
		t.Errorf("the field holds %q", got)
	}
	if got := form.Keys(); got[0].Keys()[0] != kit.Keys.Toggle.Keys()[0] || len(got) != 2 {
		t.Errorf("keys are %v, want those of the checkbox and Next", got)
	}
}

func TestFormSetErrors(t *testing.T) {
	t.Parallel()
	form := loginForm(newTestKit())
	account := form.elements[form.index("account")].(*Field)
	password := form.elements[form.index("password")].(*Field)
	form.Select("buttons")
	form.SetErrors(map[string]string{"password": "请输入密码！", "keep": "x", "nobody": "y"})
	if form.Current() != "password" || password.Err() != "请输入密码！" || account.Err() != "" {
		t.Errorf("focus on %q, errors %q and %q", form.Current(), account.Err(), password.Err())
	}
	form.SetErrors(map[string]string{"account": "请输入账号！"})
	if form.Current() != "account" || password.Err() != "" {
		t.Errorf("focus on %q, the old error is %q", form.Current(), password.Err())
	}
	form.Select("line")
	form.SetErrors(nil)
	if form.Current() != "line" || account.Err() != "" {
		t.Errorf("no errors: focus on %q, the old error is %q", form.Current(), account.Err())
	}
}

func TestFormLeavesAnElementThatStopsWorking(t *testing.T) {
	t.Parallel()
	kit := newTestKit()
	buttons := NewButtons(kit, nil, Button{ID: "ok", Label: "同意"})
	form := NewForm(kit).Add("tick", NewCheckbox(kit, "已阅读", nil)).Add("buttons", buttons)
	form.Init()
	form.Select("buttons")
	buttons.SetDisabled("ok", true, "请先勾选")
	form.Update(struct{}{})
	if form.Current() != "tick" || buttons.Focused() {
		t.Errorf("the focus is on %q, want tick", form.Current())
	}
	form.Select("buttons")
	if form.Current() != "tick" {
		t.Error("the focus went to a row that does not work")
	}
}

func TestFormWithoutFocusableElements(t *testing.T) {
	t.Parallel()
	kit := newTestKit()
	form := NewForm(kit).Add("", NewNote(kit, "没有可选的科目"))
	form.Init()
	press(form, kit.Keys.Next, kit.Keys.Prev, kit.Keys.Activate, kit.Keys.PageDown)
	if form.Current() != "" || form.Typing() || len(form.Keys()) != 1 {
		t.Errorf("current %q, typing %v", form.Current(), form.Typing())
	}
}

func TestFormPagesWithoutMovingTheFocus(t *testing.T) {
	t.Parallel()
	kit := newTestKit()
	form := NewForm(kit).
		Add("name", NewField(kit, FieldOptions{Label: "姓名"})).
		Add("", NewFacts(kit, recordSections()...)).
		Add("buttons", NewButtons(kit, nil, Button{ID: "ok", Label: "确定"}))
	form.Init()
	form.SetSize(tui.Size{Width: 56, Height: 6})
	press(form, kit.Keys.PageDown, kit.Keys.PageDown)
	form.Update(struct{}{}) // what is not a key does not scroll back
	body := ansi.Strip(form.View().Body)
	if form.Current() != "name" || strings.Contains(body, "姓名：[") || form.View().Cursor != nil {
		t.Errorf("paging down shows:\n%s", body)
	}
	form.Update(typed("张"))
	if body := ansi.Strip(form.View().Body); !strings.Contains(body, "▸姓名：[张") || form.View().Cursor == nil {
		t.Errorf("typing does not scroll back to the field:\n%s", body)
	}
}

func TestFormGrowsOneElement(t *testing.T) {
	t.Parallel()
	kit := newTestKit()
	tick := NewCheckbox(kit, "我已阅读并接受遵守本网站报名协议及诚信承诺书", nil)
	form := NewForm(kit).Add("text", NewScroll(kit, agreementText(30))).Add("tick", tick).Grow("text")
	form.Init()
	for _, height := range []int{12, 30, 6} {
		form.SetSize(tui.Size{Width: 56, Height: height})
		lines := plainLines(form.View())
		if len(lines) != height || !strings.HasPrefix(lines[height-1], " [ ] 我已阅读") {
			t.Errorf("height %d: %d lines, the last is %q", height, len(lines), lines[len(lines)-1])
		}
		tick.SetError("请先勾选") // View lays out again
		if lines := plainLines(form.View()); len(lines) != height || !strings.Contains(lines[height-1], "请先勾选") {
			t.Errorf("height %d with an error: %d lines, the last is %q", height, len(lines), lines[len(lines)-1])
		}
		tick.SetError("")
	}
}

// TestPropertyFormShowsItsFocus moves and resizes at random: the mark of the
// focus is in view, the cursor stands in its field, and the height is kept.
func TestPropertyFormShowsItsFocus(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		form := loginForm(newTestKit())
		keys := form.kit.Keys
		width, height := 80, 0
		steps := []func(){
			func() { press(form, keys.Next) }, func() { press(form, keys.Prev) },
			func() { press(form, keys.Down) }, func() { press(form, keys.Activate) },
			func() { press(form, keys.Toggle) }, func() { form.Update(typed("张")) },
			func() { form.SetErrors(map[string]string{"keep": "请勾选", "line": "请选择线路！"}) },
			func() {
				width = rapid.IntRange(40, 120).Draw(t, "width")
				height = rapid.IntRange(4, 20).Draw(t, "height")
				form.SetSize(tui.Size{Width: width, Height: height})
			},
		}
		for range rapid.IntRange(1, 30).Draw(t, "count") {
			steps[rapid.IntRange(0, len(steps)-1).Draw(t, "step")]()
			view := form.View()
			checkFits(t, view, width)
			body := ansi.Strip(view.Body)
			if got := strings.Count(body, "\n") + 1; height > 0 && got > height {
				t.Fatalf("%d lines, more than %d:\n%s", got, height, body)
			}
			if n := strings.Count(body, "▸"); n != 1 {
				t.Fatalf("%d focus marks at %q, %d×%d:\n%s", n, form.Current(), width, height, body)
			}
			if (view.Cursor != nil) != form.Typing() {
				t.Fatalf("cursor %v while typing is %v:\n%s", view.Cursor, form.Typing(), body)
			}
			if view.Cursor != nil && !strings.ContainsAny(plainLines(view)[view.Cursor.Y], "[<") {
				t.Fatalf("the cursor %+v is not in a field:\n%s", *view.Cursor, body)
			}
		}
	})
}

// TestPropertyFormFocusGoesAround checks that n steps forth and n back end
// where they began, whatever the elements are.
func TestPropertyFormFocusGoesAround(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		kit := newTestKit()
		form := NewForm(kit)
		for i, kind := range rapid.SliceOfN(rapid.IntRange(0, 4), 1, 8).Draw(t, "kinds") {
			name := string(rune('a' + i))
			switch kind {
			case 0:
				form.Add(name, NewField(kit, FieldOptions{Label: name}))
			case 1:
				form.Add(name, NewNote(kit, name))
			case 2:
				form.Add(name, NewChoice(kit, name, numbered(i%3), nil))
			case 3:
				form.Add(name, NewButtons(kit, nil, actionButtons()[i%3:]...))
			case 4:
				form.Add(name, NewButtons(kit, nil, Button{ID: "no", Label: "取消", Disabled: true}))
			}
		}
		form.Init()
		start, n := ansi.Strip(form.View().Body), rapid.IntRange(0, 30).Draw(t, "steps")
		for range n {
			press(form, kit.Keys.Next)
		}
		for range n {
			press(form, kit.Keys.Prev)
		}
		if got := ansi.Strip(form.View().Body); got != start {
			t.Fatalf("%d steps forth and back lead from\n%s\nto\n%s", n, start, got)
		}
	})
}
