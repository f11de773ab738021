// Package audit keeps the audit trail: who of the staff did what, when, from
// where, and what changed by it. Lines are written in the transaction of what they
// tell of, and the database refuses to change or delete one. It knows no rule of
// what is done.
package audit

import (
	"context"
	"encoding/json"
	"fmt"
	"net/netip"
	"time"

	"houbu/api"
	"houbu/backend/store"
)

// Actor is who does something.
type Actor struct {
	ID      string // of the staff account
	Login   string
	Role    api.Role
	Address netip.Addr
}

// consoleAddress stands for where a command on the backend's machine came from.
const consoleAddress = "console"

// Console is who works with a command on the backend's machine. The name has an @,
// which no staff login has, so that neither is taken for the other.
func Console(user, machine string) Actor {
	return Actor{Login: user + "@" + machine, Role: api.RoleConsole}
}

// Line is what is told of an action. Before and After hold what it changed and
// nothing else, and never a password.
type Line struct {
	Action    api.AuditAction
	Kind      api.AuditSubject
	Key       string
	StudentID string // whose view shows it; empty: nobody's
	Note      string
	Before    map[string]string
	After     map[string]string
}

// counter is the row of the table meta that numbers the lines. Whoever adds one
// holds it until the end of the transaction, so the numbers have no gap.
const counter = "audit"

// Write adds a line, in the transaction of what it tells of, and returns its
// number. It comes last in a transaction: those who add lines wait for each other.
func Write(ctx context.Context, tx store.Tx, who Actor, at time.Time, line Line) (no int64, err error) {
	before, err := encode(line.Before)
	if err != nil {
		return 0, err
	}
	after, err := encode(line.After)
	if err != nil {
		return 0, err
	}
	err = tx.QueryRowContext(ctx, `INSERT INTO meta (name, value) VALUES ($1, '1') ON CONFLICT (name) DO UPDATE
		SET value = CAST(CAST(meta.value AS BIGINT) + 1 AS TEXT) RETURNING CAST(value AS BIGINT)`, counter).Scan(&no)
	if err != nil {
		return 0, fmt.Errorf("number a line of the audit trail: %w", err)
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO audit
		(no, at, staff, role, address, action, subject_kind, subject_key, student_id, note, before_json, after_json)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		no, at.UnixNano(), who.Login, string(who.Role), who.from(), string(line.Action), string(line.Kind), line.Key,
		line.StudentID, line.Note, before, after)
	if err != nil {
		return 0, fmt.Errorf("write the audit trail: %w", err)
	}
	return no, nil
}

// encode is an object of texts; {} for none.
func encode(facts map[string]string) (string, error) {
	if facts == nil {
		facts = map[string]string{}
	}
	text, err := json.Marshal(facts)
	if err != nil {
		return "", fmt.Errorf("encode a line of the audit trail: %w", err)
	}
	return string(text), nil
}

// from is where they are: empty where the server does not know, as on a Unix socket.
func (who Actor) from() string {
	switch {
	case who.Role == api.RoleConsole:
		return consoleAddress
	case who.Address.IsValid():
		return who.Address.String()
	}
	return ""
}
