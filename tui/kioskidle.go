package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// idle knows when the last key came. One wake-up is under way at a time, and a key
// costs none.
type idle struct {
	last   time.Time
	number int // of the wake-up that counts
}

// idleMsg wakes a kiosk up.
type idleMsg struct{ number int }

func (i *idle) touch(now time.Time) { i.last = now }

func (i *idle) stop() { i.number++ }

// watch asks to be woken when nobody has pressed a key for long enough.
func (k *Kiosk) watch() tea.Cmd {
	k.idle.touch(k.options.Now())
	return k.wake(k.options.Idle)
}

func (k *Kiosk) wake(in time.Duration) tea.Cmd {
	k.idle.number++
	return k.options.After(in, idleMsg{k.idle.number})
}

// idled begins the countdown, counts it, or ends the visit.
func (k *Kiosk) idled(msg idleMsg) tea.Cmd {
	if msg.number != k.idle.number {
		return nil
	}
	now := k.options.Now()
	if k.visit == nil { // the prompt on the welcome page
		k.prompt = nil
		return nil
	}
	if k.counted.IsZero() {
		if left := k.options.Idle - now.Sub(k.idle.last); left > 0 {
			return k.wake(left)
		}
		k.prompt = nil
		k.counted = now.Add(k.options.Grace)
	}
	left := k.counted.Sub(now)
	if left <= 0 {
		return k.end(k.options.Text.Idled)
	}
	return k.wake(untilNextSecond(left))
}

// untilNextSecond is how long it takes until left shows another second.
func untilNextSecond(left time.Duration) time.Duration {
	if rest := left % time.Second; rest > 0 {
		return rest
	}
	return time.Second
}
