package store_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"houbu/backend/store"
	"houbu/backend/store/storetest"
)

func TestOpenCreatesAndReopens(t *testing.T) {
	t.Parallel()
	address := "sqlite:" + filepath.Join(t.TempDir(), "new dir", "houbu 候补?.db")
	for range 2 {
		db, err := store.Open(context.Background(), address)
		if err != nil {
			t.Fatal(err)
		}
		err = db.Read(context.Background(), func(tx store.Tx) error {
			var n int
			return tx.QueryRowContext(context.Background(), "SELECT count(*) FROM pools").Scan(&n)
		})
		if err != nil {
			t.Error(err)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestOpenLeavesACorruptFileAlone(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "houbu.db")
	junk := []byte("this is not a database, and it is long enough to have a header of one hundred bytes or more in it, so that SQLite looks")
	if err := os.WriteFile(path, junk, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := store.Open(context.Background(), "sqlite:"+path)
	var fe *store.FileError
	if !errors.As(err, &fe) || !errors.Is(err, store.ErrCorrupt) || fe.Path != path {
		t.Fatalf("Open = %v, want a FileError with the path and ErrCorrupt", err)
	}
	after, err := os.ReadFile(path)
	if err != nil || string(after) != string(junk) {
		t.Errorf("the file was changed: %q, %v", after, err)
	}
}

// TestOpenFindsADamagedPage damages one page after another of a database: each
// is found, whatever it holds, and the file stays as it is.
func TestOpenFindsADamagedPage(t *testing.T) {
	t.Parallel()
	const page = 4096
	path := filepath.Join(t.TempDir(), "houbu.db")
	db, err := store.Open(context.Background(), "sqlite:"+path)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	vacuum(t, path) // a page that the migrations left free holds nothing to find
	good, err := os.ReadFile(path)
	if err != nil || len(good) < 10*page {
		t.Fatalf("the database has %d bytes, %v", len(good), err)
	}
	for at := page; at < len(good); at += 8 * page {
		bad := bytes.Clone(good)
		copy(bad[at:], bytes.Repeat([]byte{0xa5}, page))
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := store.Open(context.Background(), "sqlite:"+path); !errors.Is(err, store.ErrCorrupt) {
			t.Errorf("damaged at %d: Open = %v, want ErrCorrupt", at, err)
		}
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, bad) {
			t.Errorf("damaged at %d: the file was changed (%v)", at, err)
		}
	}
}

// vacuum makes a database file anew, without free pages.
func vacuum(t *testing.T, path string) {
	t.Helper()
	raw, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := raw.ExecContext(t.Context(), "VACUUM"); err != nil {
		t.Fatal(err)
	}
	if err := raw.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestOpenRefusesOtherSchemes(t *testing.T) {
	t.Parallel()
	if _, err := store.Open(context.Background(), "mysql://x"); !errors.Is(err, store.ErrScheme) {
		t.Errorf("Open = %v, want ErrScheme", err)
	}
}

func TestWriteRollsBackAndNamesUnique(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	db, err := store.Open(ctx, storetest.Address(t))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	insert := func(tx store.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO meta (name, value) VALUES ($1, $2)", "a", "b")
		return err
	}
	if err := db.Write(ctx, insert); err != nil {
		t.Fatal(err)
	}
	if err := db.Write(ctx, insert); !store.IsUnique(err) {
		t.Errorf("second insert = %v, want a unique violation", err)
	}
	refused := errors.New("refused")
	err = db.Write(ctx, func(tx store.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM meta"); err != nil {
			return err
		}
		return refused
	})
	if !errors.Is(err, refused) {
		t.Errorf("Write = %v, want the callback's error", err)
	}
	var n int
	err = db.Read(ctx, func(tx store.Tx) error {
		return tx.QueryRowContext(ctx, "SELECT count(*) FROM meta").Scan(&n)
	})
	if err != nil || n != 1 {
		t.Errorf("after the rollback %d rows, %v; want 1", n, err)
	}
}
