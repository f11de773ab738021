package waitlist_test

import (
	"testing"

	"houbu/api"
	"houbu/backend/exam"
)

// TestJoinRefusesInOrder has a student for whom many refusals hold at once, and
// mends them one by one: each must give way to the next of the documented
// order.
func TestJoinRefusesInOrder(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1, abroad4: 1, eastJ4: 1, eastOral4: 1})
	w.exam.OralRequires = exam.OralNeedsPaid
	w.must(w.exec("DELETE FROM qualifications WHERE student_id = 's1' AND subject = '1'"))
	want := func(at api.Join, code api.Code) {
		t.Helper()
		_, err := w.tryJoin("s1", at)
		w.wantCode(err, code)
	}
	unknown := api.Join{CampusCode: "993010", Subject: "77"}
	missing := api.Join{CampusCode: "993019", Subject: "1"}
	w.clock.set(opens.Add(-1))
	want(unknown, api.CodeWindowClosed)
	want(missing, api.CodeWindowClosed)
	want(abroad4, api.CodeWindowClosed)
	w.clock.set(start)
	want(unknown, api.CodePoolNotFound)
	want(missing, api.CodePoolNotFound)
	want(abroad4, api.CodePoolNotFound)
	want(eastOral4, api.CodeWrittenRequired)

	w.join("s1", eastJ4)
	want(east4, api.CodeNotQualified) // and the level is taken
	w.must(w.exec("INSERT INTO qualifications VALUES ('s1', '1')"))
	want(east4, api.CodeLevelTaken)

	w.register("s2", east4, false)
	_, err := w.tryJoin("s2", eastOral4)
	w.wantCode(err, api.CodeWrittenUnpaid)
}

func TestJoinNeedsAKey(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1})
	_, err := w.Join(t.Context(), keyed("s1", ""), east4)
	w.wantCode(err, api.CodeKeyMissing)
}

// TestARefusalLeavesNothing has refused joins between others: they take no
// number, leave no row and keep no receipt.
func TestARefusalLeavesNothing(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 0, eastJ4: 0})
	w.join("s1", east4)
	w.join("s2", eastJ4)
	for range 3 {
		_, err := w.Join(t.Context(), keyed("s2", "same-key"), east4)
		w.wantCode(err, api.CodeLevelTaken)
	}
	_, err := w.Receipt(t.Context(), "account-s2", "same-key")
	w.wantCode(err, api.CodeNotFound)
	if n := w.count("SELECT count(*) FROM entries"); n != 2 {
		t.Errorf("%d entries, want 2", n)
	}
	w.cancel("s2", w.info("s2").Entries[0].ID)
	out, err := w.Join(t.Context(), keyed("s2", "same-key"), east4) // what was refused may be tried again
	if err != nil || out.Sequence != 2 {
		t.Errorf("number %d, %v; want 2", out.Sequence, err)
	}
}

func TestJoinIsOfferedAFreeSeatAtOnce(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 2})
	for i, test := range []struct {
		student string
		state   api.EntryState
	}{{"s1", api.Offered}, {"s2", api.Offered}, {"s3", api.Waiting}, {"s4", api.Waiting}} {
		got := w.join(test.student, east4)
		if got.State != test.state || got.Sequence != int64(i+1) || got.Kind != api.ReceiptJoin ||
			got.Campus != "校区993010" || got.Subject != "1" || !got.At.Equal(start) {
			t.Errorf("%s: %+v", test.student, got)
		}
		w.wantState(test.student, got.EntryID, test.state)
	}
	if seat := w.info("s1").Written[0]; seat.Paid || !seat.PayBy.Equal(start.Add(payWindow)) || !seat.CanCancel {
		t.Errorf("the seat offered: %+v", seat)
	}
}

// TestANewcomerNeverSlipsIn has somebody join at the very instant at which a
// seat falls due: those who wait are served first.
func TestANewcomerNeverSlipsIn(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1})
	w.join("s1", east4)
	w.clock.set(start.Add(1))
	waiting := w.join("s2", east4)
	w.clock.set(start.Add(payWindow))
	if newcomer := w.join("s3", east4); newcomer.State != api.Waiting {
		t.Errorf("the newcomer is %s", newcomer.State)
	}
	if state := w.stored(waiting.EntryID); state != api.Offered {
		t.Errorf("the head of the queue is %s", state)
	}
}

// TestARosterNeverSlipsIn is the same for a seat that staff gives.
func TestARosterNeverSlipsIn(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1})
	w.join("s1", east4)
	w.clock.set(start.Add(1))
	waiting := w.join("s2", east4)
	w.clock.set(start.Add(payWindow))
	_, err := w.tryRegister("s3", east4, true)
	w.wantCode(err, api.CodePoolNotFound)
	w.wantState("s2", waiting.EntryID, api.Offered)
}

func TestRejoiningGoesToTheTail(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		end  func(w *world, entry string)
	}{
		{"after a cancellation", func(w *world, entry string) { w.cancel("s1", entry) }},
		{"after an expiry", func(w *world, _ string) { w.clock.set(start.Add(payWindow)) }},
		{"after a refused payment", func(w *world, entry string) { w.must(w.refuse(w.seatOf(entry))) }},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := fixture(t, map[api.Join]int{east4: 1})
			entry := w.join("s1", east4).EntryID
			w.clock.set(start.Add(1))
			others := w.joinAll(east4, "s2", "s3")
			test.end(w, entry)
			again := w.join("s1", east4)
			if again.EntryID == entry || again.Sequence != 4 || again.State != api.Waiting {
				t.Errorf("joined again: %+v", again)
			}
			if ahead := w.entry("s1", again.EntryID).Ahead; ahead != 1 {
				t.Errorf("%d ahead, want 1", ahead)
			}
			w.wantState("s2", others[0], api.Offered)
			w.wantState("s3", others[1], api.Waiting)
		})
	}
}

// TestRegisterRefuses what the rules forbid, and a pool that is not there.
func TestRegisterRefuses(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		given func(w *world)
		at    api.Join
		want  api.Code
	}{
		{"no such pool", func(*world) {}, west4, api.CodePoolNotFound},
		{"no such subject", func(*world) {}, api.Join{CampusCode: "993010", Subject: "77"}, api.CodePoolNotFound},
		{"no seat is free", func(w *world) { w.join("s2", east4) }, east4, api.CodePoolNotFound},
		{"not qualified", func(w *world) { w.must(w.exec("DELETE FROM qualifications WHERE student_id = 's1'")) }, east4, api.CodeNotQualified},
		{"level taken", func(w *world) { w.join("s1", eastJ4) }, east4, api.CodeLevelTaken},
		{"oral without written", func(*world) {}, eastOral4, api.CodeWrittenRequired},
		{"a seat that has just fallen due", func(w *world) {
			w.join("s2", east4)
			w.clock.set(start.Add(payWindow))
		}, east4, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := fixture(t, map[api.Join]int{east4: 1, eastJ4: 1, eastOral4: 1})
			test.given(w)
			_, err := w.tryRegister("s1", test.at, true)
			w.wantCode(err, test.want)
		})
	}
}
