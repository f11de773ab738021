package waitlist

import (
	"context"
	"database/sql"
	"fmt"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"houbu/api"
	"houbu/backend/notice"
	"houbu/backend/store"
)

// expire releases seats whose pay window has ended.
func (c *change) expire(ctx context.Context, late []holding) error {
	if len(late) == 0 {
		return nil
	}
	return c.release(ctx, late, expired())
}

// settle applies every deadline that has passed in a locked pool.
func (c *change) settle(ctx context.Context, pool string) error {
	for {
		n, err := c.settleSome(ctx, pool)
		if err != nil || n == 0 {
			return err
		}
	}
}

// settleSome expires a chunk of the seats that are due in a locked pool and,
// after the last allocation, closes those who still wait. It returns how many
// it changed; zero when nothing is left to do.
func (c *change) settleSome(ctx context.Context, pool string) (int, error) {
	// Compared as pairs, the planner of PostgreSQL cannot take the index of all
	// deadlines and walk through those of every other pool.
	late, err := collect(ctx, c.tx, "find unpaid seats", scanHolding, fromHoldings+`WHERE r.state = 'held'
		AND (r.pool_id, r.pay_by) >= ($1, 0) AND (r.pool_id, r.pay_by) <= ($1, $2) ORDER BY r.pool_id, r.pay_by LIMIT $3`,
		pool, c.now.UnixNano(), chunk)
	if err != nil {
		return 0, err
	}
	if err := c.expire(ctx, late); err != nil {
		return 0, err
	}
	if len(late) > 0 || c.now.Before(c.exam.LastAllocAt) {
		return len(late), nil
	}
	return c.closeQueue(ctx, pool)
}

// closeQueue ends everyone who waits in a pool after the last allocation with
// a stated outcome (promise 8).
func (c *change) closeQueue(ctx context.Context, pool string) (int, error) {
	_, err := exec(ctx, c.tx, "write the end of a queue", `INSERT INTO entry_events (entry_id, no, at, what, reason)
		SELECT e.id, e.events + 1, $2, $3, $4
		FROM entries e WHERE e.pool_id = $1 AND e.`+inQueue, pool, c.now.UnixNano(), string(api.Closed), textLast)
	if err != nil {
		return 0, err
	}
	if err := notice.EnqueueQueue(ctx, c.tx, pool, c.now, string(api.Closed), textLast); err != nil {
		return 0, err
	}
	n, err := exec(ctx, c.tx, "end a queue", `UPDATE entries SET state = 'closed', changed_at = $2, ended_at = $2,
		left_at = $2, reason_code = $3, reason_text = $4, events = events + 1 WHERE pool_id = $1 AND `+inQueue,
		pool, c.now.UnixNano(), codeLast, textLast)
	if err != nil || n == 0 {
		return 0, err
	}
	c.ended += int(n)
	_, err = exec(ctx, c.tx, "count the end of a queue", "UPDATE pools SET waiting = waiting - $2, moved = moved + 1 WHERE id = $1", pool, n)
	return int(n), err
}

// Settle applies every deadline that has passed, everywhere, and returns how
// many seats and entries ended by it. A worker calls it so that notices are
// prompt; reads and writes decide the same without it (promise 7).
func (s *Service) Settle(ctx context.Context) (int, error) {
	var pools []string
	err := s.db.Look(func(tx store.Tx) (err error) {
		pools, err = s.duePools(ctx, tx, s.now(), "", nil)
		return err
	})
	if err != nil {
		return 0, err
	}
	return s.settlePools(ctx, pools)
}

// settlePools settles pools in transactions of a chunk each, so that a wave of
// expiries does not keep others waiting until its end. Where several transactions
// may write at once, several pools are settled at once: they are independent.
func (s *Service) settlePools(ctx context.Context, pools []string) (int, error) {
	var total atomic.Int64
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(s.db.Writers())
	for _, pool := range s.inLockOrder(pools) {
		group.Go(func() error {
			n, err := s.settlePool(ctx, pool)
			total.Add(int64(n))
			return err
		})
	}
	err := group.Wait()
	return int(total.Load()), err
}

// settlePool settles one pool, and returns how many seats and entries ended by it.
func (s *Service) settlePool(ctx context.Context, pool string) (total int, err error) {
	for more := true; more; {
		var did *change
		err := s.db.Write(ctx, func(tx store.Tx) error {
			return s.change(ctx, tx, func(c *change) error {
				did = c
				if _, err := c.lockPool(ctx, pool); err != nil {
					return err
				}
				n, err := c.settleSome(ctx, pool)
				more = n > 0
				return err
			})
		})
		if err != nil {
			return total, fmt.Errorf("settle a pool: %w", err)
		}
		total += did.ended // with what the allocator found due
	}
	return total, nil
}

// duePools returns the pools in which a deadline has passed, among those that
// satisfy a condition on p; all when it is empty. Where nothing is due anywhere
// it looks at one row.
func (s *Service) duePools(ctx context.Context, tx store.Tx, now time.Time, where string, args []any) ([]string, error) {
	if due, err := s.anythingDue(ctx, tx, now); err != nil || !due {
		return nil, err
	}
	condition := "EXISTS (SELECT 1 FROM registrations r WHERE r.pool_id = p.id AND r.state = 'held' AND r.pay_by <= $1)"
	if !now.Before(s.exam.LastAllocAt) {
		condition += " OR p.waiting > 0"
	}
	if where != "" {
		condition = "(" + condition + ") AND (" + where + ")"
	}
	return collect(ctx, tx, "find pools to settle", scanString,
		"SELECT p.id FROM pools p WHERE "+condition, append([]any{now.UnixNano()}, args...)...)
}

// anythingDue tells whether a deadline has passed anywhere that was not applied
// yet. As a rule it looks at one row.
func (s *Service) anythingDue(ctx context.Context, tx store.Tx, now time.Time) (bool, error) {
	var first sql.NullInt64
	err := tx.QueryRowContext(ctx, "SELECT min(pay_by) FROM registrations WHERE state = 'held'").Scan(&first)
	if err != nil {
		return false, fmt.Errorf("find the next pay deadline: %w", err)
	}
	if first.Valid && first.Int64 <= now.UnixNano() {
		return true, nil
	}
	if now.Before(s.exam.LastAllocAt) {
		return false, nil
	}
	var waiting bool
	if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM pools WHERE waiting > 0)").Scan(&waiting); err != nil {
		return false, fmt.Errorf("find queues: %w", err)
	}
	return waiting, nil
}

// NextDue returns the next instant at which a deadline passes, and whether
// there is one. It may lie in the past when nothing has settled since.
func (s *Service) NextDue(ctx context.Context) (next time.Time, ok bool, err error) {
	err = s.db.Read(ctx, func(tx store.Tx) (err error) {
		next, ok, err = s.nextDue(ctx, tx)
		return err
	})
	return next, ok, err
}

func (s *Service) nextDue(ctx context.Context, tx store.Tx) (time.Time, bool, error) {
	var first sql.NullInt64
	var waiting bool
	err := tx.QueryRowContext(ctx, `SELECT (SELECT min(pay_by) FROM registrations WHERE state = 'held'),
		EXISTS (SELECT 1 FROM pools WHERE waiting > 0)`).Scan(&first, &waiting)
	if err != nil {
		return time.Time{}, false, fmt.Errorf("find the next deadline: %w", err)
	}
	last := s.exam.LastAllocAt
	switch {
	case first.Valid && waiting && last.Before(store.Time(first.Int64)):
		return last, true, nil
	case first.Valid:
		return store.Time(first.Int64), true, nil
	default:
		return last, waiting, nil
	}
}
