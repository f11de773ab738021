package store

import (
	"context"
	"database/sql"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

const (
	tries      = 10
	firstPause = 2 * time.Millisecond
	longPause  = 250 * time.Millisecond
)

// collided tells whether PostgreSQL rolled a transaction back because of another
// one, so that it may be run again: deadlock_detected, serialization_failure.
func collided(err error) bool {
	var answer *pgconn.PgError
	return errors.As(err, &answer) && (answer.Code == "40P01" || answer.Code == "40001")
}

// pause waits before the next try, a random time so that those who collided do
// not meet again. It tells whether the context is still wanted.
func pause(ctx context.Context, tried int) bool {
	most := min(firstPause<<tried, longPause)
	timer := time.NewTimer(rand.N(most) + 1)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// begin begins a transaction. A connection that died in the pool is found out
// here, where nothing has been done yet, so that the next one is tried: after a
// restart of the server all that stood idle are dead.
func (db *DB) begin(ctx context.Context, on *sql.DB, opts *sql.TxOptions) (*sql.Tx, error) {
	for dead := 0; ; dead++ {
		tx, err := on.BeginTx(ctx, opts)
		if err == nil || ended(ctx) != nil || !lost(err) || dead > on.Stats().MaxOpenConnections {
			return tx, err
		}
	}
}
