package receipt

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"houbu/api"
	"houbu/backend/store"
)

// Stored is what was found under the key of a request: a receipt, nothing, or a
// reason to refuse it.
type Stored struct {
	Receipt *api.Receipt
	Refused error
}

// ReplayAll is Replay for many requests with one look-up, each answered in its
// place.
func ReplayAll(ctx context.Context, tx store.Tx, requests []Request) ([]Stored, error) {
	out := make([]Stored, len(requests))
	rows, err := lookUp(ctx, tx, requests)
	if err != nil {
		return nil, err
	}
	for i, request := range requests {
		row, found := rows[[2]string{request.AccountID, request.Key}]
		switch {
		case request.Key == "":
			out[i].Refused = keyMissing()
		case found:
			out[i].Receipt, out[i].Refused = row.replay(request)
		}
	}
	return out, nil
}

// lookUp finds what is stored under keys.
func lookUp(ctx context.Context, tx store.Tx, requests []Request) (map[[2]string]stored, error) {
	found := map[[2]string]stored{}
	for part := range slices.Chunk(requests, store.MostRows) {
		keys := make([][]any, len(part))
		for i, request := range part {
			keys[i] = []any{request.AccountID, request.Key}
		}
		among, args := store.Rows(keys)
		if err := scanInto(ctx, tx, found,
			"SELECT account_id, key, kind, fingerprint, body FROM receipts WHERE (account_id, key) IN "+among, args); err != nil {
			return nil, fmt.Errorf("look up receipts: %w", err)
		}
	}
	return found, nil
}

func scanInto(ctx context.Context, tx store.Tx, found map[[2]string]stored, query string, args []any) error {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }() // rows.Err has said what failed
	for rows.Next() {
		var account, key string
		var row stored
		if err := rows.Scan(&account, &key, &row.kind, &row.fingerprint, &row.body); err != nil {
			return err
		}
		found[[2]string{account, key}] = row
	}
	return rows.Err()
}

// SaveAll is Save for many receipts, each for the request in its place.
func SaveAll(ctx context.Context, tx store.Tx, requests []Request, receipts []api.Receipt) error {
	rows := make([][]any, len(requests))
	for i, request := range requests {
		body, err := json.Marshal(receipts[i])
		if err != nil {
			return fmt.Errorf("encode a receipt: %w", err)
		}
		rows[i] = []any{request.AccountID, request.Key, string(request.Kind), request.Fingerprint, string(body), receipts[i].At.UnixNano()}
	}
	return store.Insert(ctx, tx, "save receipts",
		"INSERT INTO receipts (account_id, key, kind, fingerprint, body, at)", rows)
}
