package staff

import (
	"context"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"houbu/api"
	"houbu/backend/account"
	"houbu/backend/audit"
	"houbu/backend/store"
)

// Add makes a staff account. ErrLogin, ErrPassword or ErrTaken when it cannot be.
func Add(ctx context.Context, db *store.DB, who audit.Actor, login, password string, role api.Role, now time.Time) error {
	login = account.NormalizeLogin(login)
	if !loginShape.MatchString(login) {
		return ErrLogin
	}
	hash, err := hashed(password)
	if err != nil {
		return err
	}
	err = db.Write(ctx, func(tx store.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO staff (id, login, password_hash, role, created_at) VALUES ($1, $2, $3, $4, $5)",
			uuid.NewString(), login, hash, string(role), now.UnixNano())
		if err != nil {
			return err
		}
		_, err = audit.Write(ctx, tx, who, now, audit.Line{
			Action: api.AuditStaffAdd, Kind: api.AboutStaff, Key: login, After: map[string]string{"role": string(role)},
		})
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

// hashed is what is stored of a password. ErrPassword when it is too short.
func hashed(password string) (string, error) {
	if utf8.RuneCountInString(password) < shortestPassword {
		return "", ErrPassword
	}
	hash, err := account.HashPassword(password)
	if err != nil {
		return "", fmt.Errorf("hash a staff password: %w", err)
	}
	return hash, nil
}
