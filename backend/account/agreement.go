package account

import (
	"context"
	"database/sql"
	"fmt"

	"houbu/api"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

// Agreement returns the text in force, and when the account agreed to it
// (step 3).
func (s *Service) Agreement(ctx context.Context, id Identity) (api.Agreement, error) {
	out := api.Agreement{Version: s.exam.Agreement.Version, Text: s.exam.Agreement.Text}
	err := s.db.Read(ctx, func(tx store.Tx) error { return s.consent(ctx, tx, id.AccountID, &out) })
	return out, err
}

// Agree stores that the account agrees to a version, and when. Agreeing again
// changes nothing. api.CodeAgreementOutdated when another version is in force.
func (s *Service) Agree(ctx context.Context, id Identity, consent api.Consent) (api.Agreement, error) {
	if consent.Version != s.exam.Agreement.Version {
		return api.Agreement{}, refusal.New(api.CodeAgreementOutdated, "another version of the agreement is in force")
	}
	out := api.Agreement{Version: s.exam.Agreement.Version, Text: s.exam.Agreement.Text}
	err := s.db.Write(ctx, func(tx store.Tx) error {
		out.AgreedAt = nil
		_, err := tx.ExecContext(ctx, `UPDATE accounts SET agreement_version = $1, agreed_at = $2
			WHERE id = $3 AND (agreement_version <> $4 OR agreed_at IS NULL)`,
			consent.Version, s.now().UnixNano(), id.AccountID, consent.Version)
		if err != nil {
			return fmt.Errorf("save a consent: %w", err)
		}
		return s.consent(ctx, tx, id.AccountID, &out)
	})
	return out, err
}

// consent fills in when the account agreed to the version in out.
func (s *Service) consent(ctx context.Context, tx store.Tx, accountID string, out *api.Agreement) error {
	var version string
	var at sql.NullInt64
	err := tx.QueryRowContext(ctx,
		"SELECT agreement_version, agreed_at FROM accounts WHERE id = $1", accountID).Scan(&version, &at)
	if err != nil {
		return fmt.Errorf("read a consent: %w", err)
	}
	if version == out.Version && at.Valid {
		agreed := store.Time(at.Int64)
		out.AgreedAt = &agreed
	}
	return nil
}
