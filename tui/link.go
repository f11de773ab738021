package tui

import (
	"context"
	"math/rand/v2"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// How long it is waited before the backend is looked for again: doubled each time
// up to the longest, and a random half shorter, so that the terminals of a whole
// center do not come back in one instant.
const (
	lookBase = time.Second
	lookCap  = 15 * time.Second
)

// Reconnected tells a screen that the backend is reached again after the line was
// cut. What could not be read is read again then; nothing is submitted.
type Reconnected struct{}

// link looks for the backend while it cannot be reached. While it can, nothing of
// it runs.
type link struct {
	cut    bool
	tries  int       // looks since it was cut, with the one that is due
	due    time.Time // of the next look; zero while one is under way
	back   time.Time // when the backend was last reached again
	number int       // of the wake-up or the look that counts
	cancel context.CancelFunc
}

// lookMsg wakes the machine up, to count down or to look.
type lookMsg struct{ number int }

// lookedMsg is how a look ended, and the name of the line that answered.
type lookedMsg struct {
	number int
	line   string
	err    error
}

// stop ends what is under way.
func (l *link) stop() {
	l.number++
	if l.cancel != nil {
		l.cancel()
		l.cancel = nil
	}
}

// linked takes whether a screen reached the backend.
func (m *Machine) linked(online bool) tea.Cmd {
	l := &m.link
	switch {
	case online && l.cut:
		l.stop()
		l.cut, l.back = false, m.now()
	case !online && !l.cut && m.options.Reach != nil:
		l.cut = true
		if m.now().Sub(l.back) > lookCap { // else it comes and goes: the waits go on growing
			l.tries = 0
		}
		return m.lookLater()
	}
	return nil
}

// lookLater sets the next look.
func (m *Machine) lookLater() tea.Cmd {
	l := &m.link
	wait := min(lookBase<<min(l.tries, 16), lookCap)
	wait = wait/2 + time.Duration(m.random()*float64(wait/2))
	l.tries++
	l.due = m.now().Add(wait)
	return m.countLook(wait)
}

// countLook asks to be woken when the seconds left change.
func (m *Machine) countLook(left time.Duration) tea.Cmd {
	m.link.number++
	return m.after(untilNextSecond(left), lookMsg{m.link.number})
}

// look counts down, or looks for the backend.
func (m *Machine) look(msg lookMsg) tea.Cmd {
	l := &m.link
	if msg.number != l.number {
		return nil
	}
	if left := l.due.Sub(m.now()); left > 0 {
		return m.countLook(left)
	}
	l.number++
	l.due = time.Time{}
	var ctx context.Context
	ctx, l.cancel = context.WithCancel(m.options.Context)
	number, reach := l.number, m.options.Reach
	return tag(origin{}, func() tea.Msg {
		line, err := reach(ctx)
		return lookedMsg{number: number, line: line, err: err}
	})
}

// looked takes how a look ended. The screen reads again what it could not.
func (m *Machine) looked(msg lookedMsg) tea.Cmd {
	l := &m.link
	if msg.number != l.number {
		return nil
	}
	l.stop()
	if msg.err != nil {
		return m.lookLater()
	}
	l.cut, l.back = false, m.now()
	m.status.online, m.status.known, m.status.line = true, true, Clean(msg.line)
	if m.notice.text == "" {
		m.notice = notice{tone: ToneSuccess, text: m.options.Text.BackOnline}
	}
	if m.screen == nil {
		return nil
	}
	return m.tagScreen(m.screen.Update(Reconnected{}))
}

// rule is the line between the progress and the screen. While the backend cannot
// be reached it says so, so that nothing moves and no notice is covered.
func (m *Machine) rule(width int) string {
	l := &m.link
	if !l.cut {
		return m.theme.Rule.Render(m.theme.Glyphs.Line(width))
	}
	left := 0
	if !l.due.IsZero() {
		left = max(0, seconds(l.due.Sub(m.now())))
	}
	text := m.options.Text.Cut(l.tries, left, BreakpointOf(width) == Compact)
	return m.theme.Error.Render(m.theme.Truncate(" "+m.theme.ToneMark(ToneError)+" "+text, width))
}

func (m *Machine) now() time.Time {
	if m.options.Now != nil {
		return m.options.Now()
	}
	return time.Now()
}

func (m *Machine) random() float64 {
	if m.options.Rand != nil {
		return m.options.Rand()
	}
	return rand.Float64()
}

// after sends a message later.
func (m *Machine) after(d time.Duration, then tea.Msg) tea.Cmd {
	if m.options.After != nil {
		return m.options.After(d, then)
	}
	return tea.Tick(d, func(time.Time) tea.Msg { return then })
}
