package storetest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"houbu/backend/store"
	"houbu/backend/store/cluster"
)

// verdict is a test that writes down what becomes of it.
type verdict struct {
	TB
	said string
}

func (v *verdict) Fatalf(format string, args ...any) {
	v.said = "failed: " + fmt.Sprintf(format, args...)
}
func (v *verdict) Skipf(format string, args ...any) {
	v.said = "skipped: " + fmt.Sprintf(format, args...)
}

// TestWithoutPostgres shows what becomes of a test: it says what to install, and
// fails only where PostgreSQL is a must.
func TestWithoutPostgres(t *testing.T) {
	for _, test := range []struct {
		required string
		err      error
		want     string
	}{
		{"", nil, ""},
		{"", cluster.ErrMissing, "skipped: "},
		{"1", cluster.ErrMissing, "failed: "},
		{"", errors.New("it does not start"), "failed: "},
		{"1", nil, ""},
	} {
		t.Setenv(requiredVar, test.required)
		v := &verdict{TB: t}
		demand(v, test.err)
		if !strings.HasPrefix(v.said, test.want) || (v.said == "") != (test.want == "") {
			t.Errorf("required %q, %v: %q, want %q", test.required, test.err, v.said, test.want)
		}
		if errors.Is(test.err, cluster.ErrMissing) && !strings.Contains(v.said, "apt-get install postgresql") {
			t.Errorf("%q does not say what to install", v.said)
		}
	}
}

// TestADatabaseIsFreshEachTime uses one database after another as tests do that
// leave things behind.
func TestADatabaseIsFreshEachTime(t *testing.T) {
	seeds := 0
	k := &stock{seed: func(ctx context.Context, db *store.DB) error {
		seeds++
		return insert(ctx, db, "seed")
	}}
	s := sharedServer(t)
	t.Cleanup(func() {
		for _, one := range k.idle {
			if err := errors.Join(one.db.Close(), s.drop(context.Background(), one.name)); err != nil {
				t.Error(err)
			}
		}
		if err := s.drop(context.Background(), k.base); err != nil {
			t.Error(err)
		}
	})
	for _, test := range []struct {
		name  string
		leave string // a statement
		same  bool   // the database is used again
	}{
		{"rows", "INSERT INTO meta (name, value) VALUES ('left', '')", true},
		{"the seed away", "DELETE FROM meta", true},
		{"an index away", "DROP INDEX pools_school", false},
		{"a trigger", "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'", false},
		{"a version", "INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, true)", false},
		{"a column", "ALTER TABLE meta ADD COLUMN more TEXT", false},
	} {
		one, err := k.ready(s)
		if err != nil {
			t.Fatal(err)
		}
		db, err := store.Open(t.Context(), s.address(one.name))
		if err != nil {
			t.Fatal(err)
		}
		if n := rows(t, db); n != 1 {
			t.Errorf("before %s: %d rows, want the seed alone", test.name, n)
		}
		if err := db.Write(t.Context(), func(tx store.Tx) error {
			_, err := tx.ExecContext(t.Context(), test.leave)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if err := k.giveBack(s, one); err != nil { // db is still open
			t.Fatal(err)
		}
		if used := len(k.idle) == 1; used != test.same {
			t.Errorf("%s: used again %v, want %v", test.name, used, test.same)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}
	if seeds < 3 {
		t.Errorf("seeded %d times", seeds)
	}
}

func insert(ctx context.Context, db *store.DB, name string) error {
	return db.Write(ctx, func(tx store.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO meta (name, value) VALUES ($1, '')", name)
		return err
	})
}

func rows(t *testing.T, db *store.DB) (n int) {
	t.Helper()
	if err := db.Read(t.Context(), func(tx store.Tx) error {
		return tx.QueryRowContext(t.Context(), "SELECT count(*) FROM meta").Scan(&n)
	}); err != nil {
		t.Fatal(err)
	}
	return n
}
