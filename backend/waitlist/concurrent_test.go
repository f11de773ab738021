package waitlist_test

import (
	"slices"
	"sync"
	"testing"

	"houbu/api"
	"houbu/backend/waitlist"
)

// all runs fn once for each number below n, all at the same time.
func all(n int, fn func(i int)) {
	var group sync.WaitGroup
	start := make(chan struct{})
	for i := range n {
		group.Go(func() {
			<-start
			fn(i)
		})
	}
	close(start)
	group.Wait()
}

// TestManyJoinAtOnce has a crowd join one pool at the same time: everyone is
// either offered one of the seats or waits, by a number of their own.
func TestManyJoinAtOnce(t *testing.T) {
	t.Parallel()
	const people, capacity = 60, 7
	w := fixture(t, map[api.Join]int{east4: capacity})
	crowd := w.crowd(people)
	receipts := make([]api.Receipt, people)
	all(people, func(i int) {
		var err error
		if receipts[i], err = w.Join(t.Context(), keyed(crowd[i], "join-"+crowd[i]), east4); err != nil {
			t.Errorf("%s: %v", crowd[i], err)
		}
	})
	slices.SortFunc(receipts, func(a, b api.Receipt) int { return int(a.Sequence - b.Sequence) })
	for i, r := range receipts {
		want := api.Waiting
		if i < capacity {
			want = api.Offered
		}
		if r.Sequence != int64(i+1) || r.State != want || w.stored(r.EntryID) != want {
			t.Errorf("number %d is %s, want number %d to be %s", r.Sequence, r.State, i+1, want)
		}
	}
	w.wantSeats(east4, 1, 2, 3, 4, 5, 6, 7)
}

// TestEverythingAtOnce has people join, pay, give up and cancel in one pool while
// its capacity changes and others read. The checks after the test look for
// broken promises; here nobody may be left waiting beside a free seat.
func TestEverythingAtOnce(t *testing.T) {
	t.Parallel()
	const people = 24
	w := fixture(t, map[api.Join]int{east4: 4})
	crowd := w.crowd(2 * people)
	entries := w.joinAll(east4, crowd[:people]...)
	seats := make([]string, 4)
	for i := range seats {
		seats[i] = w.seatOf(entries[i])
	}
	unexpected := func(what string, err error) {
		if err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	all(people, func(i int) {
		switch {
		case i < 2:
			unexpected("pay", w.tryPay(seats[i]))
		case i < 4:
			unexpected("give up", w.refuse(seats[i]))
		case i%3 == 0:
			_, err := w.Cancel(t.Context(), keyed(crowd[i], "cancel-"+crowd[i]), entries[i], conflict)
			unexpected("cancel", err)
		case i%3 == 1:
			_, err := w.Join(t.Context(), keyed(crowd[people+i], "join"), east4)
			unexpected("join", err)
		case i%6 == 2:
			unexpected("capacity", w.SetCapacity(t.Context(), poolAt(east4).ID(), i, ""))
		default:
			_, err := w.Info(t.Context(), crowd[i])
			unexpected("info", err)
		}
	})
	if n := w.count("SELECT count(*) FROM pools WHERE held < capacity AND waiting > 0"); n != 0 {
		t.Error("a seat is free beside a queue")
	}
}

// TestOneKeyAtOnceIsOneEntry sends one request many times at once.
func TestOneKeyAtOnceIsOneEntry(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 3})
	const copies = 8
	receipts := make([]api.Receipt, copies)
	all(copies, func(i int) {
		var err error
		if receipts[i], err = w.Join(t.Context(), keyed("s1", "the-key"), east4); err != nil {
			t.Errorf("copy %d: %v", i, err)
		}
	})
	for _, r := range receipts {
		if r != receipts[0] {
			t.Errorf("%+v and %+v", r, receipts[0])
		}
	}
	if n := w.count("SELECT count(*) FROM entries"); n != 1 {
		t.Errorf("%d entries, want 1", n)
	}
}

