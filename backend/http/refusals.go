package httpapi

import (
	"context"
	"sync"
	"time"
)

// refusals counts what is refused for want of room, and says so in the log once a
// second at most: an overloaded backend has better things to do than to write.
type refusals struct {
	mu    sync.Mutex
	n     int
	since time.Time
}

func (r *refusals) count(ctx context.Context, s *server, why string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.n++
	now := s.Now()
	if now.Sub(r.since) < time.Second {
		return
	}
	s.Log.WarnContext(ctx, "requests refused", "why", why, "number", r.n)
	r.n, r.since = 0, now
}
