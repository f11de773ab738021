package client

import (
	"context"
	"net/http"

	"houbu/api"
)

// Record returns 学籍信息 and 资格信息 of the student bound (step 5).
func (c *Client) Record(ctx context.Context) (api.Record, error) {
	return fetch(ctx, c, call{
		op: "record", method: http.MethodGet, path: api.PathRecord, token: c.bearer(),
	}, isRecord)
}

// Confirm saves what the candidate confirmed (steps 5 to 7, 保存并继续). The
// code to expect is not_qualified when 资格科目 is 无.
func (c *Client) Confirm(ctx context.Context, confirmation api.Confirmation) error {
	return command(ctx, c, call{
		op: "confirm", method: http.MethodPut, path: api.PathConfirmation, token: c.bearer(),
		body: confirmation, turned: true,
	})
}

func isRecord(record api.Record) bool { return record.Name != "" }
