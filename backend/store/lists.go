package store

import (
	"context"
	"fmt"
	"iter"
	"math/bits"
	"slices"
	"strconv"
	"strings"
)

// MostRows is how many rows a statement should name at most. It keeps the number
// of placeholders within what both databases take.
const MostRows = 256

// In returns the list "($from, $from+1, …)" for as many placeholders as Args makes
// of n values.
func In(from, n int) string { return "(" + placeholders(from, rounded(n)) + ")" }

// Args turns values into the last arguments of a statement with In. The list is
// filled up with its last value to a power of two, so that there are few texts of a
// statement: a connection keeps those that it has seen prepared.
func Args[T any](values []T) []any {
	out := make([]any, rounded(len(values)))
	for i := range out {
		out[i] = values[min(i, len(values)-1)]
	}
	return out
}

// Rows returns "(VALUES ($1, …), …)" for rows of equal width, and its arguments,
// filled up as with Args: for conditions on several columns at once.
func Rows(rows [][]any) (text string, args []any) {
	n := rounded(len(rows))
	for i := range n {
		args = append(args, rows[min(i, len(rows)-1)]...)
	}
	return "(VALUES " + tuples(n, len(args)/max(n, 1)) + ")", args
}

// Insert inserts rows of equal width. into is the statement up to its VALUES, doing
// says in an error what was being done.
func Insert(ctx context.Context, tx Tx, doing, into string, rows [][]any) error {
	for part := range parts(rows) {
		if _, err := tx.ExecContext(ctx, into+" VALUES "+tuples(len(part), len(part[0])), slices.Concat(part...)...); err != nil {
			return fmt.Errorf("%s: %w", doing, err)
		}
	}
	return nil
}

// Update runs an update once for each of some rows, such as
//
//	UPDATE throttles SET failures = failures + n.column2 FROM (VALUES …) AS n WHERE key = n.column1
//
// which is given as its two sides of the list. types are the SQL types of the
// columns, since PostgreSQL cannot guess them. No two rows may be of one target.
func Update(ctx context.Context, tx Tx, doing, before, after string, types []string, rows [][]any) error {
	for part := range parts(rows) {
		list := tuples(len(part), len(types))
		for i, name := range types { // the first row decides for the others
			at := "$" + strconv.Itoa(i+1)
			list = strings.Replace(list, at, "CAST("+at+" AS "+name+")", 1)
		}
		if _, err := tx.ExecContext(ctx, before+" (VALUES "+list+") "+after, slices.Concat(part...)...); err != nil {
			return fmt.Errorf("%s: %w", doing, err)
		}
	}
	return nil
}

// parts parts rows into powers of two, for the reason that Args has.
func parts(rows [][]any) iter.Seq[[][]any] {
	return func(yield func([][]any) bool) {
		for len(rows) > 0 {
			n := min(rounded(len(rows)+1)/2, MostRows)
			if !yield(rows[:n]) {
				return
			}
			rows = rows[n:]
		}
	}
}

// tuples returns "($1, $2), ($3, $4), …".
func tuples(n, width int) string {
	var list strings.Builder
	for i := range n {
		if i > 0 {
			list.WriteByte(',')
		}
		list.WriteString("(" + placeholders(1+i*width, width) + ")")
	}
	return list.String()
}

func placeholders(from, n int) string {
	var list strings.Builder
	for i := range n {
		if i > 0 {
			list.WriteByte(',')
		}
		list.WriteByte('$')
		list.WriteString(strconv.Itoa(from + i))
	}
	return list.String()
}

// rounded is the next power of two.
func rounded(n int) int {
	if n < 1 {
		return 0
	}
	return 1 << bits.Len(uint(n-1))
}
