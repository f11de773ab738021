package waitlist_test

import (
	"testing"

	"houbu/api"
)

// TestEachReleaseServesTheQueue has one line for each way in which a seat comes
// free. In each, s1 holds the only seat, s2 and s3 wait. The seat must be the
// head's by the same transaction: the rows are looked at without a read that
// could settle anything.
func TestEachReleaseServesTheQueue(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		free   func(w *world, entry string) error
		state  api.EntryState // of the entry that held the seat
		reason string         // that its candidate reads
	}{
		{"cancellation", func(w *world, entry string) error { return w.tryCancel("s1", entry) }, api.Cancelled, "时间冲突"},
		{"expiry, found by the holder", func(w *world, _ string) error {
			w.clock.set(start.Add(payWindow))
			_, err := w.Info(w.t.Context(), "s1")
			return err
		}, api.Expired, "逾期未支付，座位已释放"},
		{"expiry, found by the head", func(w *world, _ string) error {
			w.clock.set(start.Add(payWindow))
			_, err := w.Info(w.t.Context(), "s2")
			return err
		}, api.Expired, "逾期未支付，座位已释放"},
		{"expiry, found by a newcomer", func(w *world, _ string) error {
			w.clock.set(start.Add(payWindow))
			_, err := w.tryJoin("s4", east4)
			return err
		}, api.Expired, "逾期未支付，座位已释放"},
		{"expiry, found by who chooses", func(w *world, _ string) error {
			w.clock.set(start.Add(payWindow))
			_, err := w.Pools(w.t.Context(), "s4", api.Written)
			return err
		}, api.Expired, "逾期未支付，座位已释放"},
		{"expiry, found by the worker", func(w *world, _ string) error {
			w.clock.set(start.Add(payWindow))
			_, err := w.Settle(w.t.Context())
			return err
		}, api.Expired, "逾期未支付，座位已释放"},
		{"refused payment", func(w *world, entry string) error { return w.refuse(w.seatOf(entry)) }, api.Cancelled, "支付未完成，座位已释放"},
		{"disqualification", func(w *world, _ string) error {
			return w.Disqualify(w.t.Context(), "s1", "1", "成绩复核后不符合报考条件")
		}, api.Closed, "成绩复核后不符合报考条件"},
		{"disqualification without a reason", func(w *world, _ string) error {
			return w.Disqualify(w.t.Context(), "s1", "1", "")
		}, api.Closed, "资格科目中没有该科目"},
		{"raised capacity", func(w *world, _ string) error {
			return w.SetCapacity(w.t.Context(), poolAt(east4).ID(), 2, "加开考场")
		}, api.Offered, ""},
		{"raised capacity of the roster", func(w *world, _ string) error {
			w.pool(east4, 2)
			return nil
		}, api.Offered, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := fixture(t, map[api.Join]int{east4: 1})
			entry := w.join("s1", east4).EntryID
			w.clock.set(start.Add(1))
			queue := w.joinAll(east4, "s2", "s3")
			w.must(test.free(w, entry))
			if got := [3]api.EntryState{w.stored(entry), w.stored(queue[0]), w.stored(queue[1])}; got != [3]api.EntryState{test.state, api.Offered, api.Waiting} {
				t.Errorf("holder, head and second are %v", got)
			}
			if got := w.entry("s1", entry); got.Reason != test.reason {
				t.Errorf("the reason reads %q, want %q", got.Reason, test.reason)
			}
		})
	}
}

// TestTheWrittenSubjectTakesItsOralAlong frees an oral seat by the end of the
// written one that it rests on, for each way the written one ends.
func TestTheWrittenSubjectTakesItsOralAlong(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		end  func(w *world, entry string) error
	}{
		{"cancellation", func(w *world, entry string) error { return w.tryCancel("s1", entry) }},
		{"refused payment", func(w *world, entry string) error { return w.refuse(w.seatOf(entry)) }},
		{"disqualification", func(w *world, _ string) error { return w.Disqualify(w.t.Context(), "s1", "1", "") }},
		{"expiry", func(w *world, _ string) error {
			w.clock.set(start.Add(payWindow))
			_, err := w.Settle(w.t.Context())
			return err
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := fixture(t, map[api.Join]int{east4: 3, eastOral4: 1})
			written := w.join("s1", east4).EntryID
			w.register("s2", east4, true)
			w.register("s3", east4, true)
			w.clock.set(start.Add(1)) // the oral seat is due later than the written one
			oral := w.joinAll(eastOral4, "s1", "s2", "s3")
			w.must(test.end(w, written))
			if got := [3]api.EntryState{w.stored(oral[0]), w.stored(oral[1]), w.stored(oral[2])}; got != [3]api.EntryState{api.Closed, api.Offered, api.Waiting} {
				t.Errorf("the oral entries are %v", got)
			}
			if reason := w.entry("s1", oral[0]).Reason; reason != "同级别笔试科目已失效，口试随之取消" {
				t.Errorf("the reason reads %q", reason)
			}
		})
	}
}

// TestAWaitingOralEndsWithTheWrittenSubject is the same for one who waits; what
// is paid stays.
func TestAWaitingOralEndsWithTheWrittenSubject(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 3, eastOral4: 1})
	written := w.joinAll(east4, "s1", "s2", "s3")
	oral := w.joinAll(eastOral4, "s1", "s2", "s3")
	w.must(w.tryPay(w.seatOf(oral[0])))
	w.cancel("s2", written[1])
	w.cancel("s1", written[0])
	if got := [3]api.EntryState{w.stored(oral[0]), w.stored(oral[1]), w.stored(oral[2])}; got != [3]api.EntryState{api.Paid, api.Closed, api.Waiting} {
		t.Errorf("the oral entries are %v", got)
	}
}
