package transfer_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"houbu/backend/practice/practicetest"
	"houbu/backend/store"
	"houbu/backend/store/storetest"
)

// folders makes data folders with a practice session: a database with rows in
// most tables.
var folders = practicetest.Folders(func() time.Time { return time.Date(2026, 9, 20, 2, 0, 0, 0, time.UTC) })

// file is the address of a database file that is not there yet.
func file(t *testing.T) string {
	t.Helper()
	return "sqlite:" + filepath.Join(t.TempDir(), "houbu.db")
}

// other is the address of a database of another kind than a file, with nothing in
// it yet.
func other(t *testing.T) string {
	t.Helper()
	return storetest.Empty(t)
}

// full is a database with rows in every table, texts that are hard to carry
// among them.
func full(t *testing.T) string {
	t.Helper()
	address := "sqlite:" + filepath.Join(folders(t), "houbu.db")
	db := open(t, address)
	for _, query := range []string{
		"INSERT INTO meta (name, value) VALUES ('hard', '一''二\"三\u202e\n\t�🎓 ')",
		"UPDATE accounts SET student_id = (SELECT min(id) FROM students) WHERE id = (SELECT min(id) FROM accounts)",
		"INSERT INTO logins (token_hash, account_id, created_at, expires_at) SELECT 'h', min(id), 1, 9223372036854775807 FROM accounts",
		"INSERT INTO throttles (key, failures, window_start) VALUES ('account:x', 3, -1)",
		"INSERT INTO orders (id, account_id, student_id, amount_fen, state, cashier, created_at, pay_by) SELECT 'o', min(id), min(student_id), 3000, 'open', 'c', 1, 2 FROM accounts",
		"INSERT INTO order_items (order_id, registration_id, fee_fen) SELECT 'o', min(id), 3000 FROM registrations",
		"INSERT INTO platform_charges (ref, cashier, amount_fen, method, outcome, at) VALUES ('r', 'c', 3000, '', 'refused', 1)",
		"INSERT INTO notifiers (name, wanted_until) VALUES ('file', 5)",
		"INSERT INTO outbox (id, notifier, kind, entry_id, registration_id, student_id, pool_id, at, due_at, last_try_at, next_try_at) VALUES ('n', 'file', 'offer', 'e', '', 's', 'p', 1, 1, 9, 1)",
		"INSERT INTO deliveries (outbox_id, notifier, attempt, at, outcome) VALUES ('n', 'file', 1, 2, 'sent')",
		"INSERT INTO payments (ref, order_id, amount_fen, method, at) VALUES ('r', 'o', 3000, '', 1)",
		"INSERT INTO refunds (ref, at) VALUES ('r', 2)",
		"INSERT INTO staff (id, login, password_hash, role, created_at) VALUES ('h', 'li', 'x', 'helper', 1)",
		"INSERT INTO staff_logins (token_hash, staff_id, created_at, expires_at) VALUES ('t', 'h', 1, 2)",
		"INSERT INTO windows (name, closes_at) VALUES ('registration', 5)",
		"INSERT INTO imports (id, started_at, alive_at, report) VALUES ('i', 1, 2, '{}')",
		"INSERT INTO audit (no, at, staff, role, address, action, subject_kind, subject_key, student_id, note, before_json, after_json) VALUES (1, 1, 'li', 'helper', '', 'unlock', 'account', 'a', '', '已核对', '{}', '{}')",
	} {
		write(t, db, query)
	}
	shut(t, db)
	return address
}

func open(t *testing.T, address string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func shut(t *testing.T, db *store.DB) {
	t.Helper()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, db *store.DB, query string, args ...any) {
	t.Helper()
	err := db.Write(t.Context(), func(tx store.Tx) error {
		_, err := tx.ExecContext(t.Context(), query, args...)
		return err
	})
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

// tables are the names that a fresh schema has, by SQLite's catalogue.
func tables(t *testing.T) (names []string) {
	t.Helper()
	db := open(t, storetest.Address(t)) // a copy: migrations are slow under the race detector
	defer shut(t, db)
	for _, row := range rows(t, db, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'goose%'") {
		names = append(names, strings.Trim(strings.TrimPrefix(row, "name="), `"`))
	}
	return names
}

// contents are the rows of every table, sorted, as text.
func contents(t *testing.T, address string) map[string][]string {
	t.Helper()
	db := open(t, address)
	defer shut(t, db)
	out := map[string][]string{}
	for _, name := range tables(t) {
		out[name] = rows(t, db, "SELECT * FROM "+name)
	}
	return out
}

// rows are what a query gives, a text for each row, sorted.
func rows(t *testing.T, db *store.DB, query string) (all []string) {
	t.Helper()
	err := db.Read(t.Context(), func(tx store.Tx) error {
		found, err := tx.QueryContext(t.Context(), query)
		if err != nil {
			return err
		}
		defer func() { _ = found.Close() }()
		names, err := found.Columns()
		if err != nil {
			return err
		}
		for found.Next() {
			row, into := make([]any, len(names)), make([]any, len(names))
			for i := range row {
				into[i] = &row[i]
			}
			if err := found.Scan(into...); err != nil {
				return err
			}
			var line bytes.Buffer
			for i, name := range names {
				fmt.Fprintf(&line, "%s=%#v ", name, row[i])
			}
			all = append(all, strings.TrimSpace(line.String()))
		}
		return found.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(all)
	return all
}
