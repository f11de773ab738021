package widget

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/tui"
)

// Kit is what every widget is made with: how it looks, its keys and its words.
type Kit struct {
	Theme *tui.Theme
	Keys  tui.KeyMap
	Texts Texts
}

// NewKit makes a kit with Chinese words.
func NewKit(theme *tui.Theme, keys tui.KeyMap) Kit {
	return Kit{Theme: theme, Keys: keys, Texts: ChineseTexts()}
}

// Element is what a Form is made of. All calls come from one goroutine.
type Element interface {
	// Update takes a message; keys are for the element only while it has the
	// focus.
	Update(msg tea.Msg) tea.Cmd
	// View draws the element: no line is wider than the width set, and there is
	// no newline at the end. It is pure.
	View() tui.View
	// SetWidth gives the width in cells.
	SetWidth(width int)
	// Focus and Blur give and take the focus.
	Focus() tea.Cmd
	Blur()
	// Focused tells whether the element has the focus.
	Focused() bool
	// Focusable tells whether it can take the focus now.
	Focusable() bool
	// Keys are the bindings that work now, for the footer.
	Keys() []key.Binding
}

// minWidth is the narrowest width that widgets lay out for. Terminals that
// narrow are shown the page that says so.
const minWidth = 8

// base is what all focusable widgets share.
type base struct {
	kit     Kit
	width   int
	focused bool
}

func newBase(kit Kit) base { return base{kit: kit, width: 80} }

// SetWidth gives the width in cells.
func (b *base) SetWidth(width int) { b.width = max(width, minWidth) }

// Focus gives the focus.
func (b *base) Focus() tea.Cmd {
	b.focused = true
	return nil
}

// Blur takes the focus away.
func (b *base) Blur() { b.focused = false }

// Focused tells whether the widget has the focus.
func (b *base) Focused() bool { return b.focused }

// Focusable is true: the widget can take the focus.
func (b *base) Focusable() bool { return true }

// gutter is the cell before a control: the focus mark when it is here.
func (b *base) gutter(here bool) string {
	if here && b.focused {
		return b.kit.Theme.Focus.Render(b.kit.Theme.Glyphs.Focus)
	}
	return " "
}
