package tui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// Helper is implemented by screens and dialogs that have a text for the help.
type Helper interface {
	Help() string
}

// routeKey hands a key to who has it, by mode: quit, the open dialog, a focused
// text field, global, the screen.
func (m *Machine) routeKey(msg tea.KeyMsg) tea.Cmd {
	switch {
	case Pressed(msg, m.keys.Quit):
		return m.quit()
	case m.screen == nil || m.layout.tooSmall:
		return nil // typed blind
	}
	if d := m.top(); d != nil {
		return m.dialogKey(d, msg)
	}
	if typing(m.screen) && IsText(msg) {
		return m.tagScreen(m.screen.Update(msg))
	}
	if Pressed(msg, m.keys.Help) {
		m.push(m.helpDialog(), false)
		return nil
	}
	return m.tagScreen(m.screen.Update(msg))
}

// dialogKey hands a key to a dialog. Keys that answer it wait until it was seen.
func (m *Machine) dialogKey(d *stacked, msg tea.KeyMsg) tea.Cmd {
	answers := Pressed(msg, m.keys.Activate, m.keys.Toggle, m.keys.Back)
	if answers && !m.armed() {
		return nil
	}
	return m.tagDialog(d, d.dialog.Update(msg))
}

// quit leaves at once where nothing can be lost, or at the second time.
// Elsewhere it asks, and staying is the default.
func (m *Machine) quit() tea.Cmd {
	if m.screen == nil || m.step == m.options.Login || m.quitting() {
		return tea.Quit
	}
	text := m.options.Text
	m.push(NewConfirm(ConfirmOptions{
		Title: text.QuitTitle, Body: []string{text.QuitText, text.QuitAgain},
		YesLabel: text.QuitYes, NoLabel: text.QuitNo, DefaultNo: true,
		Yes: tea.Quit, No: CloseDialog(nil),
		Keys: m.keys, Theme: m.theme,
	}), true)
	return nil
}

// helpDialog lists the keys that work now and what the screen says about itself.
func (m *Machine) helpDialog() Dialog {
	text := m.options.Text
	var about string
	if helper, ok := m.screen.(Helper); ok {
		about = helper.Help()
	}
	return NewHelp(HelpOptions{
		Title: text.HelpTitle, KeysTitle: text.HelpKeys, OK: text.OK, Scroll: text.Keys.Scroll,
		About: about, Bindings: m.bindings(), Keys: m.keys, Theme: m.theme,
	})
}

// bindings are the keys that work now, for the footer and the help.
func (m *Machine) bindings() []key.Binding {
	if d := m.top(); d != nil {
		return append(enabled(d.dialog.Keys()), m.keys.Quit)
	}
	if m.screen == nil {
		return []key.Binding{m.keys.Quit}
	}
	return append(enabled(m.screen.Keys()), m.keys.Help, m.keys.Quit)
}

func enabled(bindings []key.Binding) []key.Binding {
	out := make([]key.Binding, 0, len(bindings)+2)
	for _, b := range bindings {
		if b.Enabled() && b.Help().Key != "" {
			out = append(out, b)
		}
	}
	return out
}

func typing(of any) bool {
	t, ok := of.(Typing)
	return ok && t.Typing()
}
