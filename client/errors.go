package client

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"houbu/api"
)

// Kind is what sort of failure an Error is. Screens choose their text by it,
// and by Error.Code when it is Refused.
type Kind int

// The kinds of failure.
const (
	Refused     Kind = iota + 1 // the backend answered with a problem; Error.Code says which
	Offline                     // no connection was made: nothing was sent
	Timeout                     // no answer in time to a request that can simply be asked again
	BadAnswer                   // not an answer of the backend: a captive portal, malformed, too large
	Interrupted                 // the request may have reached the backend, its reply was lost
	Canceled                    // the caller's context was cancelled
)

// String returns the kind's name in English, for error texts.
func (k Kind) String() string {
	switch k {
	case Refused:
		return "refused"
	case Offline:
		return "offline"
	case Timeout:
		return "timeout"
	case BadAnswer:
		return "bad answer"
	case Interrupted:
		return "interrupted"
	case Canceled:
		return "canceled"
	}
	return "unknown kind " + strconv.Itoa(int(k))
}

// Error is how every call of the client fails.
type Error struct {
	Op         string           // the operation, such as "join"
	Kind       Kind             //
	Code       api.Code         // with Refused
	Status     int              // HTTP status, when there was an answer
	RetryAfter time.Duration    // how long to wait before another try, when the backend says so
	RetryIn    time.Duration    // with Busy: when to try again by oneself, so that not all come at once
	Next       api.Progress     // with api.CodeStepNotDone: the step to do first
	Fields     []api.FieldError // with api.CodeBadRequest: what is wrong, field by field
	Everywhere bool             // with Options.Failover: every line failed, so that choosing another does not help

	unknown bool
	err     error // never one whose text holds an address or a piece of an answer
}

// Error says which operation failed and how. It holds no address, body, token,
// key, password or identity number, whatever was sent or answered.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Op + ": " + e.Kind.String())
	if e.Code != "" {
		b.WriteString(": " + safeCode(e.Code))
	}
	if e.Status != 0 {
		b.WriteString(" (status " + strconv.Itoa(e.Status) + ")")
	}
	if e.err != nil {
		b.WriteString(": " + e.err.Error())
	}
	return b.String()
}

// Unwrap returns the cause where there is one to decide by, such as
// context.Canceled, context.DeadlineExceeded or a syscall.Errno. Its text is
// as safe as Error's.
func (e *Error) Unwrap() error { return e.err }

// Unknown tells whether the outcome of an irreversible request (提交候补,
// 取消候补, 支付 and the paper report) is not known: it may or may not have
// been carried out. Client.Outcome finds out by the idempotency key.
func (e *Error) Unknown() bool { return e.unknown }

// CodeOf returns the backend's code of an error, or "" when the error is nil
// or has none.
func CodeOf(err error) api.Code {
	var failure *Error
	if errors.As(err, &failure) {
		return failure.Code
	}
	return ""
}

func badAnswer(op string, status int) *Error {
	return &Error{Op: op, Kind: BadAnswer, Status: status}
}

// refusedHere refuses a call that the backend could only refuse; nothing is
// sent.
func refusedHere(op string, code api.Code) *Error {
	return &Error{Op: op, Kind: Refused, Code: code}
}

// safeCode is a code as it may be shown. It comes from the network, hence only
// what a code can look like is repeated.
func safeCode(code api.Code) string {
	const longest = 40
	if len(code) > longest {
		return "other code"
	}
	for _, r := range code {
		if (r < 'a' || r > 'z') && r != '_' {
			return "other code"
		}
	}
	return string(code)
}
