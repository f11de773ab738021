package notice

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"houbu/backend/store"
)

// task is a notice that this worker has the lease of.
type task struct {
	id, entry, registration     string
	kind                        Kind
	at, lastTry, payBy          time.Time
	outcome, reason             string
	subject, campusCode, campus string
	phone                       string
	held                        bool // its seat is held unpaid
	seatUntil                   time.Time
	attempt                     int
}

// take leases up to limit notices that are due, and reads what is needed to
// write them: what it says of the seat and the phone number is as of now.
func take(ctx context.Context, db *store.DB, notifier string, now, until time.Time, limit int) (tasks []task, err error) {
	due := false
	err = db.Read(ctx, func(tx store.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM outbox
			WHERE notifier = $1 AND done_at IS NULL AND next_try_at <= $2)`, notifier, now.UnixNano()).Scan(&due)
	})
	if err != nil || !due {
		return nil, wrap("look for notices", err)
	}
	err = db.Write(ctx, func(tx store.Tx) error {
		tasks = nil // of a try that was rolled back: another worker may have them by now
		if err := want(ctx, tx, notifier, now); err != nil {
			return err
		}
		ids, err := lease(ctx, tx, notifier, now, until, limit)
		if err != nil || len(ids) == 0 {
			return err
		}
		tasks, err = load(ctx, tx, notifier, ids)
		return err
	})
	return tasks, err
}

// lease puts the next try of what is due off to the end of the lease. Whoever
// has it counts the attempt: a worker that comes back late knows by the number
// that another one has taken over.
func lease(ctx context.Context, tx store.Tx, notifier string, now, until time.Time, limit int) ([]any, error) {
	return collect(ctx, tx, "lease notices", func(rows *sql.Rows) (any, error) {
		var id string
		err := rows.Scan(&id)
		return id, err
	}, `UPDATE outbox SET attempts = attempts + 1, next_try_at = $3 WHERE notifier = $1 AND id IN (
		SELECT id FROM outbox WHERE notifier = $1 AND done_at IS NULL AND next_try_at <= $2 ORDER BY next_try_at LIMIT $4)
		RETURNING id`, notifier, now.UnixNano(), until.UnixNano(), limit)
}

// load reads leased notices, oldest first.
func load(ctx context.Context, tx store.Tx, notifier string, ids []any) ([]task, error) {
	return collect(ctx, tx, "read notices", scanTask, `SELECT o.id, o.kind, o.entry_id, o.registration_id, o.at, o.last_try_at,
		COALESCE(o.pay_by, 0), o.outcome, o.reason, o.attempts, p.subject, p.campus_code, p.campus, COALESCE(a.phone, ''),
		COALESCE(e.state, r.state, ''), COALESCE(e.pay_by, r.pay_by, 0)
		FROM outbox o JOIN pools p ON p.id = o.pool_id
		LEFT JOIN accounts a ON a.student_id = o.student_id
		LEFT JOIN registrations e ON e.student_id = o.student_id AND e.entry_id = o.entry_id AND e.state IN ('held', 'paid')
		LEFT JOIN registrations r ON r.id = o.registration_id
		WHERE o.notifier = $1 AND o.id IN `+in(2, len(ids))+" ORDER BY o.due_at, o.id", append([]any{notifier}, ids...)...)
}

func scanTask(rows *sql.Rows) (task, error) {
	var t task
	var at, last, payBy, seatUntil int64
	var state string
	err := rows.Scan(&t.id, &t.kind, &t.entry, &t.registration, &at, &last, &payBy, &t.outcome, &t.reason, &t.attempt,
		&t.subject, &t.campusCode, &t.campus, &t.phone, &state, &seatUntil)
	t.at, t.lastTry, t.held, t.seatUntil = store.Time(at), store.Time(last), state == "held", store.Time(seatUntil)
	if payBy != 0 {
		t.payBy = store.Time(payBy)
	}
	return t, err
}

// collect runs a statement and scans every row that it returns.
func collect[T any](ctx context.Context, tx store.Tx, doing string, scan func(*sql.Rows) (T, error), query string, args ...any) (all []T, err error) {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, wrap(doing, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, wrap(doing, err)
		}
		all = append(all, one)
	}
	return all, wrap(doing, rows.Err())
}

func wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}
