package proof

import (
	"context"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"houbu/api"
)

const (
	crashRounds = 20
	crashPools  = 3
	crashPeople = 18 // at once
	crashSeats  = 3  // a pool
	mostPaid    = 5  // of all, so that seats stay for others to come and go
	mostBetween = 40 // requests begun or acknowledged between two kills
)

// TestKilledUnderLoad kills backends with SIGKILL while candidates join, cancel
// and pay: after a random number of requests and replies, while others are under
// way. On SQLite the one backend is started again; on PostgreSQL two are
// killed in turn, and candidates go to the other meanwhile. Everyone learns what
// became of what they did, and the database agrees with all of it.
func TestKilledUnderLoad(t *testing.T) {
	onBoth(t, func(t *testing.T, database string, backends int) {
		ctx, cancel := context.WithTimeout(t.Context(), 5*patience)
		defer cancel()
		random := random(t)
		w := newWorld(t, database, backends, crashPools, crashPeople, crashSeats)
		var devices []*device
		for n := range crashPeople {
			devices = append(devices, w.logIn(ctx, t, n))
		}
		b, over := new(book), new(atomic.Bool)
		var all sync.WaitGroup
		for _, d := range devices {
			random := fork(random)
			all.Go(func() { work(ctx, d, b, random, over) })
		}
		for round := range crashRounds {
			killNext(ctx, w, b, round, random)
		}
		for round := crashRounds; !anyLost(devices) && ctx.Err() == nil; round++ {
			killNext(ctx, w, b, round, random) // on until a kill has come between a request and its reply
		}
		over.Store(true)
		all.Wait()
		mustHold(t, w)
		b.compare(t, w, joined, leftQueue, leftSeat, paid, refused)
	})
}

// anyLost tells whether a reply was lost to somebody.
func anyLost(devices []*device) bool {
	return slices.ContainsFunc(devices, func(d *device) bool { return d.unheard.Load() > 0 })
}

// killNext kills a backend after some more requests and replies, and starts it
// again. It tells when it was down.
func killNext(ctx context.Context, w *world, b *book, round int, random *rand.Rand) (from, to time.Time) {
	select {
	case <-b.next(1 + random.IntN(mostBetween)):
	case <-ctx.Done():
		w.t.Errorf("round %d: the candidates are stuck", round)
	}
	victim := w.servers[round%len(w.servers)]
	victim.kill()
	from = time.Now()
	victim.start()
	return from, time.Now()
}

// work has a candidate join, cancel and pay until the seat is paid or the rounds
// are over.
func work(ctx context.Context, d *device, b *book, random *rand.Rand, over *atomic.Bool) {
	for !over.Load() && ctx.Err() == nil && !d.t.Failed() {
		switch now := d.look(ctx); {
		case now.Entry == "":
			b.begin()
			receipt, code := d.join(ctx)
			b.join(d, receipt, code)
		case now.State == api.Paid:
			b.lost(d.unheard.Load())
			return
		case now.State == api.Offered && random.IntN(2) == 0:
			pay := random.IntN(3) == 0 && b.count(paid) < mostPaid
			b.begin()
			b.bill(d, now.Entry, d.settleBill(ctx, now.Registration, pay))
		case random.IntN(3) > 0:
			b.begin()
			receipt, code := d.cancel(ctx, now.Entry)
			b.cancel(d, receipt, code, now.State)
		}
	}
	b.lost(d.unheard.Load())
}
