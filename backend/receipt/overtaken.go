package receipt

import (
	"context"
	"errors"

	"houbu/api"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

// Overtaken is the answer to a request that failed: the receipt of a copy of it that
// committed while it ran, or why it failed. Two requests with one key can run at once
// on PostgreSQL. The second is then refused for what the first has done, or collides
// with its receipt; where the first had other content, that is api.CodeKeyReused.
func Overtaken(ctx context.Context, db *store.DB, request Request, failed error) (*api.Receipt, error) {
	var no *refusal.Error
	if !errors.As(failed, &no) && !store.IsUnique(failed) {
		return nil, failed
	}
	var first *api.Receipt
	var refused error
	err := db.Read(ctx, func(tx store.Tx) error {
		found, err := ReplayAll(ctx, tx, []Request{request})
		if err == nil {
			first, refused = found[0].Receipt, found[0].Refused
		}
		return err
	})
	switch {
	case err != nil: // the first failure is the answer then
		return nil, failed
	case refused != nil:
		return nil, refused
	case first == nil:
		return nil, failed
	}
	return first, nil
}
