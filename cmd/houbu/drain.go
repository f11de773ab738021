package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// stopSignals ask the backend to stop.
func stopSignals() []os.Signal { return []os.Signal{os.Interrupt, syscall.SIGTERM} }

// drained is a context that outlives ctx by a delay, in which balancers find out
// that the backend is about to stop: leave says so to them. Another signal ends
// the delay.
func drained(ctx context.Context, delay time.Duration, leave func()) (context.Context, context.CancelFunc) {
	serving, stop := context.WithCancel(context.WithoutCancel(ctx))
	go func() {
		defer stop()
		select {
		case <-serving.Done(): // it ended by itself
			return
		case <-ctx.Done():
		}
		again, ignore := signal.NotifyContext(serving, stopSignals()...)
		defer ignore()
		leave()
		timer := time.NewTimer(delay)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-again.Done():
		}
	}()
	return serving, stop
}
