package payment

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"houbu/backend/store"
)

// nonces sign the forms of the cashier, each for one cashier and one form. They
// need no memory: a form is used up by the line that its cashier gets in the
// ledger, and there is never a second line.
type nonces struct {
	key []byte
}

// formKey is the row of meta with the key of the forms.
const formKey = "cashier_form_key"

// nonces are the same at every backend on the database: behind a balancer a form
// comes back to another one than it was shown by.
func (p *Practice) nonces(ctx context.Context) (nonces, error) {
	key, err := p.readFormKey(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		err = p.db.Write(ctx, func(tx store.Tx) error {
			_, err := tx.ExecContext(ctx, "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", formKey, rand.Text())
			return err
		})
		if err == nil {
			key, err = p.readFormKey(ctx) // another backend's, if it was first
		}
	}
	if err != nil {
		return nonces{}, fmt.Errorf("read the key of the cashier's forms: %w", err)
	}
	return nonces{key: []byte(key)}, nil
}

func (p *Practice) readFormKey(ctx context.Context) (key string, err error) {
	err = p.db.Look(func(tx store.Tx) error {
		return tx.QueryRowContext(ctx, "SELECT value FROM meta WHERE name = $1", formKey).Scan(&key)
	})
	return key, err
}

// issue returns a new nonce for a form of a cashier.
func (n nonces) issue(token, form string) string {
	salt := rand.Text()
	return salt + "." + n.sign(salt, token, form)
}

// valid tells whether a nonce was issued for a form of a cashier.
func (n nonces) valid(nonce, token, form string) bool {
	salt, mac, found := strings.Cut(nonce, ".")
	return found && hmac.Equal([]byte(mac), []byte(n.sign(salt, token, form)))
}

func (n nonces) sign(parts ...string) string {
	mac := hmac.New(sha256.New, n.key)
	mac.Write([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(mac.Sum(nil))
}
