package client

import (
	"context"
	"errors"
	"net/http"
	"time"

	"houbu/api"
)

// The operations of which a backend counts the failures.
const (
	opLogin    = "login"
	opIdentify = "identify"
)

// How a client keeps away from a backend that is overloaded: it comes back when
// it was told to, and a random time later, the wider spread the oftener it was
// told, so that the thousands who were told the same do not come in one second.
const (
	spreadBase  = 4 * time.Second
	spreadCap   = 32 * time.Second
	longestBusy = time.Minute     // the longest Retry-After that is waited out
	patience    = 3 * time.Minute // the longest that one call waits in all
)

// Busy tells whether the backend, or what stands before it, is overloaded and
// said when to come back. Who failed too often to log in or to be looked up has
// to wait as well, but for a reason of their own.
func (e *Error) Busy() bool {
	own := e.Code == api.CodeTooManyRequests && (e.Op == opLogin || e.Op == opIdentify)
	return e.RetryAfter > 0 && !own &&
		(e.Status == http.StatusTooManyRequests || e.Status == http.StatusServiceUnavailable)
}

// busy returns an error as one of an overloaded backend, or nil.
func busy(err error) *Error {
	var failure *Error
	if errors.As(err, &failure) && failure.Busy() {
		return failure
	}
	return nil
}

// comeBack is when to ask an overloaded backend again, after a number of tries.
func (c *Client) comeBack(told time.Duration, tries int) time.Duration {
	spread := max(told, min(spreadBase<<min(tries, 16), spreadCap))
	return told + time.Duration(c.rand()*float64(spread))
}

// stayAway waits before an overloaded backend is asked again, and says so to who
// watches.
func (c *Client) stayAway(ctx context.Context, d time.Duration) error {
	if told, ok := ctx.Value(waitKey{}).(func(time.Duration)); ok {
		told(d)
	}
	return c.sleep(ctx, d)
}

type (
	waitKey   struct{}
	onceKey   struct{}
	onceValue struct{}
)

// OnWait returns a context whose calls tell told how long they are about to wait
// since the backend is overloaded, so that a person can be told. It is called
// from the goroutine of the call.
func OnWait(ctx context.Context, told func(d time.Duration)) context.Context {
	return context.WithValue(ctx, waitKey{}, told)
}

// Once returns a context whose calls are tried once, for who asks again anyway:
// Error.RetryIn says when.
func Once(ctx context.Context) context.Context {
	return context.WithValue(ctx, onceKey{}, onceValue{})
}

// once tells whether the calls of a context are tried once.
func once(ctx context.Context) bool { return ctx.Value(onceKey{}) != nil }
