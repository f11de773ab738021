package payment

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"houbu/api"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

// bill is what a new order will hold.
type bill struct {
	items     []api.OrderItem
	amountFen int
	payBy     time.Time // the earliest deadline of the items
	hasOral   bool
	attested  api.Receipt // what the receipt says of the items
}

// billFor checks that each registration is the student's and awaits payment.
func (s *Service) billFor(ctx context.Context, tx store.Tx, studentID string, ids []string, now time.Time) (bill, error) {
	var out bill
	for _, id := range ids {
		// Orders over the same registration queue up here.
		_, err := tx.ExecContext(ctx, "UPDATE registrations SET state = state WHERE id = $1 AND student_id = $2", id, studentID)
		if err != nil {
			return bill{}, fmt.Errorf("lock a registration: %w", err)
		}
		var kind, state, subject string
		var payBy int64
		var of api.Receipt
		err = tx.QueryRowContext(ctx, `SELECT r.kind, r.state, r.pay_by, p.subject, p.id, p.campus, COALESCE(e.id, ''), COALESCE(e.sequence, 0)
			FROM registrations r JOIN pools p ON p.id = r.pool_id LEFT JOIN entries e ON e.id = r.entry_id
			WHERE r.id = $1 AND r.student_id = $2`,
			id, studentID).Scan(&kind, &state, &payBy, &subject, &of.Pool, &of.Campus, &of.EntryID, &of.Sequence)
		if errors.Is(err, sql.ErrNoRows) || (err == nil && state == "paid") {
			return bill{}, refusal.New(api.CodeNothingToPay, "a registration does not await payment")
		}
		if err != nil {
			return bill{}, fmt.Errorf("read a registration: %w", err)
		}
		by := store.Time(payBy)
		if !now.Before(by) {
			return bill{}, refusal.New(api.CodePaymentClosed, "the pay deadline of a registration has passed")
		}
		if state != "held" {
			return bill{}, refusal.New(api.CodeNothingToPay, "a registration was released")
		}
		of.Subject = subject
		out.attested = together(out.attested, of)
		known, _ := s.exam.Subject(subject)
		out.items = append(out.items, api.OrderItem{RegistrationID: id, FeeFen: known.FeeFen})
		out.amountFen += known.FeeFen
		out.hasOral = out.hasOral || kind == string(api.Oral)
		if out.payBy.IsZero() || by.Before(out.payBy) {
			out.payBy = by
		}
	}
	return out, nil
}

// together is what a receipt says of one more item: all of the only one, and of
// several the pools.
func together(before, item api.Receipt) api.Receipt {
	if before.Pool == "" {
		return item
	}
	return api.Receipt{Pool: before.Pool + "," + item.Pool}
}

// writtenFirst refuses an oral payment while a written registration outside of
// the order awaits payment (domain: written before oral).
func writtenFirst(ctx context.Context, tx store.Tx, studentID string, ids []string, now time.Time) error {
	var n int
	err := tx.QueryRowContext(ctx, `SELECT count(*) FROM registrations
		WHERE student_id = $1 AND kind = 'written' AND state = 'held' AND pay_by > $2 AND id NOT IN (`+marks(3, len(ids))+`)`,
		anys(ids, studentID, now.UnixNano())...).Scan(&n)
	if err != nil {
		return fmt.Errorf("look for unpaid written registrations: %w", err)
	}
	if n > 0 {
		return refusal.New(api.CodeWrittenUnpaid, "a written registration is to be paid first")
	}
	return nil
}
