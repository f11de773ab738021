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
)

// retry sends the call until it is answered, or until another try is not safe
// or not sensible.
func (c *Client) retry(ctx context.Context, o call) (answer, *Error) {
	lost := false // a try may have been carried out, and its reply was lost
	waited := time.Duration(0)
	for tries := 0; ; tries++ {
		a, failure := c.round(ctx, o)
		if failure == nil {
			return a, nil
		}
		// Only a success settles what became of a lost try: a refusal may be
		// the very consequence of it.
		lost = lost || failure.unknown
		failure.unknown = lost
		if failure.Busy() {
			failure.RetryIn = c.comeBack(failure.RetryAfter, tries)
		}
		if !o.retryableAfter(failure) || once(ctx) || !c.again(failure, tries, waited) {
			return answer{}, failure
		}
		took, err := c.pause(ctx, failure, tries)
		if waited += took; err != nil {
			failure = ended(ctx, o.op)
			failure.unknown = lost
			return answer{}, failure
		}
	}
}

// again tells whether to try once more: a number of times, and where the backend
// is overloaded, for as long as a person bears.
func (c *Client) again(failure *Error, tries int, waited time.Duration) bool {
	if failure.Busy() {
		return c.retries > 0 && failure.RetryAfter <= longestBusy && waited+failure.RetryIn <= patience
	}
	return tries < c.retries && passing(failure)
}

// pause waits before the next try, and returns for how long.
func (c *Client) pause(ctx context.Context, failure *Error, tries int) (time.Duration, error) {
	if failure.Busy() {
		return failure.RetryIn, c.stayAway(ctx, failure.RetryIn)
	}
	d := c.backoff(tries) + failure.RetryAfter
	return d, c.sleep(ctx, d)
}

// passing tells whether the same request may fare better in a moment. A
// timeout is not repeated: the person has waited long enough and decides.
func passing(e *Error) bool {
	if e.RetryAfter > backoffCap {
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
