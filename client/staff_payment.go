package client

import (
	"context"
	"net/http"

	"houbu/api"
)

// StaffOrders finds orders by their number, id or candidate, newest first.
func (c *Client) StaffOrders(ctx context.Context, search api.StaffOrderSearch) (api.StaffOrders, error) {
	return fetch(ctx, c, call{
		op: "staff orders", method: http.MethodPost, path: api.PathStaffOrders, token: c.bearer(), body: search, turned: true,
	}, anything[api.StaffOrders])
}

// StaffAttention lists the orders that need a person.
func (c *Client) StaffAttention(ctx context.Context) (api.StaffOrders, error) {
	return fetch(ctx, c, call{
		op: "staff attention", method: http.MethodGet, path: api.PathStaffAttention, token: c.bearer(),
	}, anything[api.StaffOrders])
}

// StaffRefreshOrder makes the backend ask the payment platform about an order again.
// It never pays. The code to expect is not_found.
func (c *Client) StaffRefreshOrder(ctx context.Context, id string) (api.StaffOrder, error) {
	return fetch(ctx, c, call{
		op: "staff refresh order", method: http.MethodPost, path: api.PathStaffOrderRefresh, id: id, token: c.bearer(), turned: true,
	}, func(order api.StaffOrder) bool { return order.Order.ID == id })
}

// StaffRefund marks a payment as given back, under an idempotency key of NewKey. It
// moves no money. When the error is Unknown, ask StaffOutcome. The codes to expect are
// nothing_to_do and, for a helper, forbidden.
func (c *Client) StaffRefund(ctx context.Context, key string, refund api.StaffRefund) (api.Receipt, error) {
	return c.attest(ctx, key, call{
		op: "staff refund", method: http.MethodPost, path: api.PathStaffRefunds, body: refund,
	})
}
