package waitlist_test

import (
	"fmt"
	"slices"
	"testing"

	"houbu/api"
)

// TestThePositionIsTheOrderOfService makes a queue with holes, reads everyone's
// position, and then gives seats out one by one: they must go by the positions,
// and those behind must move up by one each time.
func TestThePositionIsTheOrderOfService(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 0})
	// Later joins get earlier instants, so that a clock cannot order.
	students := []string{"s5", "s2", "s9", "s1", "s7", "s3", "s8"}
	entries := map[string]string{}
	for i, student := range students {
		w.clock.set(start.Add(-minute(i)))
		entries[student] = w.join(student, east4).EntryID
	}
	w.clock.set(start)
	w.cancel("s5", entries["s5"])
	w.cancel("s1", entries["s1"])
	entries["s5"] = w.join("s5", east4).EntryID
	want := []string{"s2", "s9", "s7", "s3", "s8", "s5"}
	w.wantPositions(want, entries)
	for capacity := range len(want) {
		w.pool(east4, capacity+1)
		if state := w.stored(entries[want[capacity]]); state != api.Offered {
			t.Fatalf("seat %d did not go to %s", capacity+1, want[capacity])
		}
		w.wantPositions(want[capacity+1:], entries)
	}
}

// wantPositions checks what each of those who wait reads of the position.
func (w *world) wantPositions(students []string, entries map[string]string) {
	w.t.Helper()
	var got []string
	for _, student := range students {
		e := w.entry(student, entries[student])
		got = append(got, fmt.Sprintf("%s %s %d", student, e.State, e.Ahead))
	}
	var want []string
	for i, student := range students {
		want = append(want, fmt.Sprintf("%s waiting %d", student, i))
	}
	if !slices.Equal(got, want) {
		w.t.Errorf("positions %q, want %q", got, want)
	}
}

// TestTheLastMoveOfTheQueue checks when an entry is said to have changed: when
// someone ahead left, not someone behind.
func TestTheLastMoveOfTheQueue(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1})
	entries := w.joinAll(east4, "s1", "s2", "s3", "s4", "s5")
	for i, test := range []struct {
		name  string
		do    func()
		moved bool
	}{
		{"one behind leaves", func() { w.cancel("s5", entries[4]) }, false},
		{"one ahead leaves", func() { w.cancel("s2", entries[1]) }, true},
		{"one ahead is served", func() { w.cancel("s1", entries[0]) }, true},
		{"the one served pays", func() { w.pay(entries[2]) }, false},
		{"one joins behind", func() { w.join("s6", east4) }, false},
	} {
		before := w.entry("s4", entries[3]).ChangedAt
		now := start.Add(minute(i + 1))
		w.clock.set(now)
		test.do()
		want := before
		if test.moved {
			want = now
		}
		if got := w.entry("s4", entries[3]).ChangedAt; !got.Equal(want) {
			t.Errorf("%s: changed at %v, want %v", test.name, got, want)
		}
	}
}
