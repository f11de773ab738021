package waitlist_test

import (
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/waitlist"
)

// TestAReceiptSaysWhatWasDone checks everything that a receipt holds, and that
// it is found whole by its key alone, as after a lost reply: also once the entry
// has gone on.
func TestAReceiptSaysWhatWasDone(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		do   func(w *world, who waitlist.Caller, entry string) (api.Receipt, error)
		want api.Receipt
	}{
		{
			"join", func(w *world, who waitlist.Caller, _ string) (api.Receipt, error) {
				return w.Join(w.t.Context(), who, east6)
			},
			api.Receipt{Kind: api.ReceiptJoin, Number: "J993010-2-3", Pool: "993010-2", Sequence: 3, Subject: "2", State: api.Waiting},
		},
		{
			"join, served at once", func(w *world, who waitlist.Caller, _ string) (api.Receipt, error) {
				w.pool(east6, 3)
				return w.Join(w.t.Context(), who, east6)
			},
			api.Receipt{Kind: api.ReceiptJoin, Number: "J993010-2-3", Pool: "993010-2", Sequence: 3, Subject: "2", State: api.Offered},
		},
		{
			"cancel", func(w *world, who waitlist.Caller, entry string) (api.Receipt, error) {
				return w.Cancel(w.t.Context(), who, entry, conflict)
			},
			api.Receipt{Kind: api.ReceiptCancel, Number: "C993010-1-1", Pool: "993010-1", Sequence: 1, Subject: "1", State: api.Cancelled},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := fixture(t, map[api.Join]int{east4: 0, east6: 0})
			entry := w.join("s1", east4).EntryID
			w.joinAll(east6, "s2", "s3")
			at := start.Add(time.Minute + 7)
			w.clock.set(at)
			got, err := test.do(w, keyed("s1", "the-key-of-it"), entry)
			w.must(err)
			want := test.want
			want.Key, want.At, want.EntryID, want.Campus = "the-key-of-it", at, got.EntryID, "校区993010"
			if got != want || got.EntryID == "" {
				t.Errorf("got %+v\nwant %+v", got, want)
			}
			w.clock.set(last)
			w.info("s1")
			found, err := w.Receipt(t.Context(), "account-s1", "the-key-of-it")
			w.must(err)
			if found != want {
				t.Errorf("found %+v\nwant %+v", found, want)
			}
		})
	}
}
