package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"houbu/api"
	"houbu/backend/staff"
)

// staffPaymentOperations find orders and what is to be done about them.
func (s *server) staffPaymentOperations(to huma.API) {
	handleStaff(s, to, operation{
		id: "staff-orders", method: http.MethodPost, path: api.PathStaffOrders, tag: tagStaff,
		summary: "Find orders by number, id or candidate",
	}, func(ctx context.Context, _ staff.Identity, in *body[api.StaffOrderSearch]) (*body[api.StaffOrders], error) {
		return reply(s.Desk.Orders(ctx, in.Body))
	})
	handleStaff(s, to, operation{
		id: "staff-attention", method: http.MethodGet, path: api.PathStaffAttention, tag: tagStaff,
		summary: "Orders that need a person: refunds, and outcomes that nobody knows",
	}, func(ctx context.Context, _ staff.Identity, _ *none) (*body[api.StaffOrders], error) {
		return reply(s.Desk.Attention(ctx))
	})
	handleStaff(s, to, operation{
		id: "staff-refresh-order", method: http.MethodPost, path: api.PathStaffOrderRefresh, tag: tagStaff,
		summary: "Ask the payment platform about an order again", codes: []api.Code{api.CodeNotFound},
	}, func(ctx context.Context, _ staff.Identity, in *item) (*body[api.StaffOrder], error) {
		return reply(s.Desk.RefreshOrder(ctx, in.ID))
	})
	handleStaff(s, to, operation{
		id: "staff-refund", method: http.MethodPost, path: api.PathStaffRefunds, tag: tagStaff, keyed: true,
		summary: "Mark a payment as given back", codes: []api.Code{api.CodeNotFound, api.CodeNothingToDo},
	}, func(ctx context.Context, who staff.Identity, in *keyed[api.StaffRefund]) (*body[api.Receipt], error) {
		return reply(s.Desk.Refund(ctx, deskCaller(ctx, who, in.Key), in.Body))
	})
}
