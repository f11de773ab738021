// Package printer hands slips to a command that prints them, one after another and
// beside everything else: a printer that fails keeps nobody waiting.
package printer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"sync"
	"time"

	"houbu/slip"
)

const (
	// TimeLimit is how long a command may take for a slip. Then it is killed.
	TimeLimit = 10 * time.Second
	// Waiting is how many slips may wait for the one that is being printed.
	Waiting = 4
	// lastWait is how long the pipe to a command that was killed is waited for.
	lastWait = time.Second
)

// The reasons why a slip is not printed, apart from the command's own.
var (
	ErrFull   = errors.New("too many slips are waiting")
	ErrClosed = errors.New("the printer is closed")
	ErrLimit  = errors.New("the command took too long")
)

// Printer prints slips by a command. It is safe for concurrent use.
type Printer struct {
	words  []string
	layout func(slip.Slip) []byte
	limit  time.Duration

	places chan struct{} // of slips that are printed or wait
	turn   chan struct{} // of the one that is printed
	closed chan struct{}

	mu    sync.Mutex // guards what follows
	over  bool
	under sync.WaitGroup
}

// New makes a printer of a command, which is run by its words and without a shell,
// and of a layout such as slip.Slip.Text.
func New(command string, layout func(slip.Slip) []byte) (*Printer, error) {
	words, err := split(command)
	if err != nil {
		return nil, err
	}
	if words[0], err = exec.LookPath(words[0]); err != nil {
		return nil, fmt.Errorf("find the command of the printer: %w", err)
	}
	return &Printer{
		words: words, layout: layout, limit: TimeLimit,
		places: make(chan struct{}, 1+Waiting), turn: make(chan struct{}, 1), closed: make(chan struct{}),
	}, nil
}

// Print prints a slip and returns when that is done. It waits for those before it,
// unless there are too many.
func (p *Printer) Print(ctx context.Context, s slip.Slip) error {
	if !p.enter() {
		return ErrClosed
	}
	defer p.under.Done()
	select {
	case p.places <- struct{}{}:
	default:
		return ErrFull
	}
	defer func() { <-p.places }()
	select {
	case p.turn <- struct{}{}:
	case <-p.closed:
		return ErrClosed
	case <-ctx.Done():
		return fmt.Errorf("wait for the printer: %w", ctx.Err())
	}
	defer func() { <-p.turn }()
	return p.run(ctx, p.layout(s))
}

func (p *Printer) enter() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.over {
		return false
	}
	p.under.Add(1)
	return true
}

// Close kills the command that is running, and waits for its end. Nothing is
// printed any more.
func (p *Printer) Close() {
	p.mu.Lock()
	if !p.over {
		p.over = true
		close(p.closed)
	}
	p.mu.Unlock()
	p.under.Wait()
}

// run runs the command with the text as its input. What it writes is dropped, and
// what it has started ends with it.
func (p *Printer) run(ctx context.Context, text []byte) error {
	ctx, cancel := context.WithTimeoutCause(ctx, p.limit, ErrLimit)
	defer cancel()
	done := make(chan struct{})
	defer close(done)
	go func() {
		select {
		case <-p.closed:
			cancel()
		case <-done:
		}
	}()
	cmd := exec.CommandContext(ctx, p.words[0], p.words[1:]...)
	cmd.Stdin = bytes.NewReader(text)
	cmd.WaitDelay = lastWait
	ownGroup(cmd)
	cmd.Cancel = func() error { return killGroup(cmd) }
	err := cmd.Run()
	if cmd.Process != nil {
		_ = killGroup(cmd) // what it left behind; mostly nothing
	}
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		err = context.Cause(ctx)
	}
	return fmt.Errorf("print a slip: %w", err)
}
