package desk_test

import (
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/payment"
	"houbu/backend/store"
	"houbu/backend/waitlist"
)

// order makes s1's order over the one seat.
func (w *world) order() api.Order {
	w.t.Helper()
	w.joins("a1", "s1")
	var seat string
	if err := w.db.Look(scan(w, "SELECT id FROM registrations", &seat)); err != nil {
		w.t.Fatal(err)
	}
	made, err := w.payment.Create(w.t.Context(), waitlist.Caller{AccountID: "a1", StudentID: "s1", Key: key + "order"}, api.NewOrder{Registrations: []string{seat}})
	if err != nil {
		w.t.Fatal(err)
	}
	return made
}

// pays lets the platform say that an order was paid.
func (w *world) pays(order api.Order, ref string) {
	w.t.Helper()
	cashier := order.CashierURL[len(payment.CashierPath):]
	err := w.payment.Apply(w.t.Context(), payment.Charge{
		Ref: ref, Cashier: cashier, AmountFen: order.AmountFen, Method: "bank", Outcome: payment.Paid, At: w.clock.Now(),
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

func TestOrdersAreFound(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	made := w.order()
	for name, want := range map[string]api.StaffOrderSearch{
		"number": {Number: " " + made.Number + " "}, "id": {Number: made.ID}, "candidate": {Candidate: "s1"},
	} {
		found, err := w.Orders(t.Context(), want)
		if err != nil || len(found.Orders) != 1 || found.More {
			t.Errorf("by %s: %+v, %v", name, found, err)
			continue
		}
		got := found.Orders[0]
		if got.Order.ID != made.ID || got.Order.CashierURL != "" || got.CandidateID != "s1" || got.Name != "张三" || len(got.Needs) != 0 {
			t.Errorf("by %s: %+v", name, got)
		}
	}
	if found, err := w.Orders(t.Context(), api.StaffOrderSearch{Candidate: "s2"}); err != nil || len(found.Orders) != 0 {
		t.Errorf("another's: %+v, %v", found, err)
	}
	_, err := w.Orders(t.Context(), api.StaffOrderSearch{Number: " "})
	w.wantCode("nothing to search by", err, api.CodeBadRequest)
	_, err = w.RefreshOrder(t.Context(), "o0")
	w.wantCode("no such order", err, api.CodeNotFound)
}

// TestARefundIsMarkedOnce: a second payment needs a person until it is marked, which
// the candidate reads.
func TestARefundIsMarkedOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	made := w.order()
	w.pays(made, "first")
	if needs, err := w.Attention(t.Context()); err != nil || len(needs.Orders) != 0 {
		t.Errorf("paid once: %+v, %v", needs, err)
	}
	w.pays(made, "second")
	needs, err := w.Attention(t.Context())
	if err != nil || len(needs.Orders) != 1 || len(needs.Orders[0].Needs) != 1 || needs.Orders[0].Needs[0] != api.NeedRefund || len(needs.Orders[0].Payments) != 2 {
		t.Fatalf("paid twice: %+v, %v", needs, err)
	}
	want := api.StaffRefund{Ref: "second", Note: "已原路退回"}
	done, err := w.Refund(t.Context(), manager(key), want)
	if err != nil || done.OrderID != made.ID {
		t.Fatalf("%+v, %v", done, err)
	}
	if again, err := w.Refund(t.Context(), manager(key), want); err != nil || again != done {
		t.Errorf("again: %+v, %v", again, err)
	}
	if needs, err := w.Attention(t.Context()); err != nil || len(needs.Orders) != 0 {
		t.Errorf("marked: %+v, %v", needs, err)
	}
	if own, err := w.payment.Order(t.Context(), "s1", made.ID); err != nil || own.RefundDue {
		t.Errorf("the candidate's order: %+v, %v", own, err)
	}
	info, err := w.waitlist.Info(t.Context(), "s1")
	if err != nil || len(info.StaffActions) != 1 || info.StaffActions[0].Action != api.AuditRefund || info.StaffActions[0].Note != "已原路退回" {
		t.Errorf("%+v, %v", info.StaffActions, err)
	}
	for ref, code := range map[string]api.Code{"second": api.CodeNothingToDo, "first": api.CodeNothingToDo, "none": api.CodeNotFound} {
		_, err := w.Refund(t.Context(), manager(key+ref), api.StaffRefund{Ref: ref, Note: "x"})
		w.wantCode(ref, err, code)
	}
}

// TestAnOrderPastItsDeadlineNeedsThePlatform until it was asked.
func TestAnOrderPastItsDeadlineNeedsThePlatform(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	made := w.order()
	w.clock.Set(start.Add(24 * time.Hour))
	needs, err := w.Attention(t.Context())
	if err != nil || len(needs.Orders) != 1 || needs.Orders[0].Needs[0] != api.NeedAsk || needs.Orders[0].Order.State != api.OrderExpired {
		t.Fatalf("%+v, %v", needs, err)
	}
	// The platform took the money in time; the backend never heard.
	w.exec("INSERT INTO platform_charges (ref, cashier, amount_fen, method, outcome, at) VALUES ('lost', $1, 3000, 'bank', 'paid', $2)",
		made.CashierURL[len(payment.CashierPath):], start.UnixNano())
	got, err := w.RefreshOrder(t.Context(), made.ID)
	if err != nil || len(got.Payments) != 1 || len(got.Needs) != 1 || got.Needs[0] != api.NeedRefund {
		t.Errorf("asked: %+v, %v", got, err)
	}
	var n int
	if err := w.db.Look(func(tx store.Tx) error {
		return tx.QueryRowContext(t.Context(), "SELECT count(*) FROM payments").Scan(&n)
	}); err != nil || n != 1 {
		t.Errorf("%d payments, %v", n, err)
	}
}
