package tui

import (
	"context"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
)

const rightPIN = "246810"

// booth runs a kiosk with fake screens and a clock that the test moves.
type booth struct {
	t     *testing.T
	kiosk *Kiosk
	keys  KeyMap
	now   time.Time
	made  []*fakeScreen
	ended []int // visits, in the order in which their logins were given back
	tried []string
	timer *tea.Msg // the wake-up that was asked for last
	dueAt time.Time
	quit  bool
	later []tea.Cmd // what was held back
	hold  bool
}

func newBooth(t *testing.T) *booth {
	t.Helper()
	b := &booth{t: t, keys: NewKeyMap(KioskChrome()), now: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)}
	visits := 0
	b.kiosk = NewKiosk(KioskOptions{
		NewVisit: func() (Visit, error) {
			visits++
			number := visits
			machine := New(Options{Factory: b.make, Keys: &b.keys, Theme: plainTheme(), Text: KioskChrome()})
			return Visit{Machine: machine, End: func(context.Context) { b.ended = append(b.ended, number) }}, nil
		},
		Unlock: func(_ context.Context, pin string) (bool, time.Duration) {
			b.tried = append(b.tried, pin)
			return pin == rightPIN, time.Minute
		},
		Keys: &b.keys, Theme: plainTheme(), Text: NewKioskText(), Now: func() time.Time { return b.now },
		After: func(d time.Duration, then tea.Msg) tea.Cmd {
			b.timer, b.dueAt = &then, b.now.Add(d)
			return nil
		},
	})
	t.Cleanup(b.kiosk.Close)
	b.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	return b
}

func (b *booth) make(step Step) Screen {
	r := &rig{t: b.t, keys: &b.keys}
	s := &fakeScreen{rig: r, step: step, view: View{Body: "screen of " + step.String()}}
	b.made = append(b.made, s)
	return s
}

func (b *booth) screen() *fakeScreen { return b.made[len(b.made)-1] }

func (b *booth) send(msg tea.Msg) {
	b.t.Helper()
	_, cmd := b.kiosk.Update(msg)
	b.run(cmd)
}

func (b *booth) run(cmd tea.Cmd) {
	b.t.Helper()
	if cmd == nil {
		return
	}
	if b.hold {
		b.later = append(b.later, cmd)
		return
	}
	msg := cmd()
	if _, ok := msg.(tea.QuitMsg); ok {
		b.quit = true
		return
	}
	if cmds, ok := sequenced(msg); ok {
		for _, cmd := range cmds {
			b.run(cmd)
		}
		return
	}
	if msg != nil {
		b.send(msg)
	}
}

// pass lets time pass and wakes the kiosk up as often as it asked for.
func (b *booth) pass(d time.Duration) {
	b.t.Helper()
	end := b.now.Add(d)
	for b.timer != nil && !b.dueAt.After(end) {
		b.now = b.dueAt
		msg := *b.timer
		b.timer = nil
		b.send(msg)
	}
	b.now = end
}

func (b *booth) write(text string) {
	b.t.Helper()
	for _, r := range text {
		b.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
	}
}

func (b *booth) press(types ...tea.KeyType) {
	b.t.Helper()
	for _, kind := range types {
		b.send(tea.KeyMsg{Type: kind})
	}
}

// emit lets the screen on show report an event.
func (b *booth) emit(event Event) {
	b.t.Helper()
	machine := b.kiosk.visit.Machine
	b.run(tag(origin{visit: b.kiosk.number}, machine.tagScreen(Emit(event))))
}

func (b *booth) sees(texts ...string) {
	b.t.Helper()
	view := ansi.Strip(b.kiosk.View())
	for _, text := range texts {
		if !strings.Contains(view, text) {
			b.t.Fatalf("%q is not shown:\n%s", text, view)
		}
	}
}

func (b *booth) welcomes() {
	b.t.Helper()
	b.sees("按任意键开始", "Press any key to start")
}
