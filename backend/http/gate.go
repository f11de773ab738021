package httpapi

import (
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"houbu/api"
)

// gateTime is how long a request waits at a closed gate: less than a client
// waits for an answer, so that it learns the reason.
const gateTime = 5 * time.Second

// Gate is a handler that requests wait at while the backend starts, so that a
// client may connect at once. Its zero value is not usable; see NewGate.
type Gate struct {
	opened   chan struct{}
	once     sync.Once
	handler  http.Handler
	patience time.Duration
	rand     func() float64
}

// NewGate returns a closed gate.
func NewGate() *Gate {
	return &Gate{opened: make(chan struct{}), patience: gateTime, rand: rand.Float64}
}

// Open lets the requests that wait, and all that come, through to handler.
// Only the first call counts.
func (g *Gate) Open(handler http.Handler) {
	g.once.Do(func() {
		g.handler = handler
		close(g.opened)
	})
}

// ServeHTTP passes the request on once the gate is open. After five seconds
// before a closed gate the answer is a problem with api.CodeUnavailable. A
// latency probe never waits: it measures the line, not the start.
func (g *Gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	select {
	case <-g.opened:
		g.handler.ServeHTTP(w, r)
		return
	default:
	}
	if r.URL.Path == api.PathHealth {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(api.Health{Status: "starting", Now: time.Now()}) // the client is gone if this fails
		return
	}
	timer := time.NewTimer(g.patience)
	defer timer.Stop()
	select {
	case <-g.opened:
		g.handler.ServeHTTP(w, r)
	case <-r.Context().Done():
	case <-timer.C:
		p := newServer(Config{}).problem(api.CodeUnavailable, 0, "the backend is starting")
		p.RetryAfter = later(time.Second, g.rand)
		writeProblem(w, p)
	}
}
