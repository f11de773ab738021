package notice

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Notifier hands messages to whatever reaches people. Send may be called by
// many goroutines at once, and more than once for the same message: it, or the
// receiver behind it, knows a repeat by the message's ID. An error is a
// *SendError; any other counts as temporary.
type Notifier interface {
	// Name is what the delivery log calls it; processes with the same name
	// share the work.
	Name() string
	// Send delivers a message, or says why not.
	Send(ctx context.Context, m Message) error
}

// SendError says why a message was not delivered. Its text holds nothing of
// the message, and no address.
type SendError struct {
	Class      string        // for the delivery log: timeout, tls, connect, http, …
	Status     int           // of HTTP; 0 without an answer
	Permanent  bool          // trying again is of no use
	RetryAfter time.Duration // the receiver's wish; 0 for none
}

// Error is the class and the status.
func (e *SendError) Error() string {
	if e.Status != 0 {
		return fmt.Sprintf("send a notice: %s %d", e.Class, e.Status)
	}
	return "send a notice: " + e.Class
}

// asSendError gives every error a class.
func asSendError(err error) *SendError {
	var known *SendError
	switch {
	case errors.As(err, &known):
		return known
	case errors.Is(err, context.DeadlineExceeded):
		return &SendError{Class: "timeout"}
	case errors.Is(err, context.Canceled):
		return &SendError{Class: "interrupted"}
	default:
		return &SendError{Class: "error"}
	}
}
