package account

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"houbu/api"
	"houbu/backend/store"
)

// What the staff does to an account. Each runs in the caller's transaction, which
// has found the account before.

// SetPassword replaces an account's password, ends its sessions, and forgets its
// failed logins.
func (s *Service) SetPassword(ctx context.Context, tx store.Tx, accountID, hash string) error {
	var login string
	err := tx.QueryRowContext(ctx, "UPDATE accounts SET password_hash = $2 WHERE id = $1 RETURNING login", accountID, hash).Scan(&login)
	if err != nil {
		return fmt.Errorf("replace a password: %w", err)
	}
	_, err = tx.ExecContext(ctx, "UPDATE logins SET revoked_at = $2 WHERE account_id = $1 AND revoked_at IS NULL",
		accountID, s.now().UnixNano())
	if err != nil {
		return fmt.Errorf("end the sessions of an account: %w", err)
	}
	return Forgive(ctx, tx, candidates, login)
}

// Lock is how an account's failed logins stand.
type Lock struct {
	Failures int
	Until    time.Time // zero: it is not locked
	Lookups  time.Time // no lookup of step 4 before this; zero: it is not locked
}

// Locked tells how an account's failures stand now.
func (s *Service) Locked(ctx context.Context, tx store.Tx, accountID, login string) (Lock, error) {
	var lock Lock
	var err error
	if lock.Failures, lock.Until, err = s.failures(ctx, tx, throttleKey(candidates, login), s.accountRule()); err != nil {
		return lock, err
	}
	_, lock.Lookups, err = s.failures(ctx, tx, throttleKey("lookup", accountID), s.lookupRule())
	return lock, err
}

// failures reads a counter as of now: a window that has passed counts for nothing.
func (s *Service) failures(ctx context.Context, tx store.Tx, key string, r rule) (int, time.Time, error) {
	var n int
	var start, until int64
	err := tx.QueryRowContext(ctx, "SELECT failures, window_start, locked_until FROM throttles WHERE key = $1", key).Scan(&n, &start, &until)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, time.Time{}, nil
	}
	if err != nil {
		return 0, time.Time{}, fmt.Errorf("read a failure count: %w", err)
	}
	now := s.now()
	if locked := store.Time(until); until != 0 && now.Before(locked) {
		return n, locked, nil
	}
	if until != 0 || !now.Before(store.Time(start).Add(r.window)) {
		n = 0
	}
	return n, time.Time{}, nil
}

// Unlock forgets an account's failed logins and failed lookups.
func (s *Service) Unlock(ctx context.Context, tx store.Tx, accountID, login string) error {
	if err := Forgive(ctx, tx, candidates, login); err != nil {
		return err
	}
	return forgive(ctx, tx, throttleKey("lookup", accountID))
}

// Unbind parts an account from its student: either may be bound anew. What the
// student holds and waits for stays the student's.
func (s *Service) Unbind(ctx context.Context, tx store.Tx, accountID string) error {
	_, err := tx.ExecContext(ctx, "UPDATE accounts SET student_id = NULL, bound_at = NULL, confirmed_at = NULL WHERE id = $1", accountID)
	if err != nil {
		return fmt.Errorf("part an account from its student: %w", err)
	}
	return nil
}

// RecordOf returns 学籍信息 and 资格信息 of a student, whether or not an account
// is bound to them.
func (s *Service) RecordOf(ctx context.Context, tx store.Tx, studentID string) (api.Record, error) {
	return s.recordWhere(ctx, tx, "s.id = $1", studentID)
}

// CandidateIn is Candidate in the caller's transaction.
func (s *Service) CandidateIn(ctx context.Context, tx store.Tx, accountID string) (api.Candidate, error) {
	return s.candidate(ctx, tx, accountID)
}
