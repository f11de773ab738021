package tui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"

	tea "github.com/charmbracelet/bubbletea"
)

// ErrHungUp says that the far end of a remote terminal is gone.
var ErrHungUp = errors.New("the terminal has hung up")

// The largest window that a remote terminal is believed to have: each cell of it
// takes memory here, and who asks for more gets the upper left part.
const (
	mostColumns = 512
	mostLines   = 256
)

// Remote is a terminal at the far end of a connection, such as that of SSH, which
// is in raw mode already.
type Remote struct {
	In  io.Reader // what is typed; the program ends when it does
	Out io.Writer
	// Size is that of the window at the start, and Sizes brings what it changes to.
	// Both may say anything: it is bounded here. Sizes may be nil.
	Size  Size
	Sizes <-chan Size
	// Notices are shown as they come, above the footer. May be nil.
	Notices <-chan NoticeMsg
	// Sync says that the terminal is known to have synchronized output.
	Sync bool
	// Leaving is called once nobody sees the root any more, before what it has under
	// way is cancelled. May be nil.
	Leaving func()
}

// RunRemote shows a root on a remote terminal until it quits, the terminal is gone
// or ctx ends, and gives the terminal back. It changes nothing outside of the
// root, so that any number of them run at once. The error is nil when the person
// quit, ErrHungUp, a *PanicError, what ctx was cancelled with, or why the terminal
// failed.
func RunRemote(ctx context.Context, root Root, remote Remote) error {
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	if _, err := io.WriteString(remote.Out, enterScreen); err != nil {
		return fmt.Errorf("take the terminal: %w", err)
	}
	defer func() { _, _ = io.WriteString(remote.Out, leaveScreen) }() // it may be gone
	// What is under way is cancelled by Close, after Leaving.
	root.within(context.WithoutCancel(ctx))
	session := NewSession(root, remote.Out, PainterOptions{Sync: remote.Sync, Failed: end}, bounded(remote.Size))
	program := newProgram(session, &remoteInput{wholeReader: wholeReader{in: remote.In}, gone: func() { end(ErrHungUp) }})
	err := remote.run(ctx, program)
	if remote.Leaving != nil {
		remote.Leaving()
	}
	session.Close()
	return reasonOf(ctx, root, err)
}

// run runs the program until ctx ends and, beside it, hands on what comes from
// outside.
func (r *Remote) run(ctx context.Context, program *tea.Program) error {
	defer context.AfterFunc(ctx, program.Quit)()
	ctx, cancel := context.WithCancel(ctx)
	var watching sync.WaitGroup
	watching.Go(func() { r.watch(ctx, program) })
	defer watching.Wait()
	defer cancel()
	_, err := program.Run()
	return err //nolint:wrapcheck // reasonOf does
}

// watch hands on new sizes and notices until ctx ends.
func (r *Remote) watch(ctx context.Context, program *tea.Program) {
	for {
		select {
		case <-ctx.Done():
			return
		case size := <-r.Sizes:
			size = bounded(size)
			program.Send(tea.WindowSizeMsg{Width: size.Width, Height: size.Height})
		case notice := <-r.Notices:
			program.Send(notice)
		}
	}
}

// bounded is a size as it is believed: 80×24 for one that is not known.
func bounded(size Size) Size {
	if size.Width <= 0 || size.Height <= 0 {
		return Size{Width: 80, Height: 24}
	}
	return Size{Width: min(size.Width, mostColumns), Height: min(size.Height, mostLines)}
}

// remoteInput says when its terminal is gone.
type remoteInput struct {
	wholeReader
	gone func()
}

// Read reads what was typed. However a connection breaks, it is an end.
func (r *remoteInput) Read(p []byte) (int, error) {
	n, err := r.wholeReader.Read(p)
	if err != nil {
		r.gone()
		return n, io.EOF
	}
	return n, nil
}
