package waitlist

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"houbu/api"
	"houbu/backend/store"
)

// standing is what the rules look at for one student: 资格科目, the seats held
// or paid, and the entries that wait or are offered.
type standing struct {
	school    string // code; empty: not in the roster
	qualified []string
	seats     []holding
	entries   []entry
}

// due returns the seats whose pay window has ended.
func (st *standing) due(now time.Time) []holding {
	var late []holding
	for _, seat := range st.seats {
		if seat.due(now) {
			late = append(late, seat)
		}
	}
	return late
}

// standings loads the standings of students.
func standings(ctx context.Context, tx store.Tx, students []string) (map[string]*standing, error) {
	all := make(map[string]*standing, len(students))
	for _, id := range students {
		all[id] = &standing{}
	}
	for part := range slices.Chunk(students, chunk) {
		if err := addStandings(ctx, tx, part, all); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func addStandings(ctx context.Context, tx store.Tx, students []string, all map[string]*standing) error {
	among := store.In(1, len(students))
	_, err := collect(ctx, tx, "load 资格科目", func(rows *sql.Rows) (bool, error) {
		var id, school, subject string
		if err := rows.Scan(&id, &school, &subject); err != nil {
			return false, err
		}
		all[id].school = school
		if subject != "" {
			all[id].qualified = append(all[id].qualified, subject)
		}
		return true, nil
	}, `SELECT s.id, s.school_code, COALESCE(q.subject, '') FROM students s
		LEFT JOIN qualifications q ON q.student_id = s.id WHERE s.id IN `+among, store.Args(students)...)
	if err != nil {
		return err
	}
	seats, err := collect(ctx, tx, "load seats held", scanHolding,
		fromHoldings+"WHERE r.state IN ('held', 'paid') AND r.student_id IN "+among+" ORDER BY r.level, r.id", store.Args(students)...)
	if err != nil {
		return err
	}
	for _, seat := range seats {
		all[seat.student].seats = append(all[seat.student].seats, seat)
	}
	entries, err := collect(ctx, tx, "load live entries", scanEntry,
		liveEntriesOf+among+" ORDER BY e.joined_at, e.id", store.Args(students)...)
	if err != nil {
		return err
	}
	for _, e := range entries {
		all[e.student].entries = append(all[e.student].entries, e)
	}
	return nil
}

// standing loads one student's standing after expiring what is due of theirs.
func (c *change) standing(ctx context.Context, student string) (*standing, error) {
	all, err := c.standingsAsOfNow(ctx, []string{student})
	return all[student], err
}

// standingsAsOfNow loads students' standings after expiring what is due of theirs.
func (c *change) standingsAsOfNow(ctx context.Context, students []string) (map[string]*standing, error) {
	for {
		all, err := standings(ctx, c.tx, students)
		if err != nil {
			return nil, err
		}
		var late []holding
		for _, st := range all {
			late = append(late, st.due(c.now)...)
		}
		if len(late) == 0 {
			return all, nil
		}
		if err := c.expire(ctx, late); err != nil {
			return nil, fmt.Errorf("expire students' seats: %w", err)
		}
	}
}

// written returns the live written registration that an oral subject rests on,
// or nil.
func (st *standing) written(oral api.Subject, now time.Time) *holding {
	for i := range st.seats {
		if seat := &st.seats[i]; !seat.due(now) && restsOn(oral, seat) {
			return seat
		}
	}
	return nil
}

// restsOn tells whether a registration is the written one that an oral subject
// needs.
func restsOn(oral api.Subject, seat *holding) bool {
	if oral.Kind != api.Oral || seat.kind != api.Written {
		return false
	}
	if oral.Requires != "" {
		return seat.subject == oral.Requires
	}
	return seat.level == oral.Level
}
