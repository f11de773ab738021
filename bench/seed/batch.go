package seed

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"houbu/backend/store"
)

const (
	// parameters is how many a statement has at most. SQLite finds each by name
	// among all before it, so more of them are slower, not faster.
	parameters = 600
	// collected is how many rows are kept before they are written.
	collected = 1000
)

// batch collects rows of a table and inserts many with each statement.
type batch struct {
	into    string // table and columns
	columns int
	args    []any
	whole   string // the statement with the most rows
}

func newBatch(into string, columns int) *batch {
	b := &batch{into: into, columns: columns, args: make([]any, 0, columns*collected)}
	b.whole = b.statement(b.most())
	return b
}

// most is how many rows a statement has.
func (b *batch) most() int { return parameters / b.columns }

func (b *batch) add(values ...any) { b.args = append(b.args, values...) }

// ripe tells whether enough has been collected.
func (b *batch) ripe() bool { return len(b.args) >= b.columns*collected }

// flush inserts what has been collected.
func (b *batch) flush(ctx context.Context, tx store.Tx) error {
	for rest := b.args; len(rest) > 0; {
		n := min(b.most()*b.columns, len(rest))
		query := b.whole
		if n < b.most()*b.columns {
			query = b.statement(n / b.columns)
		}
		if _, err := tx.ExecContext(ctx, query, rest[:n]...); err != nil {
			return fmt.Errorf("insert into %s: %w", b.into, err)
		}
		rest = rest[n:]
	}
	b.args = b.args[:0]
	return nil
}

func (b *batch) statement(rows int) string {
	var s strings.Builder
	s.WriteString("INSERT INTO " + b.into + " VALUES ")
	n := 1
	for row := range rows {
		if row > 0 {
			s.WriteByte(',')
		}
		for column := range b.columns {
			s.WriteByte("(,"[min(column, 1)])
			s.WriteString("$" + strconv.Itoa(n))
			n++
		}
		s.WriteByte(')')
	}
	return s.String()
}
