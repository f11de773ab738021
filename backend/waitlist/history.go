package waitlist

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"houbu/api"
)

// The events that are not a state by themselves.
const (
	eventJoined  = "joined"
	eventSkipped = "skipped"
)

// record adds a line to an entry's history.
func (c *change) record(ctx context.Context, entryID, what, reason string) error {
	_, err := exec(ctx, c.tx, "write an entry's history", `INSERT INTO entry_events (entry_id, no, at, what, reason)
		SELECT $1, COALESCE(max(no), 0) + 1, $2, $3, $4 FROM entry_events WHERE entry_id = $1`,
		entryID, c.now.UnixNano(), what, reason)
	return err
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
	return c.record(ctx, h.entry, eventSkipped, reason)
}

// finish ends an entry that is in the state from, and tells whether it was.
func (c *change) finish(ctx context.Context, entryID string, from api.EntryState, how ending) (bool, error) {
	n, err := exec(ctx, c.tx, "end an entry", `UPDATE entries SET state = $3, changed_at = $4, ended_at = $4,
		left_at = COALESCE(left_at, $4), reason_code = $5, reason_text = $6 WHERE id = $1 AND state = $2`,
		entryID, string(from), string(how.state), c.now.UnixNano(), how.code, how.text)
	if err != nil || n == 0 {
		return false, err
	}
	return true, c.record(ctx, entryID, string(how.state), how.text)
}

// leave ends a waiting entry of a locked pool, and tells whether it was
// waiting. No seat comes free by it.
func (c *change) leave(ctx context.Context, e *entry, how ending) (bool, error) {
	ended, err := c.finish(ctx, e.id, api.Waiting, how)
	if err != nil || !ended {
		return false, err
	}
	c.ended++
	if _, err := exec(ctx, c.tx, "count the queue", "UPDATE pools SET waiting = waiting - 1 WHERE id = $1", e.pool); err != nil {
		return true, err
	}
	return true, c.notifyEnd(ctx, e.place, e.id, how)
}
