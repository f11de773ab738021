package waitlist

import (
	"context"

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
	var found []int64
	freed = freed[:min(len(freed), chunk)]
	if len(freed) > 0 {
		args := append([]any{pool.id, pool.capacity}, store.Args(freed)...)
		handed, err := collect(ctx, c.tx, "check freed seats", scanInt,
			unheld+" AND s.no IN "+store.In(3, len(freed))+" ORDER BY s.no", args...)
		if err != nil {
			return nil, err
		}
		found = handed[:min(int64(len(handed)), want)]
	}
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
