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

// keyName is the row of meta that holds the key of the forms.
const keyName = "cashier_key"

// nonces sign the forms of the cashier, each for one cashier and one form. They
// need no memory: a form is used up by the line that its cashier gets in the
// ledger, and there is never a second line. The key is the database's, so a form
// that one process showed may be sent to any other, or to the next one.
type nonces struct {
	db *store.DB
}

// issue returns a new nonce for a form of a cashier.
func (n nonces) issue(ctx context.Context, token, form string) (string, error) {
	key, err := n.key(ctx)
	if err != nil {
		return "", err
	}
	salt := rand.Text()
	return salt + "." + sign(key, salt, token, form), nil
}

// valid tells whether a nonce was issued for a form of a cashier.
func (n nonces) valid(ctx context.Context, nonce, token, form string) (bool, error) {
	salt, mac, found := strings.Cut(nonce, ".")
	if !found {
		return false, nil
	}
	key, err := n.key(ctx)
	if err != nil {
		return false, err
	}
	return hmac.Equal([]byte(mac), []byte(sign(key, salt, token, form))), nil
}

// key returns the key of the forms, and makes it when nobody has yet. Of
// processes that make it at once, one wins, and all read that one's.
func (n nonces) key(ctx context.Context) (string, error) {
	var key string
	read := func(tx store.Tx) error {
		return tx.QueryRowContext(ctx, "SELECT value FROM meta WHERE name = $1", keyName).Scan(&key)
	}
	err := n.db.Read(ctx, read)
	if errors.Is(err, sql.ErrNoRows) {
		err = n.db.Write(ctx, func(tx store.Tx) error {
			_, err := tx.ExecContext(ctx,
				"INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", keyName, rand.Text())
			if err != nil {
				return err
			}
			return read(tx)
		})
	}
	if err != nil {
		return "", fmt.Errorf("read the key of the cashier's forms: %w", err)
	}
	return key, nil
}

func sign(key string, parts ...string) string {
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(mac.Sum(nil))
}
