package tui

import tea "github.com/charmbracelet/bubbletea"

// stacked is a dialog that is open.
type stacked struct {
	dialog Dialog
	number uint64
	quit   bool // the question whether to leave the program
}

func (m *Machine) stacked(dialog Dialog, quit bool) *stacked {
	m.dialogs++
	d := &stacked{dialog: dialog, number: m.dialogs, quit: quit}
	d.setSize(m.layout.dialogRoom())
	return d
}

func (d *stacked) setSize(room Size) {
	if sizer, ok := d.dialog.(Sizer); ok {
		sizer.SetSize(room)
	}
}

// sizeDialogs tells all open dialogs their room.
func (m *Machine) sizeDialogs() {
	room := m.layout.dialogRoom()
	if m.overlay != nil {
		m.overlay.setSize(room)
	}
	for _, d := range m.stack {
		d.setSize(room)
	}
}

// push puts a dialog that is no step onto the stack.
func (m *Machine) push(dialog Dialog, quit bool) {
	if dialog != nil {
		m.stack = append(m.stack, m.stacked(dialog, quit))
	}
}

// top is the dialog that has the keys, or nil.
func (m *Machine) top() *stacked {
	if n := len(m.stack); n > 0 {
		return m.stack[n-1]
	}
	return m.overlay
}

// find returns an open dialog by its number, or nil.
func (m *Machine) find(number uint64) *stacked {
	if number == 0 {
		return nil
	}
	if m.overlay != nil && m.overlay.number == number {
		return m.overlay
	}
	for _, d := range m.stack {
		if d.number == number {
			return d
		}
	}
	return nil
}

// closeDialog takes the dialog that asks for it off the stack, or the topmost
// when the screen asks. The dialog of an overlay step cannot leave that way
// without an event: it counts as declined.
func (m *Machine) closeDialog(from origin, msg CloseDialogMsg) tea.Cmd {
	var declined tea.Cmd
	switch at := m.indexOf(from.dialog); {
	case at >= 0:
		m.stack = append(m.stack[:at:at], m.stack[at+1:]...)
	case from.dialog == 0 || m.overlay == nil || m.overlay.number != from.dialog:
		return nil // closed already
	default:
		declined = m.event(from, EventMsg{Event: Declined})
	}
	if msg.Result == nil || m.screen == nil {
		return declined
	}
	return tea.Batch(declined, m.tagScreen(m.screen.Update(msg.Result)))
}

// indexOf is the place of a dialog on the stack, or -1. For none it is the
// topmost, apart from the question whether to leave: only its own buttons
// answer that.
func (m *Machine) indexOf(number uint64) int {
	for i := len(m.stack) - 1; i >= 0; i-- {
		if d := m.stack[i]; d.number == number || number == 0 && !d.quit {
			return i
		}
	}
	return -1
}

// keepQuitting closes every dialog but the question whether to leave.
func (m *Machine) keepQuitting() {
	var kept []*stacked
	for _, d := range m.stack {
		if d.quit {
			kept = append(kept, d)
		}
	}
	m.stack = kept
}

// quitting tells whether that question is open.
func (m *Machine) quitting() bool {
	for _, d := range m.stack {
		if d.quit {
			return true
		}
	}
	return false
}

// seen is the number of the dialog that the terminal shows on top, 0 for none.
func (m *Machine) seen() uint64 {
	if d := m.top(); d != nil && !m.layout.tooSmall {
		return d.number
	}
	return 0
}

// armed tells whether the dialog on top was on the terminal already, so that a
// key that was typed before cannot answer it unseen.
func (m *Machine) armed() bool {
	return m.painted == nil || m.painted.Load() >= m.topSince
}
