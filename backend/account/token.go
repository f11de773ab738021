package account

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"

	"houbu/backend/store"
)

// newToken returns 256 random bits as text.
func newToken() (string, error) {
	var b [32]byte
	if _, err := rand.Read(b[:]); err != nil {
		return "", fmt.Errorf("make a token: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(b[:]), nil
}

// HashToken is what is stored of a bearer token. A token has too many bits to be
// guessed from a fast hash.
func HashToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// Authenticate returns who a bearer token belongs to. A token is good for
// [login, expiry) until it is revoked; api.CodeUnauthorized otherwise, without
// saying why. Tokens that come together are looked up together.
func (s *Service) Authenticate(ctx context.Context, token string) (Identity, error) {
	id, err := s.tokens.Do(ctx, HashToken(token))
	if err != nil {
		return Identity{}, err
	}
	return id, nil
}

// Logout revokes the token that the identity came from. Doing it again is fine.
func (s *Service) Logout(ctx context.Context, id Identity) error {
	err := s.db.Write(ctx, func(tx store.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE logins SET revoked_at = $1 WHERE token_hash = $2 AND revoked_at IS NULL",
			s.now().UnixNano(), id.tokenHash)
		return err
	})
	if err != nil {
		return fmt.Errorf("revoke a login: %w", err)
	}
	return nil
}
