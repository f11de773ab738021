package store_test

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"houbu/backend/store"
)

// TestAFileThatCannotBeUsed has reasons why a file is no database for us: each is
// said with the path, and told apart.
func TestAFileThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		spoil   func(t *testing.T, path string)
		locked  bool
		corrupt bool
	}{
		{"another program keeps it locked", lockFile, true, false},
		{"it is a folder", func(t *testing.T, path string) {
			if err := os.Mkdir(path, 0o700); err != nil {
				t.Fatal(err)
			}
		}, false, false},
		{"it is another program's database", func(t *testing.T, path string) {
			db, err := sql.Open("sqlite", path)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = db.Close() }()
			if _, err := db.ExecContext(t.Context(), "CREATE TABLE bookmarks (url TEXT)"); err != nil {
				t.Fatal(err)
			}
		}, false, true},
		{"it was cut off", func(t *testing.T, path string) {
			if err := os.WriteFile(path, []byte("SQLite format 3\x00 and then nothing that makes sense any more, for a hundred bytes and some"), 0o600); err != nil {
				t.Fatal(err)
			}
		}, false, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "houbu.db")
			test.spoil(t, path)
			db, err := store.Open(t.Context(), "sqlite:"+path)
			if err == nil {
				_ = db.Close()
				t.Fatal("Open succeeded")
			}
			var fe *store.FileError
			if !errors.As(err, &fe) || fe.Path != path {
				t.Fatalf("Open = %v, want a FileError with the path", err)
			}
			if locked, corrupt := errors.Is(err, store.ErrLocked), errors.Is(err, store.ErrCorrupt); locked != test.locked || corrupt != test.corrupt {
				t.Errorf("Open = %v: locked %t, corrupt %t", err, locked, corrupt)
			}
		})
	}
}

// TestAFolderThatCannotBeMade for the file is told with the file's path.
func TestAFolderThatCannotBeMade(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(file, "houbu.db")
	_, err := store.Open(t.Context(), "sqlite:"+path)
	var fe *store.FileError
	if !errors.As(err, &fe) || fe.Path != path {
		t.Errorf("Open = %v, want a FileError with the path", err)
	}
}

// lockFile makes a database as another program has it open for itself.
func lockFile(t *testing.T, path string) {
	t.Helper()
	other, err := sql.Open("sqlite", "file:"+path+"?_txlock=exclusive")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.ExecContext(t.Context(), "CREATE TABLE theirs (x)"); err != nil {
		t.Fatal(err)
	}
	tx, err := other.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(tx.Rollback(), other.Close()); err != nil && !errors.Is(err, sql.ErrTxDone) {
			t.Error(err)
		}
	})
}
