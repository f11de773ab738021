package client

import (
	"context"
	"errors"
	"net/http"
	"time"
)

// Waits between tries: exponential with full jitter, so that many clients that
// failed together do not come back together.
const (
	backoffBase = 200 * time.Millisecond
	backoffCap  = 5 * time.Second
	// patience is the longest Retry-After that is waited out. When the backend
	// asks for more, the failure is returned at once and says how long.
	patience = 5 * time.Second
)

// retry sends the call until it is answered, or until another try is not safe
// or not sensible. The line is the one in use at the start.
func (c *Client) retry(ctx context.Context, o call) (answer, *Error) {
	base := c.base()
	lost := false // a try may have been carried out, and its reply was lost
	for tries := 0; ; tries++ {
		a, failure := c.try(ctx, base, o)
		if failure == nil {
			return a, nil
		}
		// Only a success settles what became of a lost try: a refusal may be
		// the very consequence of it.
		lost = lost || failure.unknown
		failure.unknown = lost
		if tries >= c.retries || !o.retryable() || !passing(failure) {
			return answer{}, failure
		}
		if err := c.sleep(ctx, c.backoff(tries)+failure.RetryAfter); err != nil {
			failure = ended(ctx, o.op)
			failure.unknown = lost
			return answer{}, failure
		}
	}
}

// passing tells whether the same request may fare better in a moment. A
// timeout is not repeated: the person has waited long enough and decides.
func passing(e *Error) bool {
	if e.RetryAfter > patience {
		return false
	}
	switch e.Kind {
	case Offline:
		return true
	case Interrupted:
		return !errors.Is(e, context.DeadlineExceeded)
	case Refused, BadAnswer:
		return e.Status == http.StatusTooManyRequests || e.Status >= http.StatusInternalServerError
	case Timeout, Canceled:
	}
	return false
}

// backoff is how long to wait after a number of tries: a random part of a time
// that doubles each time up to a cap.
func (c *Client) backoff(tries int) time.Duration {
	limit := backoffCap
	if doublings := min(tries, 16); backoffBase<<doublings < backoffCap {
		limit = backoffBase << doublings
	}
	return time.Duration(c.rand() * float64(limit))
}

// sleep waits for a duration or until the context ends.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err() //nolint:wrapcheck // the caller knows what it waited for
	}
}
