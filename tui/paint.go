package tui

import (
	"fmt"
	"io"
	"sync"
)

// wipeScrollback erases what has scrolled off (xterm, and Linux since 3.0). The
// screen itself is cleared by the frame that is drawn afresh.
const wipeScrollback = "\x1b[3J"

// Frame is a view with the size of the terminal that it is for.
type Frame struct {
	View View
	Size Size
	// Revision is handed to PainterOptions.Painted when the frame is on the
	// terminal.
	Revision uint64
	// Wipes counts how often the terminal was to be wiped, its scrollback
	// included. A frame with another count than the one before wipes it first.
	Wipes uint64
}

// PainterOptions describes a painter.
type PainterOptions struct {
	// Sync wraps each frame in synchronized output (DEC private mode 2026),
	// for terminals that are known to have it.
	Sync bool
	// Painted is told, from the painter's goroutine, which revision the
	// terminal shows. May be nil.
	Painted func(revision uint64)
	// Failed is told, once and from the painter's goroutine, why nothing can be
	// painted any more. May be nil.
	Failed func(err error)
}

// Painter writes frames to a terminal, local or at the far end of SSH: one
// write for a frame, only what changed, as soon as it comes. When frames come
// faster than the terminal takes them, the newest is painted and those between
// are dropped. A painter that has nothing to paint does nothing.
type Painter struct {
	out     io.Writer
	options PainterOptions

	mu       sync.Mutex // guards what follows
	changed  *sync.Cond
	next     Frame
	shown    uint64 // frames handed in
	written  uint64 // of these, the newest that was dealt with
	painting bool   // the loop has the terminal, and what stands below
	paused   bool
	closed   bool

	canvas canvas
	wipes  uint64
	buf    []byte
	err    error
	done   chan struct{}
}

// NewPainter starts a painter on out. It takes the terminal to be in raw mode;
// whoever owns the terminal sets that. End it with Close.
func NewPainter(out io.Writer, options PainterOptions) *Painter {
	p := &Painter{out: out, options: options, done: make(chan struct{})}
	p.changed = sync.NewCond(&p.mu)
	go p.loop()
	return p
}

// Show hands the newest frame in. It never waits for the terminal.
func (p *Painter) Show(frame Frame) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.next = frame
	p.shown++
	p.changed.Broadcast()
}

// Flush waits until the newest frame was painted, or dropped by Close.
func (p *Painter) Flush() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for target := p.shown; p.written < target && !p.closed; {
		p.changed.Wait()
	}
}

// Pause keeps the painter away from the terminal until Resume. When it returns,
// nothing is being written.
func (p *Painter) Pause() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.paused = true
	for p.painting {
		p.changed.Wait()
	}
}

// Resume ends a pause. The terminal is then painted afresh.
func (p *Painter) Resume() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.paused = false
	p.canvas.forget()
	p.shown++
	p.changed.Broadcast()
}

// Close ends the painter, paused or not. When it returns, nothing more is
// written.
func (p *Painter) Close() {
	p.mu.Lock()
	p.closed = true
	p.changed.Broadcast()
	p.mu.Unlock()
	<-p.done
}

func (p *Painter) loop() {
	defer close(p.done)
	p.mu.Lock()
	defer p.mu.Unlock()
	for {
		for (p.written == p.shown || p.paused) && !p.closed {
			p.changed.Wait()
		}
		if p.closed {
			return
		}
		frame, number := p.next, p.shown
		p.painting = true
		p.mu.Unlock()
		p.paint(frame)
		p.mu.Lock()
		p.painting = false
		p.written = number
		p.changed.Broadcast()
	}
}

// paint writes what differs. After a failure it does nothing.
func (p *Painter) paint(frame Frame) {
	if p.err != nil {
		return
	}
	defer func() {
		if value := recover(); value != nil {
			p.fail(newPanicError(value))
		}
	}()
	begin, end := "", ""
	if p.options.Sync {
		begin, end = "\x1b[?2026h", "\x1b[?2026l"
	}
	p.buf = append(p.buf[:0], begin...)
	if frame.Wipes != p.wipes {
		p.wipes = frame.Wipes
		p.canvas.forget()
		p.buf = append(p.buf, wipeScrollback...)
	}
	p.buf = p.canvas.draw(p.buf, frame.View, frame.Size)
	if len(p.buf) > len(begin) {
		p.buf = append(p.buf, end...)
		if _, err := p.out.Write(p.buf); err != nil {
			p.fail(fmt.Errorf("write to the terminal: %w", err))
			return
		}
	}
	if p.options.Painted != nil {
		p.options.Painted(frame.Revision)
	}
}

func (p *Painter) fail(err error) {
	p.err = err
	if p.options.Failed != nil {
		p.options.Failed(err)
	}
}
