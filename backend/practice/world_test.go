package practice_test

import (
	"path/filepath"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/clocktest"
	"houbu/backend/practice"
	"houbu/backend/practice/practicetest"
	"houbu/backend/store"
	"houbu/backend/waitlist"
)

// start is when each test begins.
var start = time.Date(2026, 9, 20, 2, 0, 0, 0, time.UTC)

// world is a practice session in a folder of the test's own.
type world struct {
	practice.World
	t     *testing.T
	dir   string
	clock *clocktest.Clock
}

// folders makes data folders with a practice session that began at start.
var folders = practicetest.Folders(func() time.Time { return start })

func newWorld(t *testing.T) *world {
	t.Helper()
	w := openedWorld(t)
	t.Cleanup(w.close)
	return w
}

// openedWorld is a world that the test closes itself.
func openedWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, dir: folders(t), clock: clocktest.New(start)}
	w.open()
	return w
}

// open opens the folder's practice session, as a start of the program does.
func (w *world) open() {
	w.t.Helper()
	session, err := practice.Session(w.clock.Now())
	if err != nil {
		w.t.Fatal(err)
	}
	address, err := practice.Open(w.t.Context(), w.dir, session, w.clock.Now)
	if err != nil {
		w.t.Fatal(err)
	}
	if want := "sqlite:" + filepath.Join(w.dir, "houbu.db"); address != want {
		w.t.Errorf("Open = %q, want %q", address, want)
	}
	db, err := store.Open(w.t.Context(), address)
	if err != nil {
		w.t.Fatal(err)
	}
	w.World = practice.World{DB: db, Exam: session, Waitlist: waitlist.New(db, session, w.clock.Now), Now: w.clock.Now}
}

func (w *world) close() {
	if err := w.DB.Close(); err != nil {
		w.t.Error(err)
	}
}

func (w *world) count(query string, args ...any) int {
	w.t.Helper()
	var n int
	err := w.DB.Read(w.t.Context(), func(tx store.Tx) error {
		return tx.QueryRowContext(w.t.Context(), query, args...).Scan(&n)
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}

// caller is a demo candidate, by the identity number, with a key.
func (w *world) caller(document, key string) waitlist.Caller {
	w.t.Helper()
	who := waitlist.Caller{AccountID: "test-" + document, Key: key}
	err := w.DB.Read(w.t.Context(), func(tx store.Tx) error {
		return tx.QueryRowContext(w.t.Context(), "SELECT id FROM students WHERE document_number = $1", document).Scan(&who.StudentID)
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return who
}

// entry is the state of an entry and how many are ahead of it.
func (w *world) entry(id string) (state api.EntryState, ahead int) {
	w.t.Helper()
	err := w.DB.Read(w.t.Context(), func(tx store.Tx) error {
		return tx.QueryRowContext(w.t.Context(), `SELECT state, (SELECT count(*) FROM entries a
			WHERE a.pool_id = e.pool_id AND a.state = 'waiting' AND a.sequence < e.sequence)
			FROM entries e WHERE e.id = $1`, id).Scan(&state, &ahead)
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return state, ahead
}

// check fails the test when a promise of the waitlist does not hold.
func (w *world) check() {
	w.t.Helper()
	for what, query := range map[string]string{
		"a pool with more holders than seats": "SELECT count(*) FROM pools WHERE held > capacity",
		"a pool that miscounts its holders": `SELECT count(*) FROM pools p WHERE held <>
			(SELECT count(*) FROM registrations r WHERE r.pool_id = p.id AND r.state IN ('held', 'paid'))`,
		"a pool that miscounts its queue": `SELECT count(*) FROM pools p WHERE waiting <>
			(SELECT count(*) FROM entries e WHERE e.pool_id = p.id AND e.state = 'waiting')`,
		"a free seat beside a queue": "SELECT count(*) FROM pools WHERE waiting > 0 AND held < capacity",
		"an offered entry without a seat": `SELECT count(*) FROM entries e WHERE e.state = 'offered' AND NOT EXISTS
			(SELECT 1 FROM registrations r WHERE r.entry_id = e.id AND r.state = 'held')`,
	} {
		if n := w.count(query); n != 0 {
			w.t.Errorf("%s: %d", what, n)
		}
	}
}
