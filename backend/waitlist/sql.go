package waitlist

import (
	"context"
	"database/sql"
	"fmt"

	"houbu/backend/store"
)

// chunk is how many rows one statement names, or one round of the allocator
// handles: enough to spare round trips, few enough to keep memory flat.
const chunk = store.MostRows

// exec runs a statement and returns how many rows it touched. doing says in
// the error what was being done.
func exec(ctx context.Context, tx store.Tx, doing, query string, args ...any) (int64, error) {
	result, err := tx.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", doing, err)
	}
	n, err := result.RowsAffected()
	if err != nil {
		return 0, fmt.Errorf("%s: %w", doing, err)
	}
	return n, nil
}

// collect runs a query and scans every row.
func collect[T any](ctx context.Context, tx store.Tx, doing string, scan func(*sql.Rows) (T, error), query string, args ...any) (all []T, err error) {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", doing, err)
	}
	defer func() {
		if closing := rows.Close(); err == nil && closing != nil {
			err = fmt.Errorf("%s: %w", doing, closing)
		}
	}()
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", doing, err)
		}
		all = append(all, one)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", doing, err)
	}
	return all, nil
}

// scanString scans a row of one text.
func scanString(rows *sql.Rows) (string, error) {
	var text string
	err := rows.Scan(&text)
	return text, err
}

// scanInt scans a row of one integer.
func scanInt(rows *sql.Rows) (int64, error) {
	var n int64
	err := rows.Scan(&n)
	return n, err
}
