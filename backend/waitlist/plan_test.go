package waitlist

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	"houbu/backend/store"
)

// TestStudentsAreFoundByAnIndex asks SQLite how it finds what belongs to students:
// the entries of a whole session are walked through by nothing. It asks SQLite in any
// case: PostgreSQL's plan depends on how many rows there are.
func TestStudentsAreFoundByAnIndex(t *testing.T) {
	t.Parallel()
	db, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "houbu.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	for _, test := range []struct {
		name, query, index string
		args               []any
	}{
		{"state, live", digestRows("($1)"), "entries_live (student_id=?", []any{"s"}},
		{"state, past", digestRows("($1)"), "entries_past (student_id=?", []any{"s"}},
		{"standing", liveEntriesOf + "($1)", "entries_live (student_id=?", []any{"s"}},
		{"finished", pastEntriesOf, "entries_past (student_id=?", []any{"s"}},
		{"queues", queuesOf + "($1)", "entries_live (student_id=?", []any{"s"}},
		{"orals", "SELECT w.pool_id FROM registrations w WHERE " + dueUnder("'o'", "$1"), "registrations_level (student_id=?", []any{5}},
		{"moves", lastLeft, "entries_left (pool_id=? AND left_at>?", []any{"p", 5, 9}},
	} {
		var plan []string
		err := db.Read(t.Context(), func(tx store.Tx) (err error) {
			plan, err = collect(t.Context(), tx, "explain", func(rows *sql.Rows) (step string, err error) {
				var skip any
				err = rows.Scan(&skip, &skip, &skip, &step)
				return step, err
			}, "EXPLAIN QUERY PLAN "+test.query, test.args...)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if all := strings.Join(plan, "\n"); !strings.Contains(all, "INDEX "+test.index) {
			t.Errorf("%s: not by %s, but by\n%s", test.name, test.index, all)
		}
	}
}
