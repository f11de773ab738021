package tui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
)

func lastLine(frame string) string { return frame[strings.LastIndex(frame, "\n")+1:] }

func contains(text string, parts ...string) bool {
	return !slices.ContainsFunc(parts, func(part string) bool { return !strings.Contains(text, part) })
}

// testConfirm is a question outside of a machine, in a room of 40×6.
func testConfirm(options ConfirmOptions) (*Confirm, *KeyMap) {
	keys := NewKeyMap(ChineseChrome())
	options.Keys, options.Theme = &keys, plainTheme()
	c := NewConfirm(options)
	c.SetSize(Size{Width: 40, Height: 6})
	return c, &keys
}

func TestConfirmIsAnswered(t *testing.T) {
	t.Parallel()
	yes, no := func() tea.Msg { return answer("yes") }, func() tea.Msg { return answer("no") }
	keys := NewKeyMap(ChineseChrome())
	for _, tt := range []struct {
		name  string
		safe  bool
		press []key.Binding
		want  answer
	}{
		{"Enter", false, bindings(keys.Activate), "yes"},
		{"Enter with the safe default", true, bindings(keys.Activate), "no"},
		{"Tab, Enter", false, bindings(keys.Next, keys.Activate), "no"},
		{"Tab, Tab, Enter", false, bindings(keys.Next, keys.Next, keys.Activate), "yes"},
		{"Shift+Tab, Enter", false, bindings(keys.Prev, keys.Activate), "no"},
		{"Right, Right, Enter", false, bindings(keys.Right, keys.Right, keys.Activate), "no"},
		{"Left, Enter with the safe default", true, bindings(keys.Left, keys.Activate), "yes"},
		{"Esc", false, bindings(keys.Back), "no"},
		{"Esc on yes with the safe default", true, bindings(keys.Left, keys.Back), "no"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c, _ := testConfirm(ConfirmOptions{Yes: yes, No: no, DefaultNo: tt.safe})
			var cmd tea.Cmd
			for _, binding := range tt.press {
				cmd = c.Update(keyOf(t, binding))
			}
			if cmd == nil || cmd() != tea.Msg(tt.want) {
				t.Errorf("the answer is not %q", tt.want)
			}
		})
	}
}

func bindings(b ...key.Binding) []key.Binding { return b }

// TestConfirmIsAnsweredOnce: two presses of Enter place one order.
func TestConfirmIsAnsweredOnce(t *testing.T) {
	t.Parallel()
	c, keys := testConfirm(ConfirmOptions{})
	if c.Update(keyOf(t, keys.Activate)) == nil {
		t.Fatal("the first Enter does nothing")
	}
	for _, again := range bindings(keys.Activate, keys.Back) {
		if c.Update(keyOf(t, again)) != nil {
			t.Errorf("%s answers again", again.Help().Key)
		}
	}
}

func TestConfirmReportsEventsByDefault(t *testing.T) {
	t.Parallel()
	for want, binding := range map[Event]func(*KeyMap) key.Binding{
		Confirmed: func(k *KeyMap) key.Binding { return k.Activate },
		Declined:  func(k *KeyMap) key.Binding { return k.Back },
	} {
		c, keys := testConfirm(ConfirmOptions{})
		if got := c.Update(keyOf(t, binding(keys)))(); got != tea.Msg(EventMsg{Event: want}) {
			t.Errorf("the answer is %v, want %v", got, want)
		}
	}
}

func TestConfirmShowsItsFocus(t *testing.T) {
	t.Parallel()
	c, keys := testConfirm(ConfirmOptions{YesLabel: "取消候补", NoLabel: "保留", DefaultNo: true})
	if got := lastLine(ansi.Strip(c.View(Size{Width: 40, Height: 6}).Body)); got != " [ 取消候补 ]  ▸[ 保留 ]" {
		t.Errorf("the buttons are %q", got)
	}
	c.Update(keyOf(t, keys.Prev))
	if got := lastLine(ansi.Strip(c.View(Size{Width: 40, Height: 6}).Body)); got != "▸[ 取消候补 ]   [ 保留 ]" {
		t.Errorf("after Shift+Tab the buttons are %q", got)
	}
}

func TestConfirmCleansWhatItIsGiven(t *testing.T) {
	t.Parallel()
	c, _ := testConfirm(ConfirmOptions{Body: []string{"校区\x1b[2J", "两\n行"}})
	body := c.View(Size{Width: 40, Height: 8}).Body
	if !strings.Contains(body, "校区␛[2J\n两\n行\n") {
		t.Errorf("the question is %q", body)
	}
}

// numbered are lines that can be told apart.
func numbered(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("line %02d", i+1)
	}
	return out
}

