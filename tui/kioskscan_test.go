package tui

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

const (
	aCard  = "99010120050101007X"
	aBadge = "24681012" // a PIN that a scanner may type
)

// scannedScreen is a screen that takes what is scanned.
type scannedScreen struct {
	*fakeScreen
	begun   int
	numbers []string
}

func (s *scannedScreen) ScanBegins() { s.begun++ }

func (s *scannedScreen) Scanned(number string) tea.Cmd {
	s.numbers = append(s.numbers, number)
	return nil
}

// takesScans puts such a screen on show.
func (b *booth) takesScans() *scannedScreen {
	b.t.Helper()
	var s *scannedScreen
	machine := b.kiosk.visit.Machine
	machine.options.Factory = func(step Step) Screen {
		fake, _ := b.make(step).(*fakeScreen)
		s = &scannedScreen{fakeScreen: fake}
		return s
	}
	b.emit(LoggedIn)
	return s
}

// scan types as a scanner does, after a while in which nobody typed.
func (b *booth) scan(number string) {
	b.t.Helper()
	b.now = b.now.Add(time.Second)
	for _, r := range number {
		b.now = b.now.Add(time.Millisecond)
		b.write(string(r))
	}
	b.press(tea.KeyEnter)
}

// texts are the characters of the keys that a screen got, with Enter as ⏎.
func (s *fakeScreen) texts() string {
	var all []rune
	for _, msg := range s.got {
		if k, ok := msg.(tea.KeyMsg); ok && k.Type == tea.KeyEnter {
			all = append(all, '⏎')
		} else if ok {
			all = append(all, k.Runes...)
		}
	}
	return string(all)
}

// TestAScanThatWakesAKiosk starts a visit, and no more: none of it comes to the login,
// whose fields all can read.
func TestAScanThatWakesAKiosk(t *testing.T) {
	t.Parallel()
	for name, scan := range map[string]func(b *booth){
		"one by one":        func(b *booth) { b.scan(aCard) },
		"as one message":    func(b *booth) { b.send(typed(aCard)); b.press(tea.KeyEnter) },
		"with a line break": func(b *booth) { b.scan(aCard); b.press(tea.KeyCtrlJ) },
		"twice": func(b *booth) {
			b.send(typed(aCard))
			b.press(tea.KeyEnter)
			b.send(typed(aCard))
			b.press(tea.KeyEnter)
		},
		"without an end": func(b *booth) {
			for range 20 {
				b.send(typed(aCard))
			}
			b.press(tea.KeyEnter)
		},
		"while the visit is made": func(b *booth) {
			make := b.kiosk.options.NewVisit
			b.kiosk.options.NewVisit = func() (Visit, error) {
				b.now = b.now.Add(time.Second)
				return make()
			}
			b.scan(aCard)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBooth(t)
			scan(b)
			b.sees("screen of login")
			if len(b.screen().got) > 0 {
				t.Errorf("the login got %d messages of the scan", len(b.screen().got))
			}
			b.now = b.now.Add(wedgeGap + 1)
			b.write("d")
			b.press(tea.KeyEnter)
			if got := b.screen().texts(); got != "d⏎" {
				t.Errorf("typed after it: %q", got)
			}
		})
	}
}

// TestOtherKeysWakeAKioskAlone: what follows them as fast as a program types is for
// the visit.
func TestOtherKeysWakeAKioskAlone(t *testing.T) {
	t.Parallel()
	for _, kind := range []tea.KeyType{tea.KeyEnter, tea.KeySpace, tea.KeyEsc} {
		b := newBooth(t)
		b.press(kind)
		b.write("demo1")
		if got := b.screen().texts(); got != "demo1" {
			t.Errorf("typed after the key that started: %q", got)
		}
	}
}

// TestAScanLands on the screen that takes it, which is told before the first key, and
// gets no Enter. What a person types is none.
func TestAScanLands(t *testing.T) {
	t.Parallel()
	b := newBooth(t)
	b.press(tea.KeySpace)
	s := b.takesScans()
	b.scan(aCard)
	if !slices.Equal(s.numbers, []string{aCard}) || s.begun != 1 || s.texts() != aCard {
		t.Errorf("begun %d times, scanned %d, keys %q", s.begun, len(s.numbers), s.texts())
	}
	s.got = nil
	for _, r := range aCard {
		b.now = b.now.Add(wedgeGap + 1)
		b.write(string(r))
	}
	b.press(tea.KeyEnter)
	if len(s.numbers) != 1 || s.texts() != aCard+"⏎" {
		t.Errorf("scanned %d, keys %q", len(s.numbers), s.texts())
	}
}

// TestAScanClosesWhatLiesOver the screen that takes it, a dialog that the screen has
// opened among it.
func TestAScanClosesWhatLiesOver(t *testing.T) {
	t.Parallel()
	b := newBooth(t)
	b.press(tea.KeySpace)
	s := b.takesScans()
	dialog := &fakeDialog{}
	b.send(taggedMsg{origin{visit: b.kiosk.number}, OpenDialogMsg{dialog}})
	b.press(tea.KeyCtrlC, tea.KeyTab)
	b.scan(aCard)
	if machine := b.kiosk.visit.Machine; machine.top() != nil || !slices.Equal(s.numbers, []string{aCard}) {
		t.Errorf("the dialogs are closed: %v, scanned %d", machine.top() == nil, len(s.numbers))
	}
	if len(dialog.got) > 0 {
		t.Errorf("a dialog below another got %d messages", len(dialog.got))
	}
	b.write("1")
	if s.texts() != "1" {
		t.Errorf("the screen gets %q", s.texts())
	}
}

