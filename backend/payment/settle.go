package payment

import (
	"context"
	"errors"
	"fmt"

	"houbu/api"
	"houbu/backend/store"
)

// Settle asks the platform about every open order, then ends those past their
// deadline, and returns how many orders changed their state. It hastens what
// reading decides anyway: a stopped worker delays, it never decides. What the
// platform does not answer is in the error; the other orders are still settled.
func (s *Service) Settle(ctx context.Context) (int, error) {
	before, err := s.open(ctx)
	if err != nil {
		return 0, err
	}
	var failed []error
	for _, cashier := range before {
		if err := s.ask(ctx, cashier); err != nil {
			failed = append(failed, err)
		}
	}
	if err := s.expire(ctx, before); err != nil {
		return 0, errors.Join(append(failed, err)...)
	}
	after, err := s.open(ctx)
	if err != nil {
		return 0, errors.Join(append(failed, err)...)
	}
	still := make(map[string]bool, len(after))
	for _, cashier := range after {
		still[cashier] = true
	}
	changed := 0
	for _, cashier := range before {
		if !still[cashier] {
			changed++
		}
	}
	return changed, errors.Join(failed...)
}

// open are the cashiers of the orders stored as open, oldest first.
func (s *Service) open(ctx context.Context) ([]string, error) {
	var cashiers []string
	err := s.db.Read(ctx, func(tx store.Tx) error {
		var err error
		cashiers, err = column(ctx, tx, "SELECT cashier FROM orders WHERE state = 'open' ORDER BY created_at, id")
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list the open orders: %w", err)
	}
	return cashiers, nil
}

// expire stores the end of those of the orders that are past their deadline.
// Only orders that the platform was asked about are ended here.
func (s *Service) expire(ctx context.Context, cashiers []string) error {
	if len(cashiers) == 0 {
		return nil
	}
	return s.db.Write(ctx, func(tx store.Tx) error {
		now := s.now()
		for _, cashier := range cashiers {
			_, err := tx.ExecContext(ctx,
				"UPDATE orders SET state = $2 WHERE cashier = $1 AND state = 'open' AND pay_by <= $3",
				cashier, string(api.OrderExpired), now.UnixNano())
			if err != nil {
				return fmt.Errorf("end an order past its deadline: %w", err)
			}
		}
		return nil
	})
}
