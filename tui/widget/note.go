package widget

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"houbu/tui"
)

// still is the part of elements that never take the focus.
type still struct {
	kit   Kit
	width int
}

func newStill(kit Kit) still { return still{kit: kit, width: 80} }

// SetWidth gives the width in cells.
func (s *still) SetWidth(width int) { s.width = max(width, minWidth) }

// Update ignores all messages.
func (s *still) Update(tea.Msg) tea.Cmd { return nil }

// Focus does nothing.
func (s *still) Focus() tea.Cmd { return nil }

// Blur does nothing.
func (s *still) Blur() {}

// Focused is false.
func (s *still) Focused() bool { return false }

// Focusable is false.
func (s *still) Focusable() bool { return false }

// Keys returns none.
func (s *still) Keys() []key.Binding { return nil }

// Note is a text between the controls of a form, wrapped to the width. An
// empty note takes no line.
type Note struct {
	still
	text  string
	style lipgloss.Style
	mark  string
}

// NewNote makes a plain note.
func NewNote(kit Kit, text string) *Note {
	return &Note{still: newStill(kit), text: text, style: kit.Theme.Text}
}

// NewHeading makes a note that is a heading.
func NewHeading(kit Kit, text string) *Note {
	return &Note{still: newStill(kit), text: text, style: kit.Theme.Title}
}

// NewHint makes a muted note.
func NewHint(kit Kit, text string) *Note {
	return &Note{still: newStill(kit), text: text, style: kit.Theme.Muted}
}

// SetText replaces the text.
func (n *Note) SetText(text string) { n.text = text }

// Empty tells whether there is no text.
func (n *Note) Empty() bool { return n.text == "" }

// SetTone draws the note as a notice of a tone, with the tone's mark before it.
// tui.ToneInfo is plain text.
func (n *Note) SetTone(tone tui.Tone) {
	theme := n.kit.Theme
	if tone == tui.ToneInfo {
		n.style, n.mark = theme.Text, ""
		return
	}
	n.style, n.mark = theme.Tone(tone), theme.ToneMark(tone)
}

// View draws the text.
func (n *Note) View() tui.View {
	if n.text == "" {
		return tui.View{}
	}
	var lines []string
	if n.mark != "" {
		lines = marked(n.style, n.mark, n.text, 1, n.width)
	} else {
		lines = hang(" ", 1, n.style, n.text, n.width)
	}
	return tui.View{Body: strings.Join(lines, "\n")}
}

// Gap is an empty line between the controls of a form.
type Gap struct{ still }

// NewGap makes an empty line.
func NewGap(kit Kit) *Gap { return &Gap{newStill(kit)} }

// View is one empty line.
func (g *Gap) View() tui.View { return tui.View{Body: " "} }
