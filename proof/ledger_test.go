package proof

import (
	"context"
	"database/sql"
	"fmt"
	"testing"
)

// promises are what must hold of a database at any time, as a query that finds
// what breaks it. Written from the promises, in SQL of the test's own.
var promises = []struct{ name, broken string }{
	{"no seat has two holders", `SELECT pool_id || ' seat ' || seat_no FROM registrations WHERE state IN ('held', 'paid')
		GROUP BY pool_id, seat_no HAVING count(*) > 1`},
	{"everyone who holds a seat holds one that exists", `SELECT r.id FROM registrations r
		WHERE NOT EXISTS (SELECT 1 FROM seats s WHERE s.pool_id = r.pool_id AND s.no = r.seat_no)`},
	{"nobody waits beside a free seat", `SELECT p.id FROM pools p WHERE EXISTS (SELECT 1 FROM entries e WHERE e.pool_id = p.id AND e.state = 'waiting')
		AND p.capacity > (SELECT count(*) FROM registrations r WHERE r.pool_id = p.id AND r.state IN ('held', 'paid'))`},
	{"nobody is served before those ahead", `SELECT e.pool_id || ' number ' || e.sequence FROM entries e WHERE e.state = 'waiting'
		AND EXISTS (SELECT 1 FROM entries b WHERE b.pool_id = e.pool_id AND b.sequence > e.sequence AND b.state IN ('offered', 'paid'))`},
	{"the numbers have no gap and no repeat", `SELECT p.id FROM pools p JOIN entries e ON e.pool_id = p.id GROUP BY p.id, p.next_sequence
		HAVING min(e.sequence) <> 1 OR max(e.sequence) <> count(*) OR count(DISTINCT e.sequence) <> count(*) OR p.next_sequence <> count(*) + 1`},
	{"joined = paid + cancelled + expired + closed + waiting + offered", `SELECT p.id FROM pools p WHERE p.next_sequence - 1 <>
		(SELECT count(*) FROM entries e WHERE e.pool_id = p.id AND e.state IN ('paid', 'cancelled', 'expired', 'closed', 'waiting', 'offered'))`},
	{"the counters count", `SELECT p.id FROM pools p
		WHERE p.waiting <> (SELECT count(*) FROM entries e WHERE e.pool_id = p.id AND e.state = 'waiting')
		OR p.held <> (SELECT count(*) FROM registrations r WHERE r.pool_id = p.id AND r.state IN ('held', 'paid'))`},
	{"an entry and its seat agree", `SELECT e.id FROM entries e LEFT JOIN registrations r ON r.entry_id = e.id WHERE COALESCE(r.state, 'none') NOT IN
		(CASE e.state WHEN 'offered' THEN 'held' WHEN 'paid' THEN 'paid' WHEN 'waiting' THEN 'none' ELSE 'released' END,
		 CASE e.state WHEN 'cancelled' THEN 'none' WHEN 'closed' THEN 'none' ELSE 'released' END) OR (e.state IN ('offered', 'paid') AND r.state = 'released')`},
	{"one place for each candidate", `SELECT student_id FROM entries WHERE state IN ('waiting', 'offered', 'paid') GROUP BY student_id HAVING count(*) > 1`},
	{"every seat that is paid was paid once", `SELECT r.id FROM registrations r WHERE r.state = 'paid' AND 1 <> (SELECT count(*) FROM order_items i
		JOIN payments y ON y.order_id = i.order_id WHERE i.registration_id = r.id AND y.refund_due = 0 AND y.amount_fen > 0)`},
	{"every charge was heard of", `SELECT c.ref FROM platform_charges c WHERE NOT EXISTS (SELECT 1 FROM payments y WHERE y.ref = c.ref)`},
}

// broken are the promises that a database breaks, with where.
func broken(ctx context.Context, db *sql.DB) (found []string, err error) {
	for _, promise := range promises {
		cases, err := texts(ctx, db, promise.broken)
		if err != nil {
			return nil, fmt.Errorf("look whether %s: %w", promise.name, err)
		}
		for _, one := range cases {
			found = append(found, promise.name+", but for "+one)
		}
	}
	return found, nil
}

// texts are the rows of a query of one text.
func texts(ctx context.Context, db *sql.DB, query string) (all []string, err error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // it was read to its end
	for rows.Next() {
		var one string
		if err := rows.Scan(&one); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// mustHold fails when the database of a world breaks a promise.
func mustHold(t *testing.T, w *world) {
	t.Helper()
	found, err := broken(t.Context(), w.open())
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range found {
		t.Error(one)
	}
}
