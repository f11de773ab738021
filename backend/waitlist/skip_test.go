package waitlist_test

import (
	"slices"
	"testing"

	"houbu/api"
	"houbu/backend/exam"
)

// history is what an entry's candidate reads of it, one "what: reason" a line.
func (w *world) history(student, entry string) (lines []string) {
	w.t.Helper()
	for _, event := range w.entry(student, entry).History {
		lines = append(lines, event.What+": "+event.Reason)
	}
	return lines
}

func (w *world) wantHistory(student, entry string, want ...string) {
	w.t.Helper()
	if got := w.history(student, entry); !slices.Equal(got, want) {
		w.t.Errorf("the history of %s:\n got %q\nwant %q", student, got, want)
	}
}

const offeredAtStart = "offered: 请于 2026-09-02 09:00:00（北京时间）前支付"

// TestASkipKeepsTheNumber has the head of the queue hold a seat of the level
// elsewhere: it is passed over for each seat, reads why once, keeps its number,
// and is served first when the hindrance is gone.
func TestASkipKeepsTheNumber(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 0, eastJ4: 1})
	queue := w.joinAll(east4, "s1", "s2", "s3", "s4")
	held := w.register("s1", eastJ4, false)
	w.pool(east4, 1) // the loop goes on past the head
	w.wantState("s2", queue[1], api.Offered)
	w.pool(east4, 2)
	w.wantState("s3", queue[2], api.Offered)
	w.wantHistory("s1", queue[0], "joined: ", "skipped: 已报考同级别科目")
	if e := w.entry("s1", queue[0]); e.Sequence != 1 || e.Ahead != 0 || e.State != api.Waiting {
		t.Errorf("passed over: %+v", e)
	}
	w.must(w.refuse(held)) // no seat is free in its pool now
	w.wantState("s1", queue[0], api.Waiting)
	w.pool(east4, 3)
	w.wantState("s1", queue[0], api.Offered)
	w.wantState("s4", queue[3], api.Waiting)
	w.wantHistory("s1", queue[0], "joined: ", "skipped: 已报考同级别科目", offeredAtStart)
}

// TestSeveralSeatsAtOnce serves past one who cannot be served, with a seat for
// each of the others.
func TestSeveralSeatsAtOnce(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 0, eastJ4: 1})
	queue := w.joinAll(east4, "s1", "s2", "s3", "s4", "s5")
	w.register("s2", eastJ4, true)
	w.pool(east4, 3)
	w.wantSeats(east4, 1, 2, 3)
	for i, want := range []api.EntryState{api.Offered, api.Waiting, api.Offered, api.Offered, api.Waiting} {
		w.wantState(student(i), queue[i], want)
	}
}

// TestTheEndOfAHindranceServesAtOnce leaves a seat free beside one who was
// passed over: it is theirs in the transaction that ends the hindrance.
func TestTheEndOfAHindranceServesAtOnce(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 0, eastJ4: 1})
	entry := w.join("s1", east4).EntryID
	held := w.register("s1", eastJ4, false)
	w.pool(east4, 1)
	w.wantState("s1", entry, api.Waiting)
	w.must(w.refuse(held))
	if state := w.stored(entry); state != api.Offered {
		t.Errorf("the entry is %s", state)
	}
}

// TestALongRowOfSkips has more people at the head who cannot be served than the
// allocator reads at once.
func TestALongRowOfSkips(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 0, eastJ4: 30})
	crowd := w.crowd(30)
	queue := w.joinAll(east4, crowd...)
	for _, student := range crowd[:29] {
		w.register(student, eastJ4, true)
	}
	w.pool(east4, 1)
	if state := w.stored(queue[29]); state != api.Offered {
		t.Errorf("behind 29 who cannot be served the entry is %s", state)
	}
	if n := w.count("SELECT count(*) FROM entry_events WHERE what = 'skipped'"); n != 29 {
		t.Errorf("%d were told that they were passed over, want 29", n)
	}
}

// TestNobodyIsPassedOverForNothing has nobody told of a skip while no seat is
// there to be passed over for.
func TestNobodyIsPassedOverForNothing(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1, eastJ4: 2})
	queue := w.joinAll(east4, "s1", "s2", "s3")
	w.register("s2", eastJ4, true)
	w.register("s3", eastJ4, true)
	w.join("s4", east4)
	w.wantHistory("s2", queue[1], "joined: ")
	w.cancel("s1", queue[0])
	w.wantHistory("s2", queue[1], "joined: ", "skipped: 已报考同级别科目")
}

// TestEveryReasonOfASkip changes why one is passed over, which each time is one
// more line of the history.
func TestEveryReasonOfASkip(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1, eastJ4: 1, eastOral4: 0})
	w.register("s1", east4, false)
	oral := w.join("s1", eastOral4).EntryID
	try := func() { w.pool(eastOral4, 1) } // the same capacity again: the allocator looks
	w.exam.OralRequires = exam.OralNeedsPaid
	try()
	try()
	w.exam.Subjects[3].Requires = "3"
	try()
	try()
	w.exam.Subjects[3].Requires, w.exam.OralRequires = "1", exam.OralNeedsRegistered
	try()
	w.wantHistory("s1", oral, "joined: ", "skipped: 同级别笔试科目尚未支付", "skipped: 尚未报考同级别笔试科目", offeredAtStart)

	written := w.join("s2", eastJ4).EntryID
	w.cancel("s2", written)
	w.pool(eastJ4, 0)
	written = w.join("s2", eastJ4).EntryID
	w.must(w.exec("DELETE FROM qualifications WHERE student_id = 's2'"))
	w.pool(eastJ4, 1)
	w.wantHistory("s2", written, "joined: ", "skipped: 资格科目中没有该科目")
}

// TestPayingServesAnOralThatWaitedForIt pays the written seat for which the oral
// entry was passed over.
func TestPayingServesAnOralThatWaitedForIt(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1, eastOral4: 0})
	written := w.register("s1", east4, false)
	oral := w.join("s1", eastOral4).EntryID
	w.exam.OralRequires = exam.OralNeedsPaid
	w.pool(eastOral4, 1)
	w.wantState("s1", oral, api.Waiting)
	w.must(w.tryPay(written))
	if state := w.stored(oral); state != api.Offered {
		t.Errorf("the oral entry is %s", state)
	}
}

// TestAnOverrideHasAReason raises a capacity with a reason, which those whom it
// serves can read.
func TestAnOverrideHasAReason(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 0})
	entry := w.join("s1", east4).EntryID
	w.must(w.SetCapacity(t.Context(), poolAt(east4).ID(), 1, "加开考场"))
	w.wantHistory("s1", entry, "joined: ", "offered: 加开考场；请于 2026-09-02 09:00:00（北京时间）前支付")
}

// TestAnOverrideElsewhereIsNoReason has the same change of a capacity end a
// hindrance to a seat of another pool.
func TestAnOverrideElsewhereIsNoReason(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 0, eastJ4: 1})
	entry := w.join("s1", east4).EntryID
	w.register("s1", eastJ4, false)
	w.pool(east4, 1)
	w.clock.set(start.Add(payWindow))
	w.must(w.SetCapacity(t.Context(), poolAt(eastJ4).ID(), 2, "加开日语考场"))
	w.wantHistory("s1", entry, "joined: ", "skipped: 已报考同级别科目", "offered: 请于 2026-09-03 09:00:00（北京时间）前支付")
}
