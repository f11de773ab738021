package httpapi

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// drainTime is how long requests under way may take to end at a shutdown.
const drainTime = 10 * time.Second

// Serve answers requests on a listener until ctx ends, then takes no new ones
// and waits up to ten seconds for those under way. It says in the log when no new
// one can come, and returns nil after a clean shutdown. The listener is closed
// in any case.
func Serve(ctx context.Context, listener net.Listener, handler http.Handler, log *slog.Logger) error {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
		// A request outlives ctx while it is drained, so it is no child of it.
		BaseContext: func(net.Listener) context.Context { return context.WithoutCancel(ctx) },
		ErrorLog:    slog.NewLogLogger(quiet{log.Handler()}, slog.LevelWarn),
	}
	served := make(chan error, 1)
	go func() {
		err := server.Serve(listener)
		if errors.Is(err, http.ErrServerClosed) {
			log.Info("shutting down")
		}
		served <- err
	}()
	select {
	case err := <-served:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer cancel()
	err := server.Shutdown(drain)
	if err != nil {
		err = errors.Join(fmt.Errorf("drain the requests: %w", err), server.Close())
	}
	if ended := <-served; !errors.Is(ended, http.ErrServerClosed) {
		err = errors.Join(err, fmt.Errorf("serve: %w", ended))
	}
	return err
}

// quiet logs that net/http complained, without its words: they may quote what a
// client sent.
type quiet struct{ slog.Handler }

// Handle replaces the message.
func (q quiet) Handle(ctx context.Context, record slog.Record) error {
	record.Message = "a connection failed"
	return q.Handler.Handle(ctx, record)
}
