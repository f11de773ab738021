package waitlist_test

import (
	"context"
	"slices"
	"testing"

	"houbu/api"
	"houbu/backend/store"
)

// seats are the numbers of the seats of a pool that somebody holds.
func (w *world) seats(at api.Join) (taken []int) {
	w.t.Helper()
	err := w.db.Read(w.t.Context(), func(tx store.Tx) error {
		rows, err := tx.QueryContext(w.t.Context(), "SELECT seat_no FROM registrations WHERE pool_id = $1 AND state IN ('held', 'paid') ORDER BY seat_no", poolAt(at).ID())
		if err != nil {
			return err
		}
		defer func() { _ = rows.Close() }()
		for rows.Next() {
			var seat int
			if err := rows.Scan(&seat); err != nil {
				return err
			}
			taken = append(taken, seat)
		}
		return rows.Err()
	})
	w.must(err)
	return taken
}

func (w *world) wantSeats(at api.Join, want ...int) {
	w.t.Helper()
	if got := w.seats(at); !slices.Equal(got, want) {
		w.t.Errorf("seats taken %v, want %v", got, want)
	}
}

// TestLoweringTakesNobodysSeat lowers a capacity below the holders: all keep
// theirs, and nothing is offered until the number fits. Seats beyond the
// capacity are not given out again.
func TestLoweringTakesNobodysSeat(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 4})
	entries := w.joinAll(east4, "s1", "s2", "s3", "s4", "s5", "s6")
	w.must(w.SetCapacity(t.Context(), poolAt(east4).ID(), 2, "考场调整"))
	w.wantSeats(east4, 1, 2, 3, 4)
	w.cancel("s1", entries[0])
	w.wantSeats(east4, 2, 3, 4)
	w.cancel("s2", entries[1])
	w.wantSeats(east4, 3, 4) // it fits, and is full
	w.wantState("s5", entries[4], api.Waiting)
	w.cancel("s3", entries[2])
	w.wantSeats(east4, 2, 4)
	w.wantState("s5", entries[4], api.Offered)
	w.cancel("s4", entries[3])
	w.wantSeats(east4, 1, 2)
	w.wantState("s6", entries[5], api.Offered)
}

// TestLoweringAndRaisingAgain fills a pool, lowers it and raises it beyond what it
// had: the seats are those that nobody holds, from the lowest.
func TestLoweringAndRaisingAgain(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 3})
	entries := w.joinAll(east4, "s1", "s2", "s3", "s4", "s5", "s6")
	w.pool(east4, 1)
	w.cancel("s2", entries[1])
	w.wantSeats(east4, 1, 3)
	w.pool(east4, 3)
	w.wantSeats(east4, 1, 2, 3)
	w.wantState("s4", entries[3], api.Offered)
	w.pool(east4, 5)
	w.wantSeats(east4, 1, 2, 3, 4, 5)
	w.pool(east4, 0)
	w.pool(east4, 5)
	if n := w.count("SELECT count(*) FROM seats"); n != 5 {
		t.Errorf("%d seats exist, want 5", n)
	}
}

// TestHolesAreFilled gives seats back in the middle of a full pool, one and many
// at a time.
func TestHolesAreFilled(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 6})
	entries := w.joinAll(east4, "s1", "s2", "s3", "s4", "s5", "s6")
	w.cancel("s2", entries[1])
	w.cancel("s5", entries[4])
	w.wantSeats(east4, 1, 3, 4, 6)
	w.joinAll(east4, "s7", "s8")
	w.wantSeats(east4, 1, 2, 3, 4, 5, 6)
	w.join("s9", east4)
	w.must(w.refuse(w.seatOf(entries[2]), w.seatOf(entries[3])))
	w.wantSeats(east4, 1, 2, 3, 5, 6)
}

func TestCapacityRefusals(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1})
	w.wantCode(w.SetCapacity(t.Context(), "993010-77", 1, ""), api.CodePoolNotFound)
	w.wantCode(w.SetCapacity(t.Context(), poolAt(east4).ID(), -1, ""), api.CodeBadRequest)
	add := func(at api.Join, capacity int) error {
		return w.write(func(ctx context.Context, tx store.Tx) error { return w.AddPool(ctx, tx, poolAt(at), capacity) })
	}
	w.wantCode(add(api.Join{CampusCode: "993010", Subject: "77"}, 1), api.CodePoolNotFound)
	w.wantCode(add(west4, -1), api.CodeBadRequest)
	if n := w.count("SELECT count(*) FROM pools"); n != 1 {
		t.Errorf("%d pools, want 1", n)
	}
}

func TestAPoolsNamesAreBroughtUpToDate(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1})
	entry := w.join("s1", east4).EntryID
	renamed := poolAt(east4)
	renamed.Campus, renamed.School = "新校区", "新学校"
	w.must(w.write(func(ctx context.Context, tx store.Tx) error { return w.AddPool(ctx, tx, renamed, 1) }))
	if e := w.entry("s1", entry); e.Campus != "新校区" || e.State != api.Offered {
		t.Errorf("the entry: %+v", e)
	}
}
