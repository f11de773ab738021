package client

import (
	"context"
	"net/http"

	"houbu/api"
)

// StaffWindows returns the windows in force, beside the session file's.
func (c *Client) StaffWindows(ctx context.Context) (api.Windows, error) {
	return fetch(ctx, c, call{
		op: "staff windows", method: http.MethodGet, path: api.PathStaffWindows, token: c.bearer(),
	}, func(windows api.Windows) bool { return !windows.Now.IsZero() })
}

// StaffSetWindows moves the registration window, under an idempotency key of NewKey.
// To close it now, send the Now of StaffWindows as ClosesAt. When the error is Unknown,
// ask StaffOutcome. The codes to expect are bad_request for a window that is none, and
// for a helper forbidden.
func (c *Client) StaffSetWindows(ctx context.Context, key string, windows api.StaffWindows) (api.Receipt, error) {
	return c.attest(ctx, key, call{
		op: "staff set windows", method: http.MethodPut, path: api.PathStaffWindows, body: windows,
	})
}
