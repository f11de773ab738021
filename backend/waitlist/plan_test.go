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
	for _, test := range []struct{ name, query, index string }{
		{"state, live", digestRows("($1)"), "entries_live (student_id=?"},
		{"state, past", digestRows("($1)"), "entries_past (student_id=?"},
		{"standing", fromEntries + "WHERE e." + isLive + " AND e.student_id IN ($1)", "entries_live (student_id=?"},
		{"finished", fromEntries + "WHERE e.student_id = $1 AND e." + isPast, "entries_past (student_id=?"},
		{"queues", "SELECT DISTINCT pool_id FROM entries WHERE student_id IN ($1) AND " + isLive + " AND " + inQueue, "entries_live (student_id=?"},
		{"orals", "SELECT w.pool_id FROM registrations w WHERE " + dueUnder("'o'", "$1"), "registrations_level (student_id=?"},
		{"moves", "SELECT max(left_at) FROM entries WHERE pool_id = 'p' AND left_at > $1 AND pay_by IS NULL", "entries_left (pool_id=? AND left_at>?"},
	} {
		var plan []string
		err := db.Read(t.Context(), func(tx store.Tx) (err error) {
			plan, err = collect(t.Context(), tx, "explain", func(rows *sql.Rows) (step string, err error) {
				var skip any
				err = rows.Scan(&skip, &skip, &skip, &step)
				return step, err
			}, "EXPLAIN QUERY PLAN "+test.query, "s")
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