// TestLongDialogScrolls: nothing of a long text is cut off unseen, the buttons
// stay, and scrolling ends with the text.
func TestLongDialogScrolls(t *testing.T) {
	t.Parallel()
	room := Size{Width: 40, Height: 6}
	c, keys := testConfirm(ConfirmOptions{Body: numbered(10)})
	view := func() string { return trimLines(ansi.Strip(c.View(room).Body)) }
	if got := view(); !contains(got, "line 01", "line 04", "\n↓ 6\n", "▸[ 确定 ]") || strings.Contains(got, "line 05") {
		t.Errorf("at the start:\n%s", got)
	}
	if got := c.Keys()[0].Help(); got.Key != "↑↓" || got.Desc != "滚动" {
		t.Errorf("the footer does not say how to scroll: %v", got)
	}
	for range 50 { // beyond the end, which must not have to be undone
		c.Update(keyOf(t, keys.Down))
	}
	if got := view(); !contains(got, "line 07", "line 10", "\n↑ 6\n") {
		t.Errorf("at the end:\n%s", got)
	}
	c.Update(keyOf(t, keys.Up))
	if got := view(); !contains(got, "line 06", "line 09", "\n↑ 5  ↓ 1\n") {
		t.Errorf("one line before the end:\n%s", got)
	}
	c.Update(keyOf(t, keys.Home))
	c.Update(keyOf(t, keys.PageDown))
	if got := view(); !strings.HasPrefix(got, "line 04") {
		t.Errorf("a page from the start:\n%s", got)
	}
	c.Update(keyOf(t, keys.End))
	c.Update(keyOf(t, keys.PageUp))
	if got := view(); !strings.HasPrefix(got, "line 04") {
		t.Errorf("a page from the end:\n%s", got)
	}
	c.SetSize(Size{Width: 40, Height: 20})
	if got := c.View(Size{Width: 40, Height: 20}).Body; !contains(got, "line 01", "line 10\n\n") {
		t.Errorf("in a large room:\n%s", got)
	}
	if got := c.Keys()[0].Help().Key; got != "Tab" {
		t.Errorf("in a large room the first key is %s", got)
	}
}

// trimLines drops the spaces at the ends of lines.
func trimLines(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n")
}

// TestALongTextKeepsItsWidth: the frame does not grow and shrink with the lines
// that are in sight.
func TestALongTextKeepsItsWidth(t *testing.T) {
	t.Parallel()
	room := Size{Width: 40, Height: 6}
	body := append(numbered(9), strings.Repeat("宽", 15))
	c, keys := testConfirm(ConfirmOptions{Body: body})
	for range len(body) {
		widest := 0
		for line := range strings.SplitSeq(c.View(room).Body, "\n") {
			widest = max(widest, Width(line))
		}
		if widest != 30 {
			t.Errorf("%d cells wide, want 30 as the widest line is:\n%s", widest, ansi.Strip(c.View(room).Body))
		}
		c.Update(keyOf(t, keys.Down))
	}
}

func TestLongHelpScrolls(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.size = MinSize()
	s := r.at(StepHome)
	s.help = strings.Join(numbered(30), "\n")
	r.press(r.keys.Help)
	r.sees("line 01", "▸[ 知道了 ]", "↑↓ 滚动")
	r.seesNot("line 30", "现在可用的按键")
	for range 100 {
		r.press(r.keys.Down)
	}
	r.sees("现在可用的按键", "Ctrl+C 退出")
	r.press(r.keys.Up)
	r.sees("现在可用的按键", "↓ 1")
	r.press(r.keys.Home)
	r.sees("line 01")
	r.resize(Size{Width: 80, Height: 60}) // the dialog is told its room
	r.sees("line 01", "line 30", "Ctrl+C 退出")
	if got := squeeze(lastLine(r.frame())); strings.Contains(got, "滚动") {
		t.Errorf("with all in sight the footer still scrolls: %q", got)
	}
}

func TestMessageIsReadAndClosed(t *testing.T) {
	t.Parallel()
	for _, pick := range []func(*KeyMap) key.Binding{
		func(k *KeyMap) key.Binding { return k.Activate },
		func(k *KeyMap) key.Binding { return k.Back },
	} {
		r := newRig(t)
		s := r.at(StepHome)
		r.send(OpenDialogMsg{Dialog: NewMessage(MessageOptions{
			Title: "提示", Body: []string{"读一下"}, Done: CloseDialog(answer("read")), Keys: r.keys, Theme: r.machine.theme,
		})})
		r.sees("提示", "读一下", "▸[ 知道了 ]")
		r.press(r.keys.Next, pick(r.keys))
		r.seesNot("读一下")
		if !slices.Equal(s.got, []tea.Msg{answer("read")}) {
			t.Errorf("the screen got %v", s.got)
		}
	}
}
