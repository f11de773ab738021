package waitlist_test

import (
	"testing"
	"time"

	"houbu/api"
)

// deciders are who finds a deadline passed; all of them but nobody have it kept.
var deciders = map[string]func(w *world, entries []string){
	"nobody": func(*world, []string) {},
	"who looks": func(w *world, entries []string) {
		for i, entry := range entries {
			w.entry(student(i), entry)
		}
	},
	"a worker": func(w *world, _ []string) {
		_, err := w.Settle(w.t.Context())
		w.must(err)
	},
	"the staff": func(w *world, _ []string) {
		w.must(w.SetCapacity(w.t.Context(), poolAt(east4).ID(), 1, "核对"))
	},
}

// TestTheClockJumpsBackOverAnEdge has the clock go back over a deadline, after it
// was found passed or before anybody noticed: s1 holds a seat that is not paid, s2
// and s3 wait. What was decided and kept stays; what was not is decided by the clock,
// and nothing is given to two.
func TestTheClockJumpsBackOverAnEdge(t *testing.T) {
	t.Parallel()
	for _, edge := range []struct {
		name         string
		joined, at   time.Time
		kept, undone [3]api.EntryState // after the jump
		payable      bool              // by s1, when it was kept
	}{
		{
			"pay window", start, start.Add(payWindow),
			[3]api.EntryState{api.Expired, api.Offered, api.Waiting}, [3]api.EntryState{api.Offered, api.Waiting, api.Waiting}, false,
		},
		{
			"registration close", closes.Add(-time.Hour), closes,
			[3]api.EntryState{api.Offered, api.Waiting, api.Waiting}, [3]api.EntryState{api.Offered, api.Waiting, api.Waiting}, true,
		},
		{
			"last allocation", closes.Add(-time.Hour), last,
			[3]api.EntryState{api.Offered, api.Closed, api.Closed}, [3]api.EntryState{api.Offered, api.Waiting, api.Waiting}, true,
		},
	} {
		for decider, decide := range deciders {
			for how, back := range map[string]time.Time{"a moment": edge.at.Add(-1), "to the joins": edge.joined} {
				t.Run(edge.name+", "+decider+", "+how, func(t *testing.T) {
					t.Parallel()
					w := fixture(t, map[api.Join]int{east4: 1})
					w.clock.set(edge.joined)
					entries := w.joinAll(east4, "s1", "s2", "s3")
					w.clock.set(edge.at)
					decide(w, entries)
					w.clock.set(back)
					want, payable := edge.undone, true
					if decider != "nobody" {
						want, payable = edge.kept, edge.payable
					}
					for i, entry := range entries {
						w.wantState(student(i), entry, want[i])
					}
					w.afterTheJump(entries, want, payable, back.Before(closes))
				})
			}
		}
	}
}

// afterTheJump goes on: s1 pays, a place is taken behind the others, and when
// everything is over each has one outcome.
func (w *world) afterTheJump(entries []string, states [3]api.EntryState, payable, open bool) {
	w.t.Helper()
	refused := w.tryPay(w.seatOf(entries[0]))
	ends := []api.EntryState{api.Paid, api.Closed, api.Closed}
	if payable {
		w.wantCode(refused, "")
	} else {
		w.wantCode(refused, api.CodePaymentClosed)
		ends = []api.EntryState{api.Expired, api.Expired, api.Expired} // each was offered the seat in turn
	}
	receipt, err := w.tryJoin("s4", east4)
	if !open {
		w.wantCode(err, api.CodeWindowClosed)
	} else if w.must(err); receipt.Sequence != 4 || receipt.State != api.Waiting && states[1] == api.Waiting {
		w.t.Errorf("s4 joined as number %d, %s", receipt.Sequence, receipt.State)
	}
	if n := len(w.seats(east4)); n > 1 {
		w.t.Errorf("%d hold the one seat", n)
	}
	for at := w.clock.now(); at.Before(payments.Add(payWindow)); at = at.Add(payWindow / 2) {
		w.clock.set(at)
		_, err := w.Settle(w.t.Context())
		w.must(err)
	}
	for i, entry := range entries {
		w.wantState(student(i), entry, ends[i])
	}
	if n := w.count("SELECT count(*) FROM entries WHERE state IN ('waiting', 'offered')"); n != 0 {
		w.t.Errorf("%d places have no outcome", n)
	}
}
