package client

import (
	"context"
	"net/http"

	"houbu/api"
)

// Join is 提交候补 (steps 9 and 14), under an idempotency key of NewKey. When
// the error is Unknown, ask Outcome. The codes to expect are level_taken,
// not_qualified, window_closed, pool_not_found, written_required and
// written_unpaid.
func (c *Client) Join(ctx context.Context, key string, join api.Join) (api.Receipt, error) {
	return c.attest(ctx, key, call{
		op: "join", method: http.MethodPost, path: api.PathEntries, body: join,
	})
}

// Cancel is 取消候补 of an entry with a reason (step 11), under an idempotency
// key of NewKey. When the error is Unknown, ask Outcome. The codes to expect
// are entry_finished, reason_unknown and reason_text_missing.
func (c *Client) Cancel(ctx context.Context, key, entryID string, cancellation api.Cancellation) (api.Receipt, error) {
	return c.attest(ctx, key, call{
		op: "cancel", method: http.MethodPost, path: api.PathCancellation, id: entryID, body: cancellation,
	})
}

// Finished returns the entries under 查看已完成候补 (step 12), newest first.
func (c *Client) Finished(ctx context.Context) (api.Finished, error) {
	return fetch(ctx, c, call{
		op: "finished", method: http.MethodGet, path: api.PathFinished, token: c.bearer(),
	}, anything[api.Finished])
}
