package waitlist_test

import (
	"context"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/store"
)

// TestThePayWindowIsHalfOpen reads, pays, cancels and gives up about the pay
// deadline. No worker runs.
func TestThePayWindowIsHalfOpen(t *testing.T) {
	t.Parallel()
	for _, deadline := range []struct {
		name   string
		joined time.Time
		due    time.Time
	}{
		{"pay window", start, start.Add(payWindow)},
		{"payment close", last.Add(-time.Hour), payments},
	} {
		for _, when := range around {
			t.Run(deadline.name+", "+when.name, func(t *testing.T) {
				t.Parallel()
				w := fixture(t, map[api.Join]int{east4: 0, east6: 0})
				w.exam.PaymentEndsAt = payments
				w.exam.ClosesAt = last
				w.clock.set(deadline.joined)
				four, six := w.join("s1", east4).EntryID, w.join("s2", east6).EntryID
				w.pool(east4, 1)
				w.pool(east6, 1)
				if by := w.entry("s1", four).PayBy; !by.Equal(deadline.due) {
					t.Fatalf("to be paid by %v, want %v", by, deadline.due)
				}
				w.clock.set(deadline.due.Add(when.by))
				w.aboutTheDeadline(four, six, when.before)
			})
		}
	}
}

func (w *world) aboutTheDeadline(paid, cancelled string, before bool) {
	w.t.Helper()
	if before {
		w.must(w.tryPay(w.seatOf(paid)))
		w.must(w.tryCancel("s2", cancelled))
		w.wantState("s1", paid, api.Paid)
		w.wantState("s2", cancelled, api.Cancelled)
		return
	}
	w.wantCode(w.tryPay(w.seatOf(paid)), api.CodePaymentClosed)
	w.wantCode(w.tryCancel("s2", cancelled), api.CodeEntryFinished)
	w.must(w.refuse(w.seatOf(cancelled))) // leaves what is over as it is
	for student, entry := range map[string]string{"s1": paid, "s2": cancelled} {
		if seats := w.info(student).Written; len(seats) != 0 {
			w.t.Errorf("%s still sees a seat", student)
		}
		if e := w.entry(student, entry); e.State != api.Expired || e.EndedAt == nil || e.PayBy == nil {
			w.t.Errorf("%s: %+v", student, e)
		}
	}
}

// TestAPaymentCountsByBothClocks pays with an instant and a clock that disagree:
// the later of the two decides.
func TestAPaymentCountsByBothClocks(t *testing.T) {
	t.Parallel()
	due := start.Add(payWindow)
	for _, test := range []struct {
		name    string
		now, at time.Time
		want    api.Code
	}{
		{"both before", due.Add(-1), due.Add(-1), ""},
		{"paid at the deadline", due.Add(-1), due, api.CodePaymentClosed},
		{"heard at the deadline", due, due.Add(-1), api.CodePaymentClosed},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := fixture(t, map[api.Join]int{east4: 1})
			seat := w.seatOf(w.join("s1", east4).EntryID)
			w.clock.set(test.now)
			w.wantCode(w.write(func(ctx context.Context, tx store.Tx) error {
				return w.MarkPaid(ctx, tx, []string{seat}, test.at)
			}), test.want)
		})
	}
}
