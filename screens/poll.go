package screens

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// How often a live screen asks what has changed, and how long it waits at most
// after the line was cut.
const (
	pollEvery   = 2 * time.Second
	pollLongest = 16 * time.Second
)

// poller times the questions of a screen that shows how things stand. Its zero
// value is ready.
type poller struct {
	next pulse
	wait time.Duration // until the next question
}

// again asks for the next question at the usual pace.
func (p *poller) again(deps *Deps) tea.Cmd {
	p.wait = pollEvery
	return p.next.wake(deps, p.wait)
}

// later asks for the next question after a failure, less and less often.
func (p *poller) later(deps *Deps) tea.Cmd {
	p.wait = min(max(2*p.wait, 2*pollEvery), pollLongest)
	return p.next.wake(deps, p.wait)
}

// after asks for the next question when the backend told to.
func (p *poller) after(deps *Deps, in time.Duration) tea.Cmd {
	p.wait = pollEvery
	return p.next.wake(deps, in)
}

// stop makes the question that is due come no more.
func (p *poller) stop() { p.next.stop() }

// take tells whether msg says that it is time to ask.
func (p *poller) take(msg tea.Msg) bool { return p.next.take(msg) }
