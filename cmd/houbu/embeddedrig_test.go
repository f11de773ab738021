package main

import (
	"context"
	"database/sql"
	"testing"

	_ "modernc.org/sqlite" // the driver

	"houbu/client"
)

// open keeps a practice session open, as houbu in another window does.
func open(t *testing.T, dir string) {
	t.Helper()
	ctx, fail := context.WithCancelCause(t.Context())
	own, err := startEmbedded(ctx, rootFlags{data: dir}, fail)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(own.close)
	c, err := client.New(client.Options{Endpoints: own.endpoints()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	if _, err := c.Exam(t.Context()); err != nil { // it is open once it answers
		t.Fatal(err)
	}
}

// lock keeps a database locked, as a program does that has it for itself.
func lock(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_txlock=exclusive")
	if err != nil {
		t.Fatal(err)
	}
	tx, err := db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = tx.Rollback() // the test's end has done so already
		_ = db.Close()
	})
	if _, err := tx.ExecContext(t.Context(), "CREATE TABLE other (id TEXT)"); err != nil {
		t.Fatal(err)
	}
}
