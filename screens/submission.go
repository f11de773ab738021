package screens

import (
	"context"
	"errors"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/client"
	"houbu/tui/widget"
)

// submission is an irreversible request in single flight: it has one
// idempotency key until its outcome is known, and while it is under way a
// second press does nothing. When the reply is lost it looks the outcome up by
// the key instead of calling it failed.
type submission struct {
	buttons *widget.Buttons // the row of the button that submits
	button  string          // its ID

	// outcome finds out what became of a request whose reply was lost; the
	// candidate's Outcome when nil.
	outcome outcomeFunc

	key     string
	send    func(ctx context.Context, key string) (api.Receipt, error)
	sending request[api.Receipt]
	settles request[api.Receipt]
	stopped bool // given up: whatever a try has done is looked up, and none is made any more
}

// Busy tells whether the outcome is still open.
func (s *submission) Busy() bool { return s.sending.busy || s.settles.busy }

// Unknown tells whether the reply was lost and the outcome is being looked up.
func (s *submission) Unknown() bool { return s.settles.busy }

// Since is when what is under way began.
func (s *submission) Since() time.Time {
	if s.settles.busy {
		return s.settles.since
	}
	return s.sending.since
}

// start sends under a fresh key. It does nothing while one is under way.
func (s *submission) start(ctx context.Context, deps *Deps, send func(context.Context, string) (api.Receipt, error)) tea.Cmd {
	if s.Busy() {
		return nil
	}
	s.key, s.send, s.stopped = deps.NewKey(), send, false
	key := s.key
	return s.sending.start(ctx, deps.Now(), func(ctx context.Context) (api.Receipt, error) { return send(ctx, key) })
}

// stop gives up what waits for its turn.
func (s *submission) stop() {
	s.stopped = true
	s.sending.cancel()
}

// again repeats a request whose reply was lost, unless it was given up: then it says
// that nothing was done, which the outcome is looked up once more for.
func (s *submission) again(ctx context.Context, key string) (api.Receipt, error) {
	if s.stopped {
		return api.Receipt{}, &client.Error{Op: "stop", Kind: client.Refused, Code: api.CodeNotFound}
	}
	return s.send(ctx, key)
}

// ended is the outcome that a look-up has found.
func (s *submission) ended(receipt api.Receipt, err error) *outcome {
	if s.stopped && client.CodeOf(err) == api.CodeNotFound {
		err = &client.Error{Op: "stop", Kind: client.Canceled}
	}
	return &outcome{receipt, err}
}

// outcome is how a submission ended.
type outcome struct {
	receipt api.Receipt
	err     error
}

// update takes a message. done is not nil when the outcome is known; cmd goes on
// looking for it otherwise.
func (s *submission) update(ctx context.Context, deps *Deps, msg tea.Msg) (done *outcome, cmd tea.Cmd) {
	if got, ok := s.sending.take(msg); ok {
		if lost(got.err) {
			key, asked, look := s.key, *s, s.lookUp(deps) // the command runs elsewhere
			settle := s.settles.start(ctx, deps.Now(), func(ctx context.Context) (api.Receipt, error) {
				return look(ctx, key, func(ctx context.Context) (api.Receipt, error) { return asked.again(ctx, key) })
			})
			return nil, tea.Batch(deps.online(!cut(got.err)), settle)
		}
		return &outcome{got.value, got.err}, nil
	}
	if got, ok := s.settles.take(msg); ok {
		return s.ended(got.value, got.err), nil
	}
	return nil, nil
}

// outcomeFunc is client.Outcome, or the like of another login.
type outcomeFunc func(ctx context.Context, key string, again func(context.Context) (api.Receipt, error)) (api.Receipt, error)

func (s *submission) lookUp(deps *Deps) outcomeFunc {
	if s.outcome != nil {
		return s.outcome
	}
	return deps.API.Outcome
}

// lost tells whether an error leaves the outcome unknown.
func lost(err error) bool {
	var ce *client.Error
	return errors.As(err, &ce) && ce.Unknown()
}
