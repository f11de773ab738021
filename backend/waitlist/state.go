package waitlist

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"slices"
	"strconv"
	"strings"
	"time"

	"houbu/backend/batch"
	"houbu/backend/exam"
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
// whole queue before an entry, and an entry's events for its history and for the end
// of its seat.
func digestRows(among string) string {
	return `SELECT e.student_id, e.id, e.state, e.events, CASE WHEN e.state = 'waiting' THEN p.moved ELSE 0 END
			FROM entries e JOIN pools p ON p.id = e.pool_id WHERE e.` + isLive + ` AND e.student_id IN ` + among + `
		UNION ALL SELECT student_id, id, state, events, 0 FROM entries WHERE ` + isPast + ` AND student_id IN ` + among + `
		UNION ALL SELECT student_id, id, state || ' ' || report_type, pay_by, COALESCE(paid_at, 0)
			FROM registrations WHERE state IN ('held', 'paid') AND student_id IN ` + among + `
		UNION ALL SELECT student_id, id, 'released', 0, 0 FROM registrations WHERE ` + ofRosterReleased + ` AND student_id IN ` + among + `
		UNION ALL SELECT student_id, 'qualified', subject, 0, 0 FROM qualifications WHERE student_id IN ` + among + `
		UNION ALL SELECT id, 'school', school_code, 0, 0 FROM students WHERE id IN ` + among + `
		UNION ALL SELECT student_id, 'staff', '', max(no), 0 FROM audit WHERE student_id <> '' AND student_id IN ` + among + ` GROUP BY student_id
		UNION ALL SELECT '', 'pools', value, 0, 0 FROM meta WHERE name = '` + rosterVersion + `'
		UNION ALL SELECT '', 'window', '', COALESCE(opens_at, 0), COALESCE(closes_at, 0) FROM windows WHERE name = '` + registration + `'
		UNION ALL SELECT '', 'due', '', COALESCE(min(pay_by), 0), 0 FROM registrations WHERE state = 'held'`
}

// digests are of some students, as of one snapshot.
type digests struct {
	of   map[string]digest
	next int64 // the earliest pay deadline of all that are not settled; 0: none
}

// digests returns the digests of students. They are as of now when everything due
// has been settled.
func (s *Service) digests(ctx context.Context, tx store.Tx, students []string, now time.Time) (digests, error) {
	all := digests{of: make(map[string]digest, len(students))}
	roster, window := "", override{}
	facts := make(map[string][]string, len(students))
	_, err := collect(ctx, tx, "sum up the state of students", func(rows *sql.Rows) (bool, error) {
		var student, id, state string
		var n, m int64
		err := rows.Scan(&student, &id, &state, &n, &m)
		switch {
		case student != "":
			facts[student] = append(facts[student], id+" "+state+" "+strconv.FormatInt(n, 10)+" "+strconv.FormatInt(m, 10))
		case id == "due":
			all.next = n
		case id == "window":
			window = override{opens: n, closes: m}
		default:
			roster = state
		}
		return true, err
	}, digestRows(store.In(1, len(students))), store.Args(students)...)
	if err != nil {
		return all, err
	}
	phase := phaseOf(window.in(s.exam), now)
	for _, student := range students {
		slices.Sort(facts[student])
		all.of[student] = sha256.Sum256([]byte(phase + roster + "\n" + strings.Join(facts[student], "\n")))
	}
	return all, nil
}

// phaseOf says which windows of a session have begun and ended.
func phaseOf(session *exam.Exam, now time.Time) string {
	phase := []byte{'-', '-', '-', '-', '-'}
	for i, at := range []time.Time{session.OpensAt, session.ClosesAt, session.LastAllocAt, session.PaymentEndsAt} {
		if !now.Before(at) {
			phase[i] = '+'
		}
	}
	if session.MayAllocate(now) {
		phase[4] = '+'
	}
	return string(phase)
}

// look answers those who ask together for the state of a student, as of now.
func (s *Service) look(ctx context.Context, students []string) []batch.Answer[digest] {
	all, err := s.digestsAsOfNow(ctx, students)
	answers := make([]batch.Answer[digest], len(students))
	for i, student := range students {
		answers[i] = batch.Answer[digest]{Value: all.of[student], Err: err}
	}
	return answers
}

// digestsAsOfNow returns the digests of students after settling what concerns
// them. As a rule nothing is due, and one look shows that, too.
func (s *Service) digestsAsOfNow(ctx context.Context, students []string) (all digests, err error) {
	now := s.now()
	read := func(tx store.Tx) (err error) {
		all, err = s.digests(ctx, tx, students, now)
		return err
	}
	if err := s.db.Look(read); err != nil {
		return all, err
	}
	if now.Before(s.exam.LastAllocAt) && (all.next == 0 || all.next > now.UnixNano()) {
		return all, nil
	}
	if err := s.settleFor(ctx, students, now); err != nil {
		return all, err
	}
	return all, s.db.Look(read)
}
