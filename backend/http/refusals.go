package httpapi

import (
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"
)

// sayEvery is how often the log speaks of refusals at most.
const sayEvery = time.Second

// refusals counts what is refused for want of room. The first is in the log at once,
// those that follow within a second in one line when it has passed, or when the
// backend stops: an overloaded backend has better things to do than to write.
type refusals struct {
	log   *slog.Logger
	now   func() time.Time
	after func(d time.Duration, do func()) (stop func())

	mu     sync.Mutex
	n      map[string]int // by reason, not in the log yet
	since  time.Time      // of the last line
	timer  func()         // stops the timer that writes the rest; nil: none is set
	closed bool
}

func newRefusals(config Config) *refusals {
	return &refusals{log: config.Log, now: config.Now, after: config.After, n: map[string]int{}}
}

// count counts a refusal.
func (r *refusals) count(why string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.n[why]++
	left := sayEvery - r.now().Sub(r.since)
	switch {
	case left <= 0 || r.closed:
		r.say()
	case r.timer == nil:
		r.timer = r.after(left, r.sayRest)
	}
}

// sayRest is what the timer does.
func (r *refusals) sayRest() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.say()
}

// close writes the rest. What is refused from then on is written at once.
func (r *refusals) close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.closed = true
	r.say()
}

// say writes what is not in the log yet. It is called with the lock held.
func (r *refusals) say() {
	if r.timer != nil {
		r.timer()
		r.timer = nil
	}
	for _, why := range slices.Sorted(maps.Keys(r.n)) {
		r.log.Warn("requests refused", "why", why, "number", r.n[why])
	}
	clear(r.n)
	r.since = r.now()
}

// afterFunc is the real clock's after.
func afterFunc(d time.Duration, do func()) (stop func()) {
	timer := time.AfterFunc(d, do)
	return func() { timer.Stop() }
}
