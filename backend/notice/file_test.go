package notice_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"houbu/backend/notice"
)

func quiet() *log.Logger { return log.New(&bytes.Buffer{}, "", 0) }

func newFile(t *testing.T, path string) *notice.FileNotifier {
	t.Helper()
	f, err := notice.NewFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// lines are the messages of a file, by their ids.
func lines(t *testing.T, path string) (ids []string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for scanner := bufio.NewScanner(bytes.NewReader(text)); scanner.Scan(); {
		if scanner.Text() == "" {
			continue // as docs/notices.md tells readers
		}
		var m notice.Message
		if err := json.Unmarshal(scanner.Bytes(), &m); err != nil {
			ids = append(ids, "not a message: "+scanner.Text())
			continue
		}
		ids = append(ids, m.ID)
	}
	return ids
}

// TestSeveralWriteToOneFile has two notifiers, as of two processes, write at the
// same time: every line is whole, and only the owner can read them.
func TestSeveralWriteToOneFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "notices.jsonl")
	const many = 50
	var group sync.WaitGroup
	for i := range 2 {
		f := newFile(t, path)
		for j := range many {
			group.Go(func() {
				m := message()
				m.ID = fmt.Sprintf("offer_%d-%d", i, j)
				if err := f.Send(t.Context(), m); err != nil {
					t.Error(err)
				}
			})
		}
	}
	group.Wait()
	seen := map[string]bool{}
	for _, id := range lines(t, path) {
		seen[id] = true
	}
	for i := range 2 {
		for j := range many {
			if id := fmt.Sprintf("offer_%d-%d", i, j); !seen[id] {
				t.Errorf("%s is missing", id)
			}
		}
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 || len(seen) != 2*many {
		t.Errorf("%v, %v, %d messages", info.Mode(), err, len(seen))
	}
}

// TestAFileThatChanges is moved away, and is cut off in the middle of a line.
func TestAFileThatChanges(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "notices.jsonl")
	f := newFile(t, path)
	send := func() {
		t.Helper()
		if err := f.Send(t.Context(), message()); err != nil {
			t.Fatal(err)
		}
	}
	send()
	if err := os.Rename(path, path+".1"); err != nil {
		t.Fatal(err)
	}
	send()
	if err := os.WriteFile(path, []byte(`{"id":"offer_`), 0o600); err != nil {
		t.Fatal(err)
	}
	send()
	if got, old := lines(t, path), lines(t, path+".1"); fmt.Sprint(got, old) != `[not a message: {"id":"offer_ offer_e1] [offer_e1]` {
		t.Errorf("the lines are %v and %v", got, old)
	}
}

func TestFilesThatCannotBe(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if _, err := notice.NewFile(dir); !errors.Is(err, notice.ErrNoRegularFile) {
		t.Errorf("a folder: %v", err)
	}
	if _, err := notice.NewFile(filepath.Join(dir, "missing", "x")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("in a missing folder: %v", err)
	}
	f := newFile(t, filepath.Join(dir, "sub"))
	if err := errors.Join(os.Remove(filepath.Join(dir, "sub")), os.Mkdir(filepath.Join(dir, "sub"), 0o700)); err != nil {
		t.Fatal(err)
	}
	wantError(t, f.Send(t.Context(), message()), &notice.SendError{Class: "open"})
}
