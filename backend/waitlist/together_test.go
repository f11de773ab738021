package waitlist_test

import (
	"testing"

	"houbu/api"
	"houbu/backend/waitlist"
)

// playTogether has up to four students join in one batch, and expects what the
// model says of joins one after the other.
func (h *history) playTogether(i int, s step) {
	h.t.Helper()
	var who []waitlist.Caller
	var wants []api.Join
	var pools []*modelPool
	for k := range s.N + 1 {
		pool := h.m.pools[(s.Which+k*s.Wait)%len(h.m.pools)]
		who, wants, pools = append(who, h.caller(student((s.Student+k)%6))), append(wants, pool.at), append(pools, pool)
	}
	for k, got := range h.JoinTogether(h.t.Context(), who, wants) {
		want, entry := h.m.join(who[k].StudentID, pools[k])
		if code(got.Err) != want {
			h.t.Fatalf("step %d %+v: join %d of the batch: %q, the model says %q", i, s, k, code(got.Err), want)
		}
		if entry == nil {
			continue
		}
		entry.id = got.Value.EntryID
		if got.Value.State != entry.state || got.Value.Sequence != int64(entry.number) {
			h.t.Fatalf("step %d %+v: join %d of the batch is number %d, %s; the model says %d, %s",
				i, s, k, got.Value.Sequence, got.Value.State, entry.number, entry.state)
		}
	}
}

// TestOneBatchHasManyOutcomes sends in one batch what must be done, refused,
// replayed and done after something else.
func TestOneBatchHasManyOutcomes(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1, west4: 0, east6: 5})
	before := w.join("s9", east4) // holds the one seat
	retry := keyed("s8", "again")
	first, err := w.Join(t.Context(), retry, west4)
	w.must(err)
	asks := []struct {
		name     string
		who      waitlist.Caller
		want     api.Join
		code     api.Code
		state    api.EntryState
		sequence int64
	}{
		{"waits behind the holder", keyed("s1", "k"), east4, "", api.Waiting, before.Sequence + 1},
		{"is offered a seat", keyed("s2", "k"), east6, "", api.Offered, 1},
		{"is replayed", retry, west4, "", api.Waiting, first.Sequence},
		{"uses a key again for something else", keyed("s8", "again"), east6, api.CodeKeyReused, "", 0},
		{"has no key", keyed("s3", ""), east4, api.CodeKeyMissing, "", 0},
		{"joins an unknown pool", keyed("s4", "k"), api.Join{CampusCode: "993099", Subject: "1"}, api.CodePoolNotFound, "", 0},
		{"joins another school's", keyed("s4", "k2"), abroad4, api.CodePoolNotFound, "", 0},
		{"needs a written subject", keyed("s5", "k"), eastOral4, api.CodePoolNotFound, "", 0},
		{"is the same student with the level", keyed("s1", "k2"), west4, api.CodeLevelTaken, "", 0},
		{"is the same student with another level", keyed("s1", "k3"), east6, "", api.Offered, 2},
		{"is nobody", keyed("nobody", "k"), east4, api.CodeNotQualified, "", 0},
		{"comes after the refusals", keyed("s6", "k"), east4, "", api.Waiting, before.Sequence + 2},
	}
	who, wants := make([]waitlist.Caller, len(asks)), make([]api.Join, len(asks))
	for i := range asks {
		who[i], wants[i] = asks[i].who, asks[i].want
	}
	for i, got := range w.JoinTogether(t.Context(), who, wants) {
		ask := asks[i]
		if code(got.Err) != ask.code || got.Value.State != ask.state || got.Value.Sequence != ask.sequence {
			t.Errorf("who %s: %+v, %v", ask.name, got.Value, got.Err)
		}
		if got.Err == nil && (got.Value.Key != ask.who.Key || got.Value.Kind != api.ReceiptJoin || got.Value.At.IsZero()) {
			t.Errorf("who %s: the receipt is %+v", ask.name, got.Value)
		}
	}
}

// TestWhatOneBreaksStaysWhole has a join in a batch that the database refuses:
// the others are done all the same.
func TestWhatOneBreaksStaysWhole(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 0})
	// An index that the rules do not know of.
	w.must(w.exec(`CREATE UNIQUE INDEX one_owner ON receipts (key)`))
	w.must(w.exec(`INSERT INTO receipts (account_id, key, kind, fingerprint, body, at) VALUES ('another', 'clash', 'join', 'x', '{}', 0)`))
	got := w.JoinTogether(t.Context(),
		[]waitlist.Caller{keyed("s1", "one"), keyed("s2", "clash"), keyed("s3", "three")}, []api.Join{east4, east4, east4})
	if got[0].Err != nil || got[1].Err == nil || got[2].Err != nil {
		t.Fatalf("answers %+v", got)
	}
	if got[0].Value.Sequence != 1 || got[2].Value.Sequence != 2 {
		t.Errorf("numbers %d and %d, want 1 and 2: what failed takes none", got[0].Value.Sequence, got[2].Value.Sequence)
	}
}
