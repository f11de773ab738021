package store_test

import (
	"context"
	"testing"
	"time"

	"houbu/backend/store"
	"houbu/backend/store/storetest"
)

// TestAStartWithNothingToMigrateTakesNoLock opens a database whose lock for
// migrations somebody holds: behind a pooler, which lends a session for one
// transaction, a lock could stay with whoever has the session next.
func TestAStartWithNothingToMigrateTakesNoLock(t *testing.T) {
	t.Parallel()
	address := storetest.Postgres(t)
	db := storetest.Open(t, address)
	err := db.Write(t.Context(), func(tx store.Tx) error {
		if _, err := tx.ExecContext(t.Context(), "SELECT pg_advisory_xact_lock($1)", int64(0x686f756275)); err != nil {
			return err
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		other, err := store.Open(ctx, address)
		if err != nil {
			return err
		}
		return other.Close()
	})
	if err != nil {
		t.Error(err)
	}
}

// TestWithoutPreparedStatements works as older poolers want it, with values of each
// kind that is stored.
func TestWithoutPreparedStatements(t *testing.T) {
	t.Parallel()
	db := storetest.Open(t, with(t, storetest.Postgres(t), "default_query_exec_mode", "exec"))
	var wanted, left int64
	var text string
	err := db.Write(t.Context(), func(tx store.Tx) error {
		for range 2 { // a prepared one would be used the second time
			if _, err := tx.ExecContext(t.Context(), "DELETE FROM notifiers WHERE wanted_until < $1 OR name = $2", int64(1), "一 '$1'"); err != nil {
				return err
			}
			if _, err := tx.ExecContext(t.Context(), "INSERT INTO notifiers (name, wanted_until) VALUES ($1, $2)", "一 '$1'", int64(1)<<60); err != nil {
				return err
			}
		}
		if err := tx.QueryRowContext(t.Context(), "SELECT count(*) FROM pg_prepared_statements").Scan(&left); err != nil {
			return err
		}
		return tx.QueryRowContext(t.Context(), "SELECT name, wanted_until FROM notifiers").Scan(&text, &wanted)
	})
	if err != nil || text != "一 '$1'" || wanted != 1<<60 || left != 0 {
		t.Errorf("%q, %d, %d statements prepared, %v", text, wanted, left, err)
	}
}
