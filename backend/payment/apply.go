package payment

import (
	"context"
	"errors"
	"fmt"
	"time"

	"houbu/api"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

// WhyRefused is the reason a candidate reads when a payment was given up.
const WhyRefused = "支付已放弃，座位已让给下一位"

// ErrUnknownCashier is returned for a charge at a cashier that no order has.
var ErrUnknownCashier = errors.New("the charge belongs to no order")

// ErrOutcome is returned for a charge that is neither paid nor refused.
var ErrOutcome = errors.New("the charge is neither paid nor refused")

// Apply takes what a platform says about one charge. The same reference is
// taken once. A payment that comes first, in time and in full makes the order
// paid, with its seats, in one transaction; every other payment is recorded and
// marked for refund, and changes no seat. A refusal frees the seats in the same
// transaction (promise 2).
func (s *Service) Apply(ctx context.Context, charge Charge) error {
	if charge.Outcome != Paid && charge.Outcome != Refused {
		return ErrOutcome
	}
	err := s.apply(ctx, charge)
	var no *refusal.Error
	if errors.As(err, &no) {
		// The deadline passed between our look at the clock and the waitlist's:
		// seen again, the payment is late and booked as such.
		err = s.apply(ctx, charge)
	}
	return err
}

func (s *Service) apply(ctx context.Context, charge Charge) error {
	return s.db.Write(ctx, func(tx store.Tx) error {
		if err := lockOrder(ctx, tx, charge.Cashier); err != nil {
			return err
		}
		target, err := load(ctx, tx, s.exam, "cashier", charge.Cashier)
		if err != nil {
			return err
		}
		if target == nil {
			return ErrUnknownCashier
		}
		seen, err := heard(ctx, tx, charge.Ref)
		if err != nil || seen {
			return err
		}
		if charge.Outcome == Refused {
			return s.refuse(ctx, tx, target, charge)
		}
		return s.take(ctx, tx, target, charge)
	})
}

// take books a payment: for the order, or for refund.
func (s *Service) take(ctx context.Context, tx store.Tx, target *order, charge Charge) error {
	now := s.now()
	if why := refundReason(target, charge, now); why != "" {
		if err := record(ctx, tx, target.id, charge, true, why); err != nil {
			return err
		}
		// An order that took money it cannot use is over: a new order has a new
		// cashier, so the money of both is never mixed up.
		return closeOpen(ctx, tx, target.id, api.OrderExpired)
	}
	if err := record(ctx, tx, target.id, charge, false, ""); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx,
		"UPDATE orders SET state = 'paid', method = $2, paid_at = $3 WHERE id = $1 AND state = 'open'",
		target.id, charge.Method, now.UnixNano())
	if err != nil {
		return fmt.Errorf("mark an order as paid: %w", err)
	}
	if err := s.seats.MarkPaid(ctx, tx, target.registrations(), now); err != nil {
		return fmt.Errorf("mark the seats of an order as paid: %w", err)
	}
	return nil
}

// refuse books that the payer gave the payment up.
func (s *Service) refuse(ctx context.Context, tx store.Tx, target *order, charge Charge) error {
	if err := record(ctx, tx, target.id, charge, false, "given up by the payer"); err != nil {
		return err
	}
	if target.stateAt(s.now()) != api.OrderOpen {
		return nil
	}
	if err := closeOpen(ctx, tx, target.id, api.OrderRefused); err != nil {
		return err
	}
	held := target.heldRegistrations()
	if len(held) == 0 {
		return nil
	}
	if err := s.seats.ReleaseUnpaid(ctx, tx, held, WhyRefused); err != nil {
		return fmt.Errorf("release the seats of a refused order: %w", err)
	}
	return nil
}

// refundReason says why a payment cannot be used, or "" when it can. The
// instant that counts is when the backend hears of it: from the deadline on the
// seat belongs to the next in the queue.
func refundReason(target *order, charge Charge, now time.Time) string {
	switch target.stateAt(now) {
	case api.OrderPaid:
		return "second payment of a paid order"
	case api.OrderRefused:
		return "paid after the payment was given up"
	case api.OrderExpired:
		return "paid after the deadline, or for an order that was replaced"
	case api.OrderOpen:
	}
	if charge.AmountFen != target.amountFen {
		return fmt.Sprintf("wrong amount: %d fen for an order of %d", charge.AmountFen, target.amountFen)
	}
	if len(target.heldRegistrations()) != len(target.items) {
		return "a seat of the order is no longer held"
	}
	return ""
}

// ask applies everything the platform knows of a cashier.
func (s *Service) ask(ctx context.Context, cashier string) error {
	charges, err := s.platform.Query(ctx, cashier)
	if err != nil {
		return errors.Join(refusal.New(api.CodeUnavailable, "the payment platform does not answer"), err)
	}
	for _, charge := range charges {
		charge.Cashier = cashier // the answer is about what was asked, whatever it says
		if err := s.Apply(ctx, charge); err != nil {
			return fmt.Errorf("apply a charge: %w", err)
		}
	}
	return nil
}

// lockOrder takes the order's row for this transaction, in SQL that both
// databases have.
func lockOrder(ctx context.Context, tx store.Tx, cashier string) error {
	if _, err := tx.ExecContext(ctx, "UPDATE orders SET cashier = cashier WHERE cashier = $1", cashier); err != nil {
		return fmt.Errorf("lock an order: %w", err)
	}
	return nil
}

// heard tells whether a reference was taken before.
func heard(ctx context.Context, tx store.Tx, ref string) (bool, error) {
	var n int
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM payments WHERE ref = $1", ref).Scan(&n); err != nil {
		return false, fmt.Errorf("look for a charge: %w", err)
	}
	return n > 0, nil
}

// record keeps what the platform said.
func record(ctx context.Context, tx store.Tx, orderID string, charge Charge, refund bool, note string) error {
	due := 0
	if refund {
		due = 1
	}
	_, err := tx.ExecContext(ctx,
		"INSERT INTO payments (ref, order_id, amount_fen, method, at, refund_due, note) VALUES ($1, $2, $3, $4, $5, $6, $7)",
		charge.Ref, orderID, charge.AmountFen, charge.Method, charge.At.UnixNano(), due, note)
	if err != nil {
		return fmt.Errorf("record a charge: %w", err)
	}
	return nil
}

// closeOpen ends an order that is stored as open; any other it leaves alone.
func closeOpen(ctx context.Context, tx store.Tx, orderID string, state api.OrderState) error {
	_, err := tx.ExecContext(ctx, "UPDATE orders SET state = $2 WHERE id = $1 AND state = 'open'", orderID, string(state))
	if err != nil {
		return fmt.Errorf("close an order: %w", err)
	}
	return nil
}
