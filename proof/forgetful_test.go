package proof

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/anishathalye/porcupine"

	"houbu/api"
)

// TestAForgetfulReleaseIsFound frees a seat by a way of its own, which does not
// call the allocator: the commonest bug of waitlists. What the backend then
// answers is no history of a waitlist, and the database breaks the promise that
// nobody waits beside a free seat.
func TestAForgetfulReleaseIsFound(t *testing.T) {
	onBoth(t, func(t *testing.T, database string, backends int) {
		ctx := t.Context()
		w, r := newWorld(t, database, backends, 1, 2, 1), newRecorder()
		holder, next := w.logIn(ctx, t, 0), w.logIn(ctx, t, 1)
		joins(ctx, holder, r)
		joins(ctx, next, r)
		held := lookAround(ctx, holder, r)
		lookAround(ctx, next, r)
		wantVerdict(t, 1, r.history(0), porcupine.Ok)

		r.record(0, input{do: "refuse", student: 0}, held.Entry, func() output {
			w.exec(`UPDATE registrations SET state = 'released', released_at = 0 WHERE entry_id = '`+held.Entry+`'`,
				`UPDATE entries SET state = 'cancelled', ended_at = 0 WHERE id = '`+held.Entry+`'`,
				`UPDATE pools SET held = held - 1`)
			return output{}
		})
		if now := lookAround(ctx, next, r); now.State != api.Waiting {
			t.Fatalf("%+v: the backend looked after the seat by itself; this mutant is none", now)
		}
		wantVerdict(t, 1, r.history(0), porcupine.Illegal)
		w.wantBroken("nobody waits beside a free seat")
	})
}

// TestEachPromiseCanBreak breaks the promises one by one behind the backend's
// back, where the database lets it: the queries that look for it find it.
func TestEachPromiseCanBreak(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "sqlite:"+filepath.Join(t.TempDir(), "houbu.db"), 1, 1, 4, 2)
	for n := range 4 {
		if _, code := w.logIn(t.Context(), t, n).join(t.Context()); code != "" {
			t.Fatal(code)
		}
	}
	one := func(state string) string { return "(SELECT min(id) FROM entries WHERE state = '" + state + "')" }
	for _, test := range []struct{ promise, how string }{
		{"no seat has two holders", `DROP INDEX registrations_seat; DROP INDEX registrations_level;
			UPDATE registrations SET seat_no = 1`},
		{"everyone who holds a seat holds one that exists", `UPDATE registrations SET seat_no = 3 WHERE seat_no = 2`},
		{"nobody waits beside a free seat", `UPDATE pools SET capacity = capacity + 1`},
		{"nobody is served before those ahead", `UPDATE entries SET sequence = 99 WHERE sequence = 1`},
		{"the numbers have no gap and no repeat", `UPDATE entries SET sequence = 99 WHERE sequence = 4`},
		{"joined = paid + cancelled + expired + closed + waiting + offered", `DELETE FROM entry_events; DELETE FROM entries WHERE state = 'waiting'`},
		{"the counters count", `UPDATE pools SET waiting = waiting + 1`},
		{"the counters count", `UPDATE pools SET held = held + 1`},
		{"an entry and its seat agree", `UPDATE entries SET state = 'paid' WHERE id = ` + one("offered")},
		{"an entry and its seat agree", `UPDATE registrations SET state = 'released' WHERE entry_id = ` + one("offered")},
		{"one place for each candidate", `DROP INDEX entries_live; UPDATE entries SET student_id = (SELECT min(student_id) FROM entries)`},
		{"every seat that is paid was paid once", `UPDATE registrations SET state = 'paid' WHERE entry_id = ` + one("offered")},
		{"every charge was heard of", `INSERT INTO platform_charges (ref, cashier, amount_fen, method, outcome, at) VALUES ('r', 'c', 1, '', 'paid', 0)`},
	} {
		t.Run(test.promise, func(t *testing.T) {
			copied := &world{t: t, database: "sqlite:" + filepath.Join(t.TempDir(), "houbu.db")}
			w.exec("VACUUM INTO '" + strings.TrimPrefix(copied.database, "sqlite:") + "'")
			mustHold(t, copied)
			copied.exec(strings.Split(test.how, ";")...)
			copied.wantBroken(test.promise)
		})
	}
}

// exec writes behind the backends' back.
func (w *world) exec(statements ...string) {
	w.t.Helper()
	db := w.open()
	for _, statement := range statements {
		_, err := db.ExecContext(w.t.Context(), statement)
		w.must(err)
	}
}

// wantBroken fails unless a promise is found broken.
func (w *world) wantBroken(promise string) {
	w.t.Helper()
	found, err := broken(w.t.Context(), w.open())
	w.must(err)
	if !slices.ContainsFunc(found, func(one string) bool { return strings.HasPrefix(one, promise+", but for ") }) {
		w.t.Errorf("%q is broken, and was not found; found: %q", promise, found)
	}
}
