package proof

import (
	"context"
	"math/rand/v2"
	"sync"
	"testing"
	"time"
)

// shortWindow has a seat be paid within a second, which a session file may say:
// again and again the time runs out during the rounds.
var shortWindow = map[string]string{"pay_window": "1s", "min_pay_time": "0s"}

// TestKilledWhileDeadlinesPass kills backends with SIGKILL while offers run out,
// some of them while the backend is down, and goes on until the last allocation is
// over. Everyone ends in an outcome that they have seen for themselves, and the
// database agrees with all of it.
func TestKilledWhileDeadlinesPass(t *testing.T) {
	onBoth(t, func(t *testing.T, database string, backends int) {
		ctx, cancel := context.WithTimeout(t.Context(), 2*patience)
		defer cancel()
		random := random(t)
		w := newWorldWith(t, shortWindow, database, backends, crashPools, crashPeople, crashSeats)
		b := new(book)
		var all sync.WaitGroup
		for n := range crashPeople {
			s := &stay{device: w.logIn(ctx, t, n), book: b, random: fork(random)}
			all.Go(func() { s.run(ctx) })
		}
		rounds, unseen := 0, 0
		for ; ctx.Err() == nil && (rounds < crashRounds || unseen == 0); rounds++ {
			unseen += w.ranOut(killNext(ctx, w, b, rounds, random))
		}
		w.lastAllocation()
		rounds += killUntil(ctx, w, b, &all, random)
		mustHold(t, w)
		b.compare(t, w, joined, leftQueue, leftSeat, paid, refused, lapsed, shut)
		w.wantNone("a place has no outcome", "SELECT id FROM entries WHERE state IN ('waiting', 'offered')")
		t.Logf("%d rounds; %d offers ran out while a backend was down", rounds, unseen)
	})
}

// killUntil kills backends until the candidates are done, and tells how often.
func killUntil(ctx context.Context, w *world, b *book, all *sync.WaitGroup, random *rand.Rand) (rounds int) {
	done := make(chan struct{})
	go func() { all.Wait(); close(done) }()
	for ; ; rounds++ {
		select {
		case <-b.next(1 + random.IntN(mostBetween)):
		case <-done:
			return rounds
		case <-ctx.Done():
			w.t.Error("the candidates are stuck after the last allocation")
			<-done
			return rounds
		}
		victim := w.servers[rounds%len(w.servers)]
		victim.kill()
		victim.start()
	}
}

// ranOut is how many seats were not paid until an instant of a time.
func (w *world) ranOut(from, to time.Time) int {
	w.t.Helper()
	var n int
	w.must(w.open().QueryRowContext(w.t.Context(), `SELECT count(*) FROM registrations WHERE pay_by BETWEEN $1 AND $2
		AND paid_at IS NULL AND (released_at IS NULL OR released_at >= pay_by)`, from.UnixNano(), to.UnixNano()).Scan(&n))
	return n
}

// lastAllocation has the staff set the last allocation to a moment from now: they
// change the session file and start every backend again.
func (w *world) lastAllocation() {
	w.t.Helper()
	for _, s := range w.servers {
		s.kill()
	}
	w.write(map[string]string{
		"pay_window": shortWindow["pay_window"], "min_pay_time": shortWindow["min_pay_time"],
		"last_allocation": time.Now().Add(2 * time.Second).Format(time.RFC3339),
	})
	w.closing.Store(true)
	for _, s := range w.servers {
		s.start()
	}
}

// wantNone fails when a query finds something.
func (w *world) wantNone(what, query string) {
	w.t.Helper()
	found, err := texts(w.t.Context(), w.open(), query)
	w.must(err)
	for _, one := range found {
		w.t.Errorf("%s: %s", what, one)
	}
}
