package tui

import (
	"context"
	"sync/atomic"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// Defaults of KioskOptions.
const (
	DefaultIdle  = 90 * time.Second
	DefaultGrace = 20 * time.Second
)

// Visit is one person at a kiosk: a machine of their own, with its own client
// behind it, so that nothing of theirs is left when both are dropped.
type Visit struct {
	Machine *Machine
	// End gives back what the visit held, such as its login. It is called once,
	// outside of Update, with a context that outlives the visit.
	End func(ctx context.Context)
}

// KioskOptions is what a Kiosk is made of.
type KioskOptions struct {
	NewVisit func() (Visit, error) // required
	Idle     time.Duration         // without a key until it asks; DefaultIdle when zero
	Grace    time.Duration         // that it then counts down; DefaultGrace when zero
	// Unlock tells whether a PIN is that of the staff, and for how long no other is
	// looked at when it is not. It may take its time: it is called outside of
	// Update. With nil nobody leaves by a key.
	Unlock func(ctx context.Context, pin string) (ok bool, wait time.Duration)
	Keys   *KeyMap
	Theme  *Theme
	Text   KioskText

	Now   func() time.Time                            // time.Now when nil
	After func(d time.Duration, then tea.Msg) tea.Cmd // tea.Tick when nil
}

// Kiosk is the root of a terminal that anybody walks up to: a welcome page, one
// machine for each visit, and no way out but the staff's PIN. A visit ends when
// the person leaves it, when nobody presses a key for a while, and with a fault of
// its machine; then its login is given back, its memory dropped and the terminal
// wiped.
type Kiosk struct {
	options KioskOptions
	ctx     context.Context
	painted *atomic.Uint64

	size   Size
	visit  *Visit // nil: the welcome page
	number uint64 // of the visit, also of the last one
	said   string // on the welcome page: how the last visit ended
	inside bool   // the visit has been past the login

	idle    idle
	counted time.Time  // when the countdown ends; zero: there is none
	prompt  *pinPrompt // nil: nobody is asked for the PIN
	lockTo  time.Time  // until when no PIN is looked at
	wedge   wedge      // whether a scanner types
	woken   burst      // a scan that started the visit

	revision, wipes uint64
	err             error
}

// NewKiosk makes a kiosk that shows its welcome page.
func NewKiosk(options KioskOptions) *Kiosk {
	if options.Idle <= 0 {
		options.Idle = DefaultIdle
	}
	if options.Grace <= 0 {
		options.Grace = DefaultGrace
	}
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.After == nil {
		options.After = func(d time.Duration, then tea.Msg) tea.Cmd {
			return tea.Tick(d, func(time.Time) tea.Msg { return then })
		}
	}
	return &Kiosk{options: options, ctx: context.Background()}
}

// Init does nothing: the welcome page needs no more than its size.
func (k *Kiosk) Init() tea.Cmd { return nil }

// View is the frame as text with styles, for Bubble Tea and for tests.
func (k *Kiosk) View() string { return k.Frame().Body }

// Err is the fault that ended the program, or nil. A fault within a visit ends
// the visit alone.
func (k *Kiosk) Err() error { return k.err }

// Still is never known of a kiosk.
func (k *Kiosk) Still() bool { return false }

// Close ends the visit, and waits until what it held is given back, as far as the
// network lets it.
func (k *Kiosk) Close() {
	if k.visit == nil {
		return
	}
	k.visit.Machine.Close()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(k.ctx), endTime)
	defer cancel()
	k.visit.End(ctx)
	k.visit = nil
}

func (k *Kiosk) attach(painted *atomic.Uint64) { k.painted = painted }

func (k *Kiosk) within(ctx context.Context) { k.ctx = ctx }

func (k *Kiosk) fail(err error) { k.err = err }

func (k *Kiosk) at() (revision, wipes uint64) { return k.revision, k.wipes }

// Update takes a message.
func (k *Kiosk) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	k.revision++
	return k, k.take(msg)
}

func (k *Kiosk) take(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		k.size = Size{Width: msg.Width, Height: msg.Height}
		return k.forward(msg)
	case tea.KeyMsg:
		return k.key(msg)
	case taggedMsg:
		if msg.from.visit != k.number || k.visit == nil {
			return nil // of a visit that has ended
		}
		return k.fromVisit(msg.msg)
	case idleMsg:
		return k.idled(msg)
	case pinMsg:
		return k.answered(msg)
	}
	return nil
}

// hand gives a key to who has it: the prompt for the PIN, the countdown, the
// welcome page, the visit.
func (k *Kiosk) hand(msg tea.KeyMsg) tea.Cmd {
	switch {
	case k.prompt != nil:
		return k.promptKey(msg)
	case Pressed(msg, k.options.Keys.Staff) && k.options.Unlock != nil:
		return k.ask()
	case !k.counted.IsZero():
		k.counted = time.Time{} // any key: somebody is there
		return k.watch()
	case k.visit == nil:
		return k.wakeUp(msg)
	}
	return k.forward(msg)
}
