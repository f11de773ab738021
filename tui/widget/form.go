package widget

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/tui"
)

// Form is an ordered set of elements, one below the other, of which one has
// the focus. It moves the focus, keeps it in view, and passes all else on.
type Form struct {
	kit      Kit
	names    []string
	elements []Element
	at       int // the element with the focus, -1 for none
	grow     int // the element that takes the height left, -1 for none
	size     tui.Size
	win      window
	top      place // what stands on top, to find it again after a resize
	paged    bool  // scrolled away from the focus, until the next key
	rows     bool  // up and down move between the elements
	onSubmit func() tea.Cmd
}

// stepper is an element in which Tab first moves within.
type stepper interface {
	step(delta int) bool
	enter(delta int)
}

// aligned is an element whose label is aligned with those of others.
type aligned interface {
	LabelWidth() int
	SetLabelWidth(width int)
}

// resizable is an element that can be given a height.
type resizable interface{ SetHeight(height int) }

// blamed is an element that shows an error.
type blamed interface{ SetError(text string) }

// decider is an element in which one row is chosen. decided tells whether it is
// the one with the focus mark.
type decider interface{ decided() bool }

// anchored is an element of which only some lines must stay visible.
type anchored interface{ anchor() (first, last int) }

// NewForm makes an empty form.
func NewForm(kit Kit) *Form {
	return &Form{kit: kit, at: -1, grow: -1, size: tui.Size{Width: 80, Height: 0}}
}

// Add appends an element. Its name is used by Select, Current and SetErrors;
// elements that cannot take the focus may share the name "". The labels of
// all fields are aligned.
func (f *Form) Add(name string, element Element) *Form {
	f.names = append(f.names, name)
	f.elements = append(f.elements, element)
	widest := 0
	for _, e := range f.elements {
		if field, ok := e.(aligned); ok {
			widest = max(widest, field.LabelWidth())
		}
	}
	for _, e := range f.elements {
		if field, ok := e.(aligned); ok {
			field.SetLabelWidth(widest)
		}
	}
	element.SetWidth(f.size.Width)
	return f
}

// Grow makes one element take the height that the others leave: a Scroll, a
// Table or a Choice.
func (f *Form) Grow(name string) *Form {
	f.grow = f.index(name)
	f.layout()
	return f
}

// OnSubmit sets what Enter does in the last text field. Without it, Enter
// moves on to what follows the field.
func (f *Form) OnSubmit(submit func() tea.Cmd) *Form {
	f.onSubmit = submit
	return f
}

// Rows makes the up and down keys move between the elements, as in a list of
// cards.
func (f *Form) Rows() *Form {
	f.rows = true
	return f
}

func (f *Form) index(name string) int {
	for i, n := range f.names {
		if n == name {
			return i
		}
	}
	return -1
}

// SetSize gives the room. A height of 0 is no limit. What stood on top stays
// there as far as the focus allows, and comes back with the size.
func (f *Form) SetSize(size tui.Size) {
	resized := f.size != size
	f.size = size
	for _, e := range f.elements {
		e.SetWidth(size.Width)
	}
	top := f.top // where a key last led stays the place to come back to
	if resized {
		f.layout()
		f.win.top = f.lineOf(top)
	}
	f.reveal()
	f.top = top
}

// Init gives the focus to the first element that can take it, unless one has it.
func (f *Form) Init() tea.Cmd {
	if f.at >= 0 {
		return f.elements[f.at].Focus()
	}
	return f.move(1)
}

// Select gives the focus to an element by its name.
func (f *Form) Select(name string) tea.Cmd {
	i := f.index(name)
	if i < 0 || !f.elements[i].Focusable() {
		return nil
	}
	return f.to(i)
}

// Blur takes the focus from the form; Init gives it back.
func (f *Form) Blur() {
	if f.at >= 0 {
		f.elements[f.at].Blur()
	}
}

// Current is the name of the element with the focus, "" for none.
func (f *Form) Current() string {
	if f.at < 0 {
		return ""
	}
	return f.names[f.at]
}

// SetErrors shows an error at each element named, takes it from all others,
// and gives the focus to the first that is wrong. Names that the form does not
// have are ignored.
func (f *Form) SetErrors(errs map[string]string) tea.Cmd {
	first := -1
	for i, e := range f.elements {
		element, ok := e.(blamed)
		if !ok {
			continue
		}
		text := errs[f.names[i]]
		element.SetError(text)
		if text != "" && first < 0 && e.Focusable() {
			first = i
		}
	}
	if first < 0 {
		f.reveal()
		return nil
	}
	return f.to(first)
}

// Typing is true while a text field has the focus.
func (f *Form) Typing() bool {
	if f.at < 0 {
		return false
	}
	element, ok := f.elements[f.at].(tui.Typing)
	return ok && element.Typing()
}

// Keys are the bindings of the element with the focus, and the one that moves on.
func (f *Form) Keys() []key.Binding {
	var keys []key.Binding
	if f.at >= 0 {
		keys = append(keys, f.elements[f.at].Keys()...)
	}
	if f.rows && (f.beside(1) >= 0 || f.beside(-1) >= 0) {
		keys = append(keys, f.kit.Keys.Up, f.kit.Keys.Down)
	}
	return append(keys, f.kit.Keys.Next)
}

// Update moves the focus, or passes the message on: a key to the element with
// the focus, anything else to all.
func (f *Form) Update(msg tea.Msg) tea.Cmd {
	defer f.reveal()
	if _, ok := msg.(tea.KeyMsg); ok {
		return f.key(msg)
	}
	var cmds []tea.Cmd
	for _, e := range f.elements {
		if cmd := e.Update(msg); cmd != nil {
			cmds = append(cmds, cmd)
		}
	}
	return tea.Batch(cmds...)
}

func (f *Form) key(msg tea.Msg) tea.Cmd {
	keys := f.kit.Keys
	if f.page(msg) {
		return nil
	}
	f.paged = false
	switch {
	case tui.Pressed(msg, keys.Next):
		return f.move(1)
	case tui.Pressed(msg, keys.Prev):
		return f.move(-1)
	case f.at < 0:
		return nil
	case f.rows && tui.Pressed(msg, keys.Up):
		return f.row(-1)
	case f.rows && tui.Pressed(msg, keys.Down):
		return f.row(1)
	case tui.Pressed(msg, keys.Activate) && f.movesOn():
		return f.goOn()
	case tui.Pressed(msg, keys.Activate):
		return f.activate(msg)
	}
	return f.elements[f.at].Update(msg)
}
