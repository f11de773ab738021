package script

import (
	"context"
	"fmt"
	"io"
	"math"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/screens/text"
	"houbu/tui"
)

// Backend is what the commands ask of the client. *client.Client implements it.
type Backend interface {
	Exam(ctx context.Context) (api.Exam, error)
	Candidate(ctx context.Context) (api.Candidate, error)
	Pools(ctx context.Context, kind api.Kind) (api.Pools, error)
	Info(ctx context.Context, etag string) (api.Info, string, bool, error)
	Finished(ctx context.Context) (api.Finished, error)
	Join(ctx context.Context, key string, join api.Join) (api.Receipt, error)
	Cancel(ctx context.Context, key, entryID string, cancellation api.Cancellation) (api.Receipt, error)
	CreateOrder(ctx context.Context, key string, order api.NewOrder) (api.Order, error)
	Order(ctx context.Context, id string) (api.Order, error)
	Receipt(ctx context.Context, key string) (api.Receipt, error)
	Outcome(ctx context.Context, key string, again func(context.Context) (api.Receipt, error)) (api.Receipt, error)
}

// Runner does the commands for one login. Every error of its methods is or wraps
// a *Error, or a *client.Error, or is one of a writer.
type Runner struct {
	API  Backend
	Text *text.Table
	Out  io.Writer // documents, or tables
	Err  io.Writer // what goes on meanwhile, for people; nothing with JSON
	JSON bool

	NewKey func() string                                        // a fresh idempotency key
	Sleep  func(ctx context.Context, d time.Duration) error     // waits, or returns the context's error
	Ask    func(ctx context.Context, text string) (bool, error) // asks a person; nil: there is none
	QR     func(address string) string                          // draws an address for a phone; nil: nowhere to

	Practice bool // the backend ends with this program
}

// settleTime is for how long the outcome of a request whose reply was lost is
// looked up, before it is left to the next run with the same key.
const settleTime = 2 * time.Minute

// submit sends an irreversible request under a key. When the reply is lost it
// looks the outcome up by the key, and never calls it failed.
func (r *Runner) submit(
	ctx context.Context, key string, send func(context.Context, string) (api.Receipt, error),
) (api.Receipt, error) {
	receipt, err := send(r.telling(ctx), key)
	if err == nil {
		return receipt, nil
	}
	failure := ErrorOf(r.Text, err)
	if failure.Exit == Unknown && ctx.Err() == nil {
		r.say(r.Text.Common.Unknown)
		limited, stop := context.WithTimeout(ctx, settleTime)
		defer stop()
		receipt, err = r.API.Outcome(limited, key, func(ctx context.Context) (api.Receipt, error) { return send(ctx, key) })
		if err == nil {
			return receipt, nil
		}
		failure = ErrorOf(r.Text, err)
	}
	if failure.Exit == Unknown {
		return api.Receipt{}, r.unknown(key)
	}
	return api.Receipt{}, failure
}

// unknown is the failure of which the same command finds out under the same key.
func (r *Runner) unknown(key string) *Error {
	return &Error{
		Exit: Unknown, Code: codeUnknown, Message: r.Text.Script.OutcomeUnknown,
		Advice: fmt.Sprintf(r.Text.Script.Advice.KeyFormat, key), Key: key,
	}
}

// key is the idempotency key given, or a fresh one.
func (r *Runner) key(given string) (string, error) {
	const least, most = 8, 64
	if given == "" {
		return r.NewKey(), nil
	}
	for _, c := range given {
		letter := (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
		if !letter && (c < '0' || c > '9') && c != '-' && c != '_' {
			return "", Misused(r.Text, r.Text.Script.KeyBad, "")
		}
	}
	if len(given) < least || len(given) > most {
		return "", Misused(r.Text, r.Text.Script.KeyBad, "")
	}
	return given, nil
}

// confirm asks before something that cannot be taken back.
func (r *Runner) confirm(ctx context.Context, question string) error {
	t := r.Text.Script
	if r.Ask == nil {
		return Misused(r.Text, t.NoTerminal, t.Advice.Yes)
	}
	yes, err := r.Ask(ctx, tui.CleanLines(question))
	if err != nil {
		return err
	}
	if !yes {
		return &Error{Exit: Declined, Code: codeDeclined, Message: t.Declined}
	}
	return nil
}

// telling is a context whose calls say how long they wait for a busy backend.
func (r *Runner) telling(ctx context.Context) context.Context {
	return client.OnWait(ctx, func(d time.Duration) {
		r.say(fmt.Sprintf(r.Text.Errors.CrowdFormat, r.Text.Common.Loading, int(math.Ceil(d.Seconds()))))
	})
}

// say tells people what goes on. Where that cannot be written, nothing is lost.
func (r *Runner) say(words string) {
	if !r.JSON {
		_, _ = fmt.Fprintln(r.Err, words)
	}
}
