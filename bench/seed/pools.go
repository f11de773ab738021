package seed

import (
	"context"
	"strconv"

	"houbu/backend/store"
	"houbu/backend/waitlist"
)

// The campuses are 993010 to 999999, ten a school, as the codes of the test
// province are made.
const (
	firstCampus = 993010
	maxCampuses = 999999 - firstCampus + 1
)

// share is how many of n fall to pool i when they are spread evenly.
func share(n, pools, i int) int {
	if i < n%pools {
		return n/pools + 1
	}
	return n / pools
}

// place is the pool with a number, as the seats' roster would name it.
func (w *writer) place(i int) waitlist.Pool {
	campus := strconv.Itoa(firstCampus + i)
	return waitlist.Pool{
		SchoolCode: campus[:5], School: "压测大学" + campus[:5], CampusCode: campus, Campus: "校区" + campus[5:],
		Subject: w.subject.Code,
	}
}

// pools makes the pools, full and with their counters as if all had joined, and
// their seats.
func (w *writer) pools(ctx context.Context, tx store.Tx) error {
	pools := newBatch("pools (id, school_code, school, campus_code, campus, subject, capacity, next_sequence, waiting, held)")
	seats := newBatch("seats (pool_id, no)")
	for i := range w.plan.Pools {
		p := w.place(i)
		held, waiting := share(w.plan.Held, w.plan.Pools, i), share(w.plan.Waiting, w.plan.Pools, i)
		w.file.Pools = append(w.file.Pools, Pool{Campus: p.CampusCode, Next: held + waiting + 1})
		w.ids = append(w.ids, p.ID())
		pools.add(p.ID(), p.SchoolCode, p.School, p.CampusCode, p.Campus, p.Subject, held, held+waiting+1, waiting, held)
	}
	if err := pools.flush(ctx, tx); err != nil {
		return err
	}
	for i := range w.plan.Held { // holder i has seat i / pools + 1 of pool i % pools
		seats.add(w.ids[i%w.plan.Pools], i/w.plan.Pools+1)
		if !seats.ripe() {
			continue
		}
		if err := seats.flush(ctx, tx); err != nil {
			return err
		}
	}
	return seats.flush(ctx, tx)
}
