package store_test

import (
	"context"
	"errors"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"houbu/backend/store"
	"houbu/backend/store/storetest"
)

func open(t *testing.T) *store.DB {
	t.Helper()
	return storetest.Open(t, storetest.Address(t))
}

func put(ctx context.Context, tx store.Tx) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO meta (name, value) VALUES ('a', '')")
	return err
}

func names(t *testing.T, tx store.Tx) (n int) {
	t.Helper()
	if err := tx.QueryRowContext(t.Context(), "SELECT count(*) FROM meta").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestReadWritesNothing(t *testing.T) {
	t.Parallel()
	db := open(t)
	err := db.Read(t.Context(), func(tx store.Tx) error { return put(t.Context(), tx) })
	if err == nil {
		t.Error("a reading transaction wrote")
	}
	if err := db.Read(t.Context(), func(tx store.Tx) error {
		if n := names(t, tx); n != 0 {
			t.Errorf("%d rows", n)
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
}

// TestReadSeesOneSnapshot commits in the middle of a read, which does not see it.
func TestReadSeesOneSnapshot(t *testing.T) {
	t.Parallel()
	db := open(t)
	err := db.Read(t.Context(), func(tx store.Tx) error {
		before := names(t, tx)
		if err := db.Write(t.Context(), func(other store.Tx) error { return put(t.Context(), other) }); err != nil {
			return err
		}
		if after := names(t, tx); after != before {
			t.Errorf("%d rows in the beginning, %d at the end", before, after)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// TestWritersTakeTurns starts writers that read, then write what they read: none
// fails, and none loses what another did. On SQLite they stand in line; on
// PostgreSQL they work at once, and a row that each writes first lines them up.
func TestWritersTakeTurns(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ address, first string }{
		"without a word":   {"sqlite:" + filepath.Join(t.TempDir(), "houbu.db"), "SELECT 1"},
		"by a row of both": {storetest.Address(t), "UPDATE meta SET value = value WHERE name = 'n'"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			takeTurns(t, storetest.Open(t, test.address), test.first)
		})
	}
}

func takeTurns(t *testing.T, db *store.DB, first string) {
	t.Helper()
	if err := db.Write(t.Context(), func(tx store.Tx) error {
		_, err := tx.ExecContext(t.Context(), "INSERT INTO meta (name, value) VALUES ('n', '0')")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	const writers = 8
	done := make(chan error, writers)
	for range writers {
		go func() {
			done <- db.Write(t.Context(), func(tx store.Tx) error {
				if _, err := tx.ExecContext(t.Context(), first); err != nil {
					return err
				}
				var n int
				if err := tx.QueryRowContext(t.Context(), "SELECT value FROM meta WHERE name = 'n'").Scan(&n); err != nil {
					return err
				}
				_, err := tx.ExecContext(t.Context(), "UPDATE meta SET value = $1 WHERE name = 'n'", strconv.Itoa(n+1))
				return err
			})
		}()
	}
	for range writers {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	var n int
	if err := db.Read(t.Context(), func(tx store.Tx) error {
		return tx.QueryRowContext(t.Context(), "SELECT value FROM meta WHERE name = 'n'").Scan(&n)
	}); err != nil || n != writers {
		t.Errorf("counted %d, %v; want %d", n, err, writers)
	}
}

// TestAWriterThatWaitsCanLeave has a context end while another writer works.
func TestAWriterThatWaitsCanLeave(t *testing.T) {
	t.Parallel()
	db := open(t)
	err := db.Write(t.Context(), func(store.Tx) error {
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		return db.Write(ctx, func(store.Tx) error { return errors.New("two writers at once") })
	})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Write = %v, want the context's end", err)
	}
	if err := db.Write(t.Context(), func(tx store.Tx) error { return put(t.Context(), tx) }); err != nil {
		t.Errorf("the next writer: %v", err)
	}
}

// TestACancelledWriteIsRolledBack ends the context inside of the transaction.
func TestACancelledWriteIsRolledBack(t *testing.T) {
	t.Parallel()
	db := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	err := db.Write(ctx, func(tx store.Tx) error {
		defer cancel()
		return put(ctx, tx)
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Write = %v, want the context's end", err)
	}
	if err := db.Read(t.Context(), func(tx store.Tx) error {
		if n := names(t, tx); n != 0 {
			t.Errorf("%d rows after a cancelled write", n)
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
}

func TestForeignKeysHold(t *testing.T) {
	t.Parallel()
	db := open(t)
	err := db.Write(t.Context(), func(tx store.Tx) error {
		_, err := tx.ExecContext(t.Context(), "INSERT INTO seats (pool_id, no) VALUES ('no such pool', 1)")
		return err
	})
	if err == nil || store.IsUnique(err) {
		t.Errorf("a seat of no pool: %v", err)
	}
}

func TestTimeIsUTC(t *testing.T) {
	t.Parallel()
	want := time.Date(2026, 9, 1, 1, 2, 3, 456789, time.UTC)
	if got := store.Time(want.UnixNano()); got != want {
		t.Errorf("Time = %v, want %v", got, want)
	}
}
