package httpapi

import (
	"net/http"
	"sync"
	"time"

	"houbu/api"
)

// gateTime is how long a request waits at a closed gate.
const gateTime = 10 * time.Second

// Gate is a handler that requests wait at while the backend starts, so that a
// client may connect at once. Its zero value is not usable; see NewGate.
type Gate struct {
	opened   chan struct{}
	once     sync.Once
	handler  http.Handler
	patience time.Duration
}

// NewGate returns a closed gate.
func NewGate() *Gate {
	return &Gate{opened: make(chan struct{}), patience: gateTime}
}

// Open lets the requests that wait, and all that come, through to handler.
// Only the first call counts.
func (g *Gate) Open(handler http.Handler) {
	g.once.Do(func() {
		g.handler = handler
		close(g.opened)
	})
}

// ServeHTTP passes the request on once the gate is open. After ten seconds
// before a closed gate the answer is a problem with api.CodeUnavailable.
func (g *Gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	select {
	case <-g.opened:
		g.handler.ServeHTTP(w, r)
		return
	default:
	}
	timer := time.NewTimer(g.patience)
	defer timer.Stop()
	select {
	case <-g.opened:
		g.handler.ServeHTTP(w, r)
	case <-r.Context().Done():
	case <-timer.C:
		p := newServer(Config{}).problem(api.CodeUnavailable, 0, "the backend is starting")
		p.RetryAfter = 1
		writeProblem(w, p)
	}
}
