package load

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"
)

// Worker is one connection of a run and what it has measured. It is for one
// goroutine.
type Worker struct {
	Buffer []byte // for the task to build a request in

	ctx     context.Context // of the run, for connecting anew
	address string
	conn    *conn // nil: to be made
	answer  Answer
	timer   *time.Timer
	steps   []tally
}

// tally is what a worker has measured of one step.
type tally struct {
	done     []time.Duration
	refused  []time.Duration
	advised  int // of those refused, with Retry-After
	failures int
	why      []string
}

// maxWhy bounds how many reasons of failures are kept a worker and step.
const maxWhy = 3

func newWorker(ctx context.Context, opts Options) *Worker {
	w := &Worker{
		ctx: ctx, address: opts.Address, timer: time.NewTimer(time.Hour),
		steps: make([]tally, len(opts.Steps)), Buffer: make([]byte, 0, 1024),
	}
	for i := range w.steps {
		w.steps[i].done = make([]time.Duration, 0, min(opts.Tasks/opts.Connections, 1<<14)+16)
	}
	return w
}

func (w *Worker) connect() (err error) {
	if w.conn != nil && w.conn.stale() {
		w.hangUp()
	}
	if w.conn == nil {
		w.conn, err = dial(w.ctx, w.address)
	}
	return err
}

func (w *Worker) hangUp() {
	if w.conn != nil {
		w.conn.close()
		w.conn = nil
	}
}

// wait waits for a time, and tells whether to go on.
func (w *Worker) wait(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	w.timer.Reset(d)
	select {
	case <-w.timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// Exchange sends a whole request, counts what became of it as one of the step,
// and tells whether the answer was right. check judges every answer but 429 and
// 503, which are refusals and neither right nor wrong.
func (w *Worker) Exchange(step int, since time.Time, request []byte, check func(*Answer) error) bool {
	t := &w.steps[step]
	w.answer = Answer{}
	err := w.connect()
	if err == nil {
		err = w.conn.exchange(request, &w.answer)
	}
	took := time.Since(since)
	if err != nil {
		w.hangUp()
		t.fail(err)
		return false
	}
	if w.answer.last {
		w.hangUp()
	}
	switch w.answer.Status {
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		t.refused = append(t.refused, took)
		if w.answer.RetryAfter != "" {
			t.advised++
		}
		return false
	}
	if err := check(&w.answer); err != nil {
		t.fail(err)
		return false
	}
	t.done = append(t.done, took)
	return true
}

// Rest waits as long as the server asked for in its last answer, a refusal, and
// tells whether it did so. It does not when there was no refusal.
func (w *Worker) Rest() bool {
	switch w.answer.Status {
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
	default:
		return false
	}
	seconds, err := strconv.Atoi(w.answer.RetryAfter)
	if err != nil || seconds < 0 {
		return false
	}
	return w.wait(w.ctx, time.Duration(seconds)*time.Second)
}

func (t *tally) fail(err error) {
	t.failures++
	if len(t.why) < maxWhy && !errors.Is(err, context.Canceled) {
		t.why = append(t.why, err.Error())
	}
}
