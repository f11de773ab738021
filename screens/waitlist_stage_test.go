package screens

import (
	"slices"
	"strings"
	"testing"

	"houbu/api"
	"houbu/tui"
)

// opened is a step at 80×24 on a backend.
func opened(t *testing.T, backend *fakeBackend, step tui.Step) *stage {
	t.Helper()
	s := on80x24(t, backend)
	s.open(step)
	return s
}

// on moves the focus on until it is on a button.
func (s *stage) on(label string) {
	s.t.Helper()
	mark := s.deps.Theme.Glyphs.Focus + "[ " + label + " ]"
	for range 30 {
		if strings.Contains(s.frame(), mark) {
			return
		}
		s.press(s.deps.Keys.Next)
	}
	s.t.Fatalf("the focus never comes to the button %q:\n%s", label, s.frame())
}

// hit moves the focus to a button and presses it.
func (s *stage) hit(label string) {
	s.t.Helper()
	s.on(label)
	s.press(s.deps.Keys.Activate)
}

// oneFocus fails unless exactly one control has the focus mark.
func (s *stage) oneFocus() {
	s.t.Helper()
	if n := strings.Count(s.frame(), s.deps.Theme.Glyphs.Focus); n != 1 {
		s.t.Errorf("%d focus marks:\n%s", n, s.frame())
	}
}

// focusIs fails unless the focus is on a button of a row: want is the headline of
// the row, without which the row does not matter, a space, and the focused button.
func (s *stage) focusIs(want string) {
	s.t.Helper()
	row, button, found := strings.Cut(want, " "+s.deps.Theme.Glyphs.Focus)
	if !found {
		s.sees(want)
		return
	}
	lines := strings.Split(s.frame(), "\n")
	at := slices.IndexFunc(lines, func(line string) bool { return strings.Contains(line, s.deps.Theme.Glyphs.Focus+button) })
	for at >= 0 && (strings.HasPrefix(lines[at], "   ") || strings.HasPrefix(lines[at], "  "+s.deps.Theme.Glyphs.Warning)) {
		at-- // stands under the headline
	}
	if at < 0 || !strings.HasPrefix(strings.TrimSpace(lines[at]), row) {
		s.t.Errorf("the focus is not on %q of %q:\n%s", button, row, s.frame())
	}
}

// goOnUntil runs what is held, step by step, until the terminal shows a text.
// What comes of it is held.
func (s *stage) goOnUntil(words string) {
	s.t.Helper()
	for range 10 {
		if strings.Contains(squeeze(s.frame()), squeeze(words)) {
			return
		}
		s.step()
	}
	s.t.Fatalf("the terminal never shows %q:\n%s", words, s.frame())
}

// chooseWritten opens the written registration and chooses the first subject;
// the focus is on 提交候补 then.
func chooseWritten(s *stage) {
	s.t.Helper()
	s.open(tui.StepWritten)
	s.press(s.deps.Keys.Toggle)
	s.on("提交候补")
}

// submitWritten chooses and confirms; the request is under way then.
func submitWritten(s *stage) {
	s.t.Helper()
	chooseWritten(s)
	s.press(s.deps.Keys.Activate)
	s.hold()
	s.press(s.deps.Keys.Activate)
	s.goOnUntil("正在提交候补")
}

// cancelling opens the cancel reasons for an entry.
func cancelling(s *stage, entry api.Entry) {
	s.t.Helper()
	s.deps.State.Entry = entry
	s.open(tui.StepCancelReason)
}

// submitReason chooses the first reason and presses 确定; the request is under
// way then.
func submitReason(s *stage) {
	s.t.Helper()
	cancelling(s, waitingEntry("1", "英语四级", 17))
	s.press(s.deps.Keys.Toggle)
	s.on("确定")
	s.hold()
	s.press(s.deps.Keys.Activate)
	s.goOnUntil("正在取消候补")
}
