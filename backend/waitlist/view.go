package waitlist

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"houbu/api"
	"houbu/backend/store"
)

// settleFor applies what has fallen due in the pools of students, so that what
// is read next is decided as of now, worker or none (promise 7).
func (s *Service) settleFor(ctx context.Context, students []string, now time.Time) error {
	var pools []string
	among := store.In(2, len(students))
	err := s.db.Look(func(tx store.Tx) (err error) {
		pools, err = s.duePools(ctx, tx, now, `p.id IN (SELECT pool_id FROM entries WHERE student_id IN `+among+`
			AND `+isLive+`
			UNION ALL SELECT pool_id FROM registrations WHERE student_id IN `+among+` AND state IN ('held', 'paid')
			UNION ALL SELECT w.pool_id FROM entries me JOIN registrations w ON `+dueUnder("me.pool_id", "$1")+`
			WHERE me.student_id IN `+among+` AND me.kind = 'oral' AND me.`+isLive+` AND me.`+inQueue+`)`, store.Args(students))
		return err
	})
	if err != nil {
		return err
	}
	_, err = s.settlePools(ctx, pools)
	return err
}

// read runs fn on one snapshot after settling what concerns a student. fn goes by the
// windows that are in force.
func (s *Service) read(ctx context.Context, student string, fn func(s *Service, tx store.Tx, now time.Time) error) error {
	now := s.now()
	if err := s.settleFor(ctx, []string{student}, now); err != nil {
		return err
	}
	return s.db.Read(ctx, func(tx store.Tx) error {
		current, err := s.current(ctx, tx)
		if err != nil {
			return err
		}
		return fn(current, tx, now)
	})
}

// Pools lists the pools of a kind that a student can choose from: those of the
// student's school, each with what forbids it now.
func (s *Service) Pools(ctx context.Context, studentID string, kind api.Kind) (api.Pools, error) {
	out := api.Pools{Kind: kind, Pools: []api.Pool{}}
	now := s.now()
	if err := s.settleSchool(ctx, studentID, now); err != nil {
		return out, fmt.Errorf("settle the pools: %w", err)
	}
	err := s.db.Read(ctx, func(tx store.Tx) error {
		s, err := s.current(ctx, tx)
		if err != nil {
			return err
		}
		all, err := standings(ctx, tx, []string{studentID})
		if err != nil {
			return err
		}
		st := all[studentID]
		where, args := st.choosable()
		rows, err := collect(ctx, tx, "list the pools", scanPool, `SELECT campus_code, campus, school_code, school, subject,
			capacity, held, waiting FROM pools WHERE `+where+` ORDER BY campus_code, subject`, args...)
		if err != nil {
			return err
		}
		for _, pool := range rows {
			subject, known := s.exam.Subject(pool.Subject)
			if !known || subject.Kind != kind {
				continue
			}
			pool.Blocked = s.mayJoin(st, subject, now)
			out.Pools = append(out.Pools, pool)
		}
		return nil
	})
	return out, err
}

func (s *Service) settleSchool(ctx context.Context, student string, now time.Time) error {
	var pools []string
	err := s.db.Read(ctx, func(tx store.Tx) (err error) {
		pools, err = s.duePools(ctx, tx, now, `EXISTS (SELECT 1 FROM students s WHERE s.id = $2
			AND (s.school_code IN (p.school_code, '') OR p.school_code = ''))`, []any{student})
		return err
	})
	if err != nil {
		return err
	}
	_, err = s.settlePools(ctx, pools)
	return err
}

func scanPool(rows *sql.Rows) (api.Pool, error) {
	var p api.Pool
	var capacity, held int64
	err := rows.Scan(&p.CampusCode, &p.Campus, &p.SchoolCode, &p.School, &p.Subject, &capacity, &held, &p.Waiting)
	p.Free = held < capacity && p.Waiting == 0
	return p, err
}

// Finished lists a student's entries that ended or led to a seat, and the seats of
// the roster that were released, newest first, each with its whole history.
func (s *Service) Finished(ctx context.Context, studentID string) (api.Finished, error) {
	out := api.Finished{Entries: []api.Entry{}}
	err := s.read(ctx, studentID, func(s *Service, tx store.Tx, _ time.Time) error {
		entries, err := collect(ctx, tx, "list the finished entries", scanEntry,
			liveEntriesOf+"($1) AND NOT e."+inQueue+" UNION ALL "+pastEntriesOf, studentID)
		if err != nil {
			return err
		}
		slices.SortFunc(entries, func(a, b entry) int {
			return cmp.Or(cmp.Compare(b.changedAt, a.changedAt), cmp.Compare(b.id, a.id))
		})
		for i := range entries {
			e, err := s.entryView(ctx, tx, &entries[i])
			if err != nil {
				return err
			}
			out.Entries = append(out.Entries, e)
		}
		lapsed, err := s.lapsed(ctx, tx, studentID)
		out.Entries = append(out.Entries, lapsed...)
		slices.SortStableFunc(out.Entries, func(a, b api.Entry) int { return b.ChangedAt.Compare(a.ChangedAt) })
		return err
	})
	if err != nil {
		return out, fmt.Errorf("read the finished entries: %w", err)
	}
	return out, nil
}

// pooled returns the subjects that there are pools of for a student; none while
// nobody can join.
func (s *Service) pooled(ctx context.Context, tx store.Tx, st *standing, now time.Time) ([]string, error) {
	if !s.open(now) {
		return nil, nil
	}
	where, args := st.choosable()
	return collect(ctx, tx, "list the subjects with pools", scanString, "SELECT DISTINCT subject FROM pools WHERE "+where, args...)
}

// canJoinMore tells whether any written subject can be waitlisted.
func (s *Service) canJoinMore(st *standing, pooled []string, now time.Time) bool {
	return slices.ContainsFunc(s.exam.Subjects, func(subject api.Subject) bool {
		return subject.Kind == api.Written && s.offersJoin(st, pooled, subject, now)
	})
}
