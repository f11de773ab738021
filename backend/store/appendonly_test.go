package store_test

import (
	"strings"
	"testing"

	"houbu/backend/store"
	"houbu/backend/store/storetest"
)

// TestTheAuditTrailIsAppendOnly: lines can be added, and neither changed nor deleted.
func TestTheAuditTrailIsAppendOnly(t *testing.T) {
	t.Parallel()
	db := storetest.Open(t, storetest.Address(t))
	run := func(statement string) error {
		return db.Write(t.Context(), func(tx store.Tx) error {
			_, err := tx.ExecContext(t.Context(), statement)
			return err
		})
	}
	const add = `INSERT INTO audit (no, at, staff, role, address, action, subject_kind, subject_key, student_id, note, before_json, after_json)
		VALUES (1, 1, 'h', 'helper', '', 'unlock', 'candidate', 's', 's', 'n', '{}', '{}')`
	if err := run(add); err != nil {
		t.Fatal(err)
	}
	attempts := []string{"UPDATE audit SET note = 'x'", "DELETE FROM audit", "DELETE FROM audit WHERE no = 1"}
	if storetest.Suite() {
		attempts = append(attempts, "TRUNCATE audit")
	} else {
		attempts = append(attempts, strings.Replace(add, "INSERT", "REPLACE", 1), strings.Replace(add, "INSERT", "INSERT OR REPLACE", 1))
	}
	for _, attempt := range attempts {
		if err := run(attempt); err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("%s: %v, want it refused", attempt, err)
		}
	}
	var note string
	err := db.Read(t.Context(), func(tx store.Tx) error {
		return tx.QueryRowContext(t.Context(), "SELECT note FROM audit WHERE no = 1").Scan(&note)
	})
	if err != nil || note != "n" {
		t.Errorf("the line is %q, %v", note, err)
	}
}
