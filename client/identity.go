package client

import (
	"context"
	"net/http"

	"houbu/api"
)

// Identify looks the student up (step 4, 查询) and binds them to the account.
// The codes to expect are student_not_found, name_mismatch, bound_elsewhere and
// account_bound.
func (c *Client) Identify(ctx context.Context, identity api.Identity) (api.Record, error) {
	return fetch(ctx, c, call{
		op: opIdentify, method: http.MethodPost, path: api.PathIdentity, token: c.bearer(),
		body: identity, turned: true,
	}, isRecord)
}
