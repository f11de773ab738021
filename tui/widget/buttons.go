package widget

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/tui"
)

// Button is one of a row of buttons.
type Button struct {
	// ID is what the press function gets.
	ID string
	// Label stands between the brackets.
	Label string
	// Disabled buttons are skipped by the focus; Reason says why below the row.
	Disabled bool
	Reason   string
}

// Buttons is a row of buttons, of which one has the focus.
type Buttons struct {
	base
	buttons []Button
	at      int
	busy    string // the button that is at work
	doing   string // its label meanwhile
	press   func(id string) tea.Cmd
}

// NewButtons makes a row. press is called in Update, with the ID of the button
// pressed; calling SetBusy in it makes the action run once however often the
// key is pressed.
func NewButtons(kit Kit, press func(id string) tea.Cmd, buttons ...Button) *Buttons {
	b := &Buttons{base: newBase(kit), press: press}
	b.SetButtons(buttons...)
	return b
}

// SetButtons replaces the row. The focus stays on the same button, or goes to
// the first that works.
func (b *Buttons) SetButtons(buttons ...Button) {
	here := b.Current()
	b.buttons = append([]Button(nil), buttons...)
	b.at = 0
	b.Select(here)
	b.settle()
}

// Select puts the focus within the row on a button: the safe one of a dialog.
// An unknown or disabled button changes nothing.
func (b *Buttons) Select(id string) {
	if i := b.index(id); i >= 0 && !b.buttons[i].Disabled {
		b.at = i
	}
}

// Current returns the ID of the button that has the focus within the row.
func (b *Buttons) Current() string {
	if b.at >= len(b.buttons) {
		return ""
	}
	return b.buttons[b.at].ID
}

// SetDisabled disables a button for a reason, or enables it.
func (b *Buttons) SetDisabled(id string, disabled bool, reason string) {
	if i := b.index(id); i >= 0 {
		b.buttons[i].Disabled, b.buttons[i].Reason = disabled, reason
		b.settle()
	}
}

// SetLabel changes the label of a button.
func (b *Buttons) SetLabel(id, label string) {
	if i := b.index(id); i >= 0 {
		b.buttons[i].Label = label
	}
}

// SetBusy shows doing in place of the label of a button, and ignores every
// press until SetIdle.
func (b *Buttons) SetBusy(id, doing string) { b.busy, b.doing = id, doing }

// SetIdle ends SetBusy.
func (b *Buttons) SetIdle() { b.busy, b.doing = "", "" }

// Busy tells whether a button is at work.
func (b *Buttons) Busy() bool { return b.busy != "" }

func (b *Buttons) index(id string) int {
	for i, button := range b.buttons {
		if button.ID == id {
			return i
		}
	}
	return -1
}

// settle moves the focus off a disabled button.
func (b *Buttons) settle() {
	if b.at < len(b.buttons) && !b.buttons[b.at].Disabled {
		return
	}
	if i := b.beside(-1, 1); i >= 0 {
		b.at = i
	}
}

// beside finds the next button in a direction that is not disabled, -1 if none.
func (b *Buttons) beside(from, delta int) int {
	for i := from + delta; i >= 0 && i < len(b.buttons); i += delta {
		if !b.buttons[i].Disabled {
			return i
		}
	}
	return -1
}

// Focusable is true when some button works.
func (b *Buttons) Focusable() bool { return b.beside(-1, 1) >= 0 }

// step moves the focus within the row, and tells whether it could.
func (b *Buttons) step(delta int) bool {
	i := b.beside(b.at, delta)
	if i < 0 {
		return false
	}
	b.at = i
	return true
}

func (b *Buttons) cycle(delta int) {
	if !b.step(delta) {
		b.enter(delta)
	}
}

// enter puts the focus on the end of the row that it comes from.
func (b *Buttons) enter(delta int) {
	from := -1
	if delta < 0 {
		from = len(b.buttons)
	}
	if i := b.beside(from, delta); i >= 0 {
		b.at = i
	}
}

// Keys are the keys that press, and move where there is somewhere to go.
func (b *Buttons) Keys() []key.Binding {
	if b.beside(b.at, -1) < 0 && b.beside(b.at, 1) < 0 {
		return []key.Binding{b.kit.Keys.Activate}
	}
	return []key.Binding{b.kit.Keys.Left, b.kit.Keys.Right, b.kit.Keys.Activate}
}

// Update moves the focus within the row and presses.
func (b *Buttons) Update(msg tea.Msg) tea.Cmd {
	keys := b.kit.Keys
	switch {
	case !b.focused:
		return nil
	case tui.Pressed(msg, keys.Left, keys.Up):
		b.step(-1)
	case tui.Pressed(msg, keys.Right, keys.Down):
		b.step(1)
	case tui.Pressed(msg, keys.Prev): // in a form, only when there is nothing else
		b.cycle(-1)
	case tui.Pressed(msg, keys.Next):
		b.cycle(1)
	case tui.Pressed(msg, keys.Activate):
		if b.Busy() || !b.Focusable() || b.press == nil {
			return nil
		}
		return b.press(b.Current())
	}
	return nil
}
