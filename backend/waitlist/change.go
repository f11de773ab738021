package waitlist

import (
	"context"
	"maps"
	"slices"
	"time"

	"houbu/backend/notice"
	"houbu/backend/store"
)

// change is one transaction's work on the queues. Seats are freed only through
// its release, which marks the pool, and it ends by allocating in every pool
// that was marked: no way out of it leaves a freed seat beside a queue
// (promise 2).
type change struct {
	*Service
	tx      store.Tx
	now     time.Time
	marked  map[string][]int64 // pools to allocate in, with the seats freed there
	because map[string]string  // why a pool has more seats, for the offers that follow
	ended   int                // seats released and places left
	notices []notice.Notice    // not written yet
}

// change runs fn, then allocates in every pool that fn marked, and writes the
// notices of it all.
func (s *Service) change(ctx context.Context, tx store.Tx, fn func(c *change) error) error {
	current, err := s.current(ctx, tx)
	if err != nil {
		return err
	}
	c := &change{Service: current, tx: tx, now: s.now().UTC(), marked: map[string][]int64{}}
	if err := fn(c); err != nil {
		return err
	}
	if err := c.allocateMarked(ctx); err != nil {
		return err
	}
	return c.writeNotices(ctx)
}

// mark says that something in a pool may have become allocatable.
func (c *change) mark(pool string, freed ...int64) {
	c.marked[pool] = append(c.marked[pool], freed...)
}

// allocateMarked allocates until no pool is marked. Serving one pool can mark
// another, since allocate expires what it finds due.
func (c *change) allocateMarked(ctx context.Context) error {
	for len(c.marked) > 0 {
		pool := c.inLockOrder(slices.Collect(maps.Keys(c.marked)))[0]
		freed := c.marked[pool]
		delete(c.marked, pool)
		if err := c.allocate(ctx, pool, freed); err != nil {
			return err
		}
	}
	return nil
}

// enter locks pools, applies every deadline that has passed in them and in what
// they rest on, and serves their queues, so that what follows decides on the state
// as of now: a seat may have become allocatable by a deadline elsewhere.
func (c *change) enter(ctx context.Context, pools ...string) error {
	pools, err := c.withUnder(ctx, pools)
	if err != nil {
		return err
	}
	if _, err := c.lockPools(ctx, pools); err != nil {
		return err
	}
	for _, pool := range c.inLockOrder(pools) {
		if err := c.settle(ctx, pool); err != nil {
			return err
		}
		c.mark(pool)
	}
	return c.allocateMarked(ctx)
}

// enterFor enters pools for a decision that rests on what students hold: the
// queues in which the students wait are entered too.
func (c *change) enterFor(ctx context.Context, students []string, pools ...string) error {
	queues, err := c.queuesOf(ctx, students)
	if err != nil {
		return err
	}
	return c.enter(ctx, append(queues, pools...)...)
}

// inLockOrder sorts pools into the order in which transactions lock them,
// without repeats.
func (s *Service) inLockOrder(pools []string) []string {
	written, oral := s.byKind(pools)
	return append(written, oral...)
}
