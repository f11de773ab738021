package waitlist

import (
	"context"
	"fmt"
	"time"

	"houbu/backend/notice"
)

// mostKept is how many notices wait in memory for the end of the transaction's work:
// more than a chunk of a wave makes, so that the notifiers are looked up once for it.
const mostKept = 4096

// notify keeps notices for the end of the transaction's work, or writes them when
// they are many.
func (c *change) notify(ctx context.Context, notices ...notice.Notice) error {
	c.notices = append(c.notices, notices...)
	if len(c.notices) < mostKept {
		return nil
	}
	return c.writeNotices(ctx)
}

// writeNotices writes the notices kept so far to the outbox.
func (c *change) writeNotices(ctx context.Context) error {
	notices := c.notices
	c.notices = nil
	return notice.Enqueue(ctx, c.tx, notices)
}

// notifyOffer tells the candidate of an offer, and again when its deadline is
// near.
func (c *change) notifyOffer(ctx context.Context, student, entry, pool string, payBy time.Time) error {
	offer := notice.Notice{
		Kind: notice.Offer, EntryID: entry, StudentID: student, PoolID: pool, At: c.now, PayBy: payBy,
	}
	near, wanted := c.nearExpiry(offer)
	if !wanted {
		return c.notify(ctx, offer)
	}
	return c.notify(ctx, offer, near)
}

// nearExpiry is the reminder that belongs to a notice of a seat, and whether
// the session wants one.
func (c *change) nearExpiry(of notice.Notice) (notice.Notice, bool) {
	at, wanted := c.exam.RemindAt(c.now, of.PayBy)
	of.Kind, of.DueAt = notice.ExpiryNear, at
	return of, wanted
}

// notifyRegistered reminds of the deadline of an unpaid seat of the roster.
func (c *change) notifyRegistered(ctx context.Context, f seatFor) error {
	near, wanted := c.nearExpiry(notice.Notice{StudentID: f.student, PoolID: f.pool, At: c.now, PayBy: f.payBy})
	if f.paid || !wanted {
		return nil
	}
	err := c.tx.QueryRowContext(ctx, "SELECT id FROM registrations WHERE pool_id = $1 AND seat_no = $2 AND state = 'held'",
		f.pool, f.seat).Scan(&near.RegistrationID)
	if err != nil {
		return fmt.Errorf("find the seat registered: %w", err)
	}
	return c.notify(ctx, near)
}

// notifyEnd tells the candidate of an end that was not their own wish.
func (c *change) notifyEnd(ctx context.Context, of place, entry string, how ending) error {
	if how.wished {
		return nil
	}
	return c.notify(ctx, notice.Notice{
		Kind: notice.Closed, EntryID: entry, RegistrationID: of.id, StudentID: of.student, PoolID: of.pool, At: c.now,
		Outcome: string(how.state), Reason: how.text,
	})
}
