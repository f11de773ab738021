package tui

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
)

// TestNoKeyLeavesAKiosk presses every key that there is, on the welcome page and in
// each place of a visit, and ends no program.
func TestNoKeyLeavesAKiosk(t *testing.T) {
	t.Parallel()
	b := newBooth(t)
	for kind := tea.KeyType(-100); kind <= 127; kind++ {
		for _, alt := range []bool{false, true} {
			for range 3 { // a second Ctrl+C would leave a program of its own
				b.send(tea.KeyMsg{Type: kind, Alt: alt})
			}
			if b.kiosk.visit != nil && b.kiosk.visit.Machine.Step() == StepLogin {
				b.emit(LoggedIn)
			}
		}
	}
	b.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("quit exit :q"), Paste: true})
	if b.quit {
		t.Fatal("a key has left the program")
	}
	if len(b.tried) > 0 {
		t.Error("a PIN was looked at that nobody typed")
	}
}

func TestAnyKeyStarts(t *testing.T) {
	t.Parallel()
	for _, kind := range []tea.KeyType{tea.KeyEnter, tea.KeySpace, tea.KeyEsc, tea.KeyCtrlC, tea.KeyF1, tea.KeyUp} {
		b := newBooth(t)
		b.welcomes()
		b.press(kind)
		b.sees("screen of login")
	}
}

// TestVisitsEnd goes through the ways in which a visit ends, each of which gives
// its login back, wipes the terminal and leaves nothing of it on the screen.
func TestVisitsEnd(t *testing.T) {
	t.Parallel()
	const secret = "990101200501010010"
	for name, test := range map[string]struct {
		leave func(b *booth)
		said  string
	}{
		"logged out":        {func(b *booth) { b.emit(LoggedOut) }, "上一位考生已退出"},
		"left twice":        {func(b *booth) { b.press(tea.KeyCtrlC, tea.KeyCtrlC) }, "上一位考生已退出"},
		"left by a button":  {func(b *booth) { b.press(tea.KeyCtrlC, tea.KeyTab, tea.KeyEnter) }, "上一位考生已退出"},
		"idle":              {func(b *booth) { b.pass(DefaultIdle + DefaultGrace) }, "长时间没有操作"},
		"fault of a screen": {func(b *booth) { b.screen().onUpdate = func(tea.Msg) tea.Cmd { panic(secret) }; b.write("x") }, "程序出了故障"},
		"fault of a command": {func(b *booth) {
			b.screen().onUpdate = func(tea.Msg) tea.Cmd { return func() tea.Msg { panic(secret) } }
			b.write("x")
		}, "程序出了故障"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBooth(t)
			b.press(tea.KeySpace)
			b.emit(LoggedIn)
			b.screen().view = View{Body: secret}
			b.sees(secret)
			ctx := b.screen().ctx
			test.leave(b)
			b.welcomes()
			b.sees(test.said)
			if bytes.Contains([]byte(b.kiosk.View()), []byte(secret)) {
				t.Error("the page still shows what the visit had")
			}
			if !slices.Equal(b.ended, []int{1}) || ctx.Err() == nil || b.kiosk.visit != nil {
				t.Errorf("logins given back: %v, requests ended: %v", b.ended, ctx.Err() != nil)
			}
			if _, wipes := b.kiosk.at(); wipes != 1 {
				t.Errorf("the terminal is wiped %d times, want once", wipes)
			}
			if b.quit || b.kiosk.Err() != nil {
				t.Error("the program has ended")
			}
			b.press(tea.KeySpace)
			b.sees("screen of login")
		})
	}
}

// TestLoginPageIsNoEnd: who has not logged in yet is at the login, and stays.
func TestLoginPageIsNoEnd(t *testing.T) {
	t.Parallel()
	b := newBooth(t)
	b.press(tea.KeySpace)
	b.emit(LoggedOut)
	b.write("demo1")
	b.sees("screen of login")
	b.press(tea.KeyCtrlC) // there is nothing to lose
	b.welcomes()
}

// TestIdle goes along the countdown to the nanosecond.
func TestIdle(t *testing.T) {
	t.Parallel()
	b := newBooth(t)
	b.press(tea.KeySpace)
	b.emit(LoggedIn)
	b.pass(DefaultIdle - time.Second)
	b.press(tea.KeyDown) // begins the wait anew
	got := len(b.screen().got)
	b.pass(DefaultIdle - 1)
	if !b.kiosk.counted.IsZero() {
		t.Fatal("it counts down too early")
	}
	b.pass(1)
	b.sees("20 秒后自动退出", "logged out in 20 s")
	b.pass(1500 * time.Millisecond)
	b.sees("19 秒后自动退出")
	b.press(tea.KeyEnter)
	if !b.kiosk.counted.IsZero() || len(b.screen().got) != got {
		t.Fatal("the key that goes on must do nothing else")
	}
	b.pass(DefaultIdle)
	b.pass(DefaultGrace - 1)
	b.sees("1 秒后自动退出")
	b.pass(1)
	b.welcomes()
	b.pass(24 * time.Hour)
	b.welcomes()
}

