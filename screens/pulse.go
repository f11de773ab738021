package screens

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// pulse wakes a screen up when something that it shows changes with the clock.
// Its zero value is ready. At most one wake-up counts: a newer one takes its
// place, and a late one is dropped.
type pulse struct{ number int }

// beat is a wake-up.
type beat struct {
	of     *pulse
	number int
}

// wake asks for the next wake-up.
func (p *pulse) wake(deps *Deps, in time.Duration) tea.Cmd {
	p.number++
	return deps.after(in, beat{of: p, number: p.number})
}

// stop makes the wake-up that is under way count no longer.
func (p *pulse) stop() { p.number++ }

// take tells whether msg is the wake-up that was asked for last.
func (p *pulse) take(msg tea.Msg) bool {
	got, ok := msg.(beat)
	return ok && got.of == p && got.number == p.number
}
