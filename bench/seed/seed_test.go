package seed_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"houbu/api/identity"
	"houbu/backend/exam"
	"houbu/backend/store"
	"houbu/backend/store/storetest"
	"houbu/bench/seed"
)

func session(t *testing.T) *exam.Exam {
	t.Helper()
	session, err := exam.Load("../../docs/session.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return session
}

func open(t *testing.T) *store.DB {
	t.Helper()
	return storetest.Open(t, "sqlite:"+filepath.Join(t.TempDir(), "houbu.db"))
}

func count(t *testing.T, db *store.DB, query string) (n int) {
	t.Helper()
	err := db.Read(t.Context(), func(tx store.Tx) error { return tx.QueryRowContext(t.Context(), query).Scan(&n) })
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

// TestWrite has more rows of a kind than a statement and than a batch holds.
func TestWrite(t *testing.T) {
	t.Parallel()
	db, s := open(t), session(t)
	plan := seed.Plan{Pools: 7, Ready: 1203, Fresh: 11, Waiting: 50, Held: 33, Now: s.OpensAt}
	file, err := seed.Write(t.Context(), db, s, plan)
	if err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]int{
		"SELECT count(*) FROM students":                                                           1203 + 11 + 50 + 33,
		"SELECT count(*) FROM qualifications WHERE subject = '1'":                                 1203 + 11 + 50 + 33,
		"SELECT count(*) FROM accounts WHERE confirmed_at IS NOT NULL AND student_id IS NOT NULL": 1203,
		"SELECT count(*) FROM accounts WHERE student_id IS NULL AND password_hash <> ''":          11,
		"SELECT count(*) FROM logins":                                                             1203,
		"SELECT count(*) FROM entries WHERE state = 'waiting'":                                    50,
		"SELECT count(*) FROM entry_events":                                                       50 + 2*33,
		"SELECT count(*) FROM registrations WHERE state = 'held'":                                 33,
		"SELECT count(*) FROM seats":                                                              33,
		"SELECT count(*) FROM pools":                                                              7,
		// The counters of each pool say what its rows say.
		`SELECT count(*) FROM pools p WHERE capacity = held
			AND held = (SELECT count(*) FROM registrations r WHERE r.pool_id = p.id)
			AND waiting = (SELECT count(*) FROM entries e WHERE e.pool_id = p.id AND e.state = 'waiting')
			AND next_sequence = (SELECT max(sequence) + 1 FROM entries e WHERE e.pool_id = p.id)
			AND held + waiting = (SELECT count(*) FROM entries e WHERE e.pool_id = p.id)`: 7,
		"SELECT count(*) FROM entries w JOIN entries o ON o.pool_id = w.pool_id WHERE w.state = 'waiting' AND o.state = 'offered' AND o.sequence > w.sequence": 0,
		"SELECT count(*) FROM students WHERE school_code = '99301'": 1203 + 11 + 50 + 33,
	} {
		if got := count(t, db, query); got != want {
			t.Errorf("%s: %d, want %d", query, got, want)
		}
	}
	if len(file.Pools) != 7 || len(file.Ready) != 1203 || len(file.Fresh) != 11 || file.Password == "" || file.Subject != "1" {
		t.Errorf("file of %d pools, %d ready, %d fresh", len(file.Pools), len(file.Ready), len(file.Fresh))
	}
	if err := seed.Verify(t.Context(), db); err != nil {
		t.Errorf("verify: %v", err)
	}
}

// TestWriteTakesEmptyDatabasesOnly tries what a center may have in one.
func TestWriteTakesEmptyDatabasesOnly(t *testing.T) {
	t.Parallel()
	for _, statement := range []string{
		"INSERT INTO students (id, document_type, document_number, name) VALUES ('s', '1', '990101200501010010', '张三')",
		"INSERT INTO accounts (id, login, password_hash) VALUES ('a', 'demo1@houbu.test', '')",
		"INSERT INTO pools (id, school_code, school, campus_code, campus, subject, capacity) VALUES ('993010-1', '99301', '', '993010', '', '1', 30)",
		"INSERT INTO meta (name, value) VALUES ('practice', '1')",
		"INSERT INTO meta (name, value) VALUES ('bench', '1')",
	} {
		db := open(t)
		err := db.Write(t.Context(), func(tx store.Tx) error {
			_, err := tx.ExecContext(t.Context(), statement)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		before := count(t, db, "SELECT (SELECT count(*) FROM students) + (SELECT count(*) FROM pools) + (SELECT count(*) FROM meta)")
		_, err = seed.Write(t.Context(), db, session(t), seed.Plan{Pools: 1, Ready: 1, Now: time.Now()})
		if !errors.Is(err, seed.ErrInUse) {
			t.Errorf("%s: %v", statement, err)
		}
		after := count(t, db, "SELECT (SELECT count(*) FROM students) + (SELECT count(*) FROM pools) + (SELECT count(*) FROM meta)")
		if before != after {
			t.Errorf("%s: %d rows became %d", statement, before, after)
		}
	}
}

func TestVerifyRefusesOthers(t *testing.T) {
	t.Parallel()
	if err := seed.Verify(t.Context(), open(t)); !errors.Is(err, seed.ErrNotSynthetic) {
		t.Errorf("verify: %v", err)
	}
}

func TestWriteRefusesPlans(t *testing.T) {
	t.Parallel()
	for _, plan := range []seed.Plan{{}, {Pools: -1}, {Pools: 7000}, {Pools: 1, Ready: -1}, {Pools: 1, Held: -1}} {
		if _, err := seed.Write(context.Background(), nil, session(t), plan); !errors.Is(err, seed.ErrPlan) {
			t.Errorf("%+v: %v", plan, err)
		}
	}
}

// TestPeopleAreSynthetic holds every person against the checks that a candidate
// meets, and against each other.
func TestPeopleAreSynthetic(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 9, 20, 0, 0, 0, 0, time.UTC)
	seen := map[string]bool{}
	for n := 0; n < 12_000_000; n += 997 {
		number, _ := seed.Document(n)
		name := seed.Name(n)
		if finding := identity.CheckNumber("1", number, now); finding.Code != "" {
			t.Fatalf("number of person %d: %s", n, finding.Code)
		}
		if finding := identity.CheckName(name); finding.Code != "" || identity.NormalizeName(name) != name {
			t.Fatalf("name of person %d: %s", n, finding.Code)
		}
		if number[:2] != "99" || seen[number] {
			t.Fatalf("number of person %d is of another region or comes twice", n)
		}
		seen[number] = true
	}
}

func TestFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "bench.json")
	want := seed.File{Session: "s", Pools: []seed.Pool{{Campus: "993010", Next: 1}}, Ready: []seed.Ready{{Token: "token", Pool: 0}}}
	if err := os.WriteFile(path, nil, 0o644); err != nil { //nolint:gosec // Save must take the rights away
		t.Fatal(err)
	}
	if err := want.Save(path); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || (runtime.GOOS != "windows" && info.Mode().Perm() != 0o600) {
		t.Errorf("rights %v, %v", info.Mode(), err)
	}
	got, err := seed.Load(path)
	if err != nil || got.Ready[0] != want.Ready[0] || got.Pools[0] != want.Pools[0] {
		t.Errorf("loaded %+v, %v", got, err)
	}
	for _, text := range []string{
		"", "{}", `{"pools":[]}`, `{"pools":[{"campus":"1"}],"ready":[{"pool":1}]}`, `{"pools":[{"campus":"1"}],"fresh":[{"pool":-1}]}`,
		`{"pools":[{"campus":"993010"}],"ready":"secret-token"}`,
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := seed.Load(path); !errors.Is(err, seed.ErrFile) {
			t.Errorf("%s: %v", text, err)
		}
	}
	if _, err := seed.Load(path + ".missing"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}
