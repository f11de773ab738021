package httpapi

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"
)

// refusals counts what is refused for want of room, and says so in the log once a
// second at most: an overloaded backend has better things to do than to write.
type refusals struct {
	mu    sync.Mutex
	n     map[string]int // by reason, not in the log yet
	since time.Time
}

func (r *refusals) count(ctx context.Context, s *server, why string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.n == nil {
		r.n = map[string]int{}
	}
	r.n[why]++
	now := s.Now()
	if now.Sub(r.since) < time.Second {
		return
	}
	for _, why := range slices.Sorted(maps.Keys(r.n)) {
		s.Log.WarnContext(ctx, "requests refused", "why", why, "number", r.n[why])
	}
	clear(r.n)
	r.since = now
}
