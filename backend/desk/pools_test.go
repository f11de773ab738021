package desk_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/store"
)

// TestTheBoardCountsEveryPool as it is now, and its tag changes with the numbers
// alone.
func TestTheBoardCountsEveryPool(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins("a1", "s1") // gets the one seat
	w.joins("a2", "s2") // waits
	board, tag, err := w.Board(t.Context())
	if err != nil || len(board.Pools) != 1 {
		t.Fatalf("%+v, %v", board, err)
	}
	expiry := start.Add(24 * time.Hour)
	want := api.BoardPool{
		ID: "993010-1", SchoolCode: "99301", School: "示例大学", CampusCode: "993010", Campus: "东校区", Subject: "1", SubjectName: "英语四级",
		Capacity: 1, Held: 1, Waiting: 1, NextExpiry: board.Pools[0].NextExpiry,
	}
	if got := board.Pools[0]; got != want || got.NextExpiry == nil || !got.NextExpiry.Equal(expiry) {
		t.Errorf("%+v", got)
	}
	w.clock.Set(start.Add(time.Hour))
	if _, same, err := w.Board(t.Context()); err != nil || same != tag {
		t.Errorf("an hour later the tag is another: %v", err)
	}
	w.clock.Set(expiry) // the seat goes to who waits, though no worker runs
	board, later, err := w.Board(t.Context())
	if err != nil || later == tag || board.Pools[0].Held != 1 || board.Pools[0].Waiting != 0 {
		t.Errorf("after the expiry: %+v, %v", board.Pools, err)
	}
	w.exec("UPDATE registrations SET state = 'paid', paid_at = 1 WHERE state = 'held'")
	if board, _, err = w.Board(t.Context()); err != nil || board.Pools[0].Paid != 1 || board.Pools[0].Held != 0 || board.Pools[0].NextExpiry != nil {
		t.Errorf("paid: %+v, %v", board.Pools, err)
	}
}

// TestTheBoardHasTwentyThousandPools in one answer.
func TestTheBoardHasTwentyThousandPools(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const pools = 20_000
	rows := make([][]any, pools)
	for i := range rows {
		campus := fmt.Sprintf("%06d", i)
		rows[i] = []any{campus + "-1", "99302", "示例大学", campus, "校区", "1", 30, 30, 7}
	}
	err := w.db.Write(t.Context(), func(tx store.Tx) error {
		return store.Insert(t.Context(), tx, "add pools",
			"INSERT INTO pools (id, school_code, school, campus_code, campus, subject, capacity, held, waiting)", rows)
	})
	if err != nil {
		t.Fatal(err)
	}
	board, _, err := w.Board(t.Context())
	if err != nil || len(board.Pools) != pools+1 {
		t.Fatalf("%d pools, %v", len(board.Pools), err)
	}
	if got := board.Pools[pools/2]; got.Paid != 30 || got.Waiting != 7 || got.ID != "010000-1" {
		t.Errorf("%+v", got)
	}
}

// TestTheQueueOverTime is that of the entries.
func TestTheQueueOverTime(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pool(0)
	empty, err := w.Queue(t.Context(), "993010-1", 5)
	if err != nil || len(empty.Points) != 0 {
		t.Errorf("before the first join: %+v, %v", empty, err)
	}
	w.joins("a1", "s1")
	w.clock.Set(start.Add(time.Hour))
	w.joins("a2", "s2")
	w.clock.Set(start.Add(2 * time.Hour))
	w.pool(1) // the head leaves the queue
	w.clock.Set(start.Add(4 * time.Hour))
	queue, err := w.Queue(t.Context(), "993010-1", 5)
	if err != nil {
		t.Fatal(err)
	}
	var got []int
	for i, point := range queue.Points {
		got = append(got, point.Waiting)
		if want := start.Add(time.Duration(i) * time.Hour); !point.At.Equal(want) {
			t.Errorf("point %d is at %s, want %s", i, point.At, want)
		}
	}
	if !slices.Equal(got, []int{1, 2, 1, 1, 1}) {
		t.Errorf("%v", got)
	}
	_, err = w.Queue(t.Context(), "993010-9", 5)
	w.wantCode("no such pool", err, api.CodePoolNotFound)
}

// TestARaisedCapacityIsServedWithItsReason, which stands in the trail, too.
func TestARaisedCapacityIsServedWithItsReason(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pool(0)
	w.joins("a1", "s1")
	want := api.StaffCapacity{Capacity: 2, Note: "增设考场"}
	done, err := w.SetCapacity(t.Context(), manager(key), "993010-1", want)
	if err != nil || done.Pool != "993010-1" || done.Kind != api.ReceiptCapacity {
		t.Fatalf("%+v, %v", done, err)
	}
	info, err := w.waitlist.Info(t.Context(), "s1")
	if err != nil || len(info.Written) != 1 || len(info.StaffActions) != 0 {
		t.Fatalf("%+v, %v", info, err)
	}
	history := info.Written[0].History
	if last := history[len(history)-1]; last.What != string(api.Offered) || len(last.Reason) < len("增设考场") || last.Reason[:len("增设考场")] != "增设考场" {
		t.Errorf("the history ends with %+v", last)
	}
	row := w.trail()[0]
	if row.SubjectKind != api.AboutPool || row.SubjectKey != "993010-1" || row.Before["capacity"] != "0" || row.After["capacity"] != "2" ||
		row.Staff != "zhao" || row.CandidateID != "" {
		t.Errorf("%+v", row)
	}
	if again, err := w.SetCapacity(t.Context(), manager(key), "993010-1", want); err != nil || again != done || len(w.trail()) != 1 {
		t.Errorf("again: %+v, %v", again, err)
	}
	_, err = w.SetCapacity(t.Context(), manager(key+"2"), "993010-9", want)
	w.wantCode("no such pool", err, api.CodePoolNotFound)
}
