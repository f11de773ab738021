package tui

import (
	"io"
	"sync/atomic"

	tea "github.com/charmbracelet/bubbletea"
)

// Session joins a root and a painter for one terminal, local or at the far
// end of SSH. It is the model for a Bubble Tea program that is made with
// tea.WithoutRenderer.
type Session struct {
	root    Root
	painter *Painter
	size    Size
	painted atomic.Uint64
}

// NewSession starts to paint a root on out, a terminal in raw mode of the
// size given. options.Painted is set by the session. End it with Close.
func NewSession(root Root, out io.Writer, options PainterOptions, size Size) *Session {
	s := &Session{root: root, size: size}
	root.attach(&s.painted)
	options.Painted = s.painted.Store
	s.painter = NewPainter(out, options)
	return s
}

// Painter is the painter of the session.
func (s *Session) Painter() *Painter {
	return s.painter
}

// Close leaves the screen and ends the painter.
func (s *Session) Close() {
	s.root.Close()
	s.painter.Close()
}

// Init shows the first screen.
func (s *Session) Init() tea.Cmd {
	_, cmd := s.Update(tea.WindowSizeMsg{Width: s.size.Width, Height: s.size.Height})
	return cmd
}

// Update hands a message to the root and the new frame to the painter. A
// panic ends the program with the root's Err; Bubble Tea would print its
// value over the screen.
func (s *Session) Update(msg tea.Msg) (model tea.Model, cmd tea.Cmd) {
	defer func() {
		if value := recover(); value != nil {
			s.root.fail(newPanicError(value))
			model, cmd = s, tea.Quit
		}
	}()
	if size, ok := msg.(tea.WindowSizeMsg); ok {
		s.size = Size{Width: size.Width, Height: size.Height}
	}
	_, cmd = s.root.Update(msg)
	if s.root.Still() {
		return s, cmd
	}
	revision, wipes := s.root.at()
	s.painter.Show(Frame{View: s.root.Frame(), Size: s.size, Revision: revision, Wipes: wipes})
	return s, cmd
}

// View draws nothing: the painter does.
func (s *Session) View() string {
	return ""
}
