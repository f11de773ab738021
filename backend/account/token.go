package account

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"

	"houbu/api"
	"houbu/backend/refusal"
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

// hashToken is what is stored of a token. A token has too many bits to be
// guessed from a fast hash.
func hashToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// Authenticate returns who a bearer token belongs to. A token is good for
// [login, expiry) until it is revoked; api.CodeUnauthorized otherwise, without
// saying why.
func (s *Service) Authenticate(ctx context.Context, token string) (Identity, error) {
	id := Identity{tokenHash: hashToken(token)}
	var student sql.NullString
	var version string
	var confirmed, revoked sql.NullInt64
	var expires int64
	err := s.db.Read(ctx, func(tx store.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT a.id, a.login, a.student_id, a.agreement_version, a.confirmed_at, l.expires_at, l.revoked_at
			FROM logins l JOIN accounts a ON a.id = l.account_id WHERE l.token_hash = $1`, id.tokenHash).
			Scan(&id.AccountID, &id.Login, &student, &version, &confirmed, &expires, &revoked)
	})
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return Identity{}, fmt.Errorf("look up a login: %w", err)
	}
	if err != nil || revoked.Valid || !s.now().Before(store.Time(expires)) {
		return Identity{}, refusal.New(api.CodeUnauthorized, "the session is over or was never opened")
	}
	id.StudentID = student.String
	id.Agreed = version == s.exam.Agreement.Version
	id.Confirmed = confirmed.Valid
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
