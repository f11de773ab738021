package tui

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/charmbracelet/x/term"
)

// ErrNoTerminal says that the input or the output is not a terminal.
var ErrNoTerminal = errors.New("not a terminal")

// What is set on a terminal while the program has it: the alternate screen,
// bracketed paste, no wrapping at the edge; and what puts it back. Nothing here
// asks the terminal to answer.
const (
	enterScreen = "\x1b[?1049h\x1b[?2004h\x1b[?7l\x1b[?25l"
	leaveScreen = "\x1b[m\x1b[?7h\x1b[?2004l\x1b[?25h\x1b[?1049l"
)

// terminal is the local terminal and the state that it had before.
type terminal struct {
	in, out          *os.File
	inState          *term.State
	outState         *term.State
	entered, changed bool
}

// newTerminal remembers the state of a terminal without changing it.
func newTerminal(in, out *os.File) (*terminal, error) {
	if !term.IsTerminal(in.Fd()) || !term.IsTerminal(out.Fd()) {
		return nil, ErrNoTerminal
	}
	t := &terminal{in: in, out: out}
	var err error
	if t.inState, err = term.GetState(in.Fd()); err != nil {
		return nil, fmt.Errorf("read the state of the terminal: %w", err)
	}
	if t.outState, err = term.GetState(out.Fd()); err != nil {
		return nil, fmt.Errorf("read the state of the terminal: %w", err)
	}
	return t, nil
}

// enter takes the terminal: raw mode and the alternate screen.
func (t *terminal) enter() error {
	t.changed = true
	if _, err := term.MakeRaw(t.in.Fd()); err != nil {
		return fmt.Errorf("put the terminal into raw mode: %w", err)
	}
	if err := enableSequences(t.out); err != nil {
		return fmt.Errorf("let the terminal take sequences: %w", err)
	}
	t.entered = true
	if _, err := io.WriteString(t.out, enterScreen); err != nil {
		return fmt.Errorf("take the terminal: %w", err)
	}
	return nil
}

// leave gives the terminal back as it was. A second time does nothing. Errors
// are dropped: the terminal may be gone, and there is nothing left to do.
func (t *terminal) leave() {
	if t.entered {
		t.entered = false
		_, _ = io.WriteString(t.out, leaveScreen)
	}
	if t.changed {
		t.changed = false
		_ = term.Restore(t.out.Fd(), t.outState)
		_ = term.Restore(t.in.Fd(), t.inState)
	}
}

// size is the size of the terminal, 80×24 when it does not know.
func (t *terminal) size() Size {
	width, height, err := term.GetSize(t.out.Fd())
	if err != nil || width <= 0 || height <= 0 {
		return Size{Width: 80, Height: 24}
	}
	return Size{Width: width, Height: height}
}
