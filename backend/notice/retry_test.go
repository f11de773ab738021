package notice_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"houbu/backend/notice"
)

// failing answers every message with an error.
func failing(err error) *notifier {
	return &notifier{answer: func(context.Context, notice.Message) error { return err }}
}

// TestRetries lets a notifier fail again and again. The pause doubles, with a
// random half of it taken off, up to half an hour.
func TestRetries(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 1)
	w.enqueue(about(notice.Offer, 1))
	worker := w.worker(w.db, failing(errors.New("down")), 0)
	const longest = 30 * time.Minute
	for attempt, pause := 1, 5*time.Second; attempt <= 14; attempt, pause = attempt+1, min(longest, 2*pause) {
		w.deliver(worker, notice.Round{Taken: 1, Retried: 1})
		failed := w.clock.Now()
		w.clock.Set(failed.Add(pause/2 - 1))
		w.deliver(worker, notice.Round{})
		w.clock.Set(failed.Add(pause))
	}
	if got := w.list(1, "SELECT count(*) FROM deliveries WHERE outcome = 'retry' AND class = 'error'"); got[0] != "14" {
		t.Errorf("%s attempts in the delivery log", got[0])
	}
	w.deliver(w.worker(w.db, &notifier{}, 0), notice.Round{Taken: 1, Sent: 1})
}

// TestWhatEndsRetries has one line for each end.
func TestWhatEndsRetries(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		err  error
		at   time.Time
		want string
	}{
		"permanent":                {&notice.SendError{Class: "http", Status: 410, Permanent: true}, start, "failed|410|http"},
		"the next try is too late": {&notice.SendError{Class: "http", Status: 500}, payBy.Add(-time.Second), "gave_up|500|http"},
		"a wish for too late":      {&notice.SendError{Class: "http", Status: 429, RetryAfter: 24 * time.Hour}, start, "gave_up|429|http"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, 1)
			w.enqueue(about(notice.Offer, 1))
			w.clock.Set(test.at)
			worker := w.worker(w.db, failing(test.err), 0)
			w.deliver(worker, notice.Round{Taken: 1, Ended: 1})
			w.wantLog("offer_e1|1|" + test.want)
			w.clock.Set(payBy.Add(-1))
			w.deliver(worker, notice.Round{})
		})
	}
}

// TestRetryAfter waits as long as the receiver says, when that is longer.
func TestRetryAfter(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 1)
	w.enqueue(about(notice.Offer, 1))
	worker := w.worker(w.db, failing(&notice.SendError{Class: "http", Status: 503, RetryAfter: time.Hour}), 0)
	w.deliver(worker, notice.Round{Taken: 1, Retried: 1})
	w.clock.Set(start.Add(time.Hour - 1))
	w.deliver(worker, notice.Round{})
	w.clock.Set(start.Add(time.Hour))
	w.deliver(worker, notice.Round{Taken: 1, Retried: 1})
}

// TestOneFailureAmongMany delivers the others of the batch.
func TestOneFailureAmongMany(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 3)
	w.enqueue(offers(3)...)
	to := &notifier{answer: func(_ context.Context, m notice.Message) error {
		switch m.ID {
		case "offer_e1":
			return errors.New("down")
		case "offer_e2":
			panic("a notifier that panics")
		}
		return nil
	}}
	w.deliver(w.worker(w.db, to, 0), notice.Round{Taken: 3, Sent: 1, Retried: 2})
	w.wantLog("offer_e1|1|retry|0|error", "offer_e2|1|retry|0|panic", "offer_e3|1|sent|0|")
}
