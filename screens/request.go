package screens

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// request is a question to the backend of which only the latest counts. Its
// zero value is ready. Starting it again cancels what is under way, and a reply
// that is not the latest is dropped.
type request[T any] struct {
	number int
	cancel context.CancelFunc
	busy   bool
	since  time.Time
}

// reply is the answer to a request, with the request and number it belongs to.
type reply[T any] struct {
	of     *request[T]
	number int
	value  T
	err    error
}

// start asks in a command. now is when it was started, for showing how long it
// takes.
func (r *request[T]) start(ctx context.Context, now time.Time, ask func(context.Context) (T, error)) tea.Cmd {
	if r.cancel != nil {
		r.cancel()
	}
	ctx, r.cancel = context.WithCancel(ctx)
	r.number++
	r.busy, r.since = true, now
	number := r.number
	return func() tea.Msg {
		value, err := ask(ctx)
		return reply[T]{of: r, number: number, value: value, err: err}
	}
}

// drop cancels what is under way; its reply is dropped.
func (r *request[T]) drop() {
	if r.busy {
		r.cancel()
		r.busy = false
		r.number++
	}
}

// take returns the reply in msg when it is the latest of this request.
func (r *request[T]) take(msg tea.Msg) (reply[T], bool) {
	got, ok := msg.(reply[T])
	if !ok || got.of != r || got.number != r.number {
		return reply[T]{}, false
	}
	r.busy = false
	r.cancel()
	return got, true
}
