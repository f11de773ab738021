package tui

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/sys/windows"
)

// enableSequences makes the console act on escape sequences.
func enableSequences(out *os.File) error {
	handle := windows.Handle(out.Fd())
	var mode uint32
	if err := windows.GetConsoleMode(handle, &mode); err != nil {
		return fmt.Errorf("get the console mode: %w", err)
	}
	if err := windows.SetConsoleMode(handle, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING); err != nil {
		return fmt.Errorf("set the console mode: %w", err)
	}
	return nil
}

// catchSignals begins to collect the signals that watch acts on.
func catchSignals() chan os.Signal {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	return signals
}

// watch ends the program when Windows does. A change of size comes with the
// input, from Bubble Tea, when the input is os.Stdin; there is no suspending.
func (l *local) watch(ctx context.Context) {
	defer signal.Stop(l.signals)
	for {
		select {
		case <-ctx.Done():
			return
		case got := <-l.signals:
			if l.deaf && got == os.Interrupt {
				continue
			}
			l.end(&SignalError{Signal: got})
			return
		}
	}
}
