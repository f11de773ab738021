package transfer

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"houbu/backend/store"
)

// chunkRows is how many rows one statement inserts, at most: memory stays flat.
const chunkRows = 500

// maxValues is how many values a statement may have on either database, rounded
// down.
const maxValues = 30_000

// copy copies a table in chunks.
func (m *move) copy(ctx context.Context, t table) (Copied, error) {
	size := max(1, min(chunkRows, maxValues/len(t.columns)))
	var values []any
	insert := func() error {
		n := len(values) / len(t.columns)
		if n == 0 {
			return nil
		}
		if _, err := m.to.tx.ExecContext(ctx, t.insert(n), values...); err != nil {
			return &Error{Target: true, Table: t.name, Err: fmt.Errorf("insert rows: %w", err)}
		}
		values = values[:0]
		m.advance(int64(n))
		return nil
	}
	sum, err := m.from.read(ctx, t, func(row []any) error {
		values = append(values, row...)
		if len(values) < size*len(t.columns) {
			return nil
		}
		return insert()
	})
	if err != nil {
		return Copied{}, within(false, t.name, err)
	}
	return Copied{Table: t.name, Rows: sum.rows, Sum: sum.String()}, insert()
}

// verify reads a table of the target again.
func (m *move) verify(ctx context.Context, t table, wrote Copied) error {
	sum, err := m.to.read(ctx, t, func([]any) error {
		m.advance(1)
		return nil
	})
	if err != nil {
		return within(true, t.name, err)
	}
	if sum.rows != wrote.Rows || sum.String() != wrote.Sum {
		return &Error{Target: true, Table: t.name, Err: ErrDiffers}
	}
	return nil
}

// read hands out every row of a table, and returns the sum of all.
func (s side) read(ctx context.Context, t table, each func(row []any) error) (sum checksum, err error) {
	rows, err := s.tx.QueryContext(ctx, "SELECT "+t.list()+" FROM "+quoted(t.name))
	if err != nil {
		return sum, fmt.Errorf("read the rows: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		row, err := scan(rows, len(t.columns))
		if err != nil {
			return sum, fmt.Errorf("read a row: %w", err)
		}
		if err := sum.add(row); err != nil {
			return sum, err
		}
		if err := each(row); err != nil {
			return sum, err
		}
	}
	if err := rows.Err(); err != nil {
		return sum, fmt.Errorf("read the rows: %w", err)
	}
	return sum, nil
}

func scan(rows *sql.Rows, columns int) ([]any, error) {
	row, into := make([]any, columns), make([]any, columns)
	for i := range row {
		into[i] = &row[i]
	}
	return row, rows.Scan(into...)
}

// count returns how many rows a table has.
func (s side) count(ctx context.Context, t table) (n int64, err error) {
	if err := s.tx.QueryRowContext(ctx, "SELECT count(*) FROM "+quoted(t.name)).Scan(&n); err != nil {
		return 0, fmt.Errorf("count the rows: %w", err)
	}
	return n, nil
}

// list is the columns, in the order in which both databases are asked for them.
func (t table) list() string {
	names := make([]string, 0, len(t.columns))
	for _, name := range t.columns {
		names = append(names, quoted(name))
	}
	return strings.Join(names, ", ")
}

// insert is a statement for so many rows.
func (t table) insert(rows int) string {
	var out strings.Builder
	out.WriteString("INSERT INTO " + quoted(t.name) + " (" + t.list() + ") VALUES ")
	for n := range rows * len(t.columns) {
		switch {
		case n == 0:
			out.WriteString("(")
		case n%len(t.columns) == 0:
			out.WriteString("), (")
		default:
			out.WriteString(", ")
		}
		_, _ = fmt.Fprintf(&out, "$%d", n+1) // a Builder never fails to write
	}
	out.WriteString(")")
	return out.String()
}

// quoted is a name as both databases take it: names come from their catalogues.
func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// side is one of the two databases, in a transaction.
type side struct {
	tx      store.Tx
	dialect dialect
	target  bool
}
