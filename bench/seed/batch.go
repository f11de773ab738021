package seed

import (
	"context"

	"houbu/backend/store"
)

// collected is how many rows are kept before they are written.
const collected = 4 * store.MostRows

// batch collects rows of a table and inserts many with each statement.
type batch struct {
	into string // table and columns
	rows [][]any
}

func newBatch(into string) *batch { return &batch{into: into} }

func (b *batch) add(values ...any) { b.rows = append(b.rows, values) }

// ripe tells whether enough has been collected.
func (b *batch) ripe() bool { return len(b.rows) >= collected }

// flush inserts what has been collected.
func (b *batch) flush(ctx context.Context, tx store.Tx) error {
	err := store.Insert(ctx, tx, "insert into "+b.into, "INSERT INTO "+b.into, b.rows)
	clear(b.rows)
	b.rows = b.rows[:0]
	return err
}
