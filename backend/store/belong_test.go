package store_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"houbu/backend/store"
	"houbu/backend/store/storetest"
)

// TestADatabaseIsOfOneSession opens one database for one session after another: the
// first that names itself keeps it.
func TestADatabaseIsOfOneSession(t *testing.T) {
	t.Parallel()
	address := storetest.Address(t) // as an earlier version left it: of no session
	for _, step := range []struct {
		asked string // empty: any
		of    string // that refuses
	}{
		{"", ""}, {"cet-a", ""}, {"cet-a", ""}, {"cet-b", "cet-a"}, {"", ""}, {"cet-A", "cet-a"}, {"cet-a", ""},
	} {
		db, err := store.Open(t.Context(), address, store.Of(step.asked))
		if err == nil {
			err = errors.Join(db.Belong(t.Context(), step.asked), db.Close())
		}
		wantSession(t, address, err, step.of, step.asked)
	}
	db := storetest.Open(t, address)
	wantSession(t, address, db.Belong(t.Context(), "cet-b"), "cet-a", "cet-b")
}

// wantSession wants the error of a database that is another session's; of is empty
// for none.
func wantSession(t *testing.T, address string, err error, of, asked string) {
	t.Helper()
	if of == "" {
		if err != nil {
			t.Errorf("for %q: %v", asked, err)
		}
		return
	}
	var other *store.SessionError
	if !errors.As(err, &other) || !errors.Is(err, store.ErrSession) || *other != (store.SessionError{Of: of, Asked: asked}) {
		t.Fatalf("for %q: %v, want a SessionError of %q", asked, err, of)
	}
	var file *store.FileError
	var server *store.ServerError
	switch {
	case errors.As(err, &file):
		if "sqlite:"+file.Path != address {
			t.Errorf("the error names %s", file.Path)
		}
	case !errors.As(err, &server) || server.Server == "":
		t.Errorf("%v names no server", err)
	}
}

// TestAnotherSessionsDatabaseIsNotUpgraded opens one whose schema lacks migrations: the
// older program, which it is in use by, can still use it after the refusal.
func TestAnotherSessionsDatabaseIsNotUpgraded(t *testing.T) {
	t.Parallel()
	address := storetest.Address(t)
	db, err := store.Open(t.Context(), address, store.Of("cet-a"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	newest := version(t, db)
	if err := db.Write(t.Context(), func(tx store.Tx) error {
		return backTo3(t.Context(), tx)
	}); err != nil {
		t.Fatal(err)
	}
	_, err = store.Open(t.Context(), address, store.Of("cet-b"))
	wantSession(t, address, err, "cet-a", "cet-b")
	if now := version(t, db); now != 3 {
		t.Errorf("the schema is %d after the refusal, want 3", now)
	}
	same, err := store.Open(t.Context(), address, store.Of("cet-a"))
	if err != nil {
		t.Fatal(err)
	}
	if now := version(t, same); now != newest {
		t.Errorf("the schema is %d, want %d: the refusal alone says nothing", now, newest)
	}
	if err := same.Close(); err != nil {
		t.Error(err)
	}
}

// version is the version of the schema.
func version(t *testing.T, db *store.DB) (n int) {
	t.Helper()
	if err := db.Look(func(tx store.Tx) error {
		return tx.QueryRowContext(t.Context(), "SELECT max(version_id) FROM goose_db_version WHERE is_applied").Scan(&n)
	}); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestProcessesOfTwoSessionsRace for one database: one of them gets it.
func TestProcessesOfTwoSessionsRace(t *testing.T) {
	t.Parallel()
	address := storetest.Address(t)
	var all sync.WaitGroup
	failed := make(chan error, 6)
	for i := range cap(failed) {
		db := storetest.Open(t, address)
		all.Go(func() { failed <- db.Belong(context.WithoutCancel(t.Context()), []string{"cet-a", "cet-b"}[i%2]) })
	}
	all.Wait()
	refused := 0
	for range cap(failed) {
		if err := <-failed; errors.Is(err, store.ErrSession) {
			refused++
		} else if err != nil {
			t.Error(err)
		}
	}
	if refused != cap(failed)/2 {
		t.Errorf("%d of %d were refused, want those of one session", refused, cap(failed))
	}
}
