package waitlist

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"houbu/api"
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
	for behind := int64(0); ; {
		pool, err := c.lockPool(ctx, poolID)
		if err != nil || pool == nil || pool.free() == 0 {
			return err
		}
		queue, err := heads(ctx, c.tx, poolID, behind, min(pool.free()+spare, chunk))
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
		if behind, err = c.serve(ctx, pool, queue, all, seats); err != nil {
			return err
		}
	}
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
func (c *change) serve(ctx context.Context, pool *poolRow, queue []head, all map[string]*standing, seats []int64) (int64, error) {
	subject := c.subjectOf(pool.id)
	offered, reached := 0, int64(0)
	for _, h := range queue {
		if offered == len(seats) {
			break
		}
		reached = h.sequence
		if code := c.mayHold(all[h.student], subject, c.now); code != "" {
			if err := c.passOver(ctx, h, skipText(code)); err != nil {
				return 0, err
			}
			continue
		}
		if err := c.offer(ctx, pool.id, subject, h, seats[offered]); err != nil {
			return 0, err
		}
		offered++
	}
	_, err := exec(ctx, c.tx, "count the offers",
		"UPDATE pools SET waiting = waiting - $2, held = held + $2 WHERE id = $1", pool.id, offered)
	return reached, err
}

// offer gives a seat to an entry, to be paid by the pay deadline.
func (c *change) offer(ctx context.Context, pool string, subject api.Subject, to head, seat int64) error {
	payBy := c.exam.PayBy(c.now)
	if err := c.hold(ctx, seatFor{pool: pool, subject: subject, student: to.student, entry: to.entry, seat: seat, payBy: payBy}); err != nil {
		return err
	}
	_, err := exec(ctx, c.tx, "offer a seat",
		"UPDATE entries SET state = 'offered', changed_at = $2, left_at = $2, pay_by = $3 WHERE id = $1 AND "+inQueue,
		to.entry, c.now.UnixNano(), payBy.UnixNano())
	if err != nil {
		return err
	}
	text := offerText(payBy)
	if why := c.because[pool]; why != "" {
		text = why + "；" + text
	}
	if err := c.record(ctx, to.entry, string(api.Offered), text); err != nil {
		return err
	}
	return c.notifyOffer(ctx, to.student, to.entry, pool, payBy)
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

// hold inserts a registration. The database refuses a seat that is held or
// does not exist (promise 1).
func (c *change) hold(ctx context.Context, f seatFor) error {
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
	_, err = exec(ctx, c.tx, "hold a seat", `INSERT INTO registrations
		(id, pool_id, seat_no, student_id, entry_id, kind, level, state, created_at, pay_by, paid_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		id.String(), f.pool, f.seat, f.student, entryID, string(f.subject.Kind), f.subject.Level, state,
		c.now.UnixNano(), f.payBy.UnixNano(), paidAt)
	return err
}
