// Package staff knows who works at the support desk: their accounts, which only the
// command line makes and changes, with a line in the audit trail, and their logins.
// What they may do is decided where the operations are listed, and what they did is in
// package audit.
package staff

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"time"

	"houbu/api"
	"houbu/backend/store"
)

// Errors of the accounts' management.
var (
	ErrLogin    = errors.New("a staff login is 2 to 64 letters, digits, dots, hyphens and underscores")
	ErrPassword = errors.New("a staff password has at least 12 characters")
	ErrTaken    = errors.New("there is a staff login of this name already")
	ErrUnknown  = errors.New("there is no staff login of this name")
	ErrDisabled = errors.New("the staff login of this name is disabled")
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
