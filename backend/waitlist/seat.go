package waitlist

import (
	"context"
	"slices"

	"houbu/backend/store"
)

// unheld keeps the seats that nobody holds, within the capacity: after it was
// lowered, seats beyond it drain and are not given out again.
const unheld = `SELECT s.no FROM seats s WHERE s.pool_id = $1 AND s.no <= $2 AND NOT EXISTS (
	SELECT 1 FROM registrations r WHERE r.pool_id = s.pool_id AND r.seat_no = s.no AND r.state IN ('held', 'paid'))`

// freeSeats finds up to want free seats of a locked pool. Seats just released
// come first. Otherwise the search starts behind as many seats as are held:
// seats are given out from the lowest number, so that is where the free ones
// begin unless some in between were given back.
func (c *change) freeSeats(ctx context.Context, pool *poolRow, want int64, freed []int64) ([]int64, error) {
	found, err := c.stillFree(ctx, pool, freed[:min(len(freed), chunk)])
	if err != nil {
		return nil, err
	}
	found = found[:min(int64(len(found)), want)]
	for _, side := range []string{" AND s.no > $3", " AND s.no <= $3"} {
		if len(found) > 0 {
			break // a partial answer is served first, then the search goes on
		}
		more, err := collect(ctx, c.tx, "find free seats", scanInt,
			unheld+side+" ORDER BY s.no LIMIT $4", pool.id, pool.capacity, pool.held, want)
		if err != nil {
			return nil, err
		}
		found = more
	}
	return found, nil
}

// stillFree returns those of the seats just released in a locked pool that may be
// given out again. It looks for holders, seat by seat: as a rule there is none, and
// PostgreSQL does not read what else is held in the pool.
func (c *change) stillFree(ctx context.Context, pool *poolRow, freed []int64) (free []int64, err error) {
	if len(freed) == 0 {
		return nil, nil
	}
	held, err := collect(ctx, c.tx, "check freed seats", scanInt, "SELECT seat_no FROM registrations WHERE pool_id = $1 AND state IN ('held', 'paid') AND seat_no IN "+
		store.In(2, len(freed)), append([]any{pool.id}, store.Args(freed)...)...)
	if err != nil {
		return nil, err
	}
	free = slices.DeleteFunc(slices.Sorted(slices.Values(freed)), func(no int64) bool {
		return no > pool.capacity || slices.Contains(held, no)
	})
	return slices.Compact(free), nil
}
