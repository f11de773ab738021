package payment

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// nonces sign the forms of the cashier, each for one cashier and one form. They
// need no memory: a form is used up by the line that its cashier gets in the
// ledger, and there is never a second line.
type nonces struct {
	key []byte
}

// newNonces takes a fresh key, so that a form does not outlive the process.
func newNonces() nonces {
	return nonces{key: []byte(rand.Text())}
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
