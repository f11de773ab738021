package tui

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// HelpOptions describes a help.
type HelpOptions struct {
	Title     string
	KeysTitle string // over the keys
	OK        string // the button
	Scroll    string // label of the scrolling keys
	About     string // what the screen says about itself, may be empty
	Bindings  []key.Binding
	Keys      *KeyMap
	Theme     *Theme
}

// Help is the dialog of F1: the text of the screen and the keys that work on it.
type Help struct {
	options HelpOptions
	offset  int
}

// NewHelp makes the help.
func NewHelp(options HelpOptions) *Help {
	options.About = CleanLines(options.About)
	return &Help{options: options}
}

// Title stands in the frame.
func (h *Help) Title() string { return h.options.Title }

// Keys are the bindings that work now.
func (h *Help) Keys() []key.Binding {
	up := h.options.Keys.Up
	up.SetHelp(up.Help().Key+h.options.Keys.Down.Help().Key, h.options.Scroll)
	return []key.Binding{up, h.options.Keys.Back}
}

// Update scrolls, and closes at Esc, Enter and F1.
func (h *Help) Update(msg tea.Msg) tea.Cmd {
	const page = 8
	keys := h.options.Keys
	switch {
	case Pressed(msg, keys.Back, keys.Activate, keys.Help):
		return CloseDialog(nil)
	case Pressed(msg, keys.Up):
		h.offset--
	case Pressed(msg, keys.Down):
		h.offset++
	case Pressed(msg, keys.PageUp):
		h.offset -= page
	case Pressed(msg, keys.PageDown):
		h.offset += page
	case Pressed(msg, keys.Home):
		h.offset = 0
	}
	h.offset = max(0, min(h.offset, h.lines()))
	return nil
}

// lines is an upper bound of the lines of the help, to stop scrolling at.
func (h *Help) lines() int {
	return len(h.options.Bindings) + strings.Count(h.options.About, "\n") + Width(h.options.About)/20
}

// View draws the text, the keys and the button.
func (h *Help) View(size Size) View {
	var lines []string
	if h.options.About != "" {
		lines = append(Wrap(h.options.About, size.Width), "")
	}
	lines = append(lines, h.options.Theme.Title.Render(h.options.KeysTitle))
	widest := 0
	for _, b := range h.options.Bindings {
		widest = max(widest, Width(b.Help().Key))
	}
	for _, b := range h.options.Bindings {
		name := h.options.Theme.KeyName.Render(PadRight(b.Help().Key, widest))
		lines = append(lines, Truncate("  "+name+"  "+b.Help().Desc, size.Width))
	}
	lines = scrolled(lines, h.offset, max(1, size.Height-2))
	lines = append(lines, "", h.options.Theme.ButtonText(h.options.OK, true))
	return View{Body: strings.Join(lines, "\n")}
}
