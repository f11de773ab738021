package store_test

import (
	"testing"

	"houbu/backend/store"
	"houbu/backend/store/storetest"
)

// aSeat is a paid seat with all that belongs to it, and somebody who waits.
var aSeat = []string{
	`INSERT INTO students (id, document_type, document_number, name) VALUES ('s1', 'x', '1', 'n')`,
	`INSERT INTO accounts (id, login, password_hash, student_id) VALUES ('a1', 'l', '', 's1')`,
	`INSERT INTO pools (id, school_code, school, campus_code, campus, subject, capacity, held) VALUES ('p', '', '', 'c', '', '1', 1, 1)`,
	`INSERT INTO seats (pool_id, no) VALUES ('p', 1)`,
	`INSERT INTO entries (id, pool_id, student_id, sequence, kind, level, state, joined_at, changed_at, left_at, pay_by)
		VALUES ('e1', 'p', 's1', 1, 'written', 4, 'paid', 5, 7, 6, 9), ('e2', 'p', 's2', 2, 'written', 4, 'waiting', 5, 5, NULL, NULL)`,
	`INSERT INTO registrations (id, pool_id, seat_no, student_id, entry_id, kind, level, state, created_at, pay_by, paid_at)
		VALUES ('r1', 'p', 1, 's1', 'e1', 'written', 4, 'paid', 6, 9, 7)`,
	`INSERT INTO orders (id, account_id, student_id, amount_fen, state, cashier, created_at, pay_by) VALUES ('o1', 'a1', 's1', 30, 'paid', 'x', 6, 9)`,
	`INSERT INTO order_items (order_id, registration_id, fee_fen) VALUES ('o1', 'r1', 30)`,
}

// TestAnUpgradeKeepsSeatsAndOrders: tables are made anew on the way.
func TestAnUpgradeKeepsSeatsAndOrders(t *testing.T) {
	t.Parallel()
	address := storetest.Address(t)
	db := storetest.Open(t, address)
	err := db.Write(t.Context(), func(tx store.Tx) error {
		for _, statement := range aSeat {
			if _, err := tx.ExecContext(t.Context(), statement); err != nil {
				return err
			}
		}
		return backTo3(t.Context(), tx)
	})
	if err != nil {
		t.Fatal(err)
	}
	db = storetest.Open(t, address)
	var item, entry, waiting string
	var seat, fee, served, to int
	err = db.Read(t.Context(), func(tx store.Tx) error {
		return tx.QueryRowContext(t.Context(), `SELECT i.order_id, i.fee_fen, r.seat_no, e.id, p.served_at, p.served_to,
			(SELECT id FROM entries WHERE state = 'waiting') FROM order_items i JOIN registrations r ON r.id = i.registration_id
			JOIN entries e ON e.id = r.entry_id JOIN pools p ON p.id = r.pool_id`).Scan(&item, &fee, &seat, &entry, &served, &to, &waiting)
	})
	if err != nil || item != "o1" || fee != 30 || seat != 1 || entry != "e1" || waiting != "e2" {
		t.Errorf("after the upgrade: order %q of %d fen, seat %d of entry %q, %q waits (%v)", item, fee, seat, entry, waiting, err)
	}
	if served != 6 || to != 0 {
		t.Errorf("last served at %d, up to %d; want 6, and nothing known of the number", served, to)
	}
	for what, statement := range map[string]string{
		"a second holder of the seat": `INSERT INTO registrations (id, pool_id, seat_no, student_id, kind, level, state, created_at, pay_by)
			VALUES ('r2', 'p', 1, 's2', 'written', 4, 'held', 6, 9)`,
		"a seat that is not there": `INSERT INTO registrations (id, pool_id, seat_no, student_id, kind, level, state, created_at, pay_by)
			VALUES ('r3', 'p', 2, 's2', 'written', 4, 'held', 6, 9)`,
		"a second seat of the level": `INSERT INTO registrations (id, pool_id, seat_no, student_id, kind, level, state, created_at, pay_by)
			VALUES ('r4', 'q', 1, 's1', 'written', 4, 'held', 6, 9)`,
		"a number given twice": `INSERT INTO entries (id, pool_id, student_id, sequence, kind, level, state, joined_at, changed_at)
			VALUES ('e3', 'p', 's3', 2, 'written', 4, 'waiting', 5, 5)`,
	} {
		if err := db.Write(t.Context(), func(tx store.Tx) error {
			_, err := tx.ExecContext(t.Context(), statement)
			return err
		}); err == nil {
			t.Errorf("the database takes %s", what)
		}
	}
}
