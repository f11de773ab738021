package client

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"houbu/api"
)

// maxBoard is the greatest board that is taken, in bytes, uncompressed: 20,000 pools
// are about 6 MB.
const maxBoard = 32 << 20

// StaffBoard returns every pool if the board is other than the one that the ETag is
// of. When it is not, changed is false, the board is empty, and the ETag stays what it
// was. An empty etag always gets the whole.
func (c *Client) StaffBoard(ctx context.Context, etag string) (board api.Board, newETag string, changed bool, err error) {
	const op = "staff board"
	a, failure := c.send(ctx, call{
		op: op, method: http.MethodGet, path: api.PathStaffBoard, token: c.bearer(), etag: usableETag(etag), most: maxBoard,
	})
	if failure != nil {
		return api.Board{}, "", false, failure
	}
	if a.status == http.StatusNotModified {
		return api.Board{}, etag, false, nil
	}
	if failure := a.decode(op, &board); failure != nil {
		return api.Board{}, "", false, failure
	}
	if board.Now.IsZero() {
		return api.Board{}, "", false, badAnswer(op, a.status)
	}
	return board, usableETag(a.etag), true, nil
}

// StaffQueue returns the length of a pool's queue at so many instants, from its first
// entry to now. The code to expect is pool_not_found.
func (c *Client) StaffQueue(ctx context.Context, pool string, points int) (api.Queue, error) {
	return fetch(ctx, c, call{
		op: "staff queue", method: http.MethodGet, path: api.PathStaffQueue, id: pool, token: c.bearer(),
		query: url.Values{"points": {strconv.Itoa(points)}},
	}, func(queue api.Queue) bool { return queue.Pool == pool })
}

// StaffSetCapacity gives a pool another capacity, under an idempotency key of NewKey.
// Those who are offered a seat by it read the note. When the error is Unknown, ask
// StaffOutcome. The codes to expect are pool_not_found and, for a helper, forbidden.
func (c *Client) StaffSetCapacity(ctx context.Context, key, pool string, capacity api.StaffCapacity) (api.Receipt, error) {
	return c.attest(ctx, key, call{
		op: "staff set capacity", method: http.MethodPut, path: api.PathStaffCapacity, id: pool, body: capacity,
	})
}
