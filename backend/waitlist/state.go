package waitlist

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"houbu/backend/batch"
	"houbu/backend/store"
)

const (
	mostStates = store.MostRows
	// stateTime bounds a look at the state of those who ask together.
	stateTime = 30 * time.Second
)

// digest sums up everything that a student's Info is made from, but for the clock
// and the session file: two looks with one digest would show the same.
type digest [sha256.Size]byte

// rosterVersion is the row of the table meta that changes with the pools.
const rosterVersion = "pools"

// digestRows are what a student's Info is made from. A pool's moved stands for the
// whole queue before an entry, and an entry's events for its history.
func digestRows(among string) string {
	return `SELECT e.student_id, e.id, e.state, e.events, CASE WHEN e.state = 'waiting' THEN p.moved ELSE 0 END
			FROM entries e JOIN pools p ON p.id = e.pool_id WHERE e.student_id IN ` + among + `
		UNION ALL SELECT student_id, id, state || ' ' || report_type, pay_by, COALESCE(paid_at, 0)
			FROM registrations WHERE student_id IN ` + among + `
		UNION ALL SELECT student_id, 'qualified', subject, 0, 0 FROM qualifications WHERE student_id IN ` + among + `
		UNION ALL SELECT id, 'school', school_code, 0, 0 FROM students WHERE id IN ` + among
}

// digests returns the digests of students at an instant by which everything due
// has been settled.
func (s *Service) digests(ctx context.Context, tx store.Tx, students []string, now time.Time) (map[string]digest, error) {
	var roster sql.NullString
	err := tx.QueryRowContext(ctx, "SELECT max(value) FROM meta WHERE name = $1", rosterVersion).Scan(&roster)
	if err != nil {
		return nil, fmt.Errorf("read the version of the pools: %w", err)
	}
	facts := make(map[string][]string, len(students))
	_, err = collect(ctx, tx, "sum up the state of students", func(rows *sql.Rows) (bool, error) {
		var student, id, state string
		var n, m int64
		err := rows.Scan(&student, &id, &state, &n, &m)
		facts[student] = append(facts[student], fmt.Sprint(id, " ", state, " ", n, " ", m))
		return true, err
	}, digestRows(store.In(1, len(students))), store.Args(students)...)
	if err != nil {
		return nil, err
	}
	all := make(map[string]digest, len(students))
	for _, student := range students {
		slices.Sort(facts[student])
		all[student] = sha256.Sum256([]byte(s.phase(now) + roster.String + "\n" + strings.Join(facts[student], "\n")))
	}
	return all, nil
}

// phase says which windows of the session have begun and ended.
func (s *Service) phase(now time.Time) string {
	phase := []byte{'-', '-', '-', '-'}
	for i, at := range []time.Time{s.exam.OpensAt, s.exam.ClosesAt, s.exam.LastAllocAt, s.exam.PaymentEndsAt} {
		if !now.Before(at) {
			phase[i] = '+'
		}
	}
	return string(phase)
}

// look answers those who ask together for the state of a student, as of now.
func (s *Service) look(ctx context.Context, students []string) []batch.Answer[digest] {
	answers := make([]batch.Answer[digest], len(students))
	now := s.now()
	var all map[string]digest
	err := s.settleFor(ctx, students, now)
	if err == nil {
		err = s.db.Look(func(tx store.Tx) (err error) {
			all, err = s.digests(ctx, tx, students, now)
			return err
		})
	}
	for i, student := range students {
		answers[i] = batch.Answer[digest]{Value: all[student], Err: err}
	}
	return answers
}