// TestAScanWithinTheCountdown: its first key says that somebody is there, and the
// number is whole.
func TestAScanWithinTheCountdown(t *testing.T) {
	t.Parallel()
	b := newBooth(t)
	b.press(tea.KeySpace)
	s := b.takesScans()
	b.pass(DefaultIdle)
	b.sees("20 秒")
	b.scan(aCard)
	b.sees("screen of home")
	if !slices.Equal(s.numbers, []string{aCard}) || s.begun != 1 {
		t.Errorf("begun %d times, scanned %d", s.begun, len(s.numbers))
	}
	b.pass(DefaultIdle - time.Second)
	b.sees("screen of home")
}

// TestACardIsNoPIN: it is not looked at as one, nothing of it stays in the prompt, and
// it costs no try. Where a screen takes it, the prompt makes way.
func TestACardIsNoPIN(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		before func(b *booth)
		stays  bool
	}{
		"on the welcome page":    {func(*booth) {}, true},
		"over a screen":          {func(b *booth) { b.press(tea.KeySpace); b.emit(LoggedIn) }, true},
		"over one that takes it": {func(b *booth) { b.press(tea.KeySpace); b.takesScans() }, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBooth(t)
			test.before(b)
			b.press(tea.KeyF12)
			b.write("135")
			b.sees("***")
			prompt := b.kiosk.prompt
			b.scan(aCard)
			if len(b.tried) > 0 || b.quit || !b.kiosk.lockTo.IsZero() {
				t.Fatalf("%d PINs looked at", len(b.tried))
			}
			if len(prompt.typed) > 0 || slices.Max(prompt.typed[:cap(prompt.typed)]) != 0 {
				t.Error("the prompt holds what was typed")
			}
			if (b.kiosk.prompt != nil) != test.stays {
				t.Fatalf("the prompt stays: %v", b.kiosk.prompt != nil)
			}
			if !test.stays {
				b.sees("screen of home")
				return
			}
			b.sees("扫描的是证件号码，不是密码。")
			b.write(rightPIN)
			b.press(tea.KeyEnter)
			if !slices.Equal(b.tried, []string{rightPIN}) {
				t.Errorf("%d PINs looked at", len(b.tried))
			}
		})
	}
}

// TestABadgeIsAPIN: staff may have theirs on a badge.
func TestABadgeIsAPIN(t *testing.T) {
	t.Parallel()
	b := newBooth(t)
	b.press(tea.KeySpace)
	s := b.takesScans()
	b.press(tea.KeyF12)
	b.scan(aBadge)
	if !slices.Equal(b.tried, []string{aBadge}) || len(s.numbers) > 0 {
		t.Errorf("%d PINs looked at, scanned %d", len(b.tried), len(s.numbers))
	}
}

// TestACardWhileThePINIsLookedAt leaves that alone, and lands.
func TestACardWhileThePINIsLookedAt(t *testing.T) {
	t.Parallel()
	b := newBooth(t)
	b.press(tea.KeySpace)
	s := b.takesScans()
	b.press(tea.KeyF12)
	b.write(rightPIN)
	b.hold = true
	b.press(tea.KeyEnter)
	look := b.later
	b.later, b.hold = nil, false
	b.scan(aCard)
	b.sees("正在核对")
	if !slices.Equal(s.numbers, []string{aCard}) {
		t.Errorf("scanned %d", len(s.numbers))
	}
	for _, cmd := range look {
		b.run(cmd)
	}
	if !b.quit {
		t.Error("the right PIN does not leave")
	}
}

// TestNothingOfAScanOutlivesTheVisit, also of one that has not ended.
func TestNothingOfAScanOutlivesTheVisit(t *testing.T) {
	t.Parallel()
	b := newBooth(t)
	b.kiosk.options.Unlock = func(context.Context, string) (bool, time.Duration) { return false, 0 }
	b.press(tea.KeySpace)
	b.emit(LoggedIn)
	b.send(typed(aCard))
	b.press(tea.KeyCtrlC, tea.KeyCtrlC)
	b.welcomes()
	if left := b.kiosk.wedge.typed; cap(left) > 0 {
		t.Errorf("%d characters are kept", cap(left))
	}
}

// TestWhatIsSaidOfAScanIsNotCarriedOn: on the next step it may be wrong.
func TestWhatIsSaidOfAScanIsNotCarriedOn(t *testing.T) {
	t.Parallel()
	b := newBooth(t)
	b.press(tea.KeySpace)
	b.emit(LoggedIn)
	b.scan(aCard)
	said := NewKioskText().ScanUnused
	b.sees("screen of home", said)
	b.emit(Started)
	b.sees("screen of agreement")
	if strings.Contains(b.kiosk.View(), said) {
		t.Error("the next step still says that nothing is scanned here")
	}
}
