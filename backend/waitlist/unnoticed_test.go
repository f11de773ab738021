package waitlist_test

import (
	"testing"
	"time"

	"houbu/api"
)

// TestWhoIsServedDoesNotRestOnAWorker has the head of a queue be kept from a free
// seat by a seat elsewhere, which then falls due unnoticed. Whoever comes first,
// the head has been free to be served since.
func TestWhoIsServedDoesNotRestOnAWorker(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		comes func(w *world) error
		want  api.Code
	}{
		{"a newcomer joins", func(w *world) error { _, err := w.tryJoin("s2", east4); return err }, ""},
		{"staff registers a newcomer", func(w *world) error { _, err := w.tryRegister("s2", east4, true); return err }, api.CodePoolNotFound},
		{"staff registers the head elsewhere", func(w *world) error {
			w.pool(west4, 1)
			_, err := w.tryRegister("s1", west4, true)
			return err
		}, api.CodeLevelTaken},
		{"staff takes the seat away", func(w *world) error { return w.SetCapacity(w.t.Context(), poolAt(east4).ID(), 0, "") }, ""},
		{"a roster takes the seat away", func(w *world) error { w.pool(east4, 0); return nil }, ""},
		{"the head joins what rests on the seat", func(w *world) error {
			w.pool(eastOral4, 1)
			_, err := w.tryJoin("s1", eastOral4)
			return err
		}, ""},
		{"the head reads", func(w *world) error { w.info("s1"); return nil }, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := fixture(t, map[api.Join]int{east4: 0, eastJ4: 1})
			entry := w.join("s1", east4).EntryID
			w.register("s1", eastJ4, false)
			w.pool(east4, 1)
			w.wantState("s1", entry, api.Waiting)
			w.clock.set(start.Add(payWindow))
			w.wantCode(test.comes(w), test.want)
			w.wantState("s1", entry, api.Offered)
			w.wantSeats(east4, 1)
		})
	}
}

// oralBehind has s1 hold an oral seat and s2 wait for one, both with a written
// seat that falls due unnoticed; s3 waits behind with a paid one.
func oralBehind(t *testing.T) (w *world, oral []string) {
	t.Helper()
	w = fixture(t, map[api.Join]int{east4: 2, west4: 2, eastOral4: 1})
	w.register("s1", west4, false)
	w.register("s2", west4, false)
	w.register("s3", east4, true)
	w.register("s4", east4, true)
	w.clock.set(start.Add(time.Hour))
	oral = w.joinAll(eastOral4, "s1", "s2", "s3")
	w.wantState("s1", oral[0], api.Offered)
	w.clock.set(start.Add(payWindow))
	return w, oral
}

// TestAnOralQueueIsAsOfNow ends an oral seat and a place in its queue by that.
// Whoever looks or acts next must find the next one served, without a worker.
func TestAnOralQueueIsAsOfNow(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		next func(w *world, oral []string) error
	}{
		{"who waits behind reads", func(w *world, _ []string) error { w.info("s3"); return nil }},
		{"a newcomer joins", func(w *world, _ []string) error { _, err := w.tryJoin("s4", eastOral4); return err }},
		{"a newcomer chooses", func(w *world, _ []string) error {
			_, err := w.Pools(w.t.Context(), "s5", api.Oral)
			return err
		}},
		{"staff looks at the capacity", func(w *world, _ []string) error { return w.SetCapacity(w.t.Context(), poolAt(eastOral4).ID(), 1, "") }},
		{"the holder pays in vain", func(w *world, oral []string) error {
			w.wantCode(w.tryPay(w.seatOf(oral[0])), api.CodePaymentClosed)
			w.info("s3") // what was refused left nothing
			return nil
		}},
		{"who waits cancels in vain", func(w *world, oral []string) error {
			w.wantCode(w.tryCancel("s2", oral[1]), api.CodeEntryFinished)
			w.info("s3")
			return nil
		}},
		{"the holder gives the payment up", func(w *world, oral []string) error { return w.refuse(w.seatOf(oral[0])) }},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w, oral := oralBehind(t)
			w.must(test.next(w, oral))
			if got := [3]api.EntryState{w.stored(oral[0]), w.stored(oral[1]), w.stored(oral[2])}; got != [3]api.EntryState{api.Closed, api.Closed, api.Offered} {
				t.Errorf("the entries are %v", got)
			}
		})
	}
}

// TestAPlaceThatEndedIsNotCounted has the place before one's own end by a written
// seat that fell due unnoticed, while no seat comes free.
func TestAPlaceThatEndedIsNotCounted(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 2, west4: 1, eastOral4: 0})
	w.register("s1", west4, false)
	w.register("s2", east4, true)
	oral := w.joinAll(eastOral4, "s1", "s2")
	w.clock.set(start.Add(payWindow))
	if ahead := w.entry("s2", oral[1]).Ahead; ahead != 0 {
		t.Errorf("%d ahead, want 0", ahead)
	}
	w.wantHistory("s1", oral[0], "joined: ", "closed: 同级别笔试科目已失效，口试随之取消")
}

// TestTheAllocatorMeetsAPlaceThatEnded frees an oral seat by another pool, at a
// time at which the head's written seat has fallen due unnoticed.
func TestTheAllocatorMeetsAPlaceThatEnded(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 2, west4: 1, eastOral4: 1})
	w.register("s2", west4, false)
	w.register("s3", east4, true)
	w.clock.set(start.Add(time.Hour))
	written := w.join("s1", east4).EntryID
	oral := w.joinAll(eastOral4, "s1", "s2", "s3")
	w.clock.set(start.Add(payWindow))
	w.cancel("s1", written)
	if state := w.stored(oral[2]); state != api.Offered {
		t.Errorf("who waits behind is %s", state)
	}
	w.wantHistory("s2", oral[1], "joined: ", "closed: 同级别笔试科目已失效，口试随之取消")
}

// TestOnesOwnQueueComesFirst has a seat fall due unnoticed in the pool where s1
// waits: from then on s1 holds it, whatever is decided next about s1.
func TestOnesOwnQueueComesFirst(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1, west4: 1, eastOral4: 1})
	w.join("s9", west4)
	w.clock.set(start.Add(1))
	entry := w.join("s1", west4).EntryID
	w.clock.set(start.Add(payWindow))
	_, err := w.tryRegister("s1", east4, true)
	w.wantCode(err, api.CodeLevelTaken)
	_, err = w.tryJoin("s1", eastOral4)
	w.wantCode(err, "")
	w.wantState("s1", entry, api.Offered)
}
