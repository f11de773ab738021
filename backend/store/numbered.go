package store

import (
	"context"
	"database/sql"
	"strings"
)

// numbered is a transaction on SQLite, to which $1 is a name: it looks for each
// among all that came before, which makes the time for a statement grow with the
// square of its placeholders. ?1 means the same and is a number to it.
type numbered struct{ Tx }

// ExecContext runs a statement.
func (n numbered) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	return n.Tx.ExecContext(ctx, asNumbers(query), args...)
}

// QueryContext runs a query.
func (n numbered) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return n.Tx.QueryContext(ctx, asNumbers(query), args...)
}

// QueryRowContext runs a query for one row.
func (n numbered) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	return n.Tx.QueryRowContext(ctx, asNumbers(query), args...)
}

// asNumbers turns each $n into ?n. No text of ours holds a $ in a string.
func asNumbers(query string) string { return strings.ReplaceAll(query, "$", "?") }
