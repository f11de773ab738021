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
	text    longText
}

// NewHelp makes the help.
func NewHelp(options HelpOptions) *Help {
	options.About = CleanLines(options.About)
	return &Help{options: options, text: longText{keys: options.Keys, theme: options.Theme, label: options.Scroll}}
}

// Title stands in the frame.
func (h *Help) Title() string { return h.options.Title }

// Keys are the bindings that work now.
func (h *Help) Keys() []key.Binding {
	scroll := h.text.bindings(len(h.lines(h.text.room.Width)))
	return append(scroll, h.options.Keys.Activate, h.options.Keys.Back)
}

// SetSize gives the room for the content.
func (h *Help) SetSize(room Size) {
	h.text.setSize(room, len(h.lines(room.Width)))
}

// Update scrolls, and closes at Esc, Enter and F1.
func (h *Help) Update(msg tea.Msg) tea.Cmd {
	if Pressed(msg, h.options.Keys.Back, h.options.Keys.Activate, h.options.Keys.Help) {
		return CloseDialog(nil)
	}
	h.text.update(msg, len(h.lines(h.text.room.Width)))
	return nil
}

// View draws the text, the keys and the button.
func (h *Help) View(size Size) View {
	lines := h.text.draw(h.lines(size.Width), size)
	return View{Body: strings.Join(append(lines, h.options.Theme.ButtonText(h.options.OK, true)), "\n")}
}

// lines are the text of the screen and the keys.
func (h *Help) lines(width int) []string {
	var lines []string
	if h.options.About != "" {
		lines = append(Wrap(h.options.About, width), "")
	}
	lines = append(lines, h.options.Theme.Title.Render(h.options.KeysTitle))
	widest := 0
	for _, b := range h.options.Bindings {
		widest = max(widest, Width(b.Help().Key))
	}
	for _, b := range h.options.Bindings {
		name := h.options.Theme.KeyName.Render(PadRight(b.Help().Key, widest))
		lines = append(lines, Truncate("  "+name+"  "+b.Help().Desc, width))
	}
	return lines
}
