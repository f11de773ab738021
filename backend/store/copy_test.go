package store_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"houbu/backend/store"
	"houbu/backend/store/storetest"
)

// TestACopyIsOfOneInstant copies a file in the middle of somebody's transaction:
// what was committed is in the copy, and the transaction goes on.
func TestACopyIsOfOneInstant(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path, to := filepath.Join(dir, "houbu.db"), filepath.Join(dir, "copy.db")
	db := storetest.Open(t, "sqlite:"+path)
	if err := write(t, db, "before"); err != nil {
		t.Fatal(err)
	}
	err := db.Write(t.Context(), func(tx store.Tx) error {
		return errors.Join(putName(t, tx, "meanwhile"), store.CopySQLite(t.Context(), path, to))
	})
	if err != nil {
		t.Fatal(err)
	}
	wantNames(t, db, "before", "meanwhile")
	wantNames(t, storetest.Open(t, "sqlite:"+to), "before")
	if info, err := os.Stat(to); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the copy is %v, %v; want it for its owner alone", info, err)
	}
}

// TestACopyOfAnOlderDatabase has its schema: it is for going back to.
func TestACopyOfAnOlderDatabase(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path, to, again := filepath.Join(dir, "houbu.db"), filepath.Join(dir, "copy.db"), filepath.Join(dir, "again.db")
	db := storetest.Open(t, "sqlite:"+path)
	newer(t, db) // of another version, in whichever direction
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(store.CopySQLite(t.Context(), path, to), store.CopySQLite(t.Context(), to, again)); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{path, to, again} {
		if _, err := store.Open(t.Context(), "sqlite:"+file); !errors.Is(err, store.ErrNewer) {
			t.Errorf("Open %s = %v, want ErrNewer", filepath.Base(file), err)
		}
	}
}

func TestACopyThatCannotBeMade(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		from, to string // in a folder with the files good, damaged and other
		of       string // the file that the error is about
		want     error
	}{
		"nothing to copy":     {"none", "copy", "none", fs.ErrNotExist},
		"a file in the way":   {"good", "other", "other", fs.ErrExist},
		"onto itself":         {"good", "good", "good", fs.ErrExist},
		"no folder for it":    {"good", "none/copy", "none/copy", fs.ErrNotExist},
		"a damaged database":  {"damaged", "copy", "damaged", store.ErrCorrupt},
		"no database of ours": {"empty", "copy", "empty", store.ErrCorrupt},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			in := func(name string) string { return filepath.Join(dir, name) }
			db, err := store.Open(t.Context(), "sqlite:"+in("good"))
			if err := errors.Join(err, db.Close()); err != nil {
				t.Fatal(err)
			}
			for name, text := range map[string]string{"damaged": "SQLite format 3\x00 and nothing else", "other": "a letter", "empty": ""} {
				if err := os.WriteFile(in(name), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			err = store.CopySQLite(t.Context(), in(test.from), in(test.to))
			var fe *store.FileError
			if !errors.Is(err, test.want) || !errors.As(err, &fe) || fe.Path != in(test.of) {
				t.Errorf("CopySQLite = %v, want %v of %s", err, test.want, test.of)
			}
			if left, err := os.ReadDir(dir); err != nil || len(left) != 4 {
				t.Errorf("%v is there, %v", left, err)
			}
			if text, err := os.ReadFile(in("other")); err != nil || string(text) != "a letter" {
				t.Errorf("the file in the way holds %q, %v", text, err)
			}
		})
	}
}
