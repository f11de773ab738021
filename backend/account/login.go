package account

import (
	"context"
	"fmt"
	"net/netip"
	"strings"

	"houbu/api"
	"houbu/backend/store"
)

// NormalizeLogin is the form in which an account's e-mail or phone is stored
// and looked up: trimmed and in lower case.
func NormalizeLogin(login string) string { return strings.ToLower(strings.TrimSpace(login)) }

// Login starts a bearer session (step 1). Unknown accounts get the same answer
// and the same work as wrong passwords. addr is the client's address, by which
// failures are counted, too.
//
// Refusals: api.CodeWrongPassword, api.CodeAccountLocked and
// api.CodeTooManyRequests, the last two with RetryAfter.
func (s *Service) Login(ctx context.Context, addr netip.Addr, request api.Login) (api.Session, error) {
	var session api.Session
	key, err := s.Enter(ctx, addr, request.Account, request.Password, Door{
		Kind: candidates, Find: findAccount,
		Open: func(ctx context.Context, tx store.Tx, accountID string, key Key) (err error) {
			_, err = tx.ExecContext(ctx, "INSERT INTO logins (token_hash, account_id, created_at, expires_at) VALUES ($1, $2, $3, $4)",
				key.Hash, accountID, key.At.UnixNano(), key.ExpiresAt.UnixNano())
			if err != nil {
				return fmt.Errorf("save a login: %w", err)
			}
			session.Candidate, err = s.candidate(ctx, tx, accountID)
			return err
		},
	})
	session.Token, session.ExpiresAt = key.Token, key.ExpiresAt
	return session, err
}

// candidates is the Kind of the door of candidates.
const candidates = "account"

func findAccount(ctx context.Context, tx store.Tx, login string) (id, hash string, err error) {
	err = tx.QueryRowContext(ctx, "SELECT id, password_hash FROM accounts WHERE login = $1", login).Scan(&id, &hash)
	return id, hash, err
}