// TestTwoKeysAtOnceAreOneEntry presses twice, as two requests: one is refused.
func TestTwoKeysAtOnceAreOneEntry(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 3, west4: 3})
	codes := make([]api.Code, 6)
	all(len(codes), func(i int) {
		_, err := w.Join(t.Context(), keyed("s1", "key-"+string(rune('a'+i))), []api.Join{east4, west4}[i%2])
		codes[i] = code(err)
	})
	slices.Sort(codes)
	if want := []api.Code{"", api.CodeLevelTaken, api.CodeLevelTaken, api.CodeLevelTaken, api.CodeLevelTaken, api.CodeLevelTaken}; !slices.Equal(codes, want) {
		t.Errorf("answers %q", codes)
	}
	if n := w.count("SELECT count(*) FROM entries"); n != 1 {
		t.Errorf("%d entries, want 1", n)
	}
}

// TestOneKeyAtOnceForTwoContents uses a key for two contents at the same time: one
// is done, and the other is told that the key came with other content.
func TestOneKeyAtOnceForTwoContents(t *testing.T) {
	t.Parallel()
	for name, other := range map[string]func(w *world, who waitlist.Caller, entry string) error{
		"two joins": func(w *world, who waitlist.Caller, _ string) error {
			_, err := w.Join(w.t.Context(), who, east6)
			return err
		},
		"a join and a cancellation": func(w *world, who waitlist.Caller, entry string) error {
			_, err := w.Cancel(w.t.Context(), who, entry, conflict)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := fixture(t, map[api.Join]int{east4: 0, east6: 0})
			for i := range 9 {
				entry, who := "", keyed(student(i), "the-key")
				if name != "two joins" {
					entry = w.join(who.StudentID, east6).EntryID
				}
				codes := make([]api.Code, 2)
				all(len(codes), func(n int) {
					if n == 0 {
						_, err := w.Join(t.Context(), who, east4)
						codes[n] = code(err)
						return
					}
					codes[n] = code(other(w, who, entry))
				})
				slices.Sort(codes)
				if want := []api.Code{"", api.CodeKeyReused}; !slices.Equal(codes, want) {
					t.Errorf("answers %q, want %q", codes, want)
				}
			}
		})
	}
}

// TestAnOralSeatAndTheEndOfItsWritten has staff register an oral seat while the
// written one that it rests on is given up: it is refused, or ends along.
func TestAnOralSeatAndTheEndOfItsWritten(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 9, eastOral4: 9})
	for i := range 9 {
		who := student(i)
		written := w.register(who, east4, false)
		all(2, func(n int) {
			if n == 0 {
				w.wantCode(w.refuse(written), "")
			} else if _, err := w.tryRegister(who, eastOral4, false); err != nil && code(err) != api.CodeWrittenRequired {
				t.Errorf("register: %v", err)
			}
		})
	}
	if n := w.count("SELECT count(*) FROM registrations WHERE kind = 'oral' AND state <> 'released'"); n != 0 {
		t.Errorf("%d oral seats rest on nothing", n)
	}
}

// TestAJoinAndTheEndOfItsQualification has staff take a qualification away while the
// candidate joins: the join is refused, or its entry ends.
func TestAJoinAndTheEndOfItsQualification(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 4})
	for i := range 9 {
		who := w.caller(student(i))
		all(2, func(n int) {
			if n == 0 {
				w.wantCode(w.Disqualify(t.Context(), who.StudentID, "1", ""), "")
			} else if _, err := w.Join(t.Context(), who, east4); err != nil && code(err) != api.CodeNotQualified {
				t.Errorf("join: %v", err)
			}
		})
	}
	if n := w.count("SELECT count(*) FROM entries WHERE state IN ('waiting', 'offered')"); n != 0 {
		t.Errorf("%d places are of nobody who is qualified", n)
	}
}
