package client

import (
	"context"
	"time"
)

// For how long a line that failed is not tried first: longer each time it fails
// again, and a random part shorter, so that many terminals do not come back to it
// at once.
const (
	restBase = 5 * time.Second
	restCap  = 2 * time.Minute
)

// lineHealth is what is known of a line.
type lineHealth struct {
	failures int       // since it last answered
	until    time.Time // it is not tried first before
}

// round sends the call by one line after the other until one answers, each at
// most once. Without failover it is one try by the line in use.
func (c *Client) round(ctx context.Context, o call) (answer, *Error) {
	if !c.failover {
		return c.try(ctx, c.base(), o)
	}
	lines, choice := c.turns()
	c.revive(ctx)
	lost := false
	for n, line := range lines {
		a, failure := c.try(ctx, c.endpoints[line].URL, o)
		if failure == nil || !failure.OfLine() {
			c.answered(line, choice)
			if failure != nil {
				failure.unknown = failure.unknown || lost
			}
			return a, failure
		}
		lost = lost || failure.unknown
		failure.unknown = lost
		if ctx.Err() != nil {
			return answer{}, failure // the caller's end says nothing about the line
		}
		c.failed(line)
		if last := n == len(lines)-1; last || !o.movable(failure) {
			failure.Everywhere = last
			return answer{}, failure
		}
	}
	return answer{}, ended(ctx, o.op) // cannot happen: there is always a line
}

// OfLine tells whether a failure may be the line's rather than the backend's: the
// backend was not reached, or something else answered in its place.
func (e *Error) OfLine() bool {
	switch e.Kind {
	case Offline, Timeout, BadAnswer, Interrupted:
		return true
	case Refused, Canceled:
	}
	return false
}

// movable tells whether a call that a line failed may be sent by another: nothing
// of it has left, or twice does no harm.
func (o call) movable(failure *Error) bool { return failure.Kind == Offline || o.retryable() }

// turns lists the lines in the order in which they are tried: the one in use, the
// one chosen, the others; and after them, in the same order, those that failed a
// short while ago. choice is handed to answered.
func (c *Client) turns() (lines []int, choice int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.now()
	var resting []int
	seen := make([]bool, len(c.endpoints))
	add := func(line int) {
		switch {
		case seen[line]:
		case now.Before(c.health[line].until):
			resting = append(resting, line)
		default:
			lines = append(lines, line)
		}
		seen[line] = true
	}
	add(c.line)
	add(c.chosen)
	for i := range c.endpoints {
		add((c.line + i) % len(c.endpoints))
	}
	return append(lines, resting...), c.choice
}

// answered makes the line that answered the one in use, unless another was chosen
// meanwhile.
func (c *Client) answered(line, choice int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.health[line] = lineHealth{}
	if choice == c.choice {
		c.line = line
	}
}

// alive ends the rest of a line.
func (c *Client) alive(line int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.health[line] = lineHealth{}
}

// failed lets a line rest. One that fails again within its rest has not been
// tried first, so that its rest grows only once it is over.
func (c *Client) failed(line int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	h, now := &c.health[line], c.now()
	if now.Before(h.until) {
		return
	}
	rest := min(restBase<<min(h.failures, 16), restCap)
	h.failures++
	h.until = now.Add(rest/2 + time.Duration(c.rand()*float64(rest/2)))
}

// revive looks, beside a call, whether the line that was chosen answers again,
// once its rest is over: a call of a person is not what a line that may still be
// dead is tried with.
func (c *Client) revive(ctx context.Context) {
	c.mu.Lock()
	defer c.mu.Unlock()
	chosen, choice := c.chosen, c.choice
	if c.line == chosen || c.stopProbe != nil || c.closed || c.now().Before(c.health[chosen].until) {
		return
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	c.stopProbe = cancel
	c.probing.Go(func() {
		defer cancel()
		_, err := c.Probe(ctx, chosen)
		c.mu.Lock()
		c.stopProbe = nil
		c.mu.Unlock()
		if err == nil {
			c.answered(chosen, choice)
		}
	})
}

// Reach looks for a line that answers, in the order in which calls try them, and
// makes it the one in use. The error is that of the last one.
func (c *Client) Reach(ctx context.Context) error {
	lines, choice := []int{c.Line()}, 0
	if c.failover {
		lines, choice = c.turns()
	}
	var err error
	for _, line := range lines {
		if _, err = c.Probe(ctx, line); err == nil {
			if c.failover {
				c.answered(line, choice)
			}
			return nil
		}
	}
	return err
}
