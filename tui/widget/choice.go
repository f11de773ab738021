package widget

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/tui"
)

// Option is one line of a Choice.
type Option struct {
	// ID is what Choice.Value returns.
	ID string
	// Label is the text of the option, Note a muted remark behind it.
	Label, Note string
	// Disabled options can be reached and read, not chosen; Reason says why.
	Disabled bool
	Reason   string
}

// Choice is a list of options of which one is chosen.
type Choice struct {
	base
	label    string
	options  []Option
	known    bool // options were given, even none
	at       int  // where the focus mark stands
	value    string
	err      string
	win      window
	height   int
	onChange func(id string) tea.Cmd
}

// NewChoice makes a choice with nothing chosen; nil options are not known yet.
// An empty label takes no line.
// onChange, which may be nil, is called in Update after another option was
// chosen.
func NewChoice(kit Kit, label string, options []Option, onChange func(id string) tea.Cmd) *Choice {
	c := &Choice{base: newBase(kit), label: label, onChange: onChange}
	c.SetOptions(options)
	c.known = options != nil
	return c
}

// SetOptions replaces the options. What was chosen stays chosen if it is still
// there, and so does the place of the focus mark.
func (c *Choice) SetOptions(options []Option) {
	c.known = true
	here := ""
	if c.at < len(c.options) {
		here = c.options[c.at].ID
	}
	c.options = append([]Option(nil), options...)
	c.at = max(0, c.index(here))
	if c.index(c.value) < 0 {
		c.value = ""
	}
	c.follow()
}

func (c *Choice) index(id string) int {
	for i, option := range c.options {
		if option.ID == id {
			return i
		}
	}
	return -1
}

// Value returns the ID of the option chosen, "" when none is.
func (c *Choice) Value() string { return c.value }

// SetValue chooses an option, without a call of onChange. An unknown ID
// chooses none.
func (c *Choice) SetValue(id string) {
	c.value = ""
	if i := c.index(id); i >= 0 {
		c.value, c.at = id, i
	}
	c.follow()
}

// SetError shows an error below the list until the choice changes; "" shows none.
func (c *Choice) SetError(text string) { c.err = text }

// Err returns the error shown.
func (c *Choice) Err() string { return c.err }

// SetWidth gives the width in cells.
func (c *Choice) SetWidth(width int) {
	c.base.SetWidth(width)
	c.follow()
}

// SetHeight gives the greatest height in lines, label and place included; 0 is
// as many as it takes.
func (c *Choice) SetHeight(height int) {
	c.height = height
	c.follow()
}

// Focusable is false for a choice without options.
func (c *Choice) Focusable() bool { return len(c.options) > 0 }

// Keys are the keys that move and choose.
func (c *Choice) Keys() []key.Binding {
	return []key.Binding{c.kit.Keys.Up, c.kit.Keys.Down, c.kit.Keys.Toggle}
}

// Update moves the focus mark and chooses.
func (c *Choice) Update(msg tea.Msg) tea.Cmd {
	keys := c.kit.Keys
	switch {
	case !c.focused || len(c.options) == 0:
		return nil
	case tui.Pressed(msg, keys.Toggle, keys.Activate):
		return c.choose()
	case tui.Pressed(msg, keys.Up, keys.Left):
		c.move(c.at - 1)
	case tui.Pressed(msg, keys.Down, keys.Right):
		c.move(c.at + 1)
	case tui.Pressed(msg, keys.Home):
		c.move(0)
	case tui.Pressed(msg, keys.End):
		c.move(len(c.options) - 1)
	}
	return nil
}

func (c *Choice) move(to int) {
	c.at = max(0, min(to, len(c.options)-1))
	c.follow()
}

func (c *Choice) choose() tea.Cmd {
	option := c.options[c.at]
	if option.Disabled {
		return nil
	}
	c.err = ""
	if option.ID == c.value {
		return nil
	}
	c.value = option.ID
	if c.onChange == nil {
		return nil
	}
	return c.onChange(c.value)
}

// decided tells whether the option with the focus mark is the one chosen.
func (c *Choice) decided() bool {
	return c.value != "" && c.at < len(c.options) && c.options[c.at].ID == c.value
}
