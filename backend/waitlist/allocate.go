package waitlist

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"houbu/api"
	"houbu/backend/store"
)

// spare is how many entries beyond the free seats are read at once, for those
// that are passed over.
const spare = 7

// allocate gives a pool's free seats to the head of its queue (promise 2). It
// is the one function that does, in the transaction of whatever freed a seat
// and of every join. Those who may not hold the seat are passed over with a
// reason and keep their number. freed names seats just released here.
func (c *change) allocate(ctx context.Context, poolID string, freed []int64) error {
	if !c.exam.MayAllocate(c.now) {
		return nil // a useless offer is none (promise 7)
	}
	var at progress
	for {
		pool, err := c.lockPool(ctx, poolID)
		if err != nil || pool == nil || pool.free() == 0 {
			return err
		}
		if closed, err := c.queueClosed(ctx, poolID); err != nil || closed {
			return err
		}
		queue, err := heads(ctx, c.tx, poolID, max(at.reached, pool.servedTo), min(pool.free()+spare, chunk))
		if err != nil || len(queue) == 0 {
			return err
		}
		all, again, err := c.standingsOfQueue(ctx, queue)
		if err != nil {
			return err
		}
		if again {
			continue
		}
		seats, err := c.freeSeats(ctx, pool, min(pool.free(), int64(len(queue))), freed)
		if err != nil || len(seats) == 0 {
			return err
		}
		if err := c.serve(ctx, pool, queue, all, seats, &at); err != nil {
			return err
		}
	}
}

// progress is how far an allocation has come along a queue.
type progress struct {
	reached int64 // the last number that was looked at
	passed  int64 // the first number that was passed over; 0: none was
}

// servedTo is the number up to which nobody waits any more.
func (p *progress) servedTo() int64 {
	if p.passed > 0 {
		return p.passed - 1
	}
	return p.reached
}

// clockSkew is how far the clocks of two processes may be apart, and how long a
// transaction may wait for a pool with the instant that it took before.
const clockSkew = time.Minute

// queueClosed tells whether somebody has seen the last allocation pass in a locked
// pool, by a clock that is ahead, or while this transaction waited for the lock.
// Nobody is served then: those who were closed came first.
func (c *change) queueClosed(ctx context.Context, pool string) (closed bool, err error) {
	if c.exam.LastAllocAt.Sub(c.now) > clockSkew {
		return false, nil
	}
	err = c.tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM entries WHERE pool_id = $1 AND left_at >= $2 AND pay_by IS NULL)",
		pool, c.exam.LastAllocAt.UnixNano()).Scan(&closed)
	if err != nil {
		return false, fmt.Errorf("look whether a queue is closed: %w", err)
	}
	return closed, nil
}

// standingsOfQueue loads the standings of those at the head of a queue. When
// the pay window of one of their seats elsewhere has ended, it expires that
// seat first and says that the queue must be read again: whether a worker has
// been there must not decide who is served.
func (c *change) standingsOfQueue(ctx context.Context, queue []head) (all map[string]*standing, again bool, err error) {
	students := make([]string, len(queue))
	for i, h := range queue {
		students[i] = h.student
	}
	all, err = standings(ctx, c.tx, students)
	if err != nil {
		return nil, false, err
	}
	var late []holding
	for _, st := range all {
		late = append(late, st.due(c.now)...)
	}
	return all, len(late) > 0, c.expire(ctx, late)
}

// serve walks the head of a queue in order and offers a seat to each who may
// hold it, until the seats are given out: nobody is passed over for a seat that
// was not there. It returns the number that it came to.
func (c *change) serve(ctx context.Context, pool *poolRow, queue []head, all map[string]*standing, seats []int64, at *progress) error {
	subject := c.subjectOf(pool.id)
	var served []head
	for _, h := range queue {
		if len(served) == len(seats) {
			break
		}
		at.reached = h.sequence
		if code := c.mayHold(all[h.student], subject, c.now); code != "" {
			if err := c.passOver(ctx, h, skipText(code)); err != nil {
				return err
			}
			if at.passed == 0 {
				at.passed = h.sequence
			}
			continue
		}
		served = append(served, h)
	}
	if len(served) == 0 {
		return nil
	}
	if err := c.offer(ctx, pool.id, subject, served, seats); err != nil {
		return err
	}
	_, err := exec(ctx, c.tx, "count the offers", `UPDATE pools SET waiting = waiting - $2, held = held + $2, moved = moved + 1,
		served_at = CASE WHEN served_at < $3 THEN $3 ELSE served_at END,
		served_to = CASE WHEN served_to < $4 THEN $4 ELSE served_to END WHERE id = $1`,
		pool.id, len(served), c.now.UnixNano(), at.servedTo())
	return err
}

// offer gives seats to the entries of a queue's head, to be paid by the pay
// deadline.
func (c *change) offer(ctx context.Context, pool string, subject api.Subject, to []head, seats []int64) error {
	payBy := c.exam.PayBy(c.now)
	given, entries := make([]seatFor, len(to)), make([]string, len(to))
	for i, h := range to {
		given[i] = seatFor{pool: pool, subject: subject, student: h.student, entry: h.entry, seat: seats[i], payBy: payBy}
		entries[i] = h.entry
	}
	if err := c.hold(ctx, given...); err != nil {
		return err
	}
	var offered []line
	for part := range slices.Chunk(entries, chunk) {
		args := append([]any{c.now.UnixNano(), payBy.UnixNano()}, store.Args(part)...)
		lines, err := collect(ctx, c.tx, "offer seats", scanLine, `UPDATE entries SET state = 'offered', changed_at = $1, left_at = $1,
			pay_by = $2, events = events + 1 WHERE `+inQueue+" AND id IN "+store.In(3, len(part))+" RETURNING id, events", args...)
		if err != nil {
			return err
		}
		offered = append(offered, lines...)
	}
	text := offerText(payBy)
	if why := c.because[pool]; why != "" {
		text = why + "；" + text
	}
	for _, h := range to {
		if err := c.notifyOffer(ctx, h.student, h.entry, pool, payBy); err != nil {
			return err
		}
	}
	return c.record(ctx, offered, string(api.Offered), text)
}

// seatFor is a registration about to be made.
type seatFor struct {
	pool    string
	subject api.Subject
	student string
	entry   string // empty: without an entry
	seat    int64
	paid    bool
	payBy   time.Time
}

// hold inserts registrations. The database refuses a seat that is held or does
// not exist (promise 1).
func (c *change) hold(ctx context.Context, seats ...seatFor) error {
	rows := make([][]any, len(seats))
	for i, f := range seats {
		id, err := uuid.NewV7()
		if err != nil {
			return fmt.Errorf("make a registration's id: %w", err)
		}
		state, entryID, paidAt := regHeld, any(nil), any(nil)
		if f.entry != "" {
			entryID = f.entry
		}
		if f.paid {
			state, paidAt = regPaid, c.now.UnixNano()
		}
		rows[i] = []any{
			id.String(), f.pool, f.seat, f.student, entryID, string(f.subject.Kind), f.subject.Level, state,
			c.now.UnixNano(), f.payBy.UnixNano(), paidAt,
		}
	}
	return store.Insert(ctx, c.tx, "hold seats", `INSERT INTO registrations
		(id, pool_id, seat_no, student_id, entry_id, kind, level, state, created_at, pay_by, paid_at)`, rows)
}
