package bench_test

import (
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"houbu/backend"
	"houbu/backend/exam"
	"houbu/backend/store"
	"houbu/backend/store/storetest"
	"houbu/bench"
	"houbu/bench/seed"
)

// ahead is how much later it is for the backend, so that a wave need not be
// waited for.
const ahead = time.Hour

// world is a real backend over a seeded database.
type world struct {
	target  bench.Target
	address string // of the database
	file    *seed.File
}

func newWorld(t *testing.T, plan seed.Plan, connections int) *world {
	t.Helper()
	session, err := exam.Load("../docs/session.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	session.OpensAt, session.ClosesAt = now.Add(-time.Hour), now.Add(100*time.Hour)
	session.LastAllocAt, session.PaymentEndsAt = now.Add(200*time.Hour), now.Add(200*time.Hour)
	w := &world{address: "sqlite:" + filepath.Join(t.TempDir(), "houbu.db")}
	db, err := store.Open(t.Context(), w.address)
	if err != nil {
		t.Fatal(err)
	}
	plan.Now = now
	if w.file, err = seed.Write(t.Context(), db, session, plan); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := backend.Open(t.Context(), backend.Config{
		Address: w.address, Exam: session, Now: func() time.Time { return time.Now().Add(ahead) },
	})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(b.Handler())
	t.Cleanup(func() {
		server.Close()
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	if w.target, err = bench.NewTarget(server.URL, w.file, connections); err != nil {
		t.Fatal(err)
	}
	return w
}

// open opens the backend's database.
func (w *world) open(t *testing.T) *store.DB {
	t.Helper()
	return storetest.Open(t, w.address)
}

// held fails unless every check of a report held, and returns a row of it.
func held(t *testing.T, report *bench.Report, err error, row string) bench.Row {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range report.Checks {
		if !c.OK {
			t.Errorf("%s: %s", c.Name, c.Detail)
		}
	}
	found := report.Row(row)
	if found == nil {
		t.Fatalf("no row %s in %+v", row, report.Rows)
	}
	return *found
}
