package main

import (
	"errors"
	"os"
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
		"denied": server(store.ErrDenied), "no database": server(store.ErrNoDatabase),
		"newer": server(store.ErrNewer), "full": server(store.ErrFull),
		"lost": server(store.ErrLost), "unreachable": server(errors.New("refused")),
	} {
		first, _, _ := strings.Cut(explain(err), "\n")
		if !strings.Contains(string(page), "| `"+first+"` |") {
			t.Errorf("%s: docs/operations.md does not quote %q", name, first)
		}
	}
}
