package widget

import (
	"strings"

	"github.com/charmbracelet/bubbles/cursor"
	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/tui"
)

// FieldOptions describe a text field.
type FieldOptions struct {
	// Label stands before the field, or above it where the width is small.
	Label string
	// Placeholder stands in an empty field.
	Placeholder string
	// Value is what the field starts with.
	Value string
	// Limit is the greatest number of characters; 0 is 256.
	Limit int
	// Cells is the width of the box when there is room; 0 is 40.
	Cells int
	// Password shows a * for each character.
	Password bool
	// Mask is what is shown of the value while the field has no focus; nil shows
	// the value itself.
	Mask func(value string) string
	// OnChange is called in Update after the value changed.
	OnChange func(value string) tea.Cmd
}

// Field is a labelled text field on one line. bubbles' textinput edits the
// value; drawing and scrolling are done here, because textinput measures with
// another width table than the terminal's and draws a cursor of its own.
type Field struct {
	base
	options    FieldOptions
	input      textinput.Model
	labelWidth int
	offset     int // first character shown
	err, warn  string
	wasCut     bool
	hidden     bool
}

// NewField makes a field.
func NewField(kit Kit, options FieldOptions) *Field {
	if options.Cells <= 0 {
		options.Cells = 40
	}
	if options.Limit <= 0 {
		options.Limit = 256
	}
	input := textinput.New()
	input.Prompt = ""
	input.CharLimit = options.Limit
	input.KeyMap = editingKeys()
	input.Cursor.SetMode(cursor.CursorHide)
	f := &Field{base: newBase(kit), options: options, input: input}
	f.labelWidth = f.LabelWidth()
	f.SetValue(options.Value)
	return f
}

// editingKeys leaves out textinput's paste key: it would read the clipboard of
// the machine that the program runs on, which over SSH is not the person's.
func editingKeys() textinput.KeyMap {
	keys := textinput.DefaultKeyMap
	for _, unused := range []*key.Binding{&keys.Paste, &keys.AcceptSuggestion, &keys.NextSuggestion, &keys.PrevSuggestion} {
		unused.Unbind()
	}
	return keys
}

// Value returns what the field holds, as typed.
func (f *Field) Value() string { return f.input.Value() }

// SetValue replaces the value and puts the cursor at its end.
func (f *Field) SetValue(value string) {
	f.input.SetValue(oneLine(value))
	f.input.CursorEnd()
	f.follow()
}

// SetError shows an error below the field until the value changes; "" shows none.
func (f *Field) SetError(text string) { f.err = text }

// Err returns the error shown.
func (f *Field) Err() string { return f.err }

// SetWarning shows a warning below the field until it is set anew; "" shows none.
func (f *Field) SetWarning(text string) { f.warn = text }

// SetHidden takes the field off the screen, with what it holds, or brings it back.
func (f *Field) SetHidden(hidden bool) { f.hidden = hidden }

// Focusable is false for a field that is hidden.
func (f *Field) Focusable() bool { return !f.hidden }

// Typing is true while the field has the focus: single letters belong to it.
func (f *Field) Typing() bool { return f.focused }

// Focus gives the focus.
func (f *Field) Focus() tea.Cmd {
	f.input.Focus()
	cmd := f.base.Focus()
	f.follow()
	return cmd
}

// Blur takes the focus away.
func (f *Field) Blur() {
	f.input.Blur()
	f.base.Blur()
	f.follow()
}

// Keys returns none: what is typed speaks for itself.
func (f *Field) Keys() []key.Binding { return nil }

// LabelWidth is the width in cells that the label asks for.
func (f *Field) LabelWidth() int {
	if f.options.Label == "" {
		return 0
	}
	return tui.Width(f.label())
}

// SetLabelWidth aligns the box with those of other fields.
func (f *Field) SetLabelWidth(width int) {
	f.labelWidth = max(width, f.LabelWidth())
	f.follow()
}

// SetWidth gives the width in cells; the value stays.
func (f *Field) SetWidth(width int) {
	f.base.SetWidth(width)
	f.follow()
}

// Update edits the value.
func (f *Field) Update(msg tea.Msg) tea.Cmd {
	k, ok := msg.(tea.KeyMsg)
	if !ok || !f.focused {
		return nil
	}
	before := f.Value()
	wanted := 0
	switch {
	case !tui.IsText(k) && len(k.Runes) > 0: // Alt with a letter
		return nil
	case tui.IsText(k):
		// A long commit of an input method arrives as a paste too. As a paste,
		// the word "home" is not taken for the key of that name.
		k.Runes = []rune(oneLine(string(k.Runes)))
		k.Paste = true
		wanted = len([]rune(before)) + len(k.Runes)
	}
	f.input, _ = f.input.Update(k)
	f.follow()
	f.wasCut = wanted > f.options.Limit
	if f.Value() == before {
		return nil
	}
	f.err = ""
	if f.options.OnChange == nil {
		return nil
	}
	return f.options.OnChange(f.Value())
}

// oneLine turns line breaks and tabs into spaces, without any at the ends, and
// drops other control characters.
func oneLine(s string) string {
	s = strings.Trim(s, "\r\n\t")
	fields := strings.FieldsFunc(s, func(r rune) bool { return r == '\r' || r == '\n' || r == '\t' })
	return strings.Map(func(r rune) rune {
		if r < 0x20 || (r >= 0x7f && r < 0xa0) {
			return -1
		}
		return r
	}, strings.Join(fields, " "))
}

// View draws the field and its message, and says where the cursor stands.
func (f *Field) View() tui.View {
	if f.hidden {
		return tui.View{}
	}
	lines, row, left := f.head()
	box, cursorX := f.box()
	lines[row] += box
	lines = append(lines, f.messages(left)...)
	view := tui.View{Body: strings.Join(lines, "\n")}
	if f.focused {
		view.Cursor = &tui.Position{X: left + 1 + cursorX, Y: row}
	}
	return view
}
