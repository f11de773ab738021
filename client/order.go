package client

import (
	"context"
	"net/http"

	"houbu/api"
)

// CreateOrder orders the payment of registrations (step 16, 去支付), under an
// idempotency key of NewKey. When the error is Unknown, ask Outcome, whose
// receipt names the order. The codes to expect are nothing_to_pay and
// payment_closed.
func (c *Client) CreateOrder(ctx context.Context, key string, order api.NewOrder) (api.Order, error) {
	if key == "" {
		return api.Order{}, refusedHere("create order", api.CodeKeyMissing)
	}
	return fetch(ctx, c, call{
		op: "create order", method: http.MethodPost, path: api.PathOrders, token: c.bearer(), key: key, body: order,
	}, func(made api.Order) bool { return made.ID != "" })
}

// Order returns the live state of an order (step 17).
func (c *Client) Order(ctx context.Context, id string) (api.Order, error) {
	return c.order(ctx, call{op: "order", method: http.MethodGet, path: api.PathOrder, id: id})
}

// RefreshOrder makes the backend ask the payment platform again (更新). It
// never pays.
func (c *Client) RefreshOrder(ctx context.Context, id string) (api.Order, error) {
	return c.order(ctx, call{op: "refresh order", method: http.MethodPost, path: api.PathOrderRefresh, id: id})
}

func (c *Client) order(ctx context.Context, o call) (api.Order, error) {
	o.token = c.bearer()
	return fetch(ctx, c, o, func(order api.Order) bool { return order.ID == o.id })
}
