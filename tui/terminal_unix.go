//go:build unix

package tui

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	tea "github.com/charmbracelet/bubbletea"
)

// enableSequences has nothing to do: terminals take sequences.
func enableSequences(*os.File) error {
	return nil
}

// catchSignals begins to collect the signals that watch acts on.
func catchSignals() chan os.Signal {
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, syscall.SIGWINCH, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP,
		syscall.SIGTSTP, syscall.SIGCONT, syscall.SIGQUIT)
	return signals
}

// watch acts on signals until ctx ends: a new size, the end of the program, and
// being stopped and continued, for which the terminal is given back meanwhile.
// After it a signal does what it does by default, so that a second one ends a
// program that cannot write to its terminal.
func (l *local) watch(ctx context.Context) {
	defer signal.Stop(l.signals)
	for {
		select {
		case <-ctx.Done():
			return
		case got := <-l.signals:
			if l.deaf && fromKeyboard(got) {
				continue
			}
			switch got {
			case syscall.SIGWINCH:
				l.resized()
			case syscall.SIGTSTP:
				l.stop()
			case syscall.SIGCONT:
				l.resume()
			default:
				l.end(&SignalError{Signal: got})
				return
			}
		}
	}
}

// fromKeyboard tells whether a terminal in its usual mode sends a signal for a key.
func fromKeyboard(s os.Signal) bool {
	return s == syscall.SIGINT || s == syscall.SIGQUIT || s == syscall.SIGTSTP
}

// stop gives the terminal back and stops the process, as the signal would have.
func (l *local) stop() {
	if l.stopped {
		return
	}
	l.stopped = true
	l.painter.Pause()
	l.terminal.leave()
	_ = syscall.Kill(syscall.Getpid(), syscall.SIGSTOP)
}

// resume takes the terminal again and paints it afresh. The process may have
// been stopped by others, without a chance to give the terminal back: that is
// made up for, since a terminal that enters its alternate screen twice forgets
// where the cursor was before.
func (l *local) resume() {
	if !l.stopped {
		l.painter.Pause()
		l.terminal.leave()
	}
	l.stopped = false
	if err := l.terminal.enter(); err != nil {
		l.end(err)
	}
	l.painter.Resume()
	l.resized()
}

// resized tells the program the size of the terminal.
func (l *local) resized() {
	size := l.terminal.size()
	l.program.Send(tea.WindowSizeMsg{Width: size.Width, Height: size.Height})
}
