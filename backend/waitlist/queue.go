package waitlist

import (
	"context"
	"database/sql"
	"fmt"

	"houbu/backend/store"
)

// The queue of a pool is its waiting entries in the order of their numbers
// (promise 3). The allocator and the position shown both use these two
// fragments, so they cannot disagree (promise 4).
const (
	inQueue    = "state = 'waiting'"
	queueOrder = "sequence"
)

// The conditions of the indexes by which a student's entries are found. A query
// names them as they stand there: SQLite does not conclude one from another.
const (
	isLive = "state IN ('waiting', 'offered')"
	isPast = "state IN ('paid', 'cancelled', 'expired', 'closed')"
)

// queuesOf finds the pools in which some students wait; their list follows.
const queuesOf = "SELECT DISTINCT pool_id FROM entries WHERE " + isLive + " AND " + inQueue + " AND student_id IN "

// head is an entry at the front of a queue.
type head struct {
	entry    string
	student  string
	sequence int64
}

// heads returns the first entries of a pool's queue behind a number.
func heads(ctx context.Context, tx store.Tx, pool string, behind, limit int64) ([]head, error) {
	return collect(ctx, tx, "read the queue", func(rows *sql.Rows) (head, error) {
		var h head
		err := rows.Scan(&h.entry, &h.student, &h.sequence)
		return h, err
	}, "SELECT id, student_id, "+queueOrder+" FROM entries WHERE pool_id = $1 AND "+inQueue+
		" AND "+queueOrder+" > $2 ORDER BY "+queueOrder+" LIMIT $3", pool, behind, limit)
}

// ahead counts the people before a number in a pool's queue.
func ahead(ctx context.Context, tx store.Tx, pool string, sequence int64) (int, error) {
	var n int
	err := tx.QueryRowContext(ctx, "SELECT count(*) FROM entries WHERE pool_id = $1 AND "+inQueue+
		" AND "+queueOrder+" < $2", pool, sequence).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("count the people ahead: %w", err)
	}
	return n, nil
}
