package store_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"houbu/backend/store"
	"houbu/backend/store/storetest"
)

// newer leaves a mark of a migration that we do not know.
func newer(t *testing.T, db *store.DB) {
	t.Helper()
	err := db.Write(t.Context(), func(tx store.Tx) error {
		_, err := tx.ExecContext(t.Context(), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, $1)", true)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestANewerDatabaseIsLeftAlone opens databases that a newer version has changed.
func TestANewerDatabaseIsLeftAlone(t *testing.T) {
	t.Parallel()
	t.Run("SQLite", func(t *testing.T) {
		t.Parallel()
		dir := t.TempDir()
		path := filepath.Join(dir, "houbu.db")
		db, err := store.Open(t.Context(), "sqlite:"+path)
		if err != nil {
			t.Fatal(err)
		}
		newer(t, db)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		_, err = store.Open(t.Context(), "sqlite:"+path)
		var fe *store.FileError
		if !errors.Is(err, store.ErrNewer) || !errors.As(err, &fe) || fe.Path != path || !strings.Contains(err.Error(), "99999") {
			t.Errorf("Open = %v, want a FileError of ErrNewer with the versions", err)
		}
		after, err := os.ReadFile(path)
		if err != nil || !bytes.Equal(before, after) {
			t.Errorf("the file was changed (%v)", err)
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
			t.Errorf("beside the file lie %v, %v", left, err)
		}
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		t.Parallel()
		address := storetest.Postgres(t)
		db := storetest.Open(t, address)
		newer(t, db)
		before := written(t, db)
		_, err := store.Open(t.Context(), address)
		var se *store.ServerError
		if !errors.Is(err, store.ErrNewer) || !errors.As(err, &se) || !strings.Contains(err.Error(), "99999") {
			t.Errorf("Open = %v, want a ServerError of ErrNewer with the versions", err)
		}
		if after := written(t, db); after != before {
			t.Errorf("rows written went from %s to %s", before, after)
		}
	})
}

// written sums up what stands in the tables that opening could write to.
func written(t *testing.T, db *store.DB) (sum string) {
	t.Helper()
	err := db.Read(t.Context(), func(tx store.Tx) error {
		return tx.QueryRowContext(t.Context(), `SELECT (SELECT string_agg(version_id || ' ' || xmin, ',' ORDER BY id) FROM goose_db_version)
			|| ' ' || (SELECT count(*) || ' ' || max(xmin::text::bigint) FROM pg_class)`).Scan(&sum)
	})
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

// backTo3 has a database take itself for one of version 3. What came later may be
// applied again, but for two columns.
func backTo3(ctx context.Context, tx store.Tx) error {
	for _, statement := range []string{
		"ALTER TABLE pools DROP COLUMN served_at", "ALTER TABLE pools DROP COLUMN served_to",
		"DELETE FROM goose_db_version WHERE version_id >= 4",
	} {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// TestAnOlderDatabaseGetsTheIndex that the first migration lacked once.
func TestAnOlderDatabaseGetsTheIndex(t *testing.T) {
	t.Parallel()
	address := storetest.Address(t)
	db := storetest.Open(t, address)
	err := db.Write(t.Context(), func(tx store.Tx) error {
		if _, err := tx.ExecContext(t.Context(), "DROP INDEX pools_school"); err != nil {
			return err
		}
		return backTo3(t.Context(), tx)
	})
	if err != nil {
		t.Fatal(err)
	}
	storetest.Open(t, address)
	if err := db.Write(t.Context(), func(tx store.Tx) error {
		_, err := tx.ExecContext(t.Context(), "DROP INDEX pools_school")
		return err
	}); err != nil {
		t.Errorf("the index is not there: %v", err)
	}
}
