package waitlist_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"houbu/api"
)

// TestFinished ends entries of s1 in every way and reads them newest first, each
// with its whole history. What waits is not among them.
func TestFinished(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 0, west4: 1, east6: 1})
	later := func(d time.Duration) { w.clock.set(w.clock.now().Add(d)) }
	w.cancel("s1", w.join("s1", east4).EntryID)
	later(time.Minute)
	w.join("s1", west4)
	later(payWindow) // unpaid
	offered := w.join("s1", west4).EntryID
	later(time.Minute)
	w.must(w.refuse(w.seatOf(offered)))
	later(time.Minute)
	w.pay(w.join("s1", west4).EntryID)
	later(time.Minute)
	w.join("s1", east6)
	w.wantFinished("s1",
		`2 1 offered "" ended=false [joined offered]`,
		`1 3 paid "" ended=true [joined offered paid]`,
		`1 2 cancelled "支付未完成，座位已释放" ended=true [joined offered cancelled]`,
		`1 1 expired "逾期未支付，座位已释放" ended=true [joined offered expired]`,
		`1 1 cancelled "时间冲突" ended=true [joined cancelled]`,
	)
	w.wantFinished("s2")
	w.join("s2", east4)
	w.wantFinished("s2") // what waits is not finished
	w.clock.set(last)
	w.wantFinished("s2", `1 2 closed "候补已截止，未能分配到座位" ended=true [joined closed]`)
}

func (w *world) wantFinished(student string, want ...string) {
	w.t.Helper()
	var got []string
	for _, e := range w.finished(student) {
		var events []string
		for _, event := range e.History {
			events = append(events, event.What)
		}
		got = append(got, fmt.Sprintf("%s %d %s %q ended=%t %v", e.Subject, e.Sequence, e.State, e.Reason, e.EndedAt != nil, events))
		if e.Ahead != 0 || e.CanCancel != (e.State == api.Offered) || (e.PayBy == nil) != (len(e.History) < 3 && e.State != api.Offered) {
			w.t.Errorf("%+v", e)
		}
	}
	if !slices.Equal(got, want) {
		w.t.Errorf("finished entries of %s:\n got %q\nwant %q", student, got, want)
	}
	if n := w.info(student).FinishedCount; n != len(want) {
		w.t.Errorf("%d are counted, want %d", n, len(want))
	}
}

// TestTheHistoryKeepsItsTimes reads when each thing happened, in UTC.
func TestTheHistoryKeepsItsTimes(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 0})
	entry := w.join("s1", east4).EntryID
	w.clock.set(start.Add(time.Hour))
	w.pool(east4, 1)
	w.clock.set(start.Add(2 * time.Hour))
	w.pay(entry)
	e := w.entry("s1", entry)
	for i, want := range []time.Time{start, start.Add(time.Hour), start.Add(2 * time.Hour)} {
		if e.History[i].At != want {
			t.Errorf("event %d was at %v, want %v", i, e.History[i].At, want)
		}
	}
	if e.JoinedAt != start || e.ChangedAt != start.Add(2*time.Hour) || *e.EndedAt != start.Add(2*time.Hour) || *e.PayBy != start.Add(25*time.Hour) {
		t.Errorf("the entry: %+v", e)
	}
}
