package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"houbu/backend/store"
)

// The operator looks a message up in docs/operations.md, so it stands there word for word.
func TestOperationsQuotesTheMessages(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	file := func(err error) error { return &store.FileError{Path: "FILE", Err: err} }
	server := func(err error) error { return &store.ServerError{Server: "SERVER", Err: err} }
	for name, err := range map[string]error{
		"damaged": file(store.ErrCorrupt), "locked": file(store.ErrLocked),
		"newer file": file(store.ErrNewer), "full file": file(store.ErrFull),
		"gone": file(store.ErrGone), "session's file": file(&store.SessionError{Of: "OF", Asked: "ASKED"}),
		"session's": server(&store.SessionError{Of: "OF", Asked: "ASKED"}),
		"denied":    server(store.ErrDenied), "no database": server(store.ErrNoDatabase),
		"newer": server(store.ErrNewer), "full": server(store.ErrFull),
		"lost": server(store.ErrLost), "unreachable": server(errors.New("refused")),
	} {
		first, _, _ := strings.Cut(explain(err), "\n")
		if !strings.Contains(string(page), "| `"+first+"` |") {
			t.Errorf("%s: docs/operations.md does not quote %q", name, first)
		}
	}
}

// The documented backup is run as it stands in the page, on files of the test's own.
func TestOperationsBackupWorks(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`(?m)^houbu (migrate --from sqlite:houbu\.db --to sqlite:backup\.db)$`).FindSubmatch(page)
	if found == nil {
		t.Fatal("docs/operations.md has no backup command")
	}
	backup := "sqlite:" + filepath.Join(t.TempDir(), "backup.db")
	args := strings.Fields(strings.NewReplacer("sqlite:houbu.db", center(t), "sqlite:backup.db", backup).Replace(string(found[1])))
	var out, errs bytes.Buffer
	if code := run(t.Context(), args, &out, &errs); code != 0 {
		t.Fatalf("exit code %d, %q", code, errs.String())
	}
	db, err := store.Open(t.Context(), backup)
	if err != nil {
		t.Fatal(err)
	}
	students := 0
	err = db.Write(t.Context(), func(tx store.Tx) error {
		return tx.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM students").Scan(&students)
	})
	if err := errors.Join(err, db.Close()); err != nil || students != 1 {
		t.Errorf("the backup holds %d students, want 1 (%v)", students, err)
	}
}
