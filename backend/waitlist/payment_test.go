package waitlist_test

import (
	"testing"

	"houbu/api"
)

// TestPayingIsAllOrNone pays seats together, of which one cannot be paid.
func TestPayingIsAllOrNone(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		spoil func(w *world, entry string) (pay []string)
		want  api.Code
	}{
		{"both can be paid", func(*world, string) []string { return nil }, ""},
		{"one is named twice", func(w *world, entry string) []string { return []string{w.seatOf(entry)} }, ""},
		{"one is unknown", func(*world, string) []string { return []string{"no-such-registration"} }, api.CodeNotFound},
		{"one is paid", func(w *world, entry string) []string { w.pay(entry); return nil }, api.CodeNothingToPay},
		{"one was cancelled", func(w *world, entry string) []string { w.cancel("s1", entry); return nil }, api.CodePaymentClosed},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := fixture(t, map[api.Join]int{east4: 1, east6: 1})
			four, six := w.join("s1", east4).EntryID, w.join("s1", east6).EntryID
			pay := append([]string{w.seatOf(six), w.seatOf(four)}, test.spoil(w, four)...)
			w.wantCode(w.tryPay(pay...), test.want)
			want := api.Offered
			if test.want == "" {
				want = api.Paid
			}
			w.wantState("s1", six, want)
		})
	}
	w := newWorld(t)
	w.wantCode(w.tryPay(), api.CodeNotFound)
	w.wantCode(w.refuse(), api.CodeNotFound)
	w.wantCode(w.refuse("no-such-registration"), api.CodeNotFound)
}

// TestARefusalLeavesThePaidSeats gives up a payment of which one seat is paid and
// one cancelled already.
func TestARefusalLeavesThePaidSeats(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1, east6: 1, eastOral4: 1})
	four, six := w.join("s1", east4).EntryID, w.join("s1", east6).EntryID
	oral := w.join("s1", eastOral4).EntryID
	seats := []string{w.seatOf(four), w.seatOf(six), w.seatOf(oral)}
	w.pay(four)
	w.cancel("s1", six)
	w.must(w.refuse(seats...))
	w.must(w.refuse(seats...)) // the same news again
	w.wantState("s1", four, api.Paid)
	w.wantState("s1", six, api.Cancelled)
	w.wantState("s1", oral, api.Cancelled)
	if reason := w.entry("s1", six).Reason; reason != "时间冲突" {
		t.Errorf("the cancelled entry now reads %q", reason)
	}
}

// TestDisqualifyingIsForOneSubject leaves what waits and is held in the others.
func TestDisqualifyingIsForOneSubject(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1, east6: 0})
	four, six := w.join("s1", east4).EntryID, w.join("s1", east6).EntryID
	w.must(w.Disqualify(t.Context(), "s1", "3", ""))
	w.wantState("s1", four, api.Offered)
	w.wantState("s1", six, api.Waiting)
	w.must(w.Disqualify(t.Context(), "s1", "2", ""))
	w.wantState("s1", four, api.Offered)
	w.wantState("s1", six, api.Closed)
	_, err := w.tryJoin("s1", east6)
	w.wantCode(err, api.CodeNotQualified)
}

// TestWhatIsPaidStays takes 资格科目 away from one who has paid, and lowers the
// capacity to nothing.
func TestWhatIsPaidStays(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1})
	entry := w.join("s1", east4).EntryID
	w.pay(entry)
	w.must(w.Disqualify(t.Context(), "s1", "1", "成绩复核"))
	w.pool(east4, 0)
	w.clock.set(payments)
	w.wantState("s1", entry, api.Paid)
	if seats := w.info("s1").Written; len(seats) != 1 || !seats[0].Paid {
		t.Errorf("seats %+v", seats)
	}
}
