package widget

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"houbu/tui"
)

// newTestKit is a kit with colours, as on most terminals.
func newTestKit() Kit { return kitWith(tui.ThemeOptions{}) }

func kitWith(options tui.ThemeOptions) Kit {
	return NewKit(tui.NewTheme(tui.NewRenderer(), options), tui.NewKeyMap(tui.ChineseChrome()))
}

// strike is the message of the key of a binding.
func strike(binding key.Binding) tea.KeyMsg {
	for kind := tea.KeyType(-200); kind < 200; kind++ {
		if msg := (tea.KeyMsg{Type: kind}); key.Matches(msg, binding) {
			return msg
		}
	}
	if binding.Keys()[0] == " " {
		return tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}}
	}
	panic(fmt.Sprintf("no key for %v", binding.Keys()))
}

// press sends keys one after the other, without running commands.
func press(e interface{ Update(tea.Msg) tea.Cmd }, bindings ...key.Binding) {
	for _, binding := range bindings {
		e.Update(strike(binding))
	}
}

func typed(text string) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text)} }

func pasted(text string) tea.KeyMsg {
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text), Paste: true}
}

// plainLines are the lines of a view without styles.
func plainLines(view tui.View) []string { return strings.Split(ansi.Strip(view.Body), "\n") }

// checker is a test, or one run of a property.
type checker interface {
	Helper()
	Errorf(format string, args ...any)
}

// checkFits fails when a line is wider than it may be, when the cursor is
// outside, or when anything reaches the terminal but text and styles.
func checkFits(t checker, view tui.View, width int) {
	t.Helper()
	lines := strings.Split(view.Body, "\n")
	for i, line := range lines {
		if got := ansi.StringWidth(line); got > width {
			t.Errorf("line %d is %d cells wide, more than %d: %q", i, got, width, ansi.Strip(line))
		}
	}
	for _, r := range ansi.Strip(view.Body) {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			t.Errorf("%U reaches the terminal in %q", r, ansi.Strip(view.Body))
			break
		}
	}
	if c := view.Cursor; c != nil && (c.X < 0 || c.X >= width || c.Y < 0 || c.Y >= len(lines)) {
		t.Errorf("cursor %+v is outside of %d lines of %d cells", *c, len(lines), width)
	}
}

// beforeCursor is what stands left of the cursor on its line.
func beforeCursor(t *testing.T, view tui.View) string {
	t.Helper()
	if view.Cursor == nil {
		t.Fatalf("no cursor in:\n%s", ansi.Strip(view.Body))
	}
	return ansi.Truncate(plainLines(view)[view.Cursor.Y], view.Cursor.X, "")
}

// count is a callback that counts its calls.
type count struct{ calls []string }

func (c *count) take(id string) tea.Cmd {
	c.calls = append(c.calls, id)
	return nil
}

func bindings(b ...key.Binding) []key.Binding { return b }
