// Package clocktest is test support: a clock that a test moves. Shipped code never
// imports it.
package clocktest

import (
	"sync"
	"time"
)

// Clock stands still until it is moved. It is safe for use by many goroutines.
type Clock struct {
	mu sync.Mutex
	at time.Time
}

// New returns a clock that shows an instant.
func New(at time.Time) *Clock { return &Clock{at: at} }

// Now is what the clock shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

// Set moves the clock, in either direction.
func (c *Clock) Set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = at
}

// Pass lets time pass.
func (c *Clock) Pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}
