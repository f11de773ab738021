package client

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http/httptrace"
	"sync/atomic"
	"syscall"

	"github.com/go-resty/resty/v2"
)

// wire watches how far a request gets. Its hooks may run after the request has
// returned, hence the atomics.
type wire struct {
	began     atomic.Bool // the transport looked for a connection, so that it reports
	connected atomic.Bool // there was one: the request may have been sent
	answered  atomic.Bool // the first byte of an answer came
}

func watchWire(ctx context.Context) (*wire, context.Context) {
	w := &wire{}
	return w, httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn:              func(string) { w.began.Store(true) },
		GotConn:              func(httptrace.GotConnInfo) { w.connected.Store(true) },
		GotFirstResponseByte: func() { w.answered.Store(true) },
	})
}

// maySent tells whether the request may have reached the backend. A transport
// that reports nothing is believed only when it says that it could not dial.
func (w *wire) maySent(err error) bool {
	if w.began.Load() {
		return w.connected.Load()
	}
	var operation *net.OpError
	return !errors.As(err, &operation) || operation.Op != "dial"
}

// classify makes an Error of a request that got no whole answer. The context
// is the caller's, not the try's.
func classify(ctx context.Context, o call, w *wire, err error) *Error {
	sent := w.maySent(err)
	failure := &Error{Op: o.op, err: safe(err), unknown: sent && o.irreversible()}
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		failure.Kind, failure.err = Canceled, context.Canceled
	case !sent:
		failure.Kind = Offline
	case isTimeout(err):
		failure.Kind, failure.err = Timeout, context.DeadlineExceeded
		if o.irreversible() {
			failure.Kind = Interrupted
		}
	case errors.Is(err, resty.ErrResponseBodyTooLarge):
		failure.Kind = BadAnswer
	case w.answered.Load() && !isLost(err):
		failure.Kind = BadAnswer // it answered, and not in HTTP
	default:
		failure.Kind = Interrupted
	}
	return failure
}

// ended is the failure of a call whose context ended while nothing of it was
// under way.
func ended(ctx context.Context, op string) *Error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return &Error{Op: op, Kind: Timeout, err: context.DeadlineExceeded}
	}
	return &Error{Op: op, Kind: Canceled, err: context.Canceled}
}

func isTimeout(err error) bool {
	var timeout net.Error
	return errors.Is(err, context.DeadlineExceeded) || (errors.As(err, &timeout) && timeout.Timeout())
}

// isLost tells whether the connection broke.
func isLost(err error) bool {
	var operation *net.OpError
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &operation)
}

// safe reduces an error of net/http to one whose text can be shown: the
// original repeats the address, with its key, and pieces of what was answered.
func safe(err error) error {
	var number syscall.Errno
	var name *net.DNSError
	var certificate *tls.CertificateVerificationError
	switch {
	case errors.As(err, &number):
		return number
	case errors.As(err, &name):
		return errors.New("the name of the server was not found")
	case errors.As(err, &certificate):
		return errors.New("the server's certificate is not trusted")
	case errors.Is(err, resty.ErrResponseBodyTooLarge):
		return errors.New("the answer is too large")
	case isTimeout(err):
		return context.DeadlineExceeded
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return io.ErrUnexpectedEOF
	}
	return nil
}
