package waitlist_test

import (
	"testing"
	"time"

	"houbu/api"
)

// TestInfo reads 报名信息 in whole for one who waits, holds and has finished.
func TestInfo(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1, east6: 0, eastOral4: 1})
	w.exam.Subjects[0].Time = "9:00–11:20"
	w.cancel("s1", w.join("s1", east6).EntryID)
	written := w.join("s1", east4).EntryID
	w.pay(written)
	oral := w.join("s1", eastOral4).EntryID
	w.join("s2", east6)
	waiting := w.join("s1", east6).EntryID

	info := w.info("s1")
	if !info.Now.Equal(start) || info.Now.Location() != time.UTC || info.FinishedCount != 3 {
		t.Errorf("now %v, %d finished", info.Now, info.FinishedCount)
	}
	if len(info.Entries) != 1 || len(info.Written) != 1 || len(info.Oral) != 1 {
		t.Fatalf("info %+v", info)
	}
	e := info.Entries[0]
	if e.ID != waiting || e.Kind != api.Written || e.Subject != "2" || e.SubjectName != "英语六级" || e.CampusCode != "993010" ||
		e.Campus != "校区993010" || e.Sequence != 3 || e.State != api.Waiting || e.Ahead != 1 || !e.CanCancel ||
		!e.JoinedAt.Equal(start) || e.PayBy != nil || e.EndedAt != nil || e.Reason != "" || len(e.History) != 1 {
		t.Errorf("the entry: %+v", e)
	}
	r := info.Written[0]
	if r.ID != w.seatOf(written) || r.EntryID != written || r.Kind != api.Written || r.SubjectName != "英语四级" || r.Level != 4 ||
		r.Campus != "校区993010" || r.CampusCode != "993010" || r.Time != "9:00–11:20" || r.FeeFen != 3000 ||
		!r.Paid || r.PayBy != nil || r.CanCancel {
		t.Errorf("the written registration: %+v", r)
	}
	r = info.Oral[0]
	if r.ID != w.seatOf(oral) || r.Kind != api.Oral || r.FeeFen != 5000 || r.Paid || !r.PayBy.Equal(start.Add(payWindow)) || !r.CanCancel {
		t.Errorf("the oral registration: %+v", r)
	}
}

// TestARosterSeatCannotBeCancelled since there is no entry to cancel.
func TestARosterSeatCannotBeCancelled(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1})
	id := w.register("s1", east4, false)
	if seat := w.info("s1").Written[0]; seat.ID != id || seat.CanCancel || seat.EntryID != "" {
		t.Errorf("the seat: %+v", seat)
	}
}

// TestAnEmptyInfoHasLists, not nulls, for clients in other languages.
func TestAnEmptyInfoHasLists(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if info := w.info("s1"); info.Entries == nil || info.Written == nil || info.Oral == nil || info.Actions == nil || info.FinishedCount != 0 {
		t.Errorf("info %+v", info)
	}
	if entries := w.finished("s1"); entries == nil {
		t.Error("the finished entries are null")
	}
}

// TestTheTagChangesWithTheStateOnly lets time pass without and with a change.
func TestTheTagChangesWithTheStateOnly(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1, west4: 1, east6: 1})
	entries := w.joinAll(east4, "s1", "s2", "s3", "s4")
	tag := func() string {
		t.Helper()
		got, err := w.InfoTag(w.info("s3"))
		w.must(err)
		return got
	}
	before := tag()
	for i, test := range []struct {
		name    string
		do      func()
		changes bool
	}{
		{"nothing but the clock", func() {}, false},
		{"a join elsewhere", func() { w.join("s5", west4) }, false},
		{"a join behind", func() { w.join("s6", east4) }, false},
		{"one behind leaves", func() { w.cancel("s4", entries[3]) }, false},
		{"one ahead leaves", func() { w.cancel("s1", entries[0]) }, true},
		{"the head pays", func() { w.pay(entries[1]) }, false},
		{"候补成功", func() { w.pool(east4, 2) }, true},
		{"支付", func() { w.pay(entries[2]) }, true},
		{"a report", func() {
			_, err := w.ChooseReport(t.Context(), w.caller("s3"), w.seatOf(entries[2]), api.ReportChoice{Type: "report"})
			w.must(err)
		}, true},
		{"the same report", func() {
			_, err := w.ChooseReport(t.Context(), w.caller("s3"), w.seatOf(entries[2]), api.ReportChoice{Type: "report"})
			w.must(err)
		}, false},
		{"registration closes: no more joins", func() { w.clock.set(closes) }, true},
	} {
		w.clock.set(start.Add(minute(i + 1)))
		test.do()
		after := tag()
		if (after != before) != test.changes {
			t.Errorf("%s: the tag changed: %t", test.name, after != before)
		}
		before = after
	}
	if len(before) < 10 || before[0] != '"' || before[len(before)-1] != '"' {
		t.Errorf("%s is no strong entity tag", before)
	}
}
