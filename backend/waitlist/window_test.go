package waitlist_test

import (
	"testing"
	"time"

	"houbu/api"
)

// around are the instants about a deadline, and whether each is before it.
var around = []struct {
	name   string
	by     time.Duration
	before bool
}{{"a nanosecond before", -1, true}, {"at the instant", 0, false}, {"a nanosecond after", 1, false}}

// TestWindowsAreHalfOpen joins about each deadline of [opens, closes), and of the
// last allocation where that comes first. No worker runs.
func TestWindowsAreHalfOpen(t *testing.T) {
	t.Parallel()
	early := opens.Add(24 * time.Hour)
	for _, edge := range []struct {
		name   string
		at     time.Time
		last   time.Time
		closes time.Time
		before api.Code
		from   api.Code
	}{
		{"registration opens", opens, last, closes, api.CodeWindowClosed, ""},
		{"registration closes", closes, last, closes, "", api.CodeWindowClosed},
		{"last allocation", early, early, closes, "", api.CodeWindowClosed},
		{"least time to pay", payments.Add(-minPay + 1), payments, payments, "", api.CodeWindowClosed},
	} {
		for _, when := range around {
			t.Run(edge.name+", "+when.name, func(t *testing.T) {
				t.Parallel()
				w := fixture(t, map[api.Join]int{east4: 1})
				w.exam.LastAllocAt, w.exam.ClosesAt = edge.last, edge.closes
				w.clock.set(edge.at.Add(when.by))
				want := edge.from
				if when.before {
					want = edge.before
				}
				pools, err := w.Pools(t.Context(), "s1", api.Written)
				w.must(err)
				if pools.Pools[0].Blocked != want {
					t.Errorf("blocked by %q, want %q", pools.Pools[0].Blocked, want)
				}
				if can := len(w.info("s1").Actions) == 1; can != (want == "") {
					t.Errorf("join is offered: %t", can)
				}
				_, err = w.tryJoin("s1", east4)
				w.wantCode(err, want)
			})
		}
	}
}

// TestAllocationAboutTheLastInstant frees a seat about the last allocation, with
// the queue's other deadline far away: before it the head is served, from it on
// the head is closed with a reason and the seat stays free.
func TestAllocationAboutTheLastInstant(t *testing.T) {
	t.Parallel()
	for _, when := range around {
		t.Run(when.name, func(t *testing.T) {
			t.Parallel()
			w := fixture(t, map[api.Join]int{east4: 1})
			w.clock.set(closes.Add(-time.Minute))
			queue := w.joinAll(east4, "s1", "s2", "s3")
			w.clock.set(last.Add(when.by))
			w.cancel("s1", queue[0])
			if when.before {
				w.wantState("s2", queue[1], api.Offered)
				w.wantState("s3", queue[2], api.Waiting)
				return
			}
			for i, student := range []string{"s2", "s3"} {
				e := w.entry(student, queue[i+1])
				if e.State != api.Closed || e.Reason != "候补已截止，未能分配到座位" || e.EndedAt == nil || e.CanCancel {
					t.Errorf("%s: %+v", student, e)
				}
				w.wantCode(w.tryCancel(student, e.ID), api.CodeEntryFinished)
			}
			if held := w.count("SELECT held FROM pools"); held != 0 {
				t.Errorf("%d seats are held", held)
			}
		})
	}
}

// TestTheQueueClosesByEveryDoor passes the last allocation and then does one
// thing alone: whatever it is, it finds the queue closed.
func TestTheQueueClosesByEveryDoor(t *testing.T) {
	t.Parallel()
	for name, door := range map[string]func(w *world, waiting string) error{
		"info":     func(w *world, _ string) error { w.info("s2"); return nil },
		"finished": func(w *world, _ string) error { w.finished("s2"); return nil },
		"pools": func(w *world, _ string) error {
			_, err := w.Pools(w.t.Context(), "s4", api.Written)
			return err
		},
		"pay":      func(w *world, _ string) error { return w.tryPay(w.seatOf(w.finished("s1")[0].ID)) },
		"capacity": func(w *world, _ string) error { return w.SetCapacity(w.t.Context(), poolAt(east4).ID(), 5, "") },
		"disqualify": func(w *world, _ string) error {
			return w.Disqualify(w.t.Context(), "s2", "1", "成绩复核")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := fixture(t, map[api.Join]int{east4: 1})
			w.clock.set(closes.Add(-time.Minute))
			queue := w.joinAll(east4, "s1", "s2")
			w.clock.set(last)
			w.must(door(w, queue[1]))
			if state := w.stored(queue[1]); state != api.Closed {
				t.Errorf("the entry is %s", state)
			}
			if reason := w.entry("s2", queue[1]).Reason; reason != "候补已截止，未能分配到座位" {
				t.Errorf("the reason reads %q", reason)
			}
		})
	}
}

// TestNoUselessOffer frees a seat shortly before the payment close: with less
// than the minimum left to pay it is offered to nobody.
func TestNoUselessOffer(t *testing.T) {
	t.Parallel()
	for _, when := range around {
		t.Run(when.name, func(t *testing.T) {
			t.Parallel()
			w := fixture(t, map[api.Join]int{east4: 1})
			w.exam.LastAllocAt = payments
			w.clock.set(closes.Add(-1))
			queue := w.joinAll(east4, "s1", "s2")
			w.clock.set(payments.Add(-minPay).Add(when.by))
			w.must(w.refuse(w.seatOf(queue[0])))
			if when.by <= 0 { // exactly the minimum is enough
				e := w.entry("s2", queue[1])
				if e.State != api.Offered || !e.PayBy.Equal(payments) {
					t.Errorf("%s until %v", e.State, e.PayBy)
				}
				return
			}
			w.wantState("s2", queue[1], api.Waiting)
			w.clock.set(payments)
			w.wantState("s2", queue[1], api.Closed)
		})
	}
}
