package tui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// KeyMap is the one key map of the program: it drives the matching, the footer
// and the help. No other place spells a key.
type KeyMap struct {
	Quit, Help, Refresh, Back key.Binding
	History                   key.Binding // what happened so far
	More                      key.Binding // what follows in a list that is read in parts
	Next, Prev                key.Binding // move the focus
	Up, Down, Left, Right     key.Binding
	PageUp, PageDown          key.Binding
	Home, End                 key.Binding
	Toggle                    key.Binding // ticks a box, chooses in a list
	Activate                  key.Binding
	Lang                      key.Binding // reserved for the language
	Staff                     key.Binding // asks for the PIN on a kiosk; no footer shows it
	Erase                     key.Binding // takes the last character of the PIN away
}

// NewKeyMap makes the key map with the help labels of a language.
func NewKeyMap(text Chrome) KeyMap {
	bind := func(keys, name, label string) key.Binding {
		return key.NewBinding(key.WithKeys(keys), key.WithHelp(name, label))
	}
	t := text.Keys
	return KeyMap{
		Quit:     bind("ctrl+c", "Ctrl+C", t.Quit),
		Help:     bind("f1", "F1", t.Help),
		Refresh:  bind("f5", "F5", t.Refresh),
		History:  bind("f3", "F3", t.History),
		More:     bind("f4", "F4", t.More),
		Back:     bind("esc", "Esc", t.Back),
		Next:     bind("tab", "Tab", t.Next),
		Prev:     bind("shift+tab", "Shift+Tab", t.Prev),
		Up:       bind("up", "↑", t.Up),
		Down:     bind("down", "↓", t.Down),
		Left:     bind("left", "←", t.Left),
		Right:    bind("right", "→", t.Right),
		PageUp:   bind("pgup", "PgUp", t.PageUp),
		PageDown: bind("pgdown", "PgDn", t.PageDown),
		Home:     bind("home", "Home", t.Home),
		End:      bind("end", "End", t.End),
		Toggle:   bind(" ", t.Space, t.Toggle),
		Activate: bind("enter", "Enter", t.Activate),
		Lang:     bind("f2", "F2", t.Lang),
		Staff:    bind("f12", "F12", t.Staff),
		Erase:    bind("backspace", "Backspace", t.Erase),
	}
}

// Pressed tells whether msg is a key of one of the bindings. A paste and a text
// of several characters never are: typed fast, the word "home" arrives as one
// message that is spelled like the key.
func Pressed(msg tea.Msg, bindings ...key.Binding) bool {
	k, ok := msg.(tea.KeyMsg)
	if !ok || k.Paste || (k.Type == tea.KeyRunes && len(k.Runes) > 1) {
		return false
	}
	return key.Matches(k, bindings...)
}

// IsText tells whether a key puts characters into a text field.
func IsText(k tea.KeyMsg) bool {
	return k.Paste || ((k.Type == tea.KeyRunes || k.Type == tea.KeySpace) && !k.Alt)
}
