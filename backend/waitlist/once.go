package waitlist

import (
	"context"

	"houbu/api"
	"houbu/backend/receipt"
	"houbu/backend/store"
)

// once runs an irreversible request of a caller's in a transaction of its own
// (promise 5), with what is to be written beside it.
func (s *Service) once(ctx context.Context, who Caller, request receipt.Request, do receipt.Action) (api.Receipt, error) {
	return receipt.Once(ctx, s.db, request, func(ctx context.Context, tx store.Tx) (api.Receipt, error) {
		out, err := do(ctx, tx)
		if err != nil {
			return out, err
		}
		return out, who.For.also(ctx, tx, &out)
	})
}

// Behalf is what comes with a request that somebody else makes for a candidate.
type Behalf struct {
	// Content is what the other adds to the request: the same key with another is
	// another request.
	Content string
	// Also runs in the transaction of the change, when it was done and before its
	// receipt is stored, which it may complete. An error undoes the change.
	Also func(ctx context.Context, tx store.Tx, done *api.Receipt) error
}

func (b *Behalf) also(ctx context.Context, tx store.Tx, done *api.Receipt) error {
	if b == nil {
		return nil
	}
	return b.Also(ctx, tx, done)
}

// request is an irreversible request of the caller's, with what it says.
func (who Caller) request(kind api.ReceiptKind, content ...string) receipt.Request {
	if who.For != nil { // whose account it is does not say for whom
		content = append(content, who.StudentID, who.For.Content)
	}
	return receipt.Request{AccountID: who.AccountID, Key: who.Key, Kind: kind, Fingerprint: receipt.Fingerprint(content...)}
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
