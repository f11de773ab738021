package account

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"houbu/backend/store"
)

// lookupFailures is how many failed lookups of step 4 an account has in a
// window, so that a login is no way to find out whose numbers exist.
const lookupFailures = 20

// rule says how many failures within a window lock a key, and for how long. A
// limit of zero locks nothing.
type rule struct {
	limit  int
	window time.Duration
	lock   time.Duration
}

func (s *Service) accountRule() rule {
	return rule{s.exam.Login.AccountFailures, s.exam.Login.Window, s.exam.Login.LockFor}
}

func (s *Service) addressRule() rule {
	return rule{s.exam.Login.AddressFailures, s.exam.Login.Window, s.exam.Login.LockFor}
}

func (s *Service) lookupRule() rule {
	return rule{lookupFailures, s.exam.Login.Window, s.exam.Login.LockFor}
}

// counter is a row of the throttles table.
type counter struct {
	failures    int
	windowStart time.Time
	lockedUntil time.Time // zero: not locked
}

// wait is how long the counter is locked yet: windows and locks are
// [start, end), evaluated when read.
func (c counter) wait(now time.Time) time.Duration {
	if c.lockedUntil.IsZero() || !now.Before(c.lockedUntil) {
		return 0
	}
	return c.lockedUntil.Sub(now)
}

// count returns the counter after one more failure. A window that has passed
// and a lock that has ended start afresh.
func (r rule) count(c counter, now time.Time) counter {
	passed := !now.Before(c.windowStart.Add(r.window))
	served := !c.lockedUntil.IsZero() && !now.Before(c.lockedUntil)
	if passed || served {
		c = counter{windowStart: now}
	}
	c.failures++
	if r.limit > 0 && c.failures >= r.limit {
		c.lockedUntil = now.Add(r.lock)
	}
	return c
}

// throttleKey names a row without holding what it is about.
func throttleKey(kind, value string) string {
	sum := sha256.Sum256([]byte(value))
	return kind + ":" + hex.EncodeToString(sum[:])
}

// charge counts a failure under a key, or returns how long the key is locked
// yet and counts nothing. It locks the row, so that tries made at once are
// counted one by one.
func charge(ctx context.Context, tx store.Tx, key string, r rule, now time.Time) (time.Duration, error) {
	c, err := lockCounter(ctx, tx, key, now)
	if err != nil {
		return 0, err
	}
	if wait := c.wait(now); wait > 0 {
		return wait, nil
	}
	c = r.count(c, now)
	_, err = tx.ExecContext(ctx,
		"UPDATE throttles SET failures = $1, window_start = $2, locked_until = $3 WHERE key = $4",
		c.failures, c.windowStart.UnixNano(), nanoseconds(c.lockedUntil), key)
	if err != nil {
		return 0, fmt.Errorf("count a failure: %w", err)
	}
	return 0, nil
}

// lockCounter returns a key's counter, made when it is missing.
func lockCounter(ctx context.Context, tx store.Tx, key string, now time.Time) (counter, error) {
	var c counter
	var start, until int64
	err := tx.QueryRowContext(ctx, `INSERT INTO throttles (key, failures, window_start, locked_until) VALUES ($1, 0, $2, 0)
		ON CONFLICT (key) DO UPDATE SET key = excluded.key RETURNING failures, window_start, locked_until`,
		key, now.UnixNano()).Scan(&c.failures, &start, &until)
	if err != nil {
		return counter{}, fmt.Errorf("read a failure count: %w", err)
	}
	c.windowStart = store.Time(start)
	if until != 0 {
		c.lockedUntil = store.Time(until)
	}
	return c, nil
}

// peek returns how long a key is locked yet, without counting.
func peek(ctx context.Context, tx store.Tx, key string, now time.Time) (time.Duration, error) {
	var until int64
	err := tx.QueryRowContext(ctx,
		"SELECT COALESCE(MAX(locked_until), 0) FROM throttles WHERE key = $1", key).Scan(&until)
	if err != nil {
		return 0, fmt.Errorf("read a lock: %w", err)
	}
	if until == 0 {
		return 0, nil
	}
	return counter{lockedUntil: store.Time(until)}.wait(now), nil
}

// uncharge takes back what charge counted for a try that turned out to be none, or
// turned out well.
func uncharge(ctx context.Context, tx store.Tx, key string) error {
	_, err := tx.ExecContext(ctx,
		"UPDATE throttles SET failures = failures - 1, locked_until = 0 WHERE key = $1 AND failures > 0", key)
	if err != nil {
		return fmt.Errorf("take back a failure: %w", err)
	}
	return nil
}

// Forgive forgets the failed logins of an account at a kind of door.
func Forgive(ctx context.Context, tx store.Tx, kind, login string) error {
	return forgive(ctx, tx, throttleKey(kind, login))
}

// forgive forgets every failure under a key.
func forgive(ctx context.Context, tx store.Tx, key string) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM throttles WHERE key = $1", key); err != nil {
		return fmt.Errorf("forget failures: %w", err)
	}
	return nil
}

// nanoseconds is the stored form of an instant, 0 for none.
func nanoseconds(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixNano()
}
