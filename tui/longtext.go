package tui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// longText is the text of a dialog above its button, which scrolls when it is
// longer than the room. The line between them says how much is out of sight.
type longText struct {
	keys   *KeyMap
	theme  *Theme
	label  string // of the scrolling keys
	room   Size   // zero: not known yet
	offset int    // the first line shown
}

// underText is what stands under the text: the line between, and the button.
const underText = 2

// last is the greatest offset.
func (t *longText) last(lines int) int {
	if t.room == (Size{}) {
		return 0
	}
	return max(0, lines-max(1, t.room.Height-underText))
}

// setSize keeps the offset within the text.
func (t *longText) setSize(room Size, lines int) {
	t.room = room
	t.offset = min(t.offset, t.last(lines))
}

// update scrolls. One line of the last page stays in sight.
func (t *longText) update(msg tea.Msg, lines int) {
	page := max(1, t.room.Height-underText-1)
	switch keys := t.keys; {
	case Pressed(msg, keys.Up):
		t.offset--
	case Pressed(msg, keys.Down):
		t.offset++
	case Pressed(msg, keys.PageUp):
		t.offset -= page
	case Pressed(msg, keys.PageDown):
		t.offset += page
	case Pressed(msg, keys.Home):
		t.offset = 0
	case Pressed(msg, keys.End):
		t.offset = lines
	}
	t.offset = max(0, min(t.offset, t.last(lines)))
}

// bindings are the scrolling keys, none when all is in sight.
func (t *longText) bindings(lines int) []key.Binding {
	if t.last(lines) == 0 {
		return nil
	}
	both := t.keys.Up
	both.SetHelp(both.Help().Key+t.keys.Down.Help().Key, t.label)
	return []key.Binding{both}
}

// draw returns the lines in sight and, under them, the line that says how many
// are not.
func (t *longText) draw(lines []string, room Size) []string {
	height := max(1, room.Height-underText)
	above := max(0, min(t.offset, len(lines)-height))
	below := max(0, len(lines)-height-above)
	var rest []string
	if above > 0 {
		rest = append(rest, fmt.Sprintf("%s %d", t.theme.Glyphs.ScrollUp, above))
	}
	if below > 0 {
		rest = append(rest, fmt.Sprintf("%s %d", t.theme.Glyphs.ScrollDown, below))
	}
	shown := append([]string{}, lines[above:len(lines)-below]...)
	if len(rest) == 0 {
		return append(shown, "")
	}
	widest := 0 // of all lines: the frame keeps its width while the text scrolls
	for _, line := range lines {
		widest = max(widest, Width(line))
	}
	return append(shown, PadRight(t.theme.Muted.Render(strings.Join(rest, "  ")), widest))
}
