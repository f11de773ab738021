package store_test

import (
	"errors"
	"testing"

	"houbu/backend/store"
	"houbu/backend/store/storetest"
)

// TestColliding runs every function that writes twice, and keeps what the second run
// did; reading is not touched.
func TestColliding(t *testing.T) {
	t.Parallel()
	between := 0
	db, err := store.Open(t.Context(), storetest.Address(t), store.Colliding(func() { between++ }))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	between = 0 // Open writes, too
	refused := errors.New("refused")
	for name, outcome := range map[string]error{"a": nil, "b": refused} {
		runs := 0
		err := db.Write(t.Context(), func(tx store.Tx) error {
			runs++
			if err := putName(t, tx, name); err != nil { // it would be there twice, were the first not undone
				return err
			}
			return outcome
		})
		if !errors.Is(err, outcome) || runs != 2 {
			t.Errorf("%s: %d runs, %v", name, runs, err)
		}
	}
	wantNames(t, db, "a")
	if between != 2 {
		t.Errorf("it was told of %d collisions", between)
	}
	reads := 0
	if err := db.Read(t.Context(), func(store.Tx) error { reads++; return nil }); err != nil || reads != 1 {
		t.Errorf("read %d times, %v", reads, err)
	}
}
