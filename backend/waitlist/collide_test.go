package waitlist_test

import (
	"testing"

	"houbu/api"
	"houbu/backend/store"
)

// TestAJoinThatCollidesIsJudgedAnew has a join collide with the cancellation that
// makes it possible: what the first try was refused for does not count.
func TestAJoinThatCollidesIsJudgedAnew(t *testing.T) {
	t.Parallel()
	var w *world
	var leaves string // an entry of s1, until it is cancelled
	w = newWorld(t, store.Colliding(func() {
		if entry := leaves; entry != "" {
			leaves = ""
			w.wantCode(w.tryCancel("s1", entry), "")
		}
	}))
	w.pool(east4, 0)
	w.pool(west4, 0)
	before := w.join("s1", west4).EntryID
	leaves = before
	after := w.join("s1", east4).EntryID
	w.wantState("s1", before, api.Cancelled)
	w.wantState("s1", after, api.Waiting)
}
