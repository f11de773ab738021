package tui

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"
)

// event looks an event up in the table and goes where it says.
func (m *Machine) event(from origin, msg EventMsg) tea.Cmd {
	if msg.Event == LoggedOut {
		m.takeNotice(msg)
		return m.show(m.options.Login)
	}
	to, ok := m.next(from, msg.Event)
	if !ok {
		if m.options.Ignored != nil {
			m.options.Ignored(m.Step(), msg.Event)
		}
		return nil
	}
	m.takeNotice(msg)
	return m.move(to, msg.Event)
}

// next finds the row for an event. While an overlay step is open the event must
// come from its dialog: a late second press on the screen below, or in a dialog
// that was closed, must not answer for it.
func (m *Machine) next(from origin, event Event) (Step, bool) {
	if from != (origin{}) {
		var top uint64
		if m.overlay != nil {
			top = m.overlay.number
		}
		if from.dialog != top {
			return 0, false
		}
	}
	to, ok := m.flow[m.Step()][event]
	return to, ok
}

func (m *Machine) takeNotice(msg EventMsg) {
	if msg.Notice != nil {
		m.notice = notice{tone: msg.Notice.Tone, text: Clean(msg.Notice.Text)}
	}
}

// move goes to a step: over the screen, back to the screen, or to another one.
func (m *Machine) move(to Step, event Event) tea.Cmd {
	if m.over[to] == m.step && m.step != 0 {
		return m.ask(to)
	}
	if to == m.step && m.overlayStep != 0 {
		return m.giveBack(event)
	}
	return m.show(to)
}

// ask opens the dialog of an overlay step, in place of one that is open.
func (m *Machine) ask(step Step) tea.Cmd {
	asker, ok := m.screen.(Asker)
	if !ok {
		return nil
	}
	dialog := asker.Ask(step)
	if dialog == nil {
		return nil
	}
	m.overlayStep = step
	m.overlay = m.stacked(dialog, false)
	return nil
}

// giveBack closes the overlay step and tells the screen how it was left.
func (m *Machine) giveBack(event Event) tea.Cmd {
	left := m.overlayStep
	m.overlayStep, m.overlay = 0, nil
	return m.tagScreen(m.screen.Update(Returned{From: left, Event: event}))
}

// show leaves the screen with all that is over it and shows another.
func (m *Machine) show(step Step) tea.Cmd {
	m.leave()
	if m.screen != nil {
		m.carryNotice()
	}
	m.overlayStep, m.overlay = 0, nil
	m.keepQuitting()
	m.generation++
	m.step = step
	m.screen = m.options.Factory(step)
	ctx, cancel := context.WithCancel(m.options.Context)
	m.cancel = cancel
	m.screen.SetSize(m.layout.body)
	return m.tagScreen(m.screen.Init(ctx))
}

// carryNotice lets a notice survive one change of screen.
func (m *Machine) carryNotice() {
	if m.notice.carried {
		m.notice = notice{}
	}
	m.notice.carried = m.notice.text != ""
}
