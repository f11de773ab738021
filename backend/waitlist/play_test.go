package waitlist_test

import "houbu/api"

// play does one step on both sides and compares the answers.
func (h *history) play(i int, s step) {
	h.t.Helper()
	who, pool := student(s.Student), h.m.pools[s.Which%len(h.m.pools)]
	var got error
	var want api.Code
	switch s.Do {
	case "join":
		want, got = h.playJoin(who, pool)
	case "together":
		h.playTogether(i, s)
	case "cancel":
		entries := h.m.entries()
		if len(entries) == 0 {
			return
		}
		entry := entries[s.Which%len(entries)]
		got, want = h.tryCancel(entry.student, entry.id), h.m.cancel(entry)
	case "pay", "refuse":
		if len(h.m.seats) == 0 {
			return
		}
		seat := h.m.seats[s.Which%len(h.m.seats)]
		if s.Do == "pay" {
			got, want = h.tryPay(h.registration(seat)), h.m.pay(seat)
		} else {
			got, want = h.refuse(h.registration(seat)), h.m.refuse(seat)
		}
	case "capacity":
		got, want = h.SetCapacity(h.t.Context(), poolAt(pool.at).ID(), s.N, "调整"), h.m.resize(pool, s.N)
	case "disqualify":
		if s.N > 0 { // seldom: nobody gets it back
			return
		}
		got, want = h.Disqualify(h.t.Context(), who, pool.at.Subject, "复核"), h.m.disqualify(who, pool.at.Subject)
	case "register":
		var id string
		id, got = h.tryRegister(who, pool.at, s.N == 0)
		var seat *modelSeat
		if want, seat = h.m.register(who, pool, s.N == 0); seat != nil {
			seat.id = id
		}
	}
	if code(got) != want {
		h.t.Fatalf("step %d %+v: %q, the model says %q", i, s, code(got), want)
	}
}

func (h *history) playJoin(who string, pool *modelPool) (api.Code, error) {
	h.t.Helper()
	receipt, err := h.tryJoin(who, pool.at)
	want, entry := h.m.join(who, pool)
	if err != nil || entry == nil {
		return want, err
	}
	entry.id = receipt.EntryID
	if receipt.State != entry.state || receipt.Sequence != int64(entry.number) {
		h.t.Fatalf("joined as number %d, %s; the model says %d, %s", receipt.Sequence, receipt.State, entry.number, entry.state)
	}
	return want, nil
}

// registration is the id of a seat on the product's side.
func (h *history) registration(seat *modelSeat) string {
	h.t.Helper()
	if seat.entry == nil {
		return seat.id
	}
	return h.seatOf(seat.entry.id)
}
