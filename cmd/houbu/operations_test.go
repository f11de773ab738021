package main

import (
	"context"
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"

	"houbu/backend/store"
	"houbu/backend/store/storetest"
	"houbu/backend/transfer"
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

// What houbu migrate refuses stands there, too.
func TestOperationsQuotesTheRefusalsOfMigrate(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range []*transfer.Error{
		{Err: transfer.ErrSame},
		{Target: true, Err: transfer.ErrBusy},
		{Err: transfer.ErrNothing},
		{Target: true, Table: "TABLE", Err: transfer.ErrNotEmpty},
		{Table: "TABLE", Err: transfer.ErrSchemas},
		{Target: true, Table: "TABLE", Err: transfer.ErrDiffers},
		{Err: context.Canceled},
	} {
		first, last, _ := strings.Cut(unmoved(err, "DATABASE", "DATABASE").Error(), "\n")
		if !strings.Contains(string(page), "| `"+first+"` |") || last != "什么都没有搬：目标没有新的数据，来源没有改动。" {
			t.Errorf("%v: docs/operations.md does not quote %q", err, first)
		}
	}
	if err := migrate(t.Context(), "", "", nil, nil); err == nil || !strings.Contains(string(page), "| `"+err.Error()+"` |") {
		t.Errorf("docs/operations.md does not quote %v", err)
	}
}

// The page names the flags of houbu serve, all of them and no others.
func TestOperationsNamesTheFlags(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(page), "| flag of `houbu serve` | for |\n")
	table, _, _ = strings.Cut(table, "\n\n")
	named := map[string]bool{}
	for _, flag := range regexp.MustCompile("`--([a-z-]+)`").FindAllStringSubmatch(regexp.MustCompile(`(?m)\|[^|]*\|$`).ReplaceAllString(table, ""), -1) {
		named[flag[1]] = true
	}
	for _, flag := range regexp.MustCompile(`(?m)^ +--([a-z-]+)`).FindAllStringSubmatch(newServeCmd().LocalFlags().FlagUsages(), -1) {
		if !named[flag[1]] {
			t.Errorf("docs/operations.md does not say what --%s is for", flag[1])
		}
		delete(named, flag[1])
	}
	if len(named) > 0 {
		t.Errorf("docs/operations.md names %v, which are no flags", named)
	}
}

// The statements for the operator run on the schema as it is.
func TestOperationsSQLRuns(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```sql\n(.*?)```").FindAllStringSubmatch(string(page), -1)
	if len(blocks) == 0 {
		t.Fatal("docs/operations.md has no SQL")
	}
	for _, address := range []string{center(t), storetest.Postgres(t)} {
		db := storetest.Open(t, address)
		for _, statement := range strings.SplitAfter(strings.TrimSpace(blocks[0][1]), ";") {
			if strings.TrimSpace(statement) == "" {
				continue
			}
			err := db.Read(t.Context(), func(tx store.Tx) error {
				_, err := tx.ExecContext(t.Context(), strings.TrimSuffix(statement, ";"))
				return err
			})
			if err != nil {
				t.Errorf("%s: %v", statement, err)
			}
		}
	}
}
