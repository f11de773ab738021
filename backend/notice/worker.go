package notice

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"time"

	"houbu/backend/exam"
	"houbu/backend/store"
)

// DefaultConcurrency is how many messages a worker sends at once.
const DefaultConcurrency = 8

const (
	defaultBatch = 64
	// leaseFor is how long what was taken is left alone by others. A batch is
	// given up well before, so that nobody else begins with it meanwhile.
	leaseFor     = 90 * time.Second
	batchTime    = 45 * time.Second
	sendTime     = 10 * time.Second
	shutdownTime = 2 * time.Second // for what is being sent when the worker is stopped
	recordTime   = 5 * time.Second
	pollEvery    = time.Second
	longestWait  = time.Minute // between batches while nothing gets through
)

// Worker delivers what is in the outbox for one notifier. Any number of them,
// in any number of processes, share the work; each message is sent at least
// once, and once unless a process dies between sending and noting it.
type Worker struct {
	db       *store.DB
	exam     *exam.Exam
	notifier Notifier
	now      func() time.Time
	log      *slog.Logger
	slots    chan struct{} // what is being sent, also when nobody waits for it any more
	sendTime time.Duration
	renewed  time.Time
}

// Options are what a Worker works with.
type Options struct {
	DB       *store.DB
	Exam     *exam.Exam
	Notifier Notifier
	Now      func() time.Time
	Log      *slog.Logger  // nil for none
	SendTime time.Duration // how long one message may take; 0 for 10 seconds
}

// NewWorker returns a worker. Want should have been called, so that there is
// something to deliver.
func NewWorker(o Options) *Worker {
	w := &Worker{
		db: o.DB, exam: o.Exam, notifier: o.Notifier, now: o.Now, log: o.Log,
		slots: make(chan struct{}, DefaultConcurrency), sendTime: o.SendTime, renewed: o.Now(),
	}
	if w.log == nil {
		w.log = slog.New(slog.DiscardHandler)
	}
	if w.sendTime == 0 {
		w.sendTime = sendTime
	}
	return w
}

// Run delivers until ctx ends. What is being sent then gets two seconds; what
// was taken and not sent is given back.
func (w *Worker) Run(ctx context.Context) {
	bad := time.Duration(0) // how long to wait while nothing gets through
	for ctx.Err() == nil {
		round, err := w.Deliver(ctx)
		if err != nil && ctx.Err() == nil {
			w.log.WarnContext(ctx, "notices could not be taken or noted", "notifier", w.notifier.Name(), "error", err)
		}
		wait := pollEvery
		switch {
		case err != nil || round.Retried > 0 && round.Sent == 0:
			bad = min(longestWait, max(pollEvery, 2*bad))
			wait = bad
		case round.Taken == defaultBatch && round.Back == 0:
			bad, wait = 0, 0
		default:
			bad = 0
		}
		pause(ctx, wait)
	}
}

func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}

// Round is what Deliver did.
type Round struct {
	Taken   int // from the outbox
	Sent    int
	Retried int // that are tried again later
	Ended   int // that are not sent: failed, given up or dropped
	Back    int // given back untried
}

// Deliver takes one batch of what is due, sends it, and notes what became of
// it. No transaction is open while it sends.
func (w *Worker) Deliver(ctx context.Context) (Round, error) {
	if err := w.renew(ctx); err != nil {
		return Round{}, err
	}
	if len(w.slots) == cap(w.slots) {
		return Round{}, nil // every earlier message still hangs in the notifier
	}
	now := w.now()
	tasks, err := take(ctx, w.db, w.notifier.Name(), now, now.Add(leaseFor), defaultBatch)
	if err != nil || len(tasks) == 0 {
		return Round{}, err
	}
	results := w.sendAll(ctx, tasks)
	round := count(results)
	w.tell(ctx, round, results)
	// What was sent is noted also when the worker is being stopped.
	noting, cancel := context.WithTimeout(context.WithoutCancel(ctx), recordTime)
	defer cancel()
	return round, record(noting, w.db, w.notifier.Name(), w.now(), results)
}

// renew says from time to time that this notifier is still there.
func (w *Worker) renew(ctx context.Context) error {
	now := w.now()
	if now.Sub(w.renewed).Abs() < renewEvery {
		return nil
	}
	if err := Want(ctx, w.db, w.notifier.Name(), now); err != nil {
		return err
	}
	w.renewed = now
	return nil
}

func count(results []result) Round {
	out := Round{Taken: len(results)}
	for _, r := range results {
		switch r.outcome {
		case Sent:
			out.Sent++
		case Retry:
			out.Retried++
		case Failed, GaveUp, Dropped:
			out.Ended++
		default:
			out.Back++
		}
	}
	return out
}

// tell logs that a batch did not get through, with the first reason and nothing
// of what was to be sent.
func (w *Worker) tell(ctx context.Context, round Round, results []result) {
	for _, r := range results {
		if r.outcome == Retry || r.outcome == Failed || r.outcome == GaveUp {
			w.log.WarnContext(ctx, "notices were not delivered", "notifier", w.notifier.Name(), "taken", round.Taken,
				"sent", round.Sent, "later", round.Retried, "class", r.class, "status", r.status)
			return
		}
	}
}

// judged is the result of one attempt.
func (w *Worker) judged(t *task, err error) result {
	return t.judge(err, w.now(), rand.Float64())
}
