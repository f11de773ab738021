package payment

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"houbu/api"
	"houbu/backend/receipt"
	"houbu/backend/refusal"
	"houbu/backend/store"
	"houbu/backend/waitlist"
)

// Create makes the order over some of the caller's registrations (去支付). It is
// idempotent by the caller's key. While an open order over exactly the same
// registrations exists, that one is returned; an open order that overlaps is
// ended, after the platform was asked about it, so that no seat is paid twice.
//
// Refusals: api.CodeNothingToPay, api.CodePaymentClosed, api.CodeWrittenUnpaid,
// api.CodeKeyMissing, api.CodeKeyReused, api.CodeUnavailable.
func (s *Service) Create(ctx context.Context, caller waitlist.Caller, request api.NewOrder) (api.Order, error) {
	ids := slices.Compact(slices.Sorted(slices.Values(request.Registrations)))
	if len(ids) == 0 {
		return api.Order{}, refusal.New(api.CodeNothingToPay, "no registration is named")
	}
	attest := receipt.Request{
		AccountID: caller.AccountID, Key: caller.Key, Kind: api.ReceiptOrder, Fingerprint: receipt.Fingerprint(ids...),
	}
	done, err := s.replay(ctx, attest)
	if err != nil {
		return api.Order{}, err
	}
	if done != nil {
		return s.Order(ctx, caller.StudentID, done.OrderID)
	}
	if err := s.askOverlapping(ctx, caller.StudentID, ids); err != nil {
		return api.Order{}, err
	}
	var id string
	err = s.db.Write(ctx, func(tx store.Tx) error {
		var err error
		id, err = s.create(ctx, tx, caller, attest, ids)
		return err
	})
	if err != nil {
		if done, err = receipt.Overtaken(ctx, s.db, attest, err); err != nil {
			return api.Order{}, err
		}
		id = done.OrderID
	}
	return s.Order(ctx, caller.StudentID, id)
}

// replay looks a receipt up outside of the writing transaction, so that a retry
// is answered even while the platform is out of reach.
func (s *Service) replay(ctx context.Context, attest receipt.Request) (*api.Receipt, error) {
	var done *api.Receipt
	err := s.db.Read(ctx, func(tx store.Tx) error {
		var err error
		done, err = receipt.Replay(ctx, tx, attest)
		return err
	})
	return done, err
}

// create runs in the writing transaction and returns the order's id.
func (s *Service) create(
	ctx context.Context, tx store.Tx, caller waitlist.Caller, attest receipt.Request, ids []string,
) (string, error) {
	done, err := receipt.Replay(ctx, tx, attest)
	if err != nil {
		return "", err
	}
	if done != nil {
		return done.OrderID, nil
	}
	now := s.now()
	due, err := s.billFor(ctx, tx, caller.StudentID, ids, now)
	if err != nil {
		return "", err
	}
	if due.hasOral {
		if err := writtenFirst(ctx, tx, caller.StudentID, ids, now); err != nil {
			return "", err
		}
	}
	id, err := s.sameOrNew(ctx, tx, caller, ids, due, now)
	if err != nil {
		return "", err
	}
	out := due.attested
	out.At, out.OrderID = now.UTC(), id
	return id, receipt.Save(ctx, tx, attest, attest.Attest(out))
}

// sameOrNew ends the overlapping open orders but one over the same items, and
// returns that one, or a new one.
func (s *Service) sameOrNew(
	ctx context.Context, tx store.Tx, caller waitlist.Caller, ids []string, due bill, now time.Time,
) (string, error) {
	open, err := s.overlapping(ctx, tx, caller.StudentID, ids)
	if err != nil {
		return "", err
	}
	same := ""
	for _, other := range open {
		if same == "" && other.stateAt(now) == api.OrderOpen && slices.Equal(slices.Sorted(slices.Values(other.registrations())), ids) {
			same = other.id
			continue
		}
		if err := closeOpen(ctx, tx, other.id, api.OrderExpired); err != nil {
			return "", err
		}
	}
	if same != "" {
		return same, nil
	}
	return insert(ctx, tx, caller, due, now)
}

func insert(ctx context.Context, tx store.Tx, caller waitlist.Caller, due bill, now time.Time) (string, error) {
	id := uuid.NewString()
	_, err := tx.ExecContext(ctx, `INSERT INTO orders
		(id, account_id, student_id, amount_fen, state, cashier, created_at, pay_by) VALUES ($1, $2, $3, $4, 'open', $5, $6, $7)`,
		id, caller.AccountID, caller.StudentID, due.amountFen, newCashier(), now.UnixNano(), due.payBy.UnixNano())
	if err != nil {
		return "", fmt.Errorf("insert an order: %w", err)
	}
	for _, it := range due.items {
		_, err := tx.ExecContext(ctx, "INSERT INTO order_items (order_id, registration_id, fee_fen) VALUES ($1, $2, $3)",
			id, it.RegistrationID, it.FeeFen)
		if err != nil {
			return "", fmt.Errorf("insert an order's item: %w", err)
		}
	}
	return id, nil
}

// newCashier makes the unguessable part of a cashier's address: 128 random bits
// in the fewest characters that a path takes as they are, since each one makes
// the QR code of the address larger.
func newCashier() string {
	var bits [16]byte
	_, _ = rand.Read(bits[:]) // never fails
	return base64.RawURLEncoding.EncodeToString(bits[:])
}
