package tui

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// endTime bounds how long it is tried to give back what a visit held.
const endTime = 30 * time.Second

// wakeUp starts a visit with any key. If it may be the first of a number, the rest
// is dropped: it would stand in the account's field, for all to see.
func (k *Kiosk) wakeUp(msg tea.KeyMsg) tea.Cmd {
	cmd := k.begin()
	if ofNumber(msg) {
		k.woken.last = k.options.Now() // the keys that came while the visit was made have waited
	}
	return cmd
}

// begin starts a visit.
func (k *Kiosk) begin() tea.Cmd {
	visit, err := k.options.NewVisit()
	if err != nil {
		k.said = k.options.Text.Broken
		return nil
	}
	k.number++
	k.visit, k.inside, k.said = &visit, false, ""
	visit.Machine.within(k.ctx)
	visit.Machine.attach(k.painted)
	visit.Machine.revision = k.revision
	return tea.Batch(k.forward(tea.WindowSizeMsg{Width: k.size.Width, Height: k.size.Height}), k.watch())
}

// forward hands a message to the visit's machine. A panic ends the visit.
func (k *Kiosk) forward(msg tea.Msg) (cmd tea.Cmd) {
	if k.visit == nil {
		return nil
	}
	defer func() {
		if value := recover(); value != nil {
			cmd = k.end(k.options.Text.Fault)
		}
	}()
	machine := k.visit.Machine
	machine.revision = k.revision - 1 // it counts this message, too
	_, cmd = machine.Update(msg)
	switch step := machine.Step(); {
	case step != StepLogin:
		k.inside = true
	case k.inside:
		return k.end(k.options.Text.Left) // logged out: what comes next is another person's
	}
	return tag(origin{visit: k.number}, cmd)
}

// fromVisit takes what a command of the visit's machine sent. Where a machine of
// its own would end the program, here it ends the visit.
func (k *Kiosk) fromVisit(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.QuitMsg:
		return k.end(k.options.Text.Left)
	case panicMsg:
		return k.end(k.options.Text.Fault)
	case taggedMsg:
		if _, fault := msg.msg.(panicMsg); fault {
			return k.end(k.options.Text.Fault)
		}
	}
	return k.forward(msg)
}

// end ends the visit and shows the welcome page. The machine is dropped with all
// that was typed; what it held is given back behind the next frame.
func (k *Kiosk) end(said string) tea.Cmd {
	visit := k.visit
	if visit == nil {
		return nil
	}
	visit.Machine.Close()
	k.visit, k.said = nil, said
	k.counted, k.prompt, k.wedge = time.Time{}, nil, wedge{}
	k.idle.stop()
	k.wipes++
	ctx, giveBack := k.ctx, visit.End
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), endTime)
		defer cancel()
		giveBack(ctx)
		return nil
	}
}
