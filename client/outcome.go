package client

import (
	"context"
	"errors"
	"net/http"

	"houbu/api"
)

// Receipt returns the stored answer to the irreversible request made under a
// key. api.CodeNotFound when nothing was done under it.
func (c *Client) Receipt(ctx context.Context, key string) (api.Receipt, error) {
	return c.receipt(ctx, "receipt", api.PathReceipt, key)
}

func (c *Client) receipt(ctx context.Context, op, path, key string) (api.Receipt, error) {
	if !isToken(key) {
		return api.Receipt{}, refusedHere(op, api.CodeKeyMissing)
	}
	return fetch(ctx, c, call{
		op: op, method: http.MethodGet, path: path, id: key, token: c.bearer(),
	}, func(receipt api.Receipt) bool { return receipt.Key == key })
}

// Outcome finds out what became of an irreversible request whose reply was
// lost. It looks the receipt up by the key; when there is none, it repeats the
// request by again, which must use the same key and content and is therefore
// safe. It goes on, with pauses, until it knows or the context ends.
//
// The error is one that says no for certain, so that nothing was done, or one
// that is Unknown: the context ended, or the login did (api.CodeUnauthorized).
func (c *Client) Outcome(
	ctx context.Context, key string, again func(context.Context) (api.Receipt, error),
) (api.Receipt, error) {
	return c.outcome(ctx, key, c.Receipt, again)
}

// outcome is Outcome by the receipts that one kind of login has.
func (c *Client) outcome(
	ctx context.Context, key string, look func(context.Context, string) (api.Receipt, error),
	again func(context.Context) (api.Receipt, error),
) (api.Receipt, error) {
	const op = "outcome"
	var refusal *Error // what again was told
	for tries := 0; ; tries++ {
		receipt, err := look(ctx, key)
		if err == nil {
			return receipt, nil
		}
		if CodeOf(err) == api.CodeNotFound {
			// The refusal is believed once there is no receipt after it either:
			// it may have come of a lost try that was then still on its way.
			if refusal != nil {
				certain := *refusal
				certain.unknown = false
				return api.Receipt{}, &certain
			}
			if receipt, err = again(ctx); err == nil {
				return receipt, nil
			}
			if refusal = verdict(err); refusal != nil {
				continue
			}
		}
		stop := hopeless(op, err)
		if stop == nil && (ctx.Err() != nil || c.rest(ctx, err, tries) != nil) {
			stop = ended(ctx, op)
		}
		if stop != nil {
			stop.unknown = true
			return api.Receipt{}, stop
		}
	}
}

// verdict returns the error when it is the backend's last word on a request,
// or nil when the request may fare better later or with another login.
func verdict(err error) *Error {
	var failure *Error
	if !errors.As(err, &failure) || failure.Kind != Refused {
		return nil
	}
	switch failure.Code {
	case api.CodeUnauthorized, api.CodeTooManyRequests, api.CodeUnavailable:
		return nil
	default:
		return failure
	}
}

// hopeless returns the failure with which finding out must end, or nil: without
// a login or a key there is nothing to go on with.
func hopeless(op string, err error) *Error {
	switch code := CodeOf(err); code {
	case api.CodeUnauthorized, api.CodeKeyMissing:
		return refusedHere(op, code)
	default:
		return nil
	}
}

// rest waits before the outcome is looked up again.
func (c *Client) rest(ctx context.Context, err error, tries int) error {
	if failure := busy(err); failure != nil {
		return c.stayAway(ctx, c.comeBack(min(failure.RetryAfter, longestBusy), tries))
	}
	return c.sleep(ctx, c.backoff(tries))
}

// attest sends an irreversible call that is answered with a receipt.
func (c *Client) attest(ctx context.Context, key string, o call) (api.Receipt, error) {
	if key == "" {
		return api.Receipt{}, refusedHere(o.op, api.CodeKeyMissing)
	}
	o.key, o.token = key, c.bearer()
	return fetch(ctx, c, o, func(receipt api.Receipt) bool { return receipt.Key == key })
}