// TestABoxHidesThePage: who stands before the countdown, or asks for the PIN, may not
// be who typed what is on the page.
func TestABoxHidesThePage(t *testing.T) {
	t.Parallel()
	b := newBooth(t)
	b.press(tea.KeySpace)
	b.emit(LoggedIn)
	b.sees("screen of home")
	b.press(tea.KeyF12)
	if page := ansi.Strip(b.kiosk.Frame().Body); strings.Contains(page, "screen of home") || !strings.Contains(page, "工作人员密码") {
		t.Errorf("the prompt for the PIN lies over:\n%s", page)
	}
	b.press(tea.KeyEsc)
	b.sees("screen of home")
	b.pass(DefaultIdle)
	if page := ansi.Strip(b.kiosk.Frame().Body); strings.Contains(page, "screen of home") || !strings.Contains(page, "20 秒") {
		t.Errorf("the countdown lies over:\n%s", page)
	}
	b.press(tea.KeySpace)
	b.sees("screen of home")
}

// TestRepliesOfAnEarlierVisit: what was asked for in one visit never reaches the
// next.
func TestRepliesOfAnEarlierVisit(t *testing.T) {
	t.Parallel()
	b := newBooth(t)
	b.press(tea.KeySpace)
	b.hold = true
	b.emit(LoggedIn)
	late := b.later
	b.later, b.hold = nil, false
	b.press(tea.KeyCtrlC)
	b.welcomes()
	b.press(tea.KeySpace)
	for _, cmd := range late {
		b.run(cmd)
	}
	b.sees("screen of login")
}

func TestStaffLeaveWithThePIN(t *testing.T) {
	t.Parallel()
	b := newBooth(t)
	b.press(tea.KeySpace)
	b.emit(LoggedIn)
	b.press(tea.KeyF12)
	b.write("1234567")
	b.press(tea.KeyBackspace)
	b.sees("工作人员", "******")
	b.press(tea.KeyEnter)
	b.sees("60 秒再试")
	b.write(rightPIN)
	b.press(tea.KeyEnter)
	if b.quit || !slices.Equal(b.tried, []string{"123456"}) {
		t.Fatalf("a PIN was looked at within the wait: %d", len(b.tried))
	}
	b.now = b.now.Add(time.Minute)
	b.write(rightPIN)
	b.press(tea.KeyEnter)
	if !b.quit || !slices.Equal(b.ended, []int{1}) {
		t.Fatalf("left: %v, logins given back: %v", b.quit, b.ended)
	}
}

// TestPINPromptCloses: a candidate who pressed the key by mistake gets out of it.
func TestPINPromptCloses(t *testing.T) {
	t.Parallel()
	b := newBooth(t)
	b.press(tea.KeyF12)
	b.write("99")
	b.press(tea.KeyEsc)
	b.welcomes()
	b.press(tea.KeyF12)
	b.pass(pinTime)
	b.welcomes()
	if b.kiosk.prompt != nil || b.kiosk.visit != nil {
		t.Error("the prompt stays, or the key has started a visit")
	}
	b.kiosk.options.Unlock = nil
	b.press(tea.KeyF12)
	b.sees("screen of login") // a key as any other
}

func TestBrokenKioskSaysSo(t *testing.T) {
	t.Parallel()
	b := newBooth(t)
	b.kiosk.options.NewVisit = func() (Visit, error) { return Visit{}, errors.New("no client") }
	b.press(tea.KeySpace)
	b.welcomes()
	b.sees("请联系工作人员")
}

// TestClosingGivesTheLoginBack: a service manager that stops the program leaves no
// login behind.
func TestClosingGivesTheLoginBack(t *testing.T) {
	t.Parallel()
	b := newBooth(t)
	ctx, cancel := context.WithCancel(t.Context())
	b.kiosk.within(ctx)
	b.press(tea.KeySpace)
	cancel()
	b.kiosk.Close()
	b.kiosk.Close()
	if !slices.Equal(b.ended, []int{1}) {
		t.Errorf("logins given back: %v", b.ended)
	}
}

// TestKioskFitsEverySize draws it where there is hardly room.
func TestKioskFitsEverySize(t *testing.T) {
	t.Parallel()
	b := newBooth(t)
	for _, open := range []func(){func() {}, func() { b.press(tea.KeyF12) }} {
		open()
		for width := 1; width <= 130; width += 3 {
			for height := 1; height <= 50; height += 7 {
				b.send(tea.WindowSizeMsg{Width: width, Height: height})
				lines := bytes.Split([]byte(b.kiosk.View()), []byte("\n"))
				if len(lines) > height {
					t.Fatalf("%d lines at %d×%d", len(lines), width, height)
				}
				for _, line := range lines {
					if Width(string(line)) > width {
						t.Fatalf("a line of %d cells at %d×%d", Width(string(line)), width, height)
					}
				}
			}
		}
	}
}

// TestWipeErasesTheScrollback goes through a session's painter.
func TestWipeErasesTheScrollback(t *testing.T) {
	t.Parallel()
	b := newBooth(t)
	out := &terminalLog{}
	session := NewSession(b.kiosk, out, PainterOptions{}, Size{Width: 80, Height: 24})
	t.Cleanup(session.Close)
	session.Init()
	session.Painter().Flush()
	out.take()
	session.Update(tea.KeyMsg{Type: tea.KeySpace})
	_, leave := session.Update(tea.KeyMsg{Type: tea.KeyCtrlC})
	session.Update(leave())
	session.Painter().Flush()
	if got := slices.Concat(out.take()...); !bytes.Contains(got, []byte("\x1b[3J")) || !bytes.Contains(got, []byte("\x1b[2J")) {
		t.Errorf("the terminal is not wiped: %q", got)
	}
}
