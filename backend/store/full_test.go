package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"houbu/backend/store"
	"houbu/backend/store/storetest"
)

// TestAFullDisk has a file that may not grow any more, in the middle of a
// transaction: the error names the file, what was committed stays, and it goes on
// when there is room.
func TestAFullDisk(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "houbu.db")
	db := storetest.Open(t, "sqlite:"+path)
	if err := write(t, db, "before"); err != nil {
		t.Fatal(err)
	}
	room := func(pages string) {
		t.Helper()
		if err := db.Write(t.Context(), func(tx store.Tx) error {
			_, err := tx.ExecContext(t.Context(), "PRAGMA max_page_count = "+pages)
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	room("1") // SQLite takes the file's size for it
	for range 2 {
		err := db.Write(t.Context(), func(tx store.Tx) error {
			if err := putName(t, tx, "meanwhile"); err != nil {
				return err
			}
			return large(t.Context(), tx)
		})
		var fe *store.FileError
		if !errors.Is(err, store.ErrFull) || !errors.As(err, &fe) || fe.Path != path {
			t.Errorf("Write = %v, want a FileError of ErrFull", err)
		}
		wantNames(t, db, "before")
	}
	room("1000000")
	if err := db.Write(t.Context(), func(tx store.Tx) error { return large(t.Context(), tx) }); err != nil {
		t.Errorf("when there was room: %v", err)
	}
	wantNames(t, db, "before", "large")
}

// large writes a row that needs pages of its own.
func large(ctx context.Context, tx store.Tx) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO meta (name, value) VALUES ('large', $1)", strings.Repeat("x", 1<<20))
	return err
}

// TestAFileCutOffUnderAnOpenStore is told with its path as soon as what is gone
// is asked for.
func TestAFileCutOffUnderAnOpenStore(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "houbu.db")
	db := storetest.Open(t, "sqlite:"+path)
	if err := db.Write(t.Context(), func(tx store.Tx) error { return large(t.Context(), tx) }); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil { // what it wrote is in the file now
		t.Fatal(err)
	}
	db = storetest.Open(t, "sqlite:"+path)
	err := db.Write(t.Context(), func(tx store.Tx) error {
		if err := putName(t, tx, "meanwhile"); err != nil {
			return err
		}
		if err := os.Truncate(path, 8192); err != nil {
			return err
		}
		var sum int
		return tx.QueryRowContext(t.Context(), "SELECT sum(length(CAST(value AS BLOB))) FROM meta WHERE value LIKE '%x'").Scan(&sum)
	})
	var fe *store.FileError
	if !errors.As(err, &fe) || fe.Path != path {
		t.Errorf("Write = %v, want a FileError with the path", err)
	}
}
