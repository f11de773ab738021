package notice_test

import (
	"testing"

	"houbu/backend/notice"
	"houbu/backend/store"
)

// TestAnotherWorkerIsFaster has the taking of notices collide with another worker,
// which takes them all: there is nothing left to send.
func TestAnotherWorkerIsFaster(t *testing.T) {
	t.Parallel()
	w, to := newWorld(t, 3), &notifier{}
	w.enqueue(offers(3)...)
	other := w.worker(w.db, to, 0)
	faster := func() { w.deliver(other, notice.Round{Taken: 3, Sent: 3}) }
	db, err := store.Open(t.Context(), w.address, store.Colliding(faster))
	w.must(err)
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	w.deliver(w.worker(db, to, 0), notice.Round{})
	for id, times := range to.sent() {
		if times != 1 {
			t.Errorf("%s was sent %d times", id, times)
		}
	}
}
