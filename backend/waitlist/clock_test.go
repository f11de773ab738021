package waitlist_test

import (
	"slices"
	"testing"
	"time"

	"houbu/api"
)

// TestTheClockJumpsBackInTheQueue joins before and after the clock went back: the
// first to come is still the first to be offered a seat.
func TestTheClockJumpsBackInTheQueue(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 0})
	w.clock.set(start.Add(2 * time.Hour))
	first := w.join("s1", east4).EntryID
	w.clock.set(start)
	second := w.join("s2", east4).EntryID
	one, two := w.entry("s1", first).Sequence, w.entry("s2", second).Sequence
	if one >= two {
		t.Errorf("numbers %d and %d, want them in the order of the joins", one, two)
	}
	w.pool(east4, 1)
	w.wantState("s2", second, api.Waiting)
	if w.entry("s1", first).PayBy == nil {
		t.Error("the first to join was not offered the seat")
	}
}

// TestTheClockJumpsBackOverADeadline reads an offer and an expiry after the clock
// went back: neither moves.
func TestTheClockJumpsBackOverADeadline(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1})
	late := w.join("s1", east4).EntryID
	due := start.Add(payWindow)
	w.clock.set(start.Add(-minute(30)))
	if by := w.entry("s1", late).PayBy; by == nil || !by.Equal(due) {
		t.Errorf("to be paid by %v after the jump, want %v", by, due)
	}
	w.clock.set(due)
	w.wantState("s1", late, api.Expired)
	next := w.join("s2", east4).EntryID
	w.clock.set(start)
	w.wantState("s1", late, api.Expired)
	w.wantCode(w.tryPay(w.seatOf(late)), api.CodePaymentClosed)
	if by := w.entry("s2", next).PayBy; by == nil || !by.Equal(due.Add(payWindow)) {
		t.Errorf("the next offer is to be paid by %v, want %v", by, due.Add(payWindow))
	}
	again := w.join("s1", east4).EntryID
	w.cancel("s1", again)
	wantHistory(t, w.entry("s1", late), "joined", "offered", "expired")
	wantHistory(t, w.entry("s1", again), "joined", "cancelled")
}

// wantHistory checks what happened to an entry, oldest first.
func wantHistory(t *testing.T, e api.Entry, want ...string) {
	t.Helper()
	var got []string
	for _, event := range e.History {
		got = append(got, event.What)
	}
	if !slices.Equal(got, want) {
		t.Errorf("the history is %v, want %v", got, want)
	}
}
