package store_test

import (
	"errors"
	"slices"
	"testing"

	"houbu/backend/store"
	"houbu/backend/store/storetest"
)

// TestAServerThatGoesAndComes ends PostgreSQL in the middle of a transaction, in
// each way in which it can end, and starts it again. What was committed is there,
// what was not is not, and the store works on without being opened again.
func TestAServerThatGoesAndComes(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(c *storetest.Cluster, t storetest.TB){
		"stopped": (*storetest.Cluster).Stop,
		"crashed": (*storetest.Cluster).Crash,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := storetest.Start(t)
			db := storetest.Open(t, server.Address(t))
			fillPool(t, db)
			if err := write(t, db, "before"); err != nil {
				t.Fatal(err)
			}
			err := db.Write(t.Context(), func(tx store.Tx) error {
				if err := putName(t, tx, "meanwhile"); err != nil {
					return err
				}
				end(server, t)
				return putName(t, tx, "too late")
			})
			wantServerError(t, "a transaction in the middle", err, store.ErrLost)
			wantServerError(t, "a transaction without a server", write(t, db, "down"), store.ErrUnreachable)
			server.Restart(t)
			for _, name := range []string{"after", "later"} {
				if err := write(t, db, name); err != nil {
					t.Errorf("after the restart: %v", err)
				}
			}
			wantNames(t, db, "after", "before", "later")
		})
	}
}

// TestAServerRestartedBehindOurBack leaves a pool of dead connections: the next
// transactions do not notice.
func TestAServerRestartedBehindOurBack(t *testing.T) {
	t.Parallel()
	server := storetest.Start(t)
	db := storetest.Open(t, server.Address(t))
	fillPool(t, db)
	server.Stop(t)
	server.Restart(t)
	if err := write(t, db, "after"); err != nil {
		t.Error(err)
	}
	wantNames(t, db, "after")
}

// fillPool leaves as many idle connections in the pool as it holds.
func fillPool(t *testing.T, db *store.DB) {
	t.Helper()
	var deeper func(n int) error
	deeper = func(n int) error {
		if n == 0 {
			return nil
		}
		return db.Read(t.Context(), func(store.Tx) error { return deeper(n - 1) })
	}
	if err := deeper(16); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, db *store.DB, name string) error {
	t.Helper()
	return db.Write(t.Context(), func(tx store.Tx) error { return putName(t, tx, name) })
}

func putName(t *testing.T, tx store.Tx, name string) error {
	t.Helper()
	_, err := tx.ExecContext(t.Context(), "INSERT INTO meta (name, value) VALUES ($1, '')", name)
	return err
}

func wantServerError(t *testing.T, what string, err, want error) {
	t.Helper()
	var se *store.ServerError
	if !errors.Is(err, want) || !errors.As(err, &se) {
		t.Errorf("%s: %v, want a ServerError of %v", what, err, want)
	}
}

// wantNames compares the names in the table meta.
func wantNames(t *testing.T, db *store.DB, want ...string) {
	t.Helper()
	var got []string
	err := db.Read(t.Context(), func(tx store.Tx) error {
		rows, err := tx.QueryContext(t.Context(), "SELECT name FROM meta ORDER BY name")
		if err != nil {
			return err
		}
		defer func() { _ = rows.Close() }()
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				return err
			}
			got = append(got, name)
		}
		return rows.Err()
	})
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("stored are %q, %v; want %q", got, err, want)
	}
}
