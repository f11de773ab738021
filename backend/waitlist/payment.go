package waitlist

import (
	"context"
	"time"

	"houbu/api"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

// MarkPaid records, in the caller's transaction, that registrations are paid
// at an instant. All of them or none: api.CodeNotFound for an unknown one,
// CodeNothingToPay when one is paid already, CodePaymentClosed when the pay
// deadline of one has passed, by the clock now or at the payment's instant.
func (s *Service) MarkPaid(ctx context.Context, tx store.Tx, registrationIDs []string, at time.Time) error {
	return s.change(ctx, tx, func(c *change) error {
		seats, err := c.enterSeats(ctx, registrationIDs)
		if err != nil {
			return err
		}
		for _, seat := range seats {
			switch {
			case seat.state == regPaid:
				return refusal.New(api.CodeNothingToPay, "the registration is paid already")
			case seat.state != regHeld, seat.payBy <= at.UnixNano():
				return refusal.New(api.CodePaymentClosed, "the pay deadline has passed")
			}
		}
		for i := range seats {
			if err := c.pay(ctx, &seats[i], at); err != nil {
				return err
			}
		}
		return nil
	})
}

// pay marks one held registration and its entry paid.
func (c *change) pay(ctx context.Context, seat *holding, at time.Time) error {
	_, err := exec(ctx, c.tx, "mark a registration paid",
		"UPDATE registrations SET state = 'paid', paid_at = $2 WHERE id = $1 AND state = 'held'", seat.id, at.UnixNano())
	if err != nil {
		return err
	}
	if seat.entry != "" {
		if _, err := c.finish(ctx, []string{seat.entry}, api.Offered, ending{state: api.Paid}); err != nil {
			return err
		}
	}
	// An oral entry that was passed over for the unpaid written one can be served.
	return c.wake(ctx, []string{seat.student})
}

// ReleaseUnpaid frees, in the caller's transaction, the seats of a payment that
// was refused: their entries end as cancelled with why (for people; a default
// when empty), and the seats go to the head of the queue. Registrations that
// are paid or released already are left as they are.
func (s *Service) ReleaseUnpaid(ctx context.Context, tx store.Tx, registrationIDs []string, why string) error {
	if why == "" {
		why = textRefused
	}
	return s.change(ctx, tx, func(c *change) error {
		seats, err := c.enterSeats(ctx, registrationIDs)
		if err != nil {
			return err
		}
		return c.release(ctx, seats, ending{state: api.Cancelled, code: codeRefused, text: why})
	})
}

// enterSeats returns registrations as of now: their pools are locked and
// settled before their states are read.
func (c *change) enterSeats(ctx context.Context, ids []string) ([]holding, error) {
	if len(ids) == 0 {
		return nil, refusal.New(api.CodeNotFound, "no registration is named")
	}
	seats, err := holdings(ctx, c.tx, ids)
	if err != nil {
		return nil, err
	}
	if err := c.enter(ctx, poolsOf(seats)...); err != nil {
		return nil, err
	}
	if seats, err = holdings(ctx, c.tx, ids); err != nil {
		return nil, err
	}
	named := map[string]bool{}
	for _, id := range ids {
		named[id] = true
	}
	if len(seats) < len(named) {
		return nil, refusal.New(api.CodeNotFound, "no such registration")
	}
	return seats, nil
}
