package waitlist_test

import (
	"testing"
	"time"

	"houbu/api"
)

// TestRenew shows that a seat from the roster has its whole pay window again,
// even one that fell due while nobody looked, and that no other seat has.
func TestRenew(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pool(east4, 3)
	w.register("s1", east4, false)
	w.register("s2", east4, true)
	offered := w.join("s3", east4).EntryID
	w.clock.set(start.Add(payWindow + time.Hour))
	w.must(w.Renew(t.Context()))
	seat := w.info("s1").Written
	if len(seat) != 1 || seat[0].Paid || !seat[0].PayBy.Equal(w.clock.now().Add(payWindow)) {
		t.Errorf("the roster's seat is %+v, want it for a whole pay window", seat)
	}
	if paid := w.info("s2").Written; len(paid) != 1 || !paid[0].Paid {
		t.Errorf("the paid seat is %+v", paid)
	}
	w.wantState("s3", offered, api.Expired)
}
