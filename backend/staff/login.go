package staff

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"time"

	"houbu/api"
	"houbu/backend/account"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

// tokenPrefix begins every staff token and no candidate's: theirs have no dot.
const tokenPrefix = "staff."

// doorKind is the Kind of the door of the staff.
const doorKind = "staff"

// IsToken tells a staff token from a candidate's by its look. Whether it is good is
// another question.
func IsToken(token string) bool { return strings.HasPrefix(token, tokenPrefix) }

// Identity is who a staff token belongs to, as of the instant when it was checked.
type Identity struct {
	ID    string
	Login string
	Role  api.Role

	tokenHash string
}

// Service answers for the logins of the staff.
type Service struct {
	db       *store.DB
	accounts *account.Service
	now      func() time.Time
}

// New returns the service. The accounts' service checks the passwords: one rule
// throttles candidates and staff.
func New(db *store.DB, accounts *account.Service, now func() time.Time) *Service {
	return &Service{db: db, accounts: accounts, now: now}
}

// Login starts a staff session, throttled as a candidate's login is, with the same
// refusals. An account that is disabled is as if it were not there.
func (s *Service) Login(ctx context.Context, addr netip.Addr, request api.StaffLogin) (api.StaffSession, error) {
	var session api.StaffSession
	key, err := s.accounts.Enter(ctx, addr, request.Login, request.Password, account.Door{
		Kind: doorKind, Prefix: tokenPrefix,
		Find: func(ctx context.Context, tx store.Tx, login string) (id, hash string, err error) {
			err = tx.QueryRowContext(ctx, "SELECT id, password_hash FROM staff WHERE login = $1 AND disabled_at IS NULL", login).Scan(&id, &hash)
			return id, hash, err
		},
		Open: func(ctx context.Context, tx store.Tx, id string, key account.Key) error {
			return open(ctx, tx, id, key, &session.Staff)
		},
	})
	if err != nil {
		return api.StaffSession{}, err
	}
	session.Token, session.ExpiresAt = key.Token, key.ExpiresAt
	return session, nil
}

// open saves a login, and tells whose it is.
func open(ctx context.Context, tx store.Tx, id string, key account.Key, whose *api.Staff) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO staff_logins (token_hash, staff_id, created_at, expires_at) VALUES ($1, $2, $3, $4)",
		key.Hash, id, key.At.UnixNano(), key.ExpiresAt.UnixNano())
	if err != nil {
		return fmt.Errorf("save a staff login: %w", err)
	}
	if err := tx.QueryRowContext(ctx, "SELECT login, role FROM staff WHERE id = $1", id).Scan(&whose.Login, &whose.Role); err != nil {
		return fmt.Errorf("read a staff account: %w", err)
	}
	return nil
}

// Authenticate returns who a staff token belongs to: api.CodeUnauthorized, without
// saying why, when it is good no more.
func (s *Service) Authenticate(ctx context.Context, token string) (Identity, error) {
	who := Identity{tokenHash: account.HashToken(token)}
	err := s.db.Look(func(tx store.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT s.id, s.login, s.role FROM staff_logins l JOIN staff s ON s.id = l.staff_id
			WHERE l.token_hash = $1 AND l.revoked_at IS NULL AND l.expires_at > $2 AND s.disabled_at IS NULL`,
			who.tokenHash, s.now().UnixNano()).Scan(&who.ID, &who.Login, &who.Role)
	})
	if errors.Is(err, sql.ErrNoRows) {
		return Identity{}, refusal.New(api.CodeUnauthorized, "the session is over or was never opened")
	}
	if err != nil {
		return Identity{}, fmt.Errorf("look up a staff login: %w", err)
	}
	return who, nil
}

// Logout revokes the token that the identity came from. Doing it again is fine.
func (s *Service) Logout(ctx context.Context, who Identity) error {
	err := s.db.Write(ctx, func(tx store.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE staff_logins SET revoked_at = $1 WHERE token_hash = $2 AND revoked_at IS NULL",
			s.now().UnixNano(), who.tokenHash)
		return err
	})
	if err != nil {
		return fmt.Errorf("revoke a staff login: %w", err)
	}
	return nil
}
