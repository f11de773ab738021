package store_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"houbu/backend/store"
	"houbu/backend/store/storetest"
)

// TestADeadlockIsTriedAgain has two transactions take two rows in opposite order:
// PostgreSQL ends one of them, which then succeeds in a transaction of its own.
func TestADeadlockIsTriedAgain(t *testing.T) {
	t.Parallel()
	db := storetest.Open(t, storetest.Postgres(t))
	for _, name := range []string{"a", "b"} {
		if err := write(t, db, name); err != nil {
			t.Fatal(err)
		}
	}
	var tries atomic.Int32
	holds := map[string]chan struct{}{"a": make(chan struct{}), "b": make(chan struct{})}
	cross := func(first, second string) error {
		again := false
		return db.Write(t.Context(), func(tx store.Tx) error {
			tries.Add(1)
			if err := touch(t.Context(), tx, first); err != nil {
				return err
			}
			if !again {
				close(holds[first])
				<-holds[second] // both have their first row
			}
			again = true
			return touch(t.Context(), tx, second)
		})
	}
	done := make(chan error, 2)
	go func() { done <- cross("a", "b") }()
	go func() { done <- cross("b", "a") }()
	for range 2 {
		if err := <-done; err != nil {
			t.Errorf("Write = %v", err)
		}
	}
	// More than three where the one that was ended is back before the other has woken.
	if n := tries.Load(); n < 3 {
		t.Errorf("%d tries, want 3 at least: there was no deadlock to end", n)
	}
	err := db.Read(t.Context(), func(tx store.Tx) error {
		var n int
		err := tx.QueryRowContext(t.Context(), "SELECT count(*) FROM meta WHERE value = '..'").Scan(&n)
		if n != 2 {
			t.Errorf("%d rows were written by both", n)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// touch adds a dot to a row.
func touch(ctx context.Context, tx store.Tx, name string) error {
	_, err := tx.ExecContext(ctx, "UPDATE meta SET value = value || '.' WHERE name = $1", name)
	return err
}

// fail has the database answer a statement with a code.
func fail(ctx context.Context, tx store.Tx, code string) error {
	_, err := tx.ExecContext(ctx, "DO $$ BEGIN RAISE EXCEPTION 'made up' USING ERRCODE = '"+code+"'; END $$")
	return err
}

// TestWhatIsTriedAgain counts the tries by what the database answers.
func TestWhatIsTriedAgain(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		code string
		want int
	}{
		"a deadlock":              {"40P01", 10},
		"a serialization failure": {"40001", 10},
		"a unique violation":      {"23505", 1},
		"a statement cancelled":   {"57014", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := storetest.Open(t, storetest.Postgres(t))
			tries := 0
			err := db.Write(t.Context(), func(tx store.Tx) error {
				tries++
				if err := putName(t, tx, "a"); err != nil { // it would be there twice, were a try not undone
					return err
				}
				return fail(t.Context(), tx, test.code)
			})
			if err == nil || tries != test.want {
				t.Errorf("%d tries, %v; want %d and the error", tries, err, test.want)
			}
			wantNames(t, db)
		})
	}
}

// TestNobodyWaitsForATry ends the context while a write is tried again and again.
func TestNobodyWaitsForATry(t *testing.T) {
	t.Parallel()
	db := storetest.Open(t, storetest.Postgres(t))
	ctx, cancel := context.WithCancel(t.Context())
	tries := 0
	err := db.Write(ctx, func(tx store.Tx) error {
		if tries++; tries == 2 {
			defer cancel()
		}
		return fail(ctx, tx, "40001")
	})
	if err == nil || tries != 2 {
		t.Errorf("%d tries, %v", tries, err)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}
