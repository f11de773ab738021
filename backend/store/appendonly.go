package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/pressly/goose/v3"
)

// appendOnlyVersion is the version of the schema from which on the database itself
// refuses to change or delete a line of the audit trail.
const appendOnlyVersion = 8

// appendOnly is that step. Triggers are what the two databases write differently.
func appendOnly(database string) *goose.Migration {
	up, down := sqliteAppendOnly(), []string{
		"DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete", "DROP TRIGGER audit_no_replace",
	}
	if database == postgres {
		up, down = postgresAppendOnly(), []string{
			"DROP TRIGGER audit_append_only ON audit", "DROP TRIGGER audit_no_truncate ON audit", "DROP FUNCTION audit_append_only",
		}
	}
	return goose.NewGoMigration(appendOnlyVersion, &goose.GoFunc{RunTx: inTurn(up)}, &goose.GoFunc{RunTx: inTurn(down)})
}

func sqliteAppendOnly() []string {
	const refuse = " BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
	return []string{
		"CREATE TRIGGER IF NOT EXISTS audit_no_update BEFORE UPDATE ON audit" + refuse,
		"CREATE TRIGGER IF NOT EXISTS audit_no_delete BEFORE DELETE ON audit" + refuse,
		// REPLACE deletes a line without the trigger for deletions.
		"CREATE TRIGGER IF NOT EXISTS audit_no_replace BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE no = NEW.no)" + refuse,
	}
}

func postgresAppendOnly() []string {
	return []string{
		`CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
			BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$`,
		"DROP TRIGGER IF EXISTS audit_append_only ON audit",
		"DROP TRIGGER IF EXISTS audit_no_truncate ON audit",
		"CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_append_only()",
		"CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()",
	}
}

// inTurn runs statements one after another.
func inTurn(statements []string) func(ctx context.Context, tx *sql.Tx) error {
	return func(ctx context.Context, tx *sql.Tx) error {
		for _, statement := range statements {
			if _, err := tx.ExecContext(ctx, statement); err != nil {
				return fmt.Errorf("guard the audit trail: %w", err)
			}
		}
		return nil
	}
}
