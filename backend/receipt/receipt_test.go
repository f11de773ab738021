package receipt_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/receipt"
	"houbu/backend/refusal"
	"houbu/backend/store"
	"houbu/backend/store/storetest"
)

var (
	request = receipt.Request{AccountID: "a", Key: "k", Kind: api.ReceiptJoin, Fingerprint: receipt.Fingerprint("993010", "1")}
	answer  = api.Receipt{
		Key: "k", Kind: api.ReceiptJoin, At: time.Date(2026, 9, 1, 1, 2, 3, 456789, time.UTC), EntryID: "e", Sequence: 7,
		Campus: "东校区", Subject: "1", State: api.Waiting,
	}
)

func open(t *testing.T) *store.DB {
	t.Helper()
	return storetest.Open(t, storetest.Address(t))
}

func code(err error) api.Code {
	var no *refusal.Error
	if errors.As(err, &no) {
		return no.Code
	}
	return ""
}

// TestReplay looks a stored receipt up by requests that are the same, or not.
func TestReplay(t *testing.T) {
	t.Parallel()
	db := open(t)
	ctx := t.Context()
	save := func(tx store.Tx) error { return receipt.Save(ctx, tx, request, answer) }
	if err := db.Write(ctx, save); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name  string
		spoil func(r *receipt.Request)
		found bool
		code  api.Code
	}{
		{"the same", func(*receipt.Request) {}, true, ""},
		{"another key", func(r *receipt.Request) { r.Key = "K" }, false, ""},
		{"another account", func(r *receipt.Request) { r.AccountID = "b" }, false, ""},
		{"another kind", func(r *receipt.Request) { r.Kind = api.ReceiptCancel }, false, api.CodeKeyReused},
		{"other content", func(r *receipt.Request) { r.Fingerprint = receipt.Fingerprint("993010", "2") }, false, api.CodeKeyReused},
		{"no key", func(r *receipt.Request) { r.Key = "" }, false, api.CodeKeyMissing},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := request
			test.spoil(&r)
			err := db.Read(ctx, func(tx store.Tx) error {
				got, err := receipt.Replay(ctx, tx, r)
				if (got != nil) != test.found || (got != nil && *got != answer) {
					t.Errorf("replayed %+v", got)
				}
				return err
			})
			if code(err) != test.code || (err != nil) != (test.code != "") {
				t.Errorf("got %v, want %q", err, test.code)
			}
		})
	}
	if err := db.Write(ctx, save); !store.IsUnique(err) {
		t.Errorf("the key was stored twice: %v", err)
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	db := open(t)
	find := func(account, key string) (found api.Receipt, err error) {
		err = db.Read(t.Context(), func(tx store.Tx) error {
			found, err = receipt.Find(t.Context(), tx, account, key)
			return err
		})
		return found, err
	}
	if _, err := find("a", "k"); code(err) != api.CodeNotFound {
		t.Errorf("found before it was saved: %v", err)
	}
	if err := db.Write(t.Context(), func(tx store.Tx) error { return receipt.Save(t.Context(), tx, request, answer) }); err != nil {
		t.Fatal(err)
	}
	if got, err := find("a", "k"); err != nil || got != answer {
		t.Errorf("found %+v, %v", got, err)
	}
	if _, err := find("b", "k"); code(err) != api.CodeNotFound {
		t.Errorf("somebody else's receipt: %v", err)
	}
}

// TestADamagedReceiptIsAnError rather than an empty answer.
func TestADamagedReceiptIsAnError(t *testing.T) {
	t.Parallel()
	db := open(t)
	err := db.Write(t.Context(), func(tx store.Tx) error {
		if err := receipt.Save(t.Context(), tx, request, answer); err != nil {
			return err
		}
		_, err := tx.ExecContext(t.Context(), "UPDATE receipts SET body = '{'")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, look := range map[string]func(ctx context.Context, tx store.Tx) error{
		"replay": func(ctx context.Context, tx store.Tx) error { _, err := receipt.Replay(ctx, tx, request); return err },
		"find":   func(ctx context.Context, tx store.Tx) error { _, err := receipt.Find(ctx, tx, "a", "k"); return err },
	} {
		err := db.Read(t.Context(), func(tx store.Tx) error { return look(t.Context(), tx) })
		if err == nil || code(err) != "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestFingerprintKeepsPartsApart: moving a character from one part to the next
// is other content.
func TestFingerprintKeepsPartsApart(t *testing.T) {
	t.Parallel()
	seen := map[string][]string{}
	for _, parts := range [][]string{{}, {""}, {"", ""}, {"ab", "c"}, {"a", "bc"}, {"abc"}, {"abc", ""}, {"", "abc"}, {"2:ab1:c"}, {"c", "ab"}} {
		digest := receipt.Fingerprint(parts...)
		if other, twice := seen[digest]; twice {
			t.Errorf("%q and %q have one fingerprint", parts, other)
		}
		seen[digest] = parts
		if receipt.Fingerprint(parts...) != digest {
			t.Errorf("%q has two fingerprints", parts)
		}
	}
}
