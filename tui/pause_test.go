package tui

import (
	"context"
	"runtime"
	"testing"
	"time"
)

// soon fails if done is not closed. The time is a safety net.
func soon(t *testing.T, what string, done <-chan struct{}) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	select {
	case <-done:
	case <-ctx.Done():
		t.Fatalf("%s: it hangs", what)
	}
}

func closedAfter(run func()) <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		run()
	}()
	return done
}

func TestPausedPainterLeavesTheTerminalAlone(t *testing.T) {
	t.Parallel()
	size := Size{Width: 8, Height: 1}
	out := &terminalLog{}
	p := NewPainter(out, PainterOptions{})
	defer p.Close()
	p.Show(Frame{View: View{Body: "before"}, Size: size})
	p.Flush()
	out.take()
	p.Pause()
	p.Show(Frame{View: View{Body: "while"}, Size: size})
	if got := out.take(); len(got) != 0 {
		t.Errorf("a paused painter writes %q", got)
	}
	p.Resume()
	p.Flush()
	got := out.take()
	if len(got) != 1 {
		t.Fatalf("after the pause there are %d writes", len(got))
	}
	e := newEmulator(size, true, asMeasured)
	if _, err := e.Write(got[0]); err != nil || e.screen() != "while   |\n" {
		t.Errorf("after the pause it is not painted afresh: %q (%v)", got[0], err)
	}
}

func TestResumePaintsTheSameFrameAgain(t *testing.T) {
	t.Parallel()
	out := &terminalLog{}
	p := NewPainter(out, PainterOptions{})
	defer p.Close()
	p.Show(Frame{View: View{Body: "a"}, Size: Size{Width: 2, Height: 1}})
	p.Flush()
	first := out.take()
	p.Pause()
	p.Resume()
	p.Flush()
	if again := out.take(); len(again) != 1 || string(again[0]) != string(first[0]) {
		t.Errorf("first %q, after a pause %q", first, again)
	}
}

// TestPauseWaitsForTheWrite: when it returns, the terminal can be given back.
func TestPauseWaitsForTheWrite(t *testing.T) {
	t.Parallel()
	size := Size{Width: 4, Height: 1}
	out := &stuckWriter{entered: make(chan struct{}), release: make(chan struct{}), out: newEmulator(size, false, asMeasured)}
	p := NewPainter(out, PainterOptions{})
	p.Show(Frame{View: View{Body: "a"}, Size: size})
	<-out.entered
	released := closedAfter(func() {
		for !isPaused(p) { // Pause has begun, and waits
			runtime.Gosched()
		}
		out.release <- struct{}{}
	})
	p.Pause()
	if isPainting(p) {
		t.Error("Pause returns while the terminal is written to")
	}
	soon(t, "the write", released)
	soon(t, "Close", closedAfter(p.Close))
}

func isPainting(p *Painter) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.painting
}

func isPaused(p *Painter) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.paused
}

// TestPausedPainterCanBeClosed: a program that is suspended and then ended must
// not wait for the terminal that it does not have.
func TestPausedPainterCanBeClosed(t *testing.T) {
	t.Parallel()
	out := &terminalLog{}
	p := NewPainter(out, PainterOptions{})
	p.Pause()
	p.Show(Frame{View: View{Body: "a"}, Size: Size{Width: 4, Height: 1}})
	flushed := closedAfter(p.Flush)
	soon(t, "Close", closedAfter(p.Close))
	soon(t, "Flush", flushed)
	if got := out.take(); len(got) != 0 {
		t.Errorf("a paused painter writes %q", got)
	}
}
