package client

import (
	"context"
	"net/http"

	"houbu/api"
)

// Agreement returns the agreement in force and whether it is agreed to
// (step 3).
func (c *Client) Agreement(ctx context.Context) (api.Agreement, error) {
	return fetch(ctx, c, call{
		op: "agreement", method: http.MethodGet, path: api.PathAgreement, token: c.bearer(),
	}, func(agreement api.Agreement) bool { return agreement.Version != "" })
}

// Agree agrees to a version of the agreement (同意). The code to expect is
// agreement_outdated when another version has come into force.
func (c *Client) Agree(ctx context.Context, version string) error {
	return command(ctx, c, call{
		op: "agree", method: http.MethodPut, path: api.PathAgreement, token: c.bearer(),
		body: api.Consent{Version: version}, turned: true,
	})
}
