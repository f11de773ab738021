package payment

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"houbu/api"
	"houbu/backend/exam"
	"houbu/backend/receipt"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

// CashierPath is where the cashier's pages are mounted. An order's address is
// this path and its token.
const CashierPath = "/cashier/"

// order is a row of orders with its items.
type order struct {
	id        string
	studentID string
	cashier   string
	method    string
	state     api.OrderState // as stored; ask stateAt
	amountFen int
	createdAt time.Time
	payBy     time.Time
	paidAt    *time.Time
	refundDue bool
	items     []item
}

// item is a registration of an order, with what the order's reader and the
// rules need to know of it.
type item struct {
	api.OrderItem
	held bool
}

// stateAt is the order's state at an instant: an open order ends at its
// deadline, whether a worker has noticed or not.
func (o *order) stateAt(now time.Time) api.OrderState {
	if o.state == api.OrderOpen && !now.Before(o.payBy) {
		return api.OrderExpired
	}
	return o.state
}

// public is the order as its candidate sees it at an instant.
func (o *order) public(now time.Time) api.Order {
	out := api.Order{
		ID: o.id, Number: receipt.OrderNumber(o.id), State: o.stateAt(now), AmountFen: o.amountFen, Items: make([]api.OrderItem, 0, len(o.items)),
		CreatedAt: o.createdAt, PayBy: o.payBy, CashierURL: CashierPath + o.cashier,
		Method: o.method, PaidAt: o.paidAt, RefundDue: o.refundDue, Now: now.UTC(),
	}
	for _, it := range o.items {
		out.Items = append(out.Items, it.OrderItem)
	}
	return out
}

// registrations are the ids of the items.
func (o *order) registrations() []string {
	ids := make([]string, 0, len(o.items))
	for _, it := range o.items {
		ids = append(ids, it.RegistrationID)
	}
	return ids
}

// heldRegistrations are the ids of the items whose seat is still held unpaid.
func (o *order) heldRegistrations() []string {
	var ids []string
	for _, it := range o.items {
		if it.held {
			ids = append(ids, it.RegistrationID)
		}
	}
	return ids
}

// Order returns a candidate's order as it is now. An order of somebody else
// is api.CodeNotFound, like one that does not exist.
func (s *Service) Order(ctx context.Context, studentID, id string) (api.Order, error) {
	found, err := s.own(ctx, studentID, id)
	if err != nil {
		return api.Order{}, err
	}
	return found.public(s.now()), nil
}

// Refresh asks the platform again about a candidate's order (更新), applies what
// it says and returns the order. api.CodeUnavailable when the platform does not
// answer.
func (s *Service) Refresh(ctx context.Context, studentID, id string) (api.Order, error) {
	found, err := s.own(ctx, studentID, id)
	if err != nil {
		return api.Order{}, err
	}
	if err := s.ask(ctx, found.cashier); err != nil {
		return api.Order{}, err
	}
	return s.Order(ctx, studentID, id)
}

// own loads an order of a student.
func (s *Service) own(ctx context.Context, studentID, id string) (*order, error) {
	var found *order
	err := s.db.Read(ctx, func(tx store.Tx) error {
		var err error
		found, err = load(ctx, tx, s.exam, "id", id)
		return err
	})
	if err != nil {
		return nil, err
	}
	if found == nil || found.studentID != studentID {
		return nil, refusal.New(api.CodeNotFound, "no such order of this candidate")
	}
	return found, nil
}

// load reads an order with its items by a unique column ("id" or "cashier"),
// or nil when there is none.
func load(ctx context.Context, tx store.Tx, session *exam.Exam, column, value string) (*order, error) {
	query := `SELECT id, student_id, amount_fen, state, cashier, created_at, pay_by, method, paid_at,
		(SELECT count(*) FROM payments p WHERE p.order_id = orders.id AND p.refund_due = 1
			AND NOT EXISTS (SELECT 1 FROM refunds f WHERE f.ref = p.ref))
		FROM orders WHERE ` + column + ` = $1`
	var out order
	var created, payBy, refunds int64
	var paidAt sql.NullInt64
	err := tx.QueryRowContext(ctx, query, value).Scan(&out.id, &out.studentID, &out.amountFen, &out.state,
		&out.cashier, &created, &payBy, &out.method, &paidAt, &refunds)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil //nolint:nilnil // each caller has its own answer to a missing order
	}
	if err != nil {
		return nil, fmt.Errorf("read an order: %w", err)
	}
	out.createdAt, out.payBy, out.refundDue = store.Time(created), store.Time(payBy), refunds > 0
	if paidAt.Valid {
		at := store.Time(paidAt.Int64)
		out.paidAt = &at
	}
	out.items, err = items(ctx, tx, session, out.id)
	return &out, err
}

// items reads an order's items, written ones first.
func items(ctx context.Context, tx store.Tx, session *exam.Exam, orderID string) (out []item, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT i.registration_id, i.fee_fen, p.subject, p.campus, r.state
		FROM order_items i JOIN registrations r ON r.id = i.registration_id JOIN pools p ON p.id = r.pool_id
		WHERE i.order_id = $1 ORDER BY r.kind DESC, r.level, r.id`, orderID)
	if err != nil {
		return nil, fmt.Errorf("read an order's items: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var it item
		var subject, state string
		if err := rows.Scan(&it.RegistrationID, &it.FeeFen, &subject, &it.Campus, &state); err != nil {
			return nil, fmt.Errorf("read an order's item: %w", err)
		}
		known, _ := session.Subject(subject)
		it.SubjectName, it.held = known.Name, state == "held"
		out = append(out, it)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read an order's items: %w", err)
	}
	return out, nil
}
