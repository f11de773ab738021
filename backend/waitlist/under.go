package waitlist

import (
	"context"
	"slices"

	"houbu/api"
)

// dueUnder is the condition on a registration w by which it is a written one that
// has fallen due, and that a place or an unpaid seat in an oral pool rests on:
// the oral pool is as of now only when that seat has been released.
func dueUnder(pool, now string) string {
	return `w.kind = 'written' AND w.state = 'held' AND w.pay_by <= ` + now + ` AND (EXISTS (SELECT 1 FROM entries e
		WHERE e.student_id = w.student_id AND e.pool_id = ` + pool + ` AND e.` + isLive + ` AND e.` + inQueue + `)
		OR EXISTS (SELECT 1 FROM registrations o WHERE o.student_id = w.student_id AND o.pool_id = ` + pool + `
		AND o.kind = 'oral' AND o.state IN ('held', 'paid') AND o.state = 'held'))`
}

// withUnder adds to pools the written ones in which such a seat has fallen due.
func (c *change) withUnder(ctx context.Context, pools []string) ([]string, error) {
	all := slices.Clone(pools)
	for _, pool := range pools {
		if c.subjectOf(pool).Kind != api.Oral {
			continue
		}
		under, err := collect(ctx, c.tx, "find what an oral pool rests on", scanString,
			"SELECT w.pool_id FROM registrations w WHERE "+dueUnder("$1", "$2"), pool, c.now.UnixNano())
		if err != nil {
			return nil, err
		}
		all = append(all, under...)
	}
	return all, nil
}
