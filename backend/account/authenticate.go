package account

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"houbu/api"
	"houbu/backend/batch"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

// tokenTime bounds a look-up of tokens.
const tokenTime = 30 * time.Second

// authenticate answers for the hashes of tokens that came together.
func (s *Service) authenticate(ctx context.Context, hashes []string) []batch.Answer[Identity] {
	answers := make([]batch.Answer[Identity], len(hashes))
	found, err := s.identities(ctx, hashes)
	for i, hash := range hashes {
		id, good := found[hash]
		switch {
		case err != nil:
			answers[i].Err = fmt.Errorf("look up logins: %w", err)
		case !good:
			answers[i].Err = refusal.New(api.CodeUnauthorized, "the session is over or was never opened")
		default:
			answers[i].Value = id
		}
	}
	return answers
}

// identities are who the good ones among the hashes of tokens belong to.
func (s *Service) identities(ctx context.Context, hashes []string) (map[string]Identity, error) {
	found := make(map[string]Identity, len(hashes))
	now := s.now()
	err := s.db.Look(func(tx store.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT l.token_hash, a.id, a.login, a.student_id, a.agreement_version, a.confirmed_at
			FROM logins l JOIN accounts a ON a.id = l.account_id WHERE l.revoked_at IS NULL AND l.expires_at > $1
			AND l.token_hash IN `+store.In(2, len(hashes)), append([]any{now.UnixNano()}, store.Args(hashes)...)...)
		if err != nil {
			return err
		}
		defer func() { _ = rows.Close() }() // rows.Err has said what failed
		for rows.Next() {
			var id Identity
			var student sql.NullString
			var version string
			var confirmed sql.NullInt64
			if err := rows.Scan(&id.tokenHash, &id.AccountID, &id.Login, &student, &version, &confirmed); err != nil {
				return err
			}
			id.StudentID = student.String
			id.Agreed = version == s.exam.Agreement.Version
			id.Confirmed = confirmed.Valid
			found[id.tokenHash] = id
		}
		return rows.Err()
	})
	return found, err
}
