package tui

import (
	"slices"
	"testing"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
)

// TestKeysByMode sends one key in each mode, and looks who gets it.
func TestKeysByMode(t *testing.T) {
	t.Parallel()
	keys := NewKeyMap(ChineseChrome())
	letter, space, help, refresh := typedKey("a"), keyOf(t, keys.Toggle), keyOf(t, keys.Help), keyOf(t, keys.Refresh)
	pasted := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("f1"), Paste: true}
	const screen, dialog, machine = "screen", "dialog", "machine"
	for _, tt := range []struct {
		name   string
		msg    tea.KeyMsg
		typing bool
		open   bool
		want   string
	}{
		{"a letter without a field", letter, false, false, screen},
		{"a letter in a field", letter, true, false, screen},
		{"a space in a field", space, true, false, screen},
		{"a paste in a field", pasted, true, false, screen},
		{"help without a field", help, false, false, machine},
		{"help in a field", help, true, false, machine},
		{"refresh is the screen's", refresh, true, false, screen},
		{"a letter under a dialog", letter, true, true, dialog},
		{"help under a dialog", help, false, true, dialog},
		{"refresh under a dialog", refresh, false, true, dialog},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t)
			s := r.at(StepHome)
			s.typing = tt.typing
			d := &fakeDialog{}
			if tt.open {
				r.send(OpenDialogMsg{Dialog: d})
			}
			r.send(tt.msg)
			got := map[string]bool{screen: len(s.got) > 0, dialog: len(d.got) > 0, machine: len(r.machine.stack) > 0 && !tt.open}
			for who, has := range got {
				if has != (who == tt.want) {
					t.Errorf("the %s has the key: %v", who, has)
				}
			}
		})
	}
}

// TestQuitComesFirst: Ctrl+C works over a field, a dialog and a tiny window.
func TestQuitComesFirst(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	s := r.at(StepHome)
	s.typing = true
	d := &fakeDialog{}
	r.send(OpenDialogMsg{Dialog: d})
	r.press(r.keys.Quit)
	r.sees("确定要退出吗", "▸[ 继续报名 ]")
	if len(s.got) != 0 || len(d.got) != 0 {
		t.Errorf("Ctrl+C reaches the screen (%v) or the dialog (%v)", s.got, d.got)
	}
}

// TestTypedFastIsNoKey: the letters of a word may come as one message, which
// Bubble Tea spells like the key of that name.
func TestTypedFastIsNoKey(t *testing.T) {
	t.Parallel()
	keys := NewKeyMap(ChineseChrome())
	for _, word := range []string{"home", "up", "end", "tab", "esc", "enter", "f1", "ctrl+c"} {
		for _, msg := range []tea.KeyMsg{typedKey(word), {Type: tea.KeyRunes, Runes: []rune(word), Paste: true}} {
			if Pressed(msg, allBindings(&keys)...) {
				t.Errorf("the text %q counts as a key (paste %v)", word, msg.Paste)
			}
		}
	}
	if !Pressed(keyOf(t, keys.Home), keys.Home) || Pressed(answer("home"), keys.Home) {
		t.Error("the key itself does not count, or something else does")
	}
}

func TestWhatIsText(t *testing.T) {
	t.Parallel()
	keys := NewKeyMap(ChineseChrome())
	for _, tt := range []struct {
		msg  tea.KeyMsg
		want bool
	}{
		{typedKey("候"), true},
		{typedKey("ab"), true},
		{keyOf(t, keys.Toggle), true},
		{tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'a'}, Alt: true}, false},
		{tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("a\n"), Paste: true}, true},
		{keyOf(t, keys.Activate), false},
		{keyOf(t, keys.Left), false},
		{keyOf(t, keys.Help), false},
	} {
		if got := IsText(tt.msg); got != tt.want {
			t.Errorf("IsText(%v) = %v, want %v", tt.msg, got, tt.want)
		}
	}
}

func TestHelpListsWhatWorks(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	s := r.at(StepHome)
	off := r.keys.Refresh
	off.SetEnabled(false)
	s.keys = []key.Binding{r.keys.Next, off, r.keys.Back}
	s.help = "在这里开始报名。"
	r.press(r.keys.Help)
	r.sees("帮助", "在这里开始报名。", "现在可用的按键", "Tab 下一项", "Esc 返回", "F1 帮助", "Ctrl+C 退出", "▸[ 知道了 ]")
	r.seesNot("F5")
	for _, closing := range []key.Binding{r.keys.Back, r.keys.Activate, r.keys.Help} {
		r.press(closing)
		r.seesNot("现在可用的按键")
		r.press(r.keys.Help)
	}
	if len(s.got) != 0 {
		t.Errorf("the keys of the help reach the screen: %v", s.got)
	}
}

func TestFooterListsWhatWorks(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	s := r.at(StepHome)
	off := r.keys.Refresh
	off.SetEnabled(false)
	s.keys = []key.Binding{r.keys.Activate, off, {}}
	footerOf := func() string { return squeeze(lastLine(r.frame())) }
	if got, want := footerOf(), squeeze("Enter 确定 F1 帮助 Ctrl+C 退出"); got != want {
		t.Errorf("the footer is %q, want %q", got, want)
	}
	r.send(OpenDialogMsg{Dialog: NewMessage(MessageOptions{Keys: r.keys, Theme: r.machine.theme})})
	if got, want := footerOf(), squeeze("Enter 确定 Esc 返回 Ctrl+C 退出"); got != want {
		t.Errorf("the footer under a dialog is %q, want %q", got, want)
	}
}

// TestFooterKeepsBackHelpAndQuit: where not all keys fit, those that lead out and to
// the rest stay.
func TestFooterKeepsBackHelpAndQuit(t *testing.T) {
	t.Parallel()
	keys := NewKeyMap(ChineseChrome())
	theme := plainTheme()
	all := slices.DeleteFunc(allBindings(&keys), func(b key.Binding) bool {
		return sameBinding(b, keys.Help) || sameBinding(b, keys.Quit)
	})
	all = append(all, keys.Help, keys.Quit)
	for width := 30; width < 300; width++ {
		line := footer(theme, all, &keys, width)
		if Width(line) > width {
			t.Fatalf("at %d the footer is %d wide", width, Width(line))
		}
		if got := squeeze(ansi.Strip(line)); !contains(got, "Esc返回", "F1帮助", "Ctrl+C退出") {
			t.Fatalf("at %d the footer is %q", width, line)
		}
	}
}
