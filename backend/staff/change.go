package staff

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"time"

	"houbu/api"
	"houbu/backend/account"
	"houbu/backend/audit"
	"houbu/backend/store"
)

// Disable ends a staff account for good, with its sessions. What it did stays in the
// audit trail. ErrUnknown when there is none; doing it again changes nothing.
func Disable(ctx context.Context, db *store.DB, who audit.Actor, login string, now time.Time) error {
	login = account.NormalizeLogin(login)
	err := db.Write(ctx, func(tx store.Tx) error {
		id, err := able(ctx, tx, login)
		if errors.Is(err, ErrDisabled) {
			return nil
		}
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "UPDATE staff SET disabled_at = $2 WHERE id = $1", id, now.UnixNano()); err != nil {
			return err
		}
		ended, err := revoke(ctx, tx, id, now)
		if err != nil {
			return err
		}
		_, err = audit.Write(ctx, tx, who, now, audit.Line{
			Action: api.AuditStaffDisable, Kind: api.AboutStaff, Key: login,
			Before: map[string]string{"disabled": "false"}, After: map[string]string{"disabled": "true", "logins_ended": ended},
		})
		return err
	})
	if err != nil {
		return fmt.Errorf("disable a staff login: %w", err)
	}
	return nil
}

// SetPassword replaces the password of a staff account, ends its sessions, and
// forgets its failed logins. ErrPassword, ErrUnknown or ErrDisabled when it cannot be.
func SetPassword(ctx context.Context, db *store.DB, who audit.Actor, login, password string, now time.Time) error {
	login = account.NormalizeLogin(login)
	hash, err := hashed(password)
	if err != nil {
		return err
	}
	err = db.Write(ctx, func(tx store.Tx) error {
		id, err := able(ctx, tx, login)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "UPDATE staff SET password_hash = $2 WHERE id = $1", id, hash); err != nil {
			return err
		}
		if err := account.Forgive(ctx, tx, doorKind, login); err != nil {
			return err
		}
		ended, err := revoke(ctx, tx, id, now)
		if err != nil {
			return err
		}
		_, err = audit.Write(ctx, tx, who, now, audit.Line{
			Action: api.AuditStaffPassword, Kind: api.AboutStaff, Key: login, After: map[string]string{"logins_ended": ended},
		})
		return err
	})
	if err != nil {
		return fmt.Errorf("replace a staff password: %w", err)
	}
	return nil
}

// able is the id of a staff account that can log in, held until the end of the
// transaction. ErrUnknown or ErrDisabled when there is none.
func able(ctx context.Context, tx store.Tx, login string) (id string, err error) {
	var disabled sql.NullInt64
	err = tx.QueryRowContext(ctx, "UPDATE staff SET login = login WHERE login = $1 RETURNING id, disabled_at", login).Scan(&id, &disabled)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return "", ErrUnknown
	case err == nil && disabled.Valid:
		return "", ErrDisabled
	}
	return id, err
}

// revoke ends the sessions of a staff account, and returns how many there were.
func revoke(ctx context.Context, tx store.Tx, id string, now time.Time) (ended string, err error) {
	done, err := tx.ExecContext(ctx,
		"UPDATE staff_logins SET revoked_at = $2 WHERE staff_id = $1 AND revoked_at IS NULL AND expires_at > $2", id, now.UnixNano())
	if err != nil {
		return "", err
	}
	n, err := done.RowsAffected()
	return strconv.FormatInt(n, 10), err
}
