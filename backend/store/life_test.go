package store_test

import (
	"context"
	"errors"
	"runtime"
	"testing"

	"houbu/backend/store"
	"houbu/backend/store/storetest"
)

// TestACommitOutlivesItsCaller has the caller of a write leave while PostgreSQL
// commits, held up by a trigger that waits for a lock: what is then in the database
// must not be reported as cancelled.
func TestACommitOutlivesItsCaller(t *testing.T) {
	t.Parallel()
	db := storetest.Open(t, storetest.Postgres(t))
	err := db.Write(t.Context(), func(tx store.Tx) error {
		_, err := tx.ExecContext(t.Context(), `CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS
			$$ BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NULL; END $$`)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(t.Context(), `CREATE CONSTRAINT TRIGGER lingers AFTER INSERT ON meta
			DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION linger()`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	held, release := make(chan struct{}), make(chan struct{})
	holder := make(chan error, 1)
	go func() {
		holder <- db.Write(t.Context(), func(tx store.Tx) error {
			_, err := tx.ExecContext(t.Context(), "SELECT pg_advisory_xact_lock(4711)")
			close(held)
			<-release
			return err
		})
	}()
	<-held
	ctx, leave := context.WithCancel(t.Context())
	written := make(chan error, 1)
	go func() { written <- db.Write(ctx, func(tx store.Tx) error { return putName(t, tx, "a") }) }()
	for waiting(t, db) == 0 {
		runtime.Gosched()
	}
	leave()
	select {
	case err := <-written:
		t.Errorf("the write ended before its commit: %v", err)
	default:
	}
	close(release)
	if err := errors.Join(<-holder, <-written); err != nil {
		t.Error(err)
	}
	wantNames(t, db, "a")
}

// waiting is how many wait for the lock of the trigger.
func waiting(t *testing.T, db *store.DB) (n int) {
	t.Helper()
	err := db.Look(func(tx store.Tx) error {
		return tx.QueryRowContext(t.Context(), `SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
			WHERE d.datname = current_database() AND l.locktype = 'advisory' AND NOT l.granted`).Scan(&n)
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
