package script

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/screens/text"
)

// How often it is asked what has changed, and how long is waited at most after a
// failure: as the screens do.
const (
	pollEvery   = 2 * time.Second
	pollLongest = 16 * time.Second
)

// Wait is what --wait, --entry and --timeout ask for.
type Wait struct {
	States  []api.EntryState // any of them is waited for; none: nothing is
	Entry   string           // which entry: an id, or a subject; empty: any
	Timeout time.Duration    // zero: for as long as it takes

	begun bool // the server was reached just now: that it is not any more passes
}

// Asked tells whether there is something to wait for.
func (w Wait) Asked() bool { return len(w.States) > 0 }

// States are the states of an entry, in the order of its life.
func States() []api.EntryState {
	return []api.EntryState{api.Waiting, api.Offered, api.Paid, api.Cancelled, api.Expired, api.Closed}
}

// ParseStates reads states separated by commas. Its error is a *Error.
func ParseStates(words *text.Table, given string) ([]api.EntryState, error) {
	var states []api.EntryState
	for name := range strings.SplitSeq(given, ",") {
		state := api.EntryState(strings.TrimSpace(name))
		if !slices.Contains(States(), state) {
			return nil, Misused(words, fmt.Sprintf(words.Script.StateUnknown, name), oneOf(words, namesOf(States())))
		}
		states = append(states, state)
	}
	return states, nil
}

func namesOf[T ~string](values []T) []string {
	names := make([]string, len(values))
	for i, v := range values {
		names[i] = string(v)
	}
	return names
}

// errWaited is the cause of a context whose --timeout has passed.
var errWaited = errors.New("the time to wait has passed")

// patiently runs a wait within a time, and tells its end from the person's.
func (r *Runner) patiently(ctx context.Context, limit time.Duration, wait func(context.Context) error) error {
	limited, stop := ctx, context.CancelFunc(func() {})
	if limit > 0 {
		limited, stop = context.WithTimeoutCause(ctx, limit, errWaited)
	}
	defer stop()
	err := wait(limited)
	var said *Error
	if err == nil || limited.Err() == nil || errors.As(err, &said) {
		return err
	}
	t := r.Text.Script
	if ctx.Err() == nil {
		return &Error{Exit: TimedOut, Code: codeWait, Message: t.TimedOut, Advice: t.Advice.WaitAgain}
	}
	return &Error{Exit: Interrupted, Code: codeInterrupted, Message: t.Interrupted}
}

// follow asks what has changed until one of the entries that are meant is in one
// of the states, and returns how things stand then.
func (r *Runner) follow(ctx context.Context, w Wait) (info api.Info, reached *Entry, err error) {
	err = r.patiently(ctx, w.Timeout, func(ctx context.Context) error {
		p, etag := pace{runner: r, begun: w.begun}, ""
		tracks := tracker{wait: w, seen: make(map[string]bool)}
		for {
			now, tag, changed, err := r.API.Info(p.once(ctx), etag)
			if err == nil {
				if changed {
					info, etag = now, tag
				}
				if reached, err = r.look(ctx, &tracks, entriesOf(info)); err == nil && reached != nil {
					return nil
				}
			}
			if err := p.rest(ctx, err); err != nil {
				return err
			}
		}
	})
	return info, reached, err
}

// pace is when to ask again.
type pace struct {
	runner *Runner
	begun  bool // it was answered once: from then on a failure passes
	wait   time.Duration
	told   bool // that the line is cut
}

// once is a context for a question that is asked again anyway. The first one is
// tried as any other.
func (p *pace) once(ctx context.Context) context.Context {
	if p.begun {
		return client.Once(ctx)
	}
	return ctx
}

// rest waits before the next question: at the usual pace after an answer, when it
// was told to after that of an overloaded backend, and less and less often after a
// failure that may pass. Any other failure is returned.
func (p *pace) rest(ctx context.Context, err error) error {
	var failure *client.Error
	switch {
	case err == nil:
		p.begun, p.told, p.wait = true, false, pollEvery
		return p.runner.Sleep(ctx, p.wait)
	case !p.begun || !errors.As(err, &failure) || failure.Kind == client.Canceled:
		return err
	case failure.Busy():
		p.wait = pollEvery
		return p.runner.Sleep(ctx, failure.RetryIn)
	case !passing(failure):
		return err
	}
	if !p.told {
		p.told = true
		p.runner.say(p.runner.Text.Script.Retrying)
	}
	p.wait = min(max(2*p.wait, 2*pollEvery), pollLongest)
	return p.runner.Sleep(ctx, p.wait)
}

// passing tells whether a failure may pass by itself: the line's, or the
// server's.
func passing(err *client.Error) bool {
	const firstFault = 500 // HTTP status
	return err.OfLine() || err.Status >= firstFault
}
