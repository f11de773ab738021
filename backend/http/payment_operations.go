package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"houbu/api"
	"houbu/backend/account"
)

func (s *server) paymentOperations(to huma.API) {
	handle(s, to, operation{
		id: "create-order", method: http.MethodPost, path: api.PathOrders, tag: tagPayment, step: api.NextWritten, keyed: true,
		status: http.StatusCreated, summary: "Make an order over registrations that await payment (step 16)",
		codes: []api.Code{api.CodeNotFound, api.CodeNothingToPay, api.CodePaymentClosed, api.CodeWrittenUnpaid},
	}, func(ctx context.Context, who account.Identity, in *keyed[api.NewOrder]) (*body[api.Order], error) {
		return reply(located(ctx)(s.Payment.Create(ctx, caller(who, in.Key), in.Body)))
	})
	handle(s, to, operation{
		id: "get-order", method: http.MethodGet, path: api.PathOrder, tag: tagPayment, step: api.NextWritten,
		summary: "The live state of an order (step 17)", codes: []api.Code{api.CodeNotFound},
	}, func(ctx context.Context, who account.Identity, in *item) (*body[api.Order], error) {
		return reply(located(ctx)(s.Payment.Order(ctx, who.StudentID, in.ID)))
	})
	handle(s, to, operation{
		id: "refresh-order", method: http.MethodPost, path: api.PathOrderRefresh, tag: tagPayment, step: api.NextWritten,
		summary: "Ask the payment platform again (step 17)", codes: []api.Code{api.CodeNotFound},
	}, func(ctx context.Context, who account.Identity, in *item) (*body[api.Order], error) {
		return reply(located(ctx)(s.Payment.Refresh(ctx, who.StudentID, in.ID)))
	})
}

// located makes an order's cashier address one that a phone can open.
func located(ctx context.Context) func(api.Order, error) (api.Order, error) {
	return func(order api.Order, err error) (api.Order, error) {
		if err == nil && len(order.CashierURL) > 0 && order.CashierURL[0] == '/' {
			order.CashierURL = requestOf(ctx).base + order.CashierURL
		}
		return order, err
	}
}
