package client

import (
	"context"
	"net/http"

	"houbu/api"
)

// Pools returns the campuses × subjects of a kind, and what of them this
// candidate can choose (steps 8 and 14).
func (c *Client) Pools(ctx context.Context, kind api.Kind) (api.Pools, error) {
	return fetch(ctx, c, call{
		op: "pools", method: http.MethodGet, path: api.PathPools, token: c.bearer(), kind: kind,
	}, func(pools api.Pools) bool { return pools.Kind == kind })
}
