package payment

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"houbu/api"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

// mostOrders is how many orders an answer to the staff has.
const mostOrders = 50

// numberLength is how many characters of an order's id are in its number.
const numberLength = 13

// Search finds orders by their number or id, or by their candidate, newest first.
func (s *Service) Search(ctx context.Context, want api.StaffOrderSearch) (api.StaffOrders, error) {
	where, arg := "student_id = $1", want.Candidate
	if number := strings.ToLower(strings.TrimSpace(want.Number)); number != "" {
		where, arg = "id = $1", number
		if id, is := strings.CutPrefix(number, "p"); is {
			where, arg = "substr(id, 1, 13) = $1", id[:min(len(id), numberLength)]
		}
	}
	if arg == "" {
		return api.StaffOrders{}, refusal.New(api.CodeBadRequest, "the search needs the order's number or a candidate")
	}
	return s.list(ctx, "SELECT id FROM orders WHERE "+where+" ORDER BY created_at DESC, id LIMIT $2", arg, mostOrders+1)
}

// Attention lists the orders that need a person: money to be given back, and orders
// past their deadline of which the platform has not said how they ended.
func (s *Service) Attention(ctx context.Context) (api.StaffOrders, error) {
	return s.list(ctx, `SELECT id FROM orders WHERE (state = 'open' AND pay_by <= $1) OR id IN (SELECT order_id FROM payments
		WHERE `+refundDue+") ORDER BY created_at DESC, id LIMIT $2", s.now().UnixNano(), mostOrders+1)
}

// refundDue keeps the payments that are to be given back and were not yet.
const refundDue = "refund_due = 1 AND NOT EXISTS (SELECT 1 FROM refunds WHERE refunds.ref = payments.ref)"

// list loads the orders that a query names.
func (s *Service) list(ctx context.Context, query string, args ...any) (api.StaffOrders, error) {
	out := api.StaffOrders{Orders: []api.StaffOrder{}}
	err := s.db.Read(ctx, func(tx store.Tx) error {
		ids, err := column(ctx, tx, query, args...)
		if err != nil {
			return err
		}
		if out.More = len(ids) > mostOrders; out.More {
			ids = ids[:mostOrders]
		}
		for _, id := range ids {
			order, err := s.forStaff(ctx, tx, id)
			if err != nil {
				return err
			}
			out.Orders = append(out.Orders, order)
		}
		return nil
	})
	if err != nil {
		return out, fmt.Errorf("list orders: %w", err)
	}
	return out, nil
}

// Ask asks the platform about an order again, whoever's it is, and returns it.
// api.CodeNotFound when there is none.
func (s *Service) Ask(ctx context.Context, id string) (out api.StaffOrder, err error) {
	var cashier string
	err = s.db.Look(func(tx store.Tx) error {
		return tx.QueryRowContext(ctx, "SELECT cashier FROM orders WHERE id = $1", id).Scan(&cashier)
	})
	if errors.Is(err, sql.ErrNoRows) {
		return out, refusal.New(api.CodeNotFound, "no such order")
	}
	if err != nil {
		return out, fmt.Errorf("find an order: %w", err)
	}
	if err := s.ask(ctx, cashier); err != nil {
		return out, err
	}
	err = s.db.Read(ctx, func(tx store.Tx) error {
		out, err = s.forStaff(ctx, tx, id)
		return err
	})
	return out, err
}

// forStaff is an order as the staff sees it. The cashier's address is left out: who
// has it can pay.
func (s *Service) forStaff(ctx context.Context, tx store.Tx, id string) (api.StaffOrder, error) {
	found, err := load(ctx, tx, s.exam, "id", id)
	if err != nil || found == nil {
		return api.StaffOrder{}, errors.Join(err, refusalIf(found == nil, "no such order"))
	}
	now := s.now()
	out := api.StaffOrder{Order: found.public(now), CandidateID: found.studentID, Needs: []api.Need{}}
	out.Order.CashierURL = ""
	if err := tx.QueryRowContext(ctx, "SELECT name FROM students WHERE id = $1", found.studentID).Scan(&out.Name); err != nil {
		return out, fmt.Errorf("read an order's candidate: %w", err)
	}
	if out.Payments, err = payments(ctx, tx, id); err != nil {
		return out, err
	}
	if found.refundDue {
		out.Needs = append(out.Needs, api.NeedRefund)
	}
	if found.state == api.OrderOpen && !now.Before(found.payBy) {
		out.Needs = append(out.Needs, api.NeedAsk)
	}
	return out, nil
}

func refusalIf(missing bool, detail string) error {
	if !missing {
		return nil
	}
	return refusal.New(api.CodeNotFound, detail)
}

// payments are what the backend heard of an order, oldest first.
func payments(ctx context.Context, tx store.Tx, orderID string) (all []api.StaffPayment, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT p.ref, p.amount_fen, p.method, p.at, p.refund_due, p.note, f.at
		FROM payments p LEFT JOIN refunds f ON f.ref = p.ref WHERE p.order_id = $1 ORDER BY p.at, p.ref`, orderID)
	if err != nil {
		return nil, fmt.Errorf("read the payments of an order: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var one api.StaffPayment
		var at, due int64
		var refunded sql.NullInt64
		if err := rows.Scan(&one.Ref, &one.AmountFen, &one.Method, &at, &due, &one.Note, &refunded); err != nil {
			return nil, fmt.Errorf("read a payment: %w", err)
		}
		one.At, one.RefundDue = store.Time(at), due == 1 && !refunded.Valid
		if refunded.Valid {
			back := store.Time(refunded.Int64)
			one.RefundedAt = &back
		}
		all = append(all, one)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read the payments of an order: %w", err)
	}
	return all, nil
}

// Refunded is a payment that was given back.
type Refunded struct {
	OrderID, StudentID string
	AmountFen          int
}

// MarkRefunded notes, in the caller's transaction, that a payment was given back. It
// moves no money. api.CodeNotFound for an unknown reference, api.CodeNothingToDo when
// no refund of it is due.
func (s *Service) MarkRefunded(ctx context.Context, tx store.Tx, ref string, at time.Time) (Refunded, error) {
	var out Refunded
	var due int
	err := tx.QueryRowContext(ctx, `SELECT o.id, o.student_id, p.amount_fen, p.refund_due FROM payments p
		JOIN orders o ON o.id = p.order_id WHERE p.ref = $1`, ref).Scan(&out.OrderID, &out.StudentID, &out.AmountFen, &due)
	if errors.Is(err, sql.ErrNoRows) {
		return out, refusal.New(api.CodeNotFound, "no such payment")
	}
	if err != nil {
		return out, fmt.Errorf("find a payment: %w", err)
	}
	if due == 0 {
		return out, refusal.New(api.CodeNothingToDo, "no refund of this payment is due")
	}
	result, err := tx.ExecContext(ctx, "INSERT INTO refunds (ref, at) VALUES ($1, $2) ON CONFLICT (ref) DO NOTHING", ref, at.UnixNano())
	if err != nil {
		return out, fmt.Errorf("mark a refund: %w", err)
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return out, errors.Join(err, refusal.New(api.CodeNothingToDo, "the payment was marked as refunded before"))
	}
	return out, nil
}
