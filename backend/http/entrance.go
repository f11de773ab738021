package httpapi

import (
	"sync"
	"time"
)

const (
	// longestWait bounds the time that a refused request is told to wait.
	longestWait = time.Minute
	// slowest is the rate that is assumed of a class of which nothing is known yet, in
	// requests a second.
	slowest = 10
)

// entrance lets so many requests in at once. Those that it refuses are told to come
// again one after another, as fast as requests have been leaving: a crowd that
// was refused in one second does not come back in one second.
type entrance struct {
	mu    sync.Mutex
	room  int
	in    int
	free  time.Time // when the next one who is refused may come
	rate  float64   // requests that leave in a second, lately
	left  int       // in the window
	since time.Time // start of the window
}

// newEntrance returns an entrance for so many at once; any number for 0.
func newEntrance(room int) *entrance { return &entrance{room: room} }

// enter takes a place, or says that there is none and how long to wait before
// another try: at least a second.
func (e *entrance) enter(now time.Time) (wait time.Duration, full bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.room == 0 || e.in < e.room {
		e.in++
		return 0, false
	}
	if e.free.Before(now) {
		e.free = now
	}
	e.free = e.free.Add(time.Duration(float64(time.Second) / max(e.rate, slowest)))
	if latest := now.Add(longestWait); e.free.After(latest) {
		e.free = latest
	}
	return max(e.free.Sub(now), time.Second), true
}

// leave gives the place back.
func (e *entrance) leave(now time.Time) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.in--
	e.left++
	if e.since.IsZero() {
		e.since = now
	}
	if took := now.Sub(e.since); took >= time.Second {
		e.rate = float64(e.left) / took.Seconds()
		e.since, e.left = now, 0
	}
}
