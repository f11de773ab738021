package waitlist_test

import (
	"testing"
	"time"

	"houbu/api"
)

// TestSettleEverything lets deadlines pass in several pools and counts what ends
// by them; a second time there is nothing left.
func TestSettleEverything(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 2, west4: 1, eastOral4: 0})
	w.joinAll(east4, "s1", "s2", "s3")
	w.joinAll(west4, "s4", "s5")
	w.join("s1", eastOral4)
	settle := func(want int) {
		t.Helper()
		got, err := w.Settle(t.Context())
		w.must(err)
		if got != want {
			t.Errorf("%d ended, want %d", got, want)
		}
	}
	settle(0)
	w.clock.set(start.Add(payWindow - 1))
	settle(0)
	w.clock.set(start.Add(payWindow))
	settle(4) // s1, s2 and s4 did not pay; the oral entry of s1 ends with them
	settle(0)
	w.joinAll(east4, "s6", "s7")
	w.clock.set(last)
	settle(4) // s3, s5 and s6 did not pay; the queue ends with s7
	settle(0)
}

// TestSettleInChunks ends more seats in a pool than one transaction takes, and
// serves as many who wait.
func TestSettleInChunks(t *testing.T) {
	t.Parallel()
	const many = 210
	w := newWorld(t)
	w.crowd(2 * many)
	w.pool(east4, many)
	pool := poolAt(east4).ID()
	w.must(w.exec(`INSERT INTO registrations (id, pool_id, seat_no, student_id, kind, level, state, created_at, pay_by)
		SELECT 'seat-' || no, pool_id, no, 'c' || no, 'written', 4, 'held', 0, $1 FROM seats`, start.UnixNano()))
	w.must(w.exec(`INSERT INTO entries (id, pool_id, student_id, sequence, kind, level, state, joined_at, changed_at)
		SELECT 'entry-' || no, pool_id, 'c' || (no + $1), no, 'written', 4, 'waiting', 0, 0 FROM seats`, many))
	w.must(w.exec("UPDATE pools SET held = $1, waiting = $1, next_sequence = $2 WHERE id = $3", many, many+1, pool))
	if n, err := w.Settle(t.Context()); err != nil || n != many {
		t.Errorf("%d ended, %v; want %d", n, err, many)
	}
	if n := w.count("SELECT count(*) FROM entries WHERE state = 'offered'"); n != many {
		t.Errorf("%d are offered a seat, want %d", n, many)
	}
}

func TestNextDue(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1})
	want := func(due time.Time, ok bool) {
		t.Helper()
		got, has, err := w.NextDue(t.Context())
		w.must(err)
		if has != ok || (ok && !got.Equal(due)) {
			t.Errorf("next due %v, %t; want %v, %t", got, has, due, ok)
		}
	}
	want(time.Time{}, false)
	entry := w.join("s1", east4).EntryID
	want(start.Add(payWindow), true)
	w.pay(entry)
	want(time.Time{}, false)
	w.join("s2", east4)
	want(last, true) // the end of the queue
	w.clock.set(closes)
	w.pool(east4, 2)
	want(closes.Add(payWindow), true) // nobody waits
	w.clock.set(last)
	want(closes.Add(payWindow), true)
}
