package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"houbu/backend/store"
	"houbu/backend/store/storetest"
)

// TestAFileThatIsTakenAway under an open store: nothing is committed any more, in
// any way that files go, and it goes on when the file is put back.
func TestAFileThatIsTakenAway(t *testing.T) {
	t.Parallel()
	for name, take := range map[string]func(t *testing.T, path string){
		"moved": func(t *testing.T, path string) { move(t, path, path+".away") },
		"its folder is moved": func(t *testing.T, path string) {
			move(t, filepath.Dir(path), filepath.Dir(path)+".away")
		},
		"replaced by a copy": func(t *testing.T, path string) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			move(t, path, path+".away")
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
		},
		"replaced by a folder": func(t *testing.T, path string) {
			move(t, path, path+".away")
			if err := os.Mkdir(path, 0o700); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "data", "houbu.db")
			db := storetest.Open(t, "sqlite:"+path)
			if err := write(t, db, "before"); err != nil {
				t.Fatal(err)
			}
			wantPresent(t, db, path, true)
			take(t, path)
			for range 2 {
				wantGone(t, write(t, db, "meanwhile"), path)
				wantPresent(t, db, path, false)
			}
			putBack(t, path)
			wantPresent(t, db, path, true)
			if err := write(t, db, "after"); err != nil {
				t.Errorf("when it was back: %v", err)
			}
			wantNames(t, db, "after", "before")
		})
	}
}

// TestAFileDeletedInTheMiddle of a transaction takes that back.
func TestAFileDeletedInTheMiddle(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "houbu.db")
	db := storetest.Open(t, "sqlite:"+path)
	wantGone(t, db.Write(t.Context(), func(tx store.Tx) error {
		if err := putName(t, tx, "meanwhile"); err != nil {
			return err
		}
		return os.Remove(path)
	}), path)
	if _, err := os.Lstat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("there is a file again: %v", err)
	}
}

// TestNoConnectionIsMadeToAnotherFile reads at more connections than are open
// already, when the file is gone: none of them makes a new file.
func TestNoConnectionIsMadeToAnotherFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "houbu.db")
	db := storetest.Open(t, "sqlite:"+path)
	err := db.Read(t.Context(), func(store.Tx) error {
		if err := os.Remove(path); err != nil {
			return err
		}
		return db.Read(t.Context(), func(store.Tx) error { return errors.New("it reads another file") })
	})
	wantGone(t, err, path)
	if _, err := os.Lstat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("there is a file again: %v", err)
	}
}

// TestAServerIsPresent says that there is nothing to watch at a server.
func TestAServerIsPresent(t *testing.T) {
	t.Parallel()
	db := storetest.Open(t, storetest.Postgres(t))
	if err := db.Present(); err != nil {
		t.Error(err)
	}
}

func wantGone(t *testing.T, err error, path string) {
	t.Helper()
	var fe *store.FileError
	if !errors.Is(err, store.ErrGone) || !errors.As(err, &fe) || fe.Path != path {
		t.Errorf("%v, want a FileError of ErrGone", err)
	}
}

func wantPresent(t *testing.T, db *store.DB, path string, want bool) {
	t.Helper()
	err := db.Present()
	if want && err != nil {
		t.Errorf("Present = %v", err)
	}
	if !want {
		wantGone(t, err, path)
	}
}

func move(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

// putBack undoes what took a file away.
func putBack(t *testing.T, path string) {
	t.Helper()
	for _, at := range []string{path, filepath.Dir(path)} {
		if _, err := os.Lstat(at + ".away"); err != nil {
			continue
		}
		if err := os.RemoveAll(at); err != nil {
			t.Fatal(err)
		}
		move(t, at+".away", at)
	}
}
