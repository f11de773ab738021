package waitlist

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"houbu/api"
	"houbu/backend/store"
)

// The events that are not a state by themselves.
const (
	eventJoined  = "joined"
	eventSkipped = "skipped"
)

// line is a line of an entry's history.
type line struct {
	entry string
	no    int64 // 1 for the first
}

func scanLine(rows *sql.Rows) (l line, err error) {
	err = rows.Scan(&l.entry, &l.no)
	return l, err
}

// record writes lines of entries' histories that say the same.
func (c *change) record(ctx context.Context, lines []line, what, reason string) error {
	rows := make([][]any, len(lines))
	for i, l := range lines {
		rows[i] = []any{l.entry, l.no, c.now.UnixNano(), what, reason}
	}
	return store.Insert(ctx, c.tx, "write the entries' history", "INSERT INTO entry_events (entry_id, no, at, what, reason)", rows)
}

// passOver records that an entry could not be served, once for each change of
// the reason (promise 6).
func (c *change) passOver(ctx context.Context, h head, reason string) error {
	var what, last string
	err := c.tx.QueryRowContext(ctx, "SELECT what, reason FROM entry_events WHERE entry_id = $1 ORDER BY no DESC LIMIT 1",
		h.entry).Scan(&what, &last)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("read an entry's history: %w", err)
	}
	if what == eventSkipped && last == reason {
		return nil
	}
	lines, err := collect(ctx, c.tx, "count a line of history", scanLine,
		"UPDATE entries SET events = events + 1 WHERE id = $1 RETURNING id, events", h.entry)
	if err != nil {
		return err
	}
	return c.record(ctx, lines, eventSkipped, reason)
}

// finish ends those of some entries that are in the state from, and returns which
// were.
func (c *change) finish(ctx context.Context, entries []string, from api.EntryState, how ending) ([]line, error) {
	var ended []line
	for part := range slices.Chunk(entries, chunk) {
		args := append([]any{string(from), string(how.state), c.now.UnixNano(), how.code, how.text}, store.Args(part)...)
		lines, err := collect(ctx, c.tx, "end entries", scanLine, `UPDATE entries SET state = $2, changed_at = $3, ended_at = $3,
			left_at = COALESCE(left_at, $3), reason_code = $4, reason_text = $5, events = events + 1
			WHERE state = $1 AND id IN `+store.In(6, len(part))+" RETURNING id, events", args...)
		if err != nil {
			return nil, err
		}
		ended = append(ended, lines...)
	}
	return ended, c.record(ctx, ended, string(how.state), how.text)
}

// leave ends a waiting entry of a locked pool, and tells whether it was
// waiting. No seat comes free by it.
func (c *change) leave(ctx context.Context, e *entry, how ending) (bool, error) {
	ended, err := c.finish(ctx, []string{e.id}, api.Waiting, how)
	if err != nil || len(ended) == 0 {
		return false, err
	}
	c.ended++
	_, err = exec(ctx, c.tx, "count the queue", "UPDATE pools SET waiting = waiting - 1, moved = moved + 1 WHERE id = $1", e.pool)
	if err != nil {
		return true, err
	}
	return true, c.notifyEnd(ctx, e.place, e.id, how)
}
