package tui

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

// stillScreen says what it was told to say of the last message.
type stillScreen struct {
	*remoteScreen
	still bool
	views int
}

func (s *stillScreen) Still() bool { return s.still }

func (s *stillScreen) View() View {
	s.views++
	return s.remoteScreen.View()
}

// TestNothingSeenIsNotDrawn: a message that changed nothing that is seen composes
// no frame; any other does.
func TestNothingSeenIsNotDrawn(t *testing.T) {
	t.Parallel()
	screen := &stillScreen{remoteScreen: newRemoteScreen()}
	keys := NewKeyMap(ChineseChrome())
	machine := New(Options{Factory: func(Step) Screen { return screen }, Keys: &keys, Theme: plainTheme(), Text: ChineseChrome()})
	session := NewSession(machine, discard{}, PainterOptions{}, Size{Width: 80, Height: 24})
	defer session.Close()
	session.Init()
	online, offline, line := true, false, "公网"
	for _, step := range []struct {
		name  string
		msg   tea.Msg
		still bool // what the screen says
		drawn bool
	}{
		{"a message of which the screen says nothing", "news", false, true},
		{"an answer without news", "none", true, false},
		{"the connection is known", StatusMsg{Line: &line, Online: &online}, false, true},
		{"the same again", StatusMsg{Line: &line, Online: &online}, false, false},
		{"the connection is lost", StatusMsg{Line: &line, Online: &offline}, false, true},
		{"a notice", NoticeMsg{Text: "a notice"}, true, true},
		{"a key", tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("a")}, true, true},
		{"a size", tea.WindowSizeMsg{Width: 90, Height: 24}, true, true},
		{"a dialog", OpenDialogMsg{Dialog: machine.helpDialog()}, true, true},
		{"an answer below it", "none", true, false},
	} {
		screen.still = step.still
		before := screen.views
		session.Update(step.msg)
		if drawn := screen.views > before; drawn != step.drawn {
			t.Errorf("%s: drawn %v, want %v", step.name, drawn, step.drawn)
		}
	}
}

// discard is a terminal that nobody looks at.
type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }
