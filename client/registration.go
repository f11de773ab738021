package client

import (
	"context"
	"net/http"

	"houbu/api"
)

// Info returns 报名信息 (step 10) if it is other than the one that the ETag is
// of. When it is not, changed is false, info is empty, and the ETag stays what
// it was. An empty etag always gets the whole.
func (c *Client) Info(ctx context.Context, etag string) (info api.Info, newETag string, changed bool, err error) {
	const op = "info"
	a, failure := c.send(ctx, call{
		op: op, method: http.MethodGet, path: api.PathRegistration, token: c.bearer(), etag: usableETag(etag),
	})
	if failure != nil {
		return api.Info{}, "", false, failure
	}
	if a.status == http.StatusNotModified {
		return api.Info{}, etag, false, nil
	}
	if failure := a.decode(op, &info); failure != nil {
		return api.Info{}, "", false, failure
	}
	if info.Now.IsZero() {
		return api.Info{}, "", false, badAnswer(op, a.status)
	}
	return info, usableETag(a.etag), true, nil
}

// usableETag returns the ETag, or "" when it could not be sent back in a
// header.
func usableETag(etag string) string {
	const longest = 256
	if len(etag) > longest {
		return ""
	}
	for _, r := range etag {
		if r < ' ' || r > '~' {
			return ""
		}
	}
	return etag
}
