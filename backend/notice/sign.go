package notice

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"strconv"
	"strings"
	"time"
)

// Secrets are the keys that a webhook's messages are signed with: one, or two
// while the receiver changes from one to the other.
type Secrets [][]byte

// ErrSecret is returned for a text that holds no secret. It never quotes it.
var ErrSecret = errors.New("a secret is whsec_ and at least 24 bytes in base64, one a line")

const (
	secretPrefix = "whsec_"
	minSecret    = 24 // bytes, as the Standard Webhooks specification has it
)

// ParseSecrets reads a file of secrets: whsec_ and base64, one a line.
func ParseSecrets(text []byte) (Secrets, error) {
	var out Secrets
	for line := range bytes.Lines(text) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		encoded, ok := strings.CutPrefix(string(line), secretPrefix)
		key, err := base64.StdEncoding.DecodeString(encoded)
		if !ok || err != nil || len(key) < minSecret {
			return nil, ErrSecret
		}
		out = append(out, key)
	}
	if len(out) == 0 {
		return nil, ErrSecret
	}
	return out, nil
}

// sign returns the value of webhook-signature: a signature for each secret.
func (s Secrets) sign(id string, at time.Time, body []byte) string {
	var all []string
	for _, key := range s {
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte(id + "." + strconv.FormatInt(at.Unix(), 10) + "."))
		mac.Write(body)
		all = append(all, "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)))
	}
	return strings.Join(all, " ")
}
