package notice

import (
	"context"
	"slices"
	"time"

	"houbu/backend/store"
)

// Outcome is what became of an attempt, as the delivery log has it.
type Outcome string

// The outcomes of an attempt. All but Retry are the last of their notice.
const (
	Sent    Outcome = "sent"
	Retry   Outcome = "retry"   // tried again later
	Failed  Outcome = "failed"  // trying again is of no use
	GaveUp  Outcome = "gave_up" // the time in which it is of use is over
	Dropped Outcome = "dropped" // it was no longer true when it fell due
)

const (
	firstPause   = 5 * time.Second
	longestPause = 30 * time.Minute
)

// result is what became of a task.
type result struct {
	task    *task
	outcome Outcome // empty: it was not tried
	status  int
	class   string
	at      time.Time
	next    time.Time // of Retry
}

// useless tells whether a notice is not to be sent at an instant, and why. The
// pay window [offer, pay_by) is evaluated here, whether or not anybody has
// released the seat.
func (t *task) useless(now time.Time) (Outcome, string) {
	switch {
	case t.kind != Closed && (!t.held || !now.Before(t.seatUntil)):
		return Dropped, "no_longer_held"
	case !now.Before(t.lastTry):
		return GaveUp, "too_late"
	case t.phone == "":
		return Failed, "no_phone"
	default:
		return "", ""
	}
}

// judge decides what follows from the end of an attempt. random is in [0, 1).
func (t *task) judge(err error, now time.Time, random float64) result {
	out := result{task: t, outcome: Sent, at: now}
	if err == nil {
		return out
	}
	failed := asSendError(err)
	out.status, out.class = failed.Status, failed.Class
	out.next = now.Add(max(pauseAfter(t.attempt, random), failed.RetryAfter))
	switch {
	case failed.Permanent:
		out.outcome = Failed
	case !out.next.Before(t.lastTry):
		out.outcome = GaveUp
	default:
		out.outcome = Retry
	}
	return out
}

// pauseAfter doubles with each attempt, up to half an hour, and takes a random
// half of it off, so that what failed together does not come back together.
func pauseAfter(attempt int, random float64) time.Duration {
	pause := longestPause
	if attempt < 10 {
		pause = min(longestPause, firstPause<<max(0, attempt-1))
	}
	return pause/2 + time.Duration(random*float64(pause/2))
}

// record writes what became of a batch to the delivery log and the outbox. A
// notice that arrived is done whoever has its lease now; for the rest the
// lease decides.
func record(ctx context.Context, db *store.DB, notifier string, now time.Time, results []result) error {
	return db.Write(ctx, func(tx store.Tx) error {
		if err := want(ctx, tx, notifier, now); err != nil {
			return err
		}
		if err := logAttempts(ctx, tx, notifier, results); err != nil {
			return err
		}
		for _, r := range results {
			if err := r.mark(ctx, tx, notifier); err != nil {
				return err
			}
		}
		return nil
	})
}

// mark writes to the outbox what became of one task.
func (r *result) mark(ctx context.Context, tx store.Tx, notifier string) error {
	var err error
	switch r.outcome {
	case Sent:
		_, err = tx.ExecContext(ctx, "UPDATE outbox SET done_at = $3 WHERE id = $1 AND notifier = $2 AND done_at IS NULL",
			r.task.id, notifier, r.at.UnixNano())
	case Failed, GaveUp, Dropped:
		_, err = tx.ExecContext(ctx, "UPDATE outbox SET done_at = $4 WHERE id = $1 AND notifier = $2 AND attempts = $3 AND done_at IS NULL",
			r.task.id, notifier, r.task.attempt, r.at.UnixNano())
	case Retry:
		_, err = tx.ExecContext(ctx, "UPDATE outbox SET next_try_at = $4 WHERE id = $1 AND notifier = $2 AND attempts = $3 AND done_at IS NULL",
			r.task.id, notifier, r.task.attempt, r.next.UnixNano())
	default: // not tried: as if it had not been taken
		_, err = tx.ExecContext(ctx, `UPDATE outbox SET attempts = attempts - 1, next_try_at = $4
			WHERE id = $1 AND notifier = $2 AND attempts = $3 AND done_at IS NULL`,
			r.task.id, notifier, r.task.attempt, r.at.UnixNano())
	}
	return wrap("mark a notice", err)
}

// logAttempts writes the delivery log's lines, one for each attempt made.
func logAttempts(ctx context.Context, tx store.Tx, notifier string, results []result) error {
	tried := slices.DeleteFunc(slices.Clone(results), func(r result) bool { return r.outcome == "" })
	for part := range slices.Chunk(tried, Batch) {
		rows := make([][]any, len(part))
		for i, r := range part {
			rows[i] = []any{r.task.id, notifier, r.task.attempt, r.at.UnixNano(), string(r.outcome), r.status, r.class}
		}
		list, args := values(rows)
		_, err := tx.ExecContext(ctx, `INSERT INTO deliveries (outbox_id, notifier, attempt, at, outcome, status, class)
			VALUES `+list+" ON CONFLICT (outbox_id, notifier, attempt) DO NOTHING", args...)
		if err != nil {
			return wrap("write the delivery log", err)
		}
	}
	return nil
}
