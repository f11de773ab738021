package waitlist_test

import (
	"testing"
	"time"

	"houbu/api"
)

// TestWhoComesByASlowClockPassesNobodyOver: by the clock of one process the last
// allocation has passed, and those who waited are closed. By another's it has not:
// who joins there is not served before them.
func TestWhoComesByASlowClockPassesNobodyOver(t *testing.T) {
	t.Parallel()
	for name, behind := range map[string]time.Duration{"a moment": 1, "a minute": time.Minute} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := fixture(t, map[api.Join]int{east4: 1})
			w.exam.ClosesAt = last
			w.clock.set(last.Add(-time.Hour))
			entries := w.joinAll(east4, "s1", "s2")
			w.clock.set(last)
			_, err := w.Settle(t.Context())
			w.must(err)
			w.wantState("s2", entries[1], api.Closed)

			w.clock.set(last.Add(-behind))
			late := w.join("s3", east4).EntryID
			w.cancel("s1", entries[0])
			w.wantState("s3", late, api.Waiting)
			w.clock.set(last)
			w.wantState("s3", late, api.Closed)
		})
	}
}
