package notice

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"houbu/backend/store"
)

// Batch is how many notices one statement writes at most: a wave of offers
// needs three placeholders for each (see values).
const Batch = 64

const columns = `id, notifier, kind, entry_id, registration_id, student_id, pool_id, at, due_at, last_try_at,
	pay_by, outcome, reason, next_try_at`

// Enqueue writes notices in the caller's transaction, for each notifier that is
// wanted; where none is, it writes nothing. A notice that is there already is
// left as it is.
func Enqueue(ctx context.Context, tx store.Tx, notices []Notice) error {
	if len(notices) == 0 {
		return nil
	}
	names, err := wanted(ctx, tx, notices[0].At)
	if err != nil {
		return err
	}
	for _, name := range names {
		for part := range slices.Chunk(notices, Batch) {
			if err := insert(ctx, tx, name, part); err != nil {
				return err
			}
		}
	}
	return nil
}

func insert(ctx context.Context, tx store.Tx, notifier string, notices []Notice) error {
	rows := make([][]any, len(notices))
	for i := range notices {
		n := &notices[i]
		payBy := sql.NullInt64{Int64: n.PayBy.UnixNano(), Valid: !n.PayBy.IsZero()}
		rows[i] = []any{
			n.id(), notifier, string(n.Kind), n.EntryID, n.rosterSeat(), n.StudentID, n.PoolID, n.At.UnixNano(), n.due().UnixNano(),
			n.lastTry().UnixNano(), payBy, n.Outcome, n.Reason, n.due().UnixNano(),
		}
	}
	list, args := values(rows)
	_, err := tx.ExecContext(ctx, "INSERT INTO outbox ("+columns+") VALUES "+list+" ON CONFLICT (id, notifier) DO NOTHING", args...)
	if err != nil {
		return fmt.Errorf("write notices: %w", err)
	}
	return nil
}

// rosterSeat is the registration when there is no entry to find it by.
func (n *Notice) rosterSeat() string {
	if n.EntryID != "" {
		return ""
	}
	return n.RegistrationID
}

// EnqueueQueue writes, in the caller's transaction, that everyone who waits in a
// pool is closed. It is called before their state is changed.
func EnqueueQueue(ctx context.Context, tx store.Tx, poolID string, at time.Time, outcome, reason string) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO outbox (`+columns+`)
		SELECT 'closed_' || e.id, n.name, 'closed', e.id, '', e.student_id, e.pool_id, CAST($2 AS BIGINT), CAST($2 AS BIGINT),
			CAST($3 AS BIGINT), NULL, CAST($4 AS TEXT), CAST($5 AS TEXT), CAST($2 AS BIGINT)
		FROM entries e CROSS JOIN notifiers n
		WHERE e.pool_id = $1 AND e.state = 'waiting' AND n.wanted_until > CAST($2 AS BIGINT)
		ON CONFLICT (id, notifier) DO NOTHING`,
		poolID, at.UnixNano(), at.Add(closedLife).UnixNano(), outcome, reason)
	if err != nil {
		return fmt.Errorf("write the notices of a queue's end: %w", err)
	}
	return nil
}

// values returns the text "($1, $2), ($3, $2)" for rows, and their values. What
// stands in several places is passed once: SQLite looks each placeholder up
// among all before it, so that many of them cost more than many statements.
func values(rows [][]any) (string, []any) {
	var list strings.Builder
	var args []any
	place := map[any]string{}
	for i, row := range rows {
		if i > 0 {
			list.WriteByte(',')
		}
		list.WriteByte('(')
		for j, value := range row {
			if j > 0 {
				list.WriteByte(',')
			}
			at, known := place[value]
			if !known {
				args = append(args, value)
				at = "$" + strconv.Itoa(len(args))
				place[value] = at
			}
			list.WriteString(at)
		}
		list.WriteByte(')')
	}
	return list.String(), args
}

// in returns the list "($from, …)" for n placeholders.
func in(from, n int) string {
	var list strings.Builder
	for i := range n {
		list.WriteString(",$" + strconv.Itoa(from+i))
	}
	return "(" + list.String()[1:] + ")"
}
