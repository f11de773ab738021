package waitlist_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"houbu/backend/refusal"
	"houbu/backend/store"
	"houbu/backend/store/storetest"
	"houbu/backend/waitlist"
)

// unchecked is newWorld for a mutant, which need not keep every promise.
func unchecked(t tb) *world {
	t.Helper()
	db, err := store.Open(t.Context(), empty(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("%v", err)
		}
	})
	w := &world{t: t, db: db, exam: session(), clock: &clock{at: start}}
	w.Service = waitlist.New(db, w.exam, w.clock.now)
	return w
}

// TestWithoutTheLock has three backends without the lock on pools let candidates
// join and cancel all at once. They get in each other's way, and the database
// refuses what would give a seat twice (promise 1). On SQLite, with its one
// writer, nobody gets in anybody's way.
func TestWithoutTheLock(t *testing.T) {
	t.Parallel()
	const people, capacity, fewest, most = 24, 3, 1, 60
	w := unchecked(t)
	w.pool(east4, capacity)
	crowd, entries := w.crowd(people), make([]string, people)
	var backends []*waitlist.Service
	for range 3 {
		backends = append(backends, waitlist.New(w.db, w.exam, w.clock.now).Unlocked())
	}
	var collisions, done atomic.Int64
	is := func(err error) bool {
		var no *refusal.Error
		switch {
		case err == nil:
			done.Add(1)
		case store.IsUnique(err), errors.As(err, &no): // a join says level_taken then; nobody has a reason to be refused
			collisions.Add(1)
		default:
			t.Errorf("neither done nor kept apart by the database: %v", err)
		}
		return err == nil
	}
	for round := 0; round < fewest || storetest.Suite() && collisions.Load() == 0 && round < most; round++ {
		all(people, func(i int) {
			s, key := backends[i%len(backends)], fmt.Sprintf("%d-%d", i, round)
			if entries[i] == "" {
				receipt, err := s.Join(t.Context(), keyed(crowd[i], "join-"+key), east4)
				if !is(err) {
					return
				}
				entries[i] = receipt.EntryID
			}
			_, err := s.Cancel(t.Context(), keyed(crowd[i], "cancel-"+key), entries[i], conflict)
			if is(err) {
				entries[i] = ""
			}
		})
		w.wantOneHolderEach(capacity)
	}
	t.Logf("%d done, %d collisions", done.Load(), collisions.Load())
	if collided := collisions.Load() > 0; done.Load() == 0 || collided != storetest.Suite() {
		t.Error("the mutant is none, or SQLite has two writers")
	}
}

// wantOneHolderEach fails when a seat is held twice, or more are held than there are.
func (w *world) wantOneHolderEach(capacity int) {
	w.t.Helper()
	const holders = "FROM registrations WHERE state IN ('held', 'paid')"
	if n := w.count("SELECT count(*) FROM (SELECT seat_no " + holders + " GROUP BY pool_id, seat_no HAVING count(*) > 1) s"); n != 0 {
		w.t.Errorf("%d seats are held twice", n)
	}
	if n := w.count("SELECT count(*) " + holders); n > capacity {
		w.t.Errorf("%d hold %d seats", n, capacity)
	}
}

// witness is a test that is meant to fail, and goes on after it has.
type witness struct {
	*testing.T
	said string
}

// Fatalf keeps what is said, and ends the goroutine.
func (f *witness) Fatalf(format string, args ...any) {
	f.said = fmt.Sprintf(format, args...)
	runtime.Goexit()
}

// TestAReleaseThatForgets frees a seat by a path that skips the allocator. The
// comparison with the model fails, and so does the count of seats that are free
// beside a queue.
func TestAReleaseThatForgets(t *testing.T) {
	t.Parallel()
	for _, forgets := range []bool{false, true} {
		h := newHistory(unchecked(t), false, false)
		for i := range 2 {
			if code, err := h.playJoin(student(i), h.m.pools[0]); code != "" || err != nil {
				t.Fatal(code, err)
			}
		}
		seats := []string{h.registration(h.m.seats[0])}
		h.must(h.write(func(ctx context.Context, tx store.Tx) error {
			if forgets {
				return h.ForgetfulRelease(ctx, tx, seats)
			}
			return h.ReleaseUnpaid(ctx, tx, seats, "")
		}))
		if code := h.m.refuse(h.m.seats[0]); code != "" {
			t.Fatal(code)
		}
		f, compared := &witness{T: t}, make(chan struct{})
		h.t = f
		go func() {
			defer close(compared)
			h.look(1, step{}) // reading alone
		}()
		<-compared
		h.t = t
		if found := strings.Contains(f.said, "got"); found != forgets {
			t.Errorf("forgets %t: the comparison with the model says %q", forgets, f.said)
		}
		beside := h.count("SELECT count(*) FROM pools WHERE held < capacity AND waiting > 0")
		if (beside > 0) != forgets {
			t.Errorf("forgets %t: %d pools with a seat free beside a queue", forgets, beside)
		}
	}
}
