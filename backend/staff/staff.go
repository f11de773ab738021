// Package staff knows who works at the support desk: their accounts, which only the
// command line makes, and their logins. What they may do is decided where the
// operations are listed, and what they did is in package audit.
package staff

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"houbu/api"
	"houbu/backend/account"
	"houbu/backend/store"
)

// Errors of the accounts' management.
var (
	ErrLogin    = errors.New("a staff login is 2 to 64 letters, digits, dots, hyphens and underscores")
	ErrPassword = errors.New("a staff password has at least 12 characters")
	ErrTaken    = errors.New("there is a staff login of this name already")
	ErrUnknown  = errors.New("there is no staff login of this name")
)

// shortestPassword is in characters. It is longer than a candidate's: the desk sees
// everybody.
const shortestPassword = 12

var loginShape = regexp.MustCompile(`^[a-z0-9._-]{2,64}$`)

// Member is a staff account.
type Member struct {
	Login    string
	Role     api.Role
	Made     time.Time
	Disabled *time.Time // no login from then on
}

// Add makes a staff account. ErrLogin, ErrPassword or ErrTaken when it cannot be.
func Add(ctx context.Context, db *store.DB, login, password string, role api.Role, now time.Time) error {
	login = account.NormalizeLogin(login)
	if !loginShape.MatchString(login) {
		return ErrLogin
	}
	if utf8.RuneCountInString(password) < shortestPassword {
		return ErrPassword
	}
	hash, err := account.HashPassword(password)
	if err != nil {
		return fmt.Errorf("add a staff login: %w", err)
	}
	err = db.Write(ctx, func(tx store.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO staff (id, login, password_hash, role, created_at) VALUES ($1, $2, $3, $4, $5)",
			uuid.NewString(), login, hash, string(role), now.UnixNano())
		return err
	})
	if store.IsUnique(err) {
		return ErrTaken
	}
	if err != nil {
		return fmt.Errorf("add a staff login: %w", err)
	}
	return nil
}

// List returns every staff account, by login.
func List(ctx context.Context, db *store.DB) (all []Member, err error) {
	err = db.Read(ctx, func(tx store.Tx) (err error) {
		rows, err := tx.QueryContext(ctx, "SELECT login, role, created_at, disabled_at FROM staff ORDER BY login")
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, rows.Close()) }()
		for rows.Next() {
			var one Member
			var made int64
			var disabled sql.NullInt64
			if err := rows.Scan(&one.Login, &one.Role, &made, &disabled); err != nil {
				return err
			}
			one.Made = store.Time(made)
			if disabled.Valid {
				at := store.Time(disabled.Int64)
				one.Disabled = &at
			}
			all = append(all, one)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("list the staff logins: %w", err)
	}
	return all, nil
}

// Disable ends a staff account for good, with its sessions. What it did stays in the
// audit trail. ErrUnknown when there is none; doing it again changes nothing.
func Disable(ctx context.Context, db *store.DB, login string, now time.Time) error {
	err := db.Write(ctx, func(tx store.Tx) error {
		var id string
		err := tx.QueryRowContext(ctx, "UPDATE staff SET disabled_at = COALESCE(disabled_at, $2) WHERE login = $1 RETURNING id",
			account.NormalizeLogin(login), now.UnixNano()).Scan(&id)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrUnknown
		}
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "UPDATE staff_logins SET revoked_at = $2 WHERE staff_id = $1 AND revoked_at IS NULL", id, now.UnixNano())
		return err
	})
	if err != nil {
		return fmt.Errorf("disable a staff login: %w", err)
	}
	return nil
}
