package waitlist_test

import (
	"context"

	"houbu/api"
	"houbu/backend/store"
)

// write runs fn in a transaction.
func (w *world) write(fn func(ctx context.Context, tx store.Tx) error) error {
	// Not the test's context: the checks after a test run when that has ended.
	ctx := context.Background()
	return w.db.Write(ctx, func(tx store.Tx) error { return fn(ctx, tx) })
}

// exec runs a statement behind the service's back.
func (w *world) exec(query string, args ...any) error {
	return w.write(func(ctx context.Context, tx store.Tx) error {
		_, err := tx.ExecContext(ctx, query, args...)
		return err
	})
}

// scan reads one row, without settling anything.
func (w *world) scan(query string, args []any, into ...any) {
	w.t.Helper()
	ctx := context.Background()
	err := w.db.Read(ctx, func(tx store.Tx) error { return tx.QueryRowContext(ctx, query, args...).Scan(into...) })
	if err != nil {
		w.t.Fatalf("%s: %v", query, err)
	}
}

// count is the single number that a query gives.
func (w *world) count(query string, args ...any) (n int) {
	w.t.Helper()
	w.scan(query, args, &n)
	return n
}

// stored is the state of an entry as it stands in the database.
func (w *world) stored(entry string) (state api.EntryState) {
	w.t.Helper()
	w.scan("SELECT state FROM entries WHERE id = $1", []any{entry}, &state)
	return state
}

// check fails the test when a promise of the waitlist does not hold.
func (w *world) check() {
	w.t.Helper()
	for what, query := range map[string]string{
		"a pool that miscounts its holders": `SELECT count(*) FROM pools p WHERE held <>
			(SELECT count(*) FROM registrations r WHERE r.pool_id = p.id AND r.state IN ('held', 'paid'))`,
		"a pool that miscounts its queue": `SELECT count(*) FROM pools p WHERE waiting <>
			(SELECT count(*) FROM entries e WHERE e.pool_id = p.id AND e.state = 'waiting')`,
		"a pool whose numbers have gaps": `SELECT count(*) FROM pools p WHERE next_sequence - 1 <>
			(SELECT count(*) FROM entries e WHERE e.pool_id = p.id)`,
		"a pool that overlooks somebody": `SELECT count(*) FROM pools p WHERE served_to >=
			(SELECT min(e.sequence) FROM entries e WHERE e.pool_id = p.id AND e.state = 'waiting')`,
		"an entry whose seat is in another state": `SELECT count(*) FROM entries e LEFT JOIN registrations r ON r.entry_id = e.id
			WHERE COALESCE(r.state, '') <> CASE WHEN e.state = 'offered' THEN 'held' WHEN e.state = 'paid' THEN 'paid'
			WHEN r.id IS NULL THEN '' ELSE 'released' END`,
		"an ended entry without an end":  "SELECT count(*) FROM entries WHERE (ended_at IS NULL) <> (state IN ('waiting', 'offered'))",
		"an end that no reason explains": "SELECT count(*) FROM entries WHERE state IN ('cancelled', 'expired', 'closed') AND reason_text = ''",
		"a history that ends elsewhere": `SELECT count(*) FROM entries e WHERE e.state <> 'waiting' AND e.state <>
			(SELECT v.what FROM entry_events v WHERE v.entry_id = e.id ORDER BY v.no DESC LIMIT 1)`,
	} {
		if n := w.count(query); n != 0 {
			w.t.Errorf("%s: %d", what, n)
		}
	}
}
