package payment

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"houbu/backend/store"
)

// askOverlapping asks the platform about the student's open orders over some
// of the registrations: one of them may be paid without us having heard.
func (s *Service) askOverlapping(ctx context.Context, studentID string, ids []string) error {
	var open []*order
	err := s.db.Read(ctx, func(tx store.Tx) error {
		var err error
		open, err = s.overlapping(ctx, tx, studentID, ids)
		return err
	})
	if err != nil {
		return err
	}
	for _, other := range open {
		if err := s.ask(ctx, other.cashier); err != nil {
			return err
		}
	}
	return nil
}

// overlapping are the student's orders stored as open over any of the
// registrations, oldest first.
func (s *Service) overlapping(ctx context.Context, tx store.Tx, studentID string, ids []string) ([]*order, error) {
	found, err := column(ctx, tx, `SELECT id FROM orders WHERE state = 'open' AND student_id = $1 AND EXISTS
		(SELECT 1 FROM order_items i WHERE i.order_id = orders.id AND i.registration_id IN (`+marks(2, len(ids))+`))
		ORDER BY created_at, id`, anys(ids, studentID)...)
	if err != nil {
		return nil, fmt.Errorf("look for open orders: %w", err)
	}
	out := make([]*order, 0, len(found))
	for _, id := range found {
		one, err := load(ctx, tx, s.exam, "id", id)
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, nil
}

// marks are n numbered placeholders from a first one: $3, $4, $5.
func marks(first, n int) string {
	out := make([]string, 0, n)
	for i := range n {
		out = append(out, fmt.Sprintf("$%d", first+i))
	}
	return strings.Join(out, ", ")
}

// anys are the arguments of a query: some fixed ones, then the ids.
func anys(ids []string, fixed ...any) []any {
	for _, id := range ids {
		fixed = append(fixed, id)
	}
	return fixed
}

// column runs a query of one text column.
func column(ctx context.Context, tx store.Tx, query string, args ...any) (out []string, err error) {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var value string
		if err := rows.Scan(&value); err != nil {
			return nil, err
		}
		out = append(out, value)
	}
	return out, rows.Err()
}
