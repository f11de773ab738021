package store_test

import (
	"context"
	"path/filepath"
	"testing"

	"houbu/backend/store"
)

// TestAStatementWithinItself reads rows with a text while rows of the same text
// are still being read: a statement that is kept prepared must not be shared.
func TestAStatementWithinItself(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	// On SQLite in any case: PostgreSQL's connections read one result at a time.
	db, err := store.Open(ctx, "sqlite:"+filepath.Join(t.TempDir(), "houbu.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	const query = "SELECT name, value FROM meta WHERE value >= $1 ORDER BY name"
	fill := func(tx store.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO meta (name, value) VALUES ('test a', '1'), ('test b', '2'), ('test c', '3')")
		return err
	}
	if err := db.Write(ctx, fill); err != nil {
		t.Fatal(err)
	}
	var seen []string
	err = db.Write(ctx, func(tx store.Tx) error { return nested(ctx, tx, query, &seen) })
	if err != nil || len(seen) != 3+3*3 {
		t.Errorf("read %q, %v: each of three rows and all three within each", seen, err)
	}
}

// nested reads all rows, and all rows again within each.
func nested(ctx context.Context, tx store.Tx, query string, seen *[]string) error {
	return each(ctx, tx, query, func(name string) error {
		*seen = append(*seen, name)
		return each(ctx, tx, query, func(name string) error {
			*seen = append(*seen, name)
			return nil
		})
	})
}

func each(ctx context.Context, tx store.Tx, query string, do func(name string) error) error {
	rows, err := tx.QueryContext(ctx, query, "1")
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var name, value string
		if err := rows.Scan(&name, &value); err != nil {
			return err
		}
		if err := do(name); err != nil {
			return err
		}
	}
	return rows.Err()
}

// TestAStatementOutlivesWhatStoppedIt runs a text again after it was cancelled,
// refused, and after the schema changed beneath it.
func TestAStatementOutlivesWhatStoppedIt(t *testing.T) {
	t.Parallel()
	db := open(t)
	insert := func(ctx context.Context, name string) error {
		return db.Write(ctx, func(tx store.Tx) error {
			_, err := tx.ExecContext(ctx, "INSERT INTO meta (name, value) VALUES ($1, $2)", name, "x")
			return err
		})
	}
	ended, end := context.WithCancel(t.Context())
	end()
	for i, step := range []struct {
		name string
		ctx  context.Context //nolint:containedctx // one of the steps has ended
		good bool
	}{
		{"first", t.Context(), true}, {"first", t.Context(), false}, {"second", ended, false}, {"second", t.Context(), true},
	} {
		if err := insert(step.ctx, "test "+step.name); (err == nil) != step.good {
			t.Errorf("step %d: %v", i, err)
		}
	}
	change := func(tx store.Tx) error {
		_, err := tx.ExecContext(t.Context(), "ALTER TABLE meta ADD COLUMN extra TEXT NOT NULL DEFAULT 'y'")
		return err
	}
	if err := db.Write(t.Context(), change); err != nil {
		t.Fatal(err)
	}
	if err := insert(t.Context(), "test third"); err != nil {
		t.Errorf("after the schema changed: %v", err)
	}
}
