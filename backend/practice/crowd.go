package practice

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"houbu/api"
	"houbu/backend/store"
)

// pool is a pool as the simulation sees it.
type pool struct {
	id, campus string
	subject    api.Subject
	capacity   int
	held       int // seats taken, paid or not
	waiting    int
	candidates int // real people among those who wait
}

// actor is a simulated student and what they have in a pool.
type actor struct {
	student      string
	entry        string // empty: the seat came with the roster
	registration string // empty: they hold no seat
}

// pools reads all pools.
func (s *Simulator) pools(ctx context.Context) ([]pool, error) {
	return read(ctx, s.world.DB, "read the pools", func(rows *sql.Rows) (pool, error) {
		var p pool
		var subject string
		err := rows.Scan(&p.id, &p.campus, &subject, &p.capacity, &p.held, &p.waiting, &p.candidates)
		p.subject, _ = s.world.Exam.Subject(subject)
		return p, err
	}, `SELECT p.id, p.campus_code, p.subject, p.capacity, p.held, p.waiting,
		(SELECT count(*) FROM entries e JOIN students s ON s.id = e.student_id
			WHERE e.pool_id = p.id AND e.state = 'waiting' AND s.simulated = 0)
		FROM pools p ORDER BY p.id`)
}

// crowd are the simulated students who belong to a pool, whatever they do now.
// With idle, only those who neither hold nor wait for anything of its level. For
// an oral pool they are those who have paid the written subject.
func (s *Simulator) crowd(ctx context.Context, p pool, idle bool) ([]actor, error) {
	query, subject := `SELECT s.id FROM students s JOIN qualifications q ON q.student_id = s.id
		WHERE s.simulated = 1 AND s.campus_code = $1 AND q.subject = $2`, p.subject.Code
	if p.subject.Kind == api.Oral {
		query, subject = `SELECT s.id FROM students s JOIN registrations w ON w.student_id = s.id AND w.state = 'paid'
			JOIN pools p ON p.id = w.pool_id WHERE s.simulated = 1 AND s.campus_code = $1 AND p.subject = $2`, p.subject.Requires
	}
	args := []any{p.campus, subject}
	if idle {
		query += ` AND NOT EXISTS (SELECT 1 FROM entries e WHERE e.student_id = s.id AND e.kind = $3 AND e.level = $4
			AND e.state IN ('waiting', 'offered'))
			AND NOT EXISTS (SELECT 1 FROM registrations r WHERE r.student_id = s.id AND r.kind = $3 AND r.level = $4
			AND r.state IN ('held', 'paid'))`
		args = append(args, string(p.subject.Kind), p.subject.Level)
	}
	return read(ctx, s.world.DB, "find the simulated others of a pool", func(rows *sql.Rows) (actor, error) {
		var a actor
		err := rows.Scan(&a.student)
		return a, err
	}, query+" ORDER BY s.document_number", args...)
}

// waiting are the simulated others in a pool's queue, first come first.
func (s *Simulator) waiting(ctx context.Context, p pool) ([]actor, error) {
	return read(ctx, s.world.DB, "find who waits", func(rows *sql.Rows) (actor, error) {
		var a actor
		err := rows.Scan(&a.student, &a.entry)
		return a, err
	}, `SELECT e.student_id, e.id FROM entries e JOIN students s ON s.id = e.student_id
		WHERE e.pool_id = $1 AND e.state = 'waiting' AND s.simulated = 1 ORDER BY e.sequence`, p.id)
}

// holders are the simulated others with an unpaid seat of a pool.
func (s *Simulator) holders(ctx context.Context, p pool) ([]actor, error) {
	return read(ctx, s.world.DB, "find who holds a seat", func(rows *sql.Rows) (actor, error) {
		var a actor
		err := rows.Scan(&a.student, &a.entry, &a.registration)
		return a, err
	}, `SELECT r.student_id, COALESCE(r.entry_id, ''), r.id FROM registrations r JOIN students s ON s.id = r.student_id
		WHERE r.pool_id = $1 AND r.state = 'held' AND r.pay_by > $2 AND s.simulated = 1 ORDER BY r.seat_no`,
		p.id, s.world.Now().UnixNano())
}

// read collects the rows of a query on one snapshot.
func read[T any](
	ctx context.Context, db *store.DB, doing string, scan func(*sql.Rows) (T, error), query string, args ...any,
) (all []T, err error) {
	err = db.Read(ctx, func(tx store.Tx) (err error) {
		rows, err := tx.QueryContext(ctx, query, args...)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, rows.Close()) }()
		for rows.Next() {
			one, err := scan(rows)
			if err != nil {
				return err
			}
			all = append(all, one)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", doing, err)
	}
	return all, nil
}
