// Package receipt keeps the answers to irreversible requests, so that a retry
// with the same idempotency key gets the same answer (promise 5). It knows
// nothing of what was asked.
package receipt

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"houbu/api"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

// Request identifies an irreversible request: whose it is, its key, its kind,
// and a fingerprint of its content.
type Request struct {
	AccountID   string
	Key         string
	Kind        api.ReceiptKind
	Fingerprint string
}

// Fingerprint digests the parts of a request's content.
func Fingerprint(parts ...string) string {
	sum := sha256.New()
	for _, part := range parts {
		_, _ = fmt.Fprintf(sum, "%d:%s", len(part), part) // a hash never fails to write
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// stored is a row under a key.
type stored struct {
	kind, fingerprint, body string
}

// replay is the receipt of a row, for a request that came again.
func (row stored) replay(request Request) (*api.Receipt, error) {
	if row.kind != string(request.Kind) || row.fingerprint != request.Fingerprint {
		return nil, refusal.New(api.CodeKeyReused, "the key came before with other content")
	}
	return decode(row.body)
}

func keyMissing() error {
	return refusal.New(api.CodeKeyMissing, "the request needs an idempotency key")
}

// Attest completes the receipt of a request that was done, before it is saved and
// answered: whose key, what kind, and its number.
func (r Request) Attest(done api.Receipt) api.Receipt {
	done.Key, done.Kind = r.Key, r.Kind
	done.Number = number(done)
	return done
}

// number is what a person tells the support staff: it is short, and leads to the
// entry or the order. A report has none, nor has what the staff does: that has the number of its
// line in the audit trail.
func number(of api.Receipt) string {
	switch of.Kind {
	case api.ReceiptJoin:
		return "J" + of.Pool + "-" + strconv.FormatInt(of.Sequence, 10)
	case api.ReceiptCancel:
		return "C" + of.Pool + "-" + strconv.FormatInt(of.Sequence, 10)
	case api.ReceiptOrder:
		return OrderNumber(of.OrderID)
	case api.ReceiptReport, api.ReceiptPassword, api.ReceiptUnlock, api.ReceiptUnbind,
		api.ReceiptCapacity, api.ReceiptWindows, api.ReceiptRefund:
	}
	return ""
}

// OrderNumber is the Number of an order's receipt.
func OrderNumber(order string) string {
	const enough = 13 // of a UUID, with one hyphen: 48 bits
	return "P" + strings.ToUpper(order[:min(enough, len(order))])
}

// Replay returns the receipt stored for the request's key, or nil when there is
// none. The same key with other content is refused with api.CodeKeyReused, a
// missing key with api.CodeKeyMissing.
func Replay(ctx context.Context, tx store.Tx, request Request) (*api.Receipt, error) {
	found, err := ReplayAll(ctx, tx, []Request{request})
	if err != nil {
		return nil, err
	}
	return found[0].Receipt, found[0].Refused
}

// Save stores a receipt. It must run in the transaction of what it attests.
func Save(ctx context.Context, tx store.Tx, request Request, receipt api.Receipt) error {
	return SaveAll(ctx, tx, []Request{request}, []api.Receipt{receipt})
}

// Find returns an account's receipt by its key alone, for a client whose reply
// was lost. api.CodeNotFound when nothing was done under the key.
func Find(ctx context.Context, tx store.Tx, accountID, key string) (api.Receipt, error) {
	var body string
	err := tx.QueryRowContext(ctx,
		"SELECT body FROM receipts WHERE account_id = $1 AND key = $2", accountID, key).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return api.Receipt{}, refusal.New(api.CodeNotFound, "nothing was done under this key")
	}
	if err != nil {
		return api.Receipt{}, fmt.Errorf("find a receipt: %w", err)
	}
	found, err := decode(body)
	if err != nil {
		return api.Receipt{}, err
	}
	return *found, nil
}

func decode(body string) (*api.Receipt, error) {
	var out api.Receipt
	if err := json.Unmarshal([]byte(body), &out); err != nil {
		return nil, fmt.Errorf("decode a receipt: %w", err)
	}
	return &out, nil
}
