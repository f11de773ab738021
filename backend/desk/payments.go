package desk

import (
	"context"
	"strconv"

	"houbu/api"
	"houbu/backend/audit"
	"houbu/backend/store"
)

// Orders finds orders by number, id or candidate.
func (s *Service) Orders(ctx context.Context, want api.StaffOrderSearch) (api.StaffOrders, error) {
	return s.payment.Search(ctx, want)
}

// Attention lists the orders that need a person.
func (s *Service) Attention(ctx context.Context) (api.StaffOrders, error) {
	return s.payment.Attention(ctx)
}

// RefreshOrder asks the payment platform about an order again. What the platform says
// is booked as ever: it is no deed of the staff's.
func (s *Service) RefreshOrder(ctx context.Context, id string) (api.StaffOrder, error) {
	return s.payment.Ask(ctx, id)
}

// Refund marks a payment as given back, which was done at the platform. The candidate
// reads it.
func (s *Service) Refund(ctx context.Context, who Caller, want api.StaffRefund) (api.Receipt, error) {
	return s.perform(ctx, who, deed{
		kind: api.ReceiptRefund, content: []string{want.Ref}, line: audit.Line{Action: api.AuditRefund, Note: want.Note},
		do: func(ctx context.Context, tx store.Tx, line *audit.Line) (api.Receipt, error) {
			back, err := s.payment.MarkRefunded(ctx, tx, want.Ref, s.now())
			line.Kind, line.Key, line.StudentID = api.AboutOrder, back.OrderID, back.StudentID
			line.Before = map[string]string{"payment": want.Ref, "refund": "due"}
			line.After = map[string]string{"payment": want.Ref, "refund": "done", "amount_fen": strconv.Itoa(back.AmountFen)}
			return api.Receipt{OrderID: back.OrderID}, err
		},
	})
}
