package waitlist

import (
	"context"

	"houbu/api"
	"houbu/backend/receipt"
	"houbu/backend/store"
)

// action is the body of an irreversible request. It runs in a transaction that
// it may share with others, and that may be tried again: it begins afresh each
// time. It returns what it attests.
type action func(ctx context.Context, tx store.Tx) (api.Receipt, error)

// once runs an irreversible request in a transaction of its own, and answers a
// retry with the first answer (promise 5). Refusals are not kept: what was
// refused may be tried again under the same key.
func (s *Service) once(ctx context.Context, request receipt.Request, do action) (api.Receipt, error) {
	var out api.Receipt
	err := s.db.Write(ctx, func(tx store.Tx) (err error) {
		out, err = attempt(ctx, tx, request, do)
		return err
	})
	if err == nil {
		return out, nil
	}
	first, err := receipt.Overtaken(ctx, s.db, request, err)
	if err != nil {
		return api.Receipt{}, err
	}
	return *first, nil
}

// attempt replays the receipt of a request or does the request and stores its
// receipt, within the caller's transaction.
func attempt(ctx context.Context, tx store.Tx, request receipt.Request, do action) (api.Receipt, error) {
	first, err := receipt.Replay(ctx, tx, request)
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
	return out, receipt.Save(ctx, tx, request, out)
}

// Receipt returns the outcome of an account's key, for a client whose reply was
// lost. api.CodeNotFound when nothing was done under it.
func (s *Service) Receipt(ctx context.Context, accountID, key string) (api.Receipt, error) {
	var out api.Receipt
	err := s.db.Read(ctx, func(tx store.Tx) (err error) {
		out, err = receipt.Find(ctx, tx, accountID, key)
		return err
	})
	return out, err
}
