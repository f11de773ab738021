package client

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/go-resty/resty/v2"

	"houbu/api"
)

// call is one operation of the API, ready to be sent.
type call struct {
	op     string // for error texts
	method string
	path   string // one of api.Path…
	id     string // the value of the path's one parameter, {id} or {key}
	kind   api.Kind
	query  url.Values
	body   any
	file   []byte // a body that is no JSON
	token  string
	key    string // idempotency key; a call that has one is irreversible
	etag   string // for If-None-Match
	most   int    // bytes of an answer, where that is more than usual

	takes time.Duration // limit of one try, where that is more than usual
	to    io.Writer     // takes the answer, which is a file, as it comes
	media string        // of that file
	// turned tells that 503 with Retry-After means that nothing was done or counted,
	// so that the call may be sent again though it has no key.
	turned bool
}

// irreversible tells whether the call's outcome must never be guessed.
func (o call) irreversible() bool { return o.key != "" }

// retryable tells whether sending the call twice does no harm.
func (o call) retryable() bool {
	return o.method == http.MethodGet && o.to == nil || o.irreversible()
}

// retryableAfter is retryable for a call that has failed.
func (o call) retryableAfter(failure *Error) bool {
	return o.retryable() || o.turned && failure.Status == http.StatusServiceUnavailable && failure.Busy()
}

// invalid returns a failure when the call's identifiers could not be sent
// safely as a path or a header. Nothing is sent then.
func (o call) invalid() *Error {
	if strings.Contains(o.path, "{") && !isToken(o.id) {
		return refusedHere(o.op, api.CodeNotFound)
	}
	if o.key != "" && (len(o.key) < 8 || !isToken(o.key)) {
		return refusedHere(o.op, api.CodeKeyMissing)
	}
	return nil
}

// request builds the resty request. It is made anew for each try, with the
// same content.
func (c *Client) request(ctx context.Context, o call, body []byte) *resty.Request {
	r := c.resty.R().SetContext(ctx)
	if o.id != "" {
		r.SetPathParam("id", o.id).SetPathParam("key", o.id).SetPathParam("what", o.id)
	}
	if o.kind != "" {
		r.SetQueryParam("kind", string(o.kind))
	}
	if len(o.query) > 0 {
		r.SetQueryParamsFromValues(o.query)
	}
	if o.most > 0 {
		r.SetResponseBodyLimit(o.most)
	}
	switch {
	case o.file != nil:
		r.SetHeader("Content-Type", "application/octet-stream").SetBody(o.file)
	case body != nil:
		r.SetHeader("Content-Type", "application/json").SetBody(body)
	}
	if o.token != "" {
		r.SetAuthToken(o.token)
	}
	if o.key != "" {
		r.SetHeader(api.HeaderIdempotencyKey, o.key)
	}
	if o.etag != "" {
		r.SetHeader("If-None-Match", o.etag)
	}
	if o.to != nil {
		r.SetHeader("Accept", "*/*").SetDoNotParseResponse(true)
	}
	return r
}

// try sends the call once to the backend at base and returns its answer, which
// is a success or a 304.
func (c *Client) try(ctx context.Context, base string, o call) (answer, *Error) {
	if ctx.Err() != nil {
		return answer{}, ended(ctx, o.op)
	}
	var body []byte
	if o.body != nil {
		var err error
		if body, err = json.Marshal(o.body); err != nil { // cannot happen with the types of api
			return answer{}, refusedHere(o.op, api.CodeBadRequest)
		}
	}
	tryCtx, cancel := context.WithTimeout(ctx, max(c.timeout, o.takes))
	defer cancel()
	watch, tryCtx := watchWire(tryCtx)
	response, err := c.request(tryCtx, o, body).Execute(o.method, base+o.path)
	if err != nil {
		return answer{}, classify(ctx, o, watch, err)
	}
	if o.to != nil {
		return download(ctx, o, watch, response)
	}
	return judge(o, response.StatusCode(), response.Header(), response.Body())
}

// send is try with the token of the session and with retries.
func (c *Client) send(ctx context.Context, o call) (answer, *Error) {
	if failure := o.invalid(); failure != nil {
		return answer{}, failure
	}
	a, failure := c.retry(ctx, o)
	if failure != nil && failure.Code == api.CodeUnauthorized {
		c.forget(o.token)
	}
	return a, failure
}

// fetch sends the call and decodes its answer, which must hold what complete
// asks for.
func fetch[T any](ctx context.Context, c *Client, o call, complete func(T) bool) (T, error) {
	var value, none T
	a, failure := c.send(ctx, o)
	if failure != nil {
		return none, failure
	}
	failure = a.decode(o.op, &value)
	if failure == nil && !complete(value) {
		failure = badAnswer(o.op, a.status)
	}
	if failure != nil {
		failure.unknown = o.irreversible()
		return none, failure
	}
	return value, nil
}

// command sends a call whose answer says nothing but that it is done.
func command(ctx context.Context, c *Client, o call) error {
	if _, failure := c.send(ctx, o); failure != nil {
		return failure
	}
	return nil
}

// anything is fetch's check for answers without a mandatory part.
func anything[T any](T) bool { return true }
