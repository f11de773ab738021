package receipt

import (
	"context"

	"houbu/api"
	"houbu/backend/store"
)

// Action is the body of an irreversible request. It runs in a transaction that
// it may share with others, and that may be tried again: it begins afresh each
// time. It returns what it attests.
type Action func(ctx context.Context, tx store.Tx) (api.Receipt, error)

// Once runs an irreversible request in a transaction of its own, and answers a
// retry with the first answer (promise 5). Refusals are not kept: what was
// refused may be tried again under the same key.
func Once(ctx context.Context, db *store.DB, request Request, do Action) (api.Receipt, error) {
	var out api.Receipt
	err := db.Write(ctx, func(tx store.Tx) (err error) {
		out, err = attempt(ctx, tx, request, do)
		return err
	})
	if err == nil {
		return out, nil
	}
	first, err := Overtaken(ctx, db, request, err)
	if err != nil {
		return api.Receipt{}, err
	}
	return *first, nil
}

// attempt replays the receipt of a request or does the request and stores its
// receipt, within the caller's transaction.
func attempt(ctx context.Context, tx store.Tx, request Request, do Action) (api.Receipt, error) {
	first, err := Replay(ctx, tx, request)
	if err != nil {
		return api.Receipt{}, err
	}
	if first != nil {
		return *first, nil
	}
	out, err := do(ctx, tx)
	if err != nil {
		return api.Receipt{}, err
	}
	out = request.Attest(out)
	return out, Save(ctx, tx, request, out)
}
