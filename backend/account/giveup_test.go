package account_test

import (
	"context"
	"errors"
	"net/netip"
	"runtime"
	"testing"

	"houbu/api"
	"houbu/backend/store"
)

// TestWhoGivesUpHasNotFailed has a client give up, oftener than would lock the
// account, while its password waits for a check, as at a rush.
func TestWhoGivesUpHasNotFailed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	free := w.service.Occupy()
	for range perAcct + 1 {
		ctx, giveUp := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() {
			_, err := w.service.Login(ctx, netip.MustParseAddr("192.0.2.1"), api.Login{Account: "a@houbu.test", Password: password})
			ended <- err
		}()
		for w.failures() == 0 { // until it is counted, so that it waits now
			runtime.Gosched()
		}
		giveUp()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Fatalf("who gave up got %v", err)
		}
		if n := w.failures(); n != 0 {
			t.Errorf("%d failures are counted", n)
		}
	}
	free()
	if _, err := w.login("192.0.2.1", "a@houbu.test", password); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

// TestACountThatStaysIsNoReasonToTryAgain has a client give up when the database
// cannot take the count back: the failure must not look like one that another try
// gets over.
func TestACountThatStaysIsNoReasonToTryAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	free := w.service.Occupy()
	defer free()
	ctx, giveUp := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		_, err := w.service.Login(ctx, netip.MustParseAddr("192.0.2.1"), api.Login{Account: "a@houbu.test", Password: password})
		ended <- err
	}()
	for w.failures() == 0 {
		runtime.Gosched()
	}
	w.exec("DROP TABLE throttles")
	giveUp()
	if err := <-ended; err == nil || errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want a failure that hides its cause", err)
	}
}

// failures are those that are counted, of anybody.
func (w *world) failures() (n int) {
	w.t.Helper()
	err := w.db.Read(w.t.Context(), func(tx store.Tx) error {
		return tx.QueryRowContext(w.t.Context(), "SELECT COALESCE(sum(failures), 0) FROM throttles").Scan(&n)
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}
