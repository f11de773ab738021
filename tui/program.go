package tui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync"

	tea "github.com/charmbracelet/bubbletea"
)

// RunOptions says on which terminal a machine runs.
type RunOptions struct {
	In, Out *os.File // os.Stdin and os.Stdout when nil
	// Sync says that the terminal is known to have synchronized output.
	Sync bool
	// Deaf leaves the signals of the keyboard (SIGINT, SIGQUIT, SIGTSTP) without
	// effect, as a kiosk needs it. On Windows there is only the first.
	Deaf bool
}

// SignalError says that a signal ended the program.
type SignalError struct {
	Signal os.Signal
}

// Error names the signal.
func (e *SignalError) Error() string {
	return "ended by signal: " + e.Signal.String()
}

// local is a program on the local terminal.
type local struct {
	terminal *terminal
	painter  *Painter
	program  *tea.Program
	signals  chan os.Signal
	end      func(cause error)
	deaf     bool
	stopped  bool // belongs to watch
}

// Run shows a root, a machine or a kiosk, on the local terminal until it quits, and gives the
// terminal back whatever happens. The error is nil when the person quit,
// ErrNoTerminal, a *SignalError, a *PanicError, what ctx was cancelled with, or
// why the terminal failed.
func Run(ctx context.Context, root Root, options RunOptions) error {
	in, out := options.In, options.Out
	if in == nil {
		in = os.Stdin
	}
	if out == nil {
		out = os.Stdout
	}
	terminal, err := newTerminal(in, out)
	if err != nil {
		return err
	}
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	signals := catchSignals() // before there is anything to give back
	defer signal.Stop(signals)
	defer terminal.leave()
	if err := terminal.enter(); err != nil {
		return err
	}
	root.within(ctx)
	session := NewSession(root, out, PainterOptions{Sync: options.Sync, Failed: end}, terminal.size())
	program := newProgram(session, newInput(in))
	l := &local{terminal: terminal, painter: session.painter, program: program, signals: signals, end: end, deaf: options.Deaf}

	_, err = l.run(ctx)
	session.Close()
	return reasonOf(ctx, root, err)
}

// newProgram makes the Bubble Tea program of a session, without a renderer, whose
// tick would cost a part of a core while nothing changes.
func newProgram(session *Session, in io.Reader) *tea.Program {
	return tea.NewProgram(session,
		tea.WithInput(in), tea.WithOutput(io.Discard),
		tea.WithoutRenderer(), tea.WithoutSignalHandler(), tea.WithFilter(withoutSuspend))
}

// run runs the program until ctx ends and, beside it, the watch for signals.
// When it returns, both have ended. The program is asked to quit rather than
// given ctx: at the end of that, Bubble Tea v1.3.10 closes its input while it
// still reads it.
func (l *local) run(ctx context.Context) (tea.Model, error) {
	defer context.AfterFunc(ctx, l.program.Quit)()
	ctx, cancel := context.WithCancel(ctx)
	var watching sync.WaitGroup
	watching.Go(func() { l.watch(ctx) })
	defer watching.Wait()
	defer cancel()
	return l.program.Run() //nolint:wrapcheck // reasonOf does
}

// reasonOf finds the reason that counts.
func reasonOf(ctx context.Context, root Root, err error) error {
	switch cause := context.Cause(ctx); {
	case root.Err() != nil:
		return root.Err()
	case cause != nil:
		return cause
	case err == nil || errors.Is(err, tea.ErrInterrupted):
		return nil
	default:
		return fmt.Errorf("run the terminal: %w", err)
	}
}

// withoutSuspend drops the message that would have Bubble Tea stop the process:
// the terminal is not its own.
func withoutSuspend(_ tea.Model, msg tea.Msg) tea.Msg {
	if _, ok := msg.(tea.SuspendMsg); ok {
		return nil
	}
	return msg
}
