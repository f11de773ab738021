package widget

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/tui"
)

// Checkbox is a statement that is ticked with the toggle key.
type Checkbox struct {
	base
	label    string
	err      string
	checked  bool
	onChange func(checked bool) tea.Cmd
}

// NewCheckbox makes a checkbox that is not ticked. onChange, which may be nil,
// is called in Update after it was ticked or unticked.
func NewCheckbox(kit Kit, label string, onChange func(checked bool) tea.Cmd) *Checkbox {
	return &Checkbox{base: newBase(kit), label: label, onChange: onChange}
}

// Checked tells whether the box is ticked.
func (c *Checkbox) Checked() bool { return c.checked }

// SetChecked ticks or unticks the box, without a call of onChange.
func (c *Checkbox) SetChecked(checked bool) { c.checked = checked }

// SetError shows an error below the box until it changes; "" shows none.
func (c *Checkbox) SetError(text string) { c.err = text }

// Err returns the error shown.
func (c *Checkbox) Err() string { return c.err }

// Keys is the toggle key.
func (c *Checkbox) Keys() []key.Binding { return []key.Binding{c.kit.Keys.Toggle} }

// Update ticks or unticks the box.
func (c *Checkbox) Update(msg tea.Msg) tea.Cmd {
	if !c.focused || !tui.Pressed(msg, c.kit.Keys.Toggle) {
		return nil
	}
	c.checked = !c.checked
	c.err = ""
	if c.onChange == nil {
		return nil
	}
	return c.onChange(c.checked)
}

// View draws the box and its label.
func (c *Checkbox) View() tui.View {
	box := c.kit.Theme.Glyphs.BoxOff + " "
	if c.checked {
		box = c.kit.Theme.Glyphs.BoxOn + " "
	}
	style := c.kit.Theme.Text
	if c.focused {
		style = c.kit.Theme.Focus
	}
	lines := hang(c.gutter(true)+style.Render(box), 5, style, c.label, c.width)
	lines = append(lines, errorLines(c.kit.Theme, c.err, 5, c.width)...)
	return tui.View{Body: strings.Join(lines, "\n")}
}
