package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"os"
	"sync"
	"time"

	"houbu/backend"
	httpapi "houbu/backend/http"
	"houbu/backend/practice"
	"houbu/client"
)

// embedded is the backend within the client's own process, on loopback only.
// It starts behind the first frame: requests wait at the gate until it is
// ready.
type embedded struct {
	listeners []net.Listener // one a line
	stop      context.CancelFunc
	running   sync.WaitGroup
}

// startEmbedded listens and returns at once. When the practice session cannot
// be opened, fail is called with the reason.
func startEmbedded(ctx context.Context, f rootFlags, fail context.CancelCauseFunc) (*embedded, error) {
	dir, err := dataDir(f.data, os.Getenv)
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(ctx)
	e := &embedded{stop: stop}
	gate := httpapi.NewGate()
	for range lineNames() {
		listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
		if err != nil {
			e.close()
			return nil, fmt.Errorf("不能在本机打开端口：%w", err)
		}
		e.listeners = append(e.listeners, listener)
		e.running.Go(func() {
			if err := httpapi.Serve(ctx, listener, gate, slog.New(slog.DiscardHandler)); err != nil {
				fail(err)
			}
		})
	}
	e.running.Go(func() {
		if err := e.run(ctx, dir, f.tick, gate); err != nil && ctx.Err() == nil {
			fail(err)
		}
	})
	return e, nil
}

// endpoints are the documented lines, both to this backend.
func (e *embedded) endpoints() []client.Endpoint {
	names := lineNames()
	out := make([]client.Endpoint, 0, len(names))
	for i, listener := range e.listeners {
		out = append(out, client.Endpoint{Name: names[i], URL: "http://" + listener.Addr().String()})
	}
	return out
}

// run opens the practice session behind the gate and keeps it until ctx ends.
func (e *embedded) run(ctx context.Context, dir string, tick time.Duration, gate *httpapi.Gate) error {
	session, err := practice.Session(time.Now())
	if err != nil {
		return fmt.Errorf("read the practice session: %w", err)
	}
	if tick > 0 {
		session.Practice.Tick = tick
	}
	address, err := practice.Open(ctx, dir, session, time.Now)
	if err != nil {
		return fmt.Errorf("open the practice session: %w", err)
	}
	b, err := backend.Open(ctx, backend.Config{Address: address, Exam: session, Practice: true, Now: time.Now})
	if err != nil {
		return fmt.Errorf("start the practice session: %w", err)
	}
	gate.Open(observed(b.Handler()))
	<-ctx.Done()
	return b.Close()
}

// close stops the backend and waits until its database is closed.
func (e *embedded) close() {
	e.stop()
	e.running.Wait()
}
