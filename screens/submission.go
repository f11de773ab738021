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

	api     Backend
	key     string
	send    func(ctx context.Context, key string) (api.Receipt, error)
	sending request[api.Receipt]
	settles request[api.Receipt]
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
	s.api, s.key, s.send = deps.API, deps.NewKey(), send
	key := s.key
	return s.sending.start(ctx, deps.Now(), func(ctx context.Context) (api.Receipt, error) { return send(ctx, key) })
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
			key, send := s.key, s.send
			return nil, s.settles.start(ctx, deps.Now(), func(ctx context.Context) (api.Receipt, error) {
				return deps.API.Outcome(ctx, key, func(ctx context.Context) (api.Receipt, error) { return send(ctx, key) })
			})
		}
		return &outcome{got.value, got.err}, nil
	}
	if got, ok := s.settles.take(msg); ok {
		return &outcome{got.value, got.err}, nil
	}
	return nil, nil
}

// lost tells whether an error leaves the outcome unknown.
func lost(err error) bool {
	var ce *client.Error
	return errors.As(err, &ce) && ce.Unknown()
}
