package waitlist_test

import (
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/waitlist"
)

// kinds are the irreversible requests of the waitlist, each with one content and
// another, over a student s1 with a waiting entry and a written seat.
var kinds = map[api.ReceiptKind]struct {
	do    func(w *world, who waitlist.Caller) (api.Receipt, error)
	other func(w *world, who waitlist.Caller) (api.Receipt, error)
}{
	api.ReceiptJoin: {
		func(w *world, who waitlist.Caller) (api.Receipt, error) { return w.Join(w.t.Context(), who, eastOral4) },
		func(w *world, who waitlist.Caller) (api.Receipt, error) { return w.Join(w.t.Context(), who, west4) },
	},
	api.ReceiptCancel: {
		func(w *world, who waitlist.Caller) (api.Receipt, error) {
			return w.Cancel(w.t.Context(), who, w.entryOf(east6), conflict)
		},
		func(w *world, who waitlist.Caller) (api.Receipt, error) {
			return w.Cancel(w.t.Context(), who, w.entryOf(east6), api.Cancellation{Reason: "other", Text: "家中有事"})
		},
	},
	api.ReceiptReport: {
		func(w *world, who waitlist.Caller) (api.Receipt, error) {
			return w.ChooseReport(w.t.Context(), who, w.seatOf(w.entryOf(east4)), api.ReportChoice{Type: "report"})
		},
		func(w *world, who waitlist.Caller) (api.Receipt, error) {
			return w.ChooseReport(w.t.Context(), who, w.seatOf(w.entryOf(east4)), api.ReportChoice{Type: "none"})
		},
	},
}

// entryOf is the entry of s1 in a pool.
func (w *world) entryOf(at api.Join) (id string) {
	w.t.Helper()
	w.scan("SELECT id FROM entries WHERE student_id = 's1' AND pool_id = $1 ORDER BY sequence DESC LIMIT 1", []any{poolAt(at).ID()}, &id)
	return id
}

func onceWorld(t *testing.T) *world {
	t.Helper()
	w := fixture(t, map[api.Join]int{east4: 1, west4: 0, east6: 0, eastOral4: 0})
	w.join("s1", east4)
	w.join("s1", east6)
	w.join("s2", east6)
	return w
}

func TestARetryGetsTheFirstAnswer(t *testing.T) {
	t.Parallel()
	for kind, request := range kinds {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			w := onceWorld(t)
			who := keyed("s1", "the-key")
			first, err := request.do(w, who)
			w.must(err)
			if first.Key != "the-key" || first.Kind != kind || !first.At.Equal(start) || first.At.Location() != time.UTC {
				t.Errorf("receipt %+v", first)
			}
			events := w.count("SELECT count(*) FROM entry_events")
			w.clock.set(start.Add(time.Hour))
			for range 3 {
				if again, err := request.do(w, who); err != nil || again != first {
					t.Errorf("again %+v, %v; want %+v", again, err, first)
				}
			}
			if n := w.count("SELECT count(*) FROM entry_events"); n != events {
				t.Errorf("the retries did something: %d events, %d before", n, events)
			}
			if found, err := w.Receipt(t.Context(), who.AccountID, "the-key"); err != nil || found != first {
				t.Errorf("looked up %+v, %v; want %+v", found, err, first)
			}
		})
	}
}

// TestAKeyIsForOneContent uses a key again for other content, for another kind,
// and from another account, whose keys are its own.
func TestAKeyIsForOneContent(t *testing.T) {
	t.Parallel()
	for kind, request := range kinds {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			w := onceWorld(t)
			who := keyed("s1", "the-key")
			first, err := request.do(w, who)
			w.must(err)
			_, err = request.other(w, who)
			w.wantCode(err, api.CodeKeyReused)
			for other, request := range kinds {
				if other != kind {
					_, err := request.do(w, who)
					w.wantCode(err, api.CodeKeyReused)
				}
			}
			if found, err := w.Receipt(t.Context(), who.AccountID, "the-key"); err != nil || found != first {
				t.Errorf("the first answer became %+v, %v", found, err)
			}
			_, err = w.Receipt(t.Context(), "account-s2", "the-key")
			w.wantCode(err, api.CodeNotFound)
			_, err = w.Join(t.Context(), keyed("s2", "the-key"), west4)
			w.wantCode(err, "")
		})
	}
}

// TestARefusalIsNotKept has each kind refused first, and then done under the same
// key when what it was refused for is gone.
func TestARefusalIsNotKept(t *testing.T) {
	t.Parallel()
	w := onceWorld(t)
	types := w.exam.ReportTypes
	reasons := w.exam.CancelReasons
	w.exam.ReportTypes, w.exam.CancelReasons, w.exam.OralRequires = nil, nil, "paid"
	want := map[api.ReceiptKind]api.Code{
		api.ReceiptJoin: api.CodeWrittenUnpaid, api.ReceiptCancel: api.CodeReasonUnknown, api.ReceiptReport: api.CodeReportOff,
	}
	for kind, request := range kinds {
		_, err := request.do(w, keyed("s1", "key-"+string(kind)))
		w.wantCode(err, want[kind])
	}
	w.exam.ReportTypes, w.exam.CancelReasons, w.exam.OralRequires = types, reasons, "registered"
	for kind, request := range kinds {
		_, err := request.do(w, keyed("s1", "key-"+string(kind)))
		w.wantCode(err, "")
	}
}
