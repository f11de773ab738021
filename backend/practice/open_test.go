package practice_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"houbu/backend/clocktest"
	"houbu/backend/practice"
	"houbu/backend/store"
)

func newContext(t *testing.T) (context.Context, context.CancelFunc) {
	t.Helper()
	return context.WithCancel(t.Context())
}

// try opens a folder's practice session and returns what went wrong with the
// folder, or with the database in it.
func try(t *testing.T, dir string) error {
	t.Helper()
	session, err := practice.Session(start)
	if err != nil {
		t.Fatal(err)
	}
	c := clocktest.New(start)
	address, err := practice.Open(t.Context(), dir, session, c.Now)
	if err != nil {
		return err
	}
	db, err := store.Open(t.Context(), address)
	if err != nil {
		return err
	}
	return errors.Join(practice.Verify(t.Context(), db), db.Close())
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func TestOpenKeepsWhatIsThere(t *testing.T) {
	t.Parallel()
	dir := folders(t)
	digest := func() [32]byte {
		data, err := os.ReadFile(filepath.Join(dir, "houbu.db"))
		if err != nil {
			t.Fatal(err)
		}
		return sha256.Sum256(data)
	}
	before := digest()
	if err := try(t, dir); err != nil {
		t.Fatal(err)
	}
	if digest() != before {
		t.Error("opening it again changed the data file")
	}
	if got := names(t, dir); len(got) != 1 || got[0] != "houbu.db" {
		t.Errorf("the folder holds %q, want houbu.db alone", got)
	}
}

func TestOpenAtOnce(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "new", "folder")
	var group sync.WaitGroup
	for range 2 {
		group.Go(func() {
			if err := try(t, dir); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	for _, name := range names(t, dir) {
		if name != "houbu.db" && name != "houbu.db-wal" && name != "houbu.db-shm" {
			t.Errorf("%s is left behind", name)
		}
	}
}

func TestOpenLeavesBadFilesAlone(t *testing.T) {
	t.Parallel()
	junk := make([]byte, 8192)
	copy(junk, "this is no database, and nobody may overwrite it")
	for _, test := range []struct {
		name, file string
		want       error
	}{
		{"a corrupt data file", "houbu.db", store.ErrCorrupt},
		{"a journal without its data file", "houbu.db-wal", practice.ErrLeftover},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			path := filepath.Join(dir, test.file)
			if err := os.WriteFile(path, junk, 0o600); err != nil {
				t.Fatal(err)
			}
			err := try(t, dir)
			var fe *store.FileError
			if !errors.Is(err, test.want) || !errors.As(err, &fe) || fe.Path != filepath.Join(dir, "houbu.db") {
				t.Errorf("Open = %v, want %v with the path", err, test.want)
			}
			after, err := os.ReadFile(path)
			if err != nil || string(after) != string(junk) {
				t.Errorf("the file was changed (%v)", err)
			}
			if err := practice.Reset(t.Context(), dir); err != nil {
				t.Fatal(err)
			}
			if left := names(t, dir); len(left) != 0 {
				t.Errorf("after a reset the folder holds %q", left)
			}
		})
	}
}

func TestOpenNamesAFolderItCannotUse(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(dir, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var fe *store.FileError
	if err := try(t, dir); !errors.As(err, &fe) {
		t.Errorf("Open = %v, want an error with the path", err)
	}
}

func TestOpenRefusesARealSession(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db, err := store.Open(t.Context(), "sqlite:"+filepath.Join(dir, "houbu.db"))
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := try(t, dir); !errors.Is(err, practice.ErrNotPractice) {
		t.Errorf("Open = %v, want ErrNotPractice", err)
	}
	before := names(t, dir)
	var fe *store.FileError
	if err := practice.Reset(t.Context(), dir); !errors.Is(err, practice.ErrNotPractice) || !errors.As(err, &fe) {
		t.Errorf("Reset = %v, want ErrNotPractice with the path", err)
	}
	if after := names(t, dir); !slices.Equal(after, before) {
		t.Errorf("after the refused reset the folder holds %q, before %q", after, before)
	}
}

func TestResetDeletesOnlyTheSession(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"houbu.db", "houbu.db-wal", "houbu.db-shm", "houbu.db.backup", "notes.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // nothing there is no error
		if err := practice.Reset(t.Context(), dir); err != nil {
			t.Fatal(err)
		}
	}
	if got := names(t, dir); len(got) != 2 || got[0] != "houbu.db.backup" || got[1] != "notes.txt" {
		t.Errorf("left: %q", got)
	}
	if err := practice.Reset(t.Context(), filepath.Join(dir, "none")); err != nil {
		t.Errorf("Reset of a folder that is not there = %v", err)
	}
}

// TestResetWaitsForWhoPractises: a running program would go on with a file that
// is in no folder any more, and lose all that is done in it.
func TestResetWaitsForWhoPractises(t *testing.T) {
	t.Parallel()
	w := openedWorld(t)
	if err := practice.Reset(t.Context(), w.dir); !errors.Is(err, store.ErrLocked) {
		t.Errorf("Reset under a running program = %v, want ErrLocked", err)
	}
	if w.count("SELECT count(*) FROM meta WHERE name = 'practice'") != 1 {
		t.Error("the practice session is gone")
	}
	w.close()
	if err := practice.Reset(t.Context(), w.dir); err != nil {
		t.Fatal(err)
	}
	if left := names(t, w.dir); len(left) != 0 {
		t.Errorf("left: %q", left)
	}
}
