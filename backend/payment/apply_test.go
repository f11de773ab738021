package payment_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/payment"
	"houbu/backend/refusal"
)

func TestApplyAtTheDeadline(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		at     time.Time
		state  api.OrderState
		refund bool
		seat   string
	}{
		{"a nanosecond before", due.Add(-1), api.OrderPaid, false, "paid"},
		{"at the deadline", due, api.OrderExpired, true, "held"},
		{"a nanosecond after", due.Add(1), api.OrderExpired, true, "held"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			order := w.create("key-0001", written)
			w.clock.Set(test.at)
			w.apply(charge(order, "ref-1"))
			got := w.order(order.ID)
			if got.State != test.state || got.RefundDue != test.refund {
				t.Errorf("order %s, refund due %t; want %s, %t", got.State, got.RefundDue, test.state, test.refund)
			}
			if seat := w.registration(written); seat != test.seat {
				t.Errorf("the seat is %s, want %s", seat, test.seat)
			}
		})
	}
}

func TestApplyPays(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	order := w.create("key-0001", written, six)
	for range 3 { // the same news any number of times
		w.apply(charge(order, "ref-1"))
	}
	got := w.order(order.ID)
	if got.State != api.OrderPaid || got.Method != "alipay" || got.PaidAt == nil || !got.PaidAt.Equal(start) || got.RefundDue {
		t.Errorf("order = %+v", got)
	}
	if w.registration(written) != "paid" || w.registration(six) != "paid" || w.count("SELECT count(*) FROM payments") != 1 {
		t.Errorf("seats %s and %s, %d payments", w.registration(written), w.registration(six), w.count("SELECT count(*) FROM payments"))
	}
}

func TestApplyMarksForRefund(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		given func(w *world, order api.Order)
		spoil func(c *payment.Charge)
		state api.OrderState
		seat  string
	}{
		{"second payment", func(w *world, o api.Order) { w.apply(charge(o, "ref-0")) }, nil, api.OrderPaid, "paid"},
		{"after a refusal", func(w *world, o api.Order) {
			w.apply(payment.Charge{Ref: "ref-0", Cashier: charge(o, "").Cashier, Outcome: payment.Refused, At: start})
		}, nil, api.OrderRefused, "released"},
		{"too little", nil, func(c *payment.Charge) { c.AmountFen-- }, api.OrderExpired, "held"},
		{"too much", nil, func(c *payment.Charge) { c.AmountFen++ }, api.OrderExpired, "held"},
		{"the seat was released", func(w *world, _ api.Order) {
			w.exec("UPDATE registrations SET state = 'released' WHERE id = $1", written)
		}, nil, api.OrderExpired, "released"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			order := w.create("key-0001", written)
			if test.given != nil {
				test.given(w, order)
			}
			c := charge(order, "ref-1")
			if test.spoil != nil {
				test.spoil(&c)
			}
			w.apply(c)
			w.apply(c)
			got := w.order(order.ID)
			if got.State != test.state || !got.RefundDue || w.registration(written) != test.seat {
				t.Errorf("order %s, refund due %t, seat %s; want %s, true, %s", got.State, got.RefundDue, w.registration(written), test.state, test.seat)
			}
			if n := w.count("SELECT count(*) FROM payments WHERE refund_due = 1 AND note <> ''"); n != 1 {
				t.Errorf("%d payments marked for refund with a note, want 1", n)
			}
		})
	}
}

func TestAWrongAmountLeavesTheSeatPayable(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	wrong := w.create("key-0001", written)
	c := charge(wrong, "ref-1")
	c.AmountFen = 1
	w.apply(c)
	right := w.create("key-0002", written)
	w.apply(charge(right, "ref-2"))
	if right.ID == wrong.ID || w.order(right.ID).State != api.OrderPaid {
		t.Errorf("the seat cannot be paid after a wrong amount")
	}
}

func TestApplyRefusal(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	order := w.create("key-0001", written)
	w.apply(payment.Charge{Ref: "ref-1", Cashier: charge(order, "").Cashier, Outcome: payment.Refused, At: start})
	if got := w.order(order.ID); got.State != api.OrderRefused || got.RefundDue || w.registration(written) != "released" {
		t.Errorf("order %s, refund due %t, seat %s", got.State, got.RefundDue, w.registration(written))
	}
	paid := w.create("key-0002", six)
	w.apply(charge(paid, "ref-2"))
	w.apply(payment.Charge{Ref: "ref-3", Cashier: charge(paid, "").Cashier, Outcome: payment.Refused, At: start})
	if got := w.order(paid.ID); got.State != api.OrderPaid || w.registration(six) != "paid" {
		t.Errorf("a refusal after the payment: order %s, seat %s", got.State, w.registration(six))
	}
}

func TestApplyIsOneTransaction(t *testing.T) {
	t.Parallel()
	for _, outcome := range []payment.Outcome{payment.Paid, payment.Refused} {
		w := newWorld(t)
		order := w.create("key-0001", written)
		w.seats.fail = errors.New("the waitlist failed")
		c := charge(order, "ref-1")
		c.Outcome = outcome
		if err := w.service.Apply(t.Context(), c); !errors.Is(err, w.seats.fail) {
			t.Errorf("Apply = %v", err)
		}
		if got := w.order(order.ID); got.State != api.OrderOpen || w.registration(written) != "held" || w.count("SELECT count(*) FROM payments") != 0 {
			t.Errorf("%s: half of it was kept: order %s, seat %s", outcome, got.State, w.registration(written))
		}
	}
}

func TestApplyRefusesNonsense(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	order := w.create("key-0001", written)
	c := charge(order, "ref-1")
	c.Cashier = "nobody's"
	if err := w.service.Apply(t.Context(), c); !errors.Is(err, payment.ErrUnknownCashier) {
		t.Errorf("Apply = %v, want ErrUnknownCashier", err)
	}
	c = charge(order, "ref-1")
	c.Outcome = "maybe"
	if err := w.service.Apply(t.Context(), c); !errors.Is(err, payment.ErrOutcome) {
		t.Errorf("Apply = %v, want ErrOutcome", err)
	}
}

func TestApplyAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	order := w.create("key-0001", written)
	var group sync.WaitGroup
	for i := range 8 { // four payments, each heard of twice
		group.Go(func() {
			if err := w.service.Apply(t.Context(), charge(order, "ref-"+string(rune('a'+i/2)))); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if n, refunds := w.count("SELECT count(*) FROM payments"), w.count("SELECT count(*) FROM payments WHERE refund_due = 1"); n != 4 || refunds != 3 {
		t.Errorf("%d payments of which %d to refund, want 4 and 3", n, refunds)
	}
}

func TestSettle(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	lost := w.create("key-0001", written)
	pay(t, w, lost, dropped)
	left := w.create("key-0002", six)
	if n, err := w.service.Settle(t.Context()); n != 1 || err != nil {
		t.Errorf("Settle = %d, %v; want the lost payment found", n, err)
	}
	w.clock.Set(due.Add(-1))
	if n, err := w.service.Settle(t.Context()); n != 0 || err != nil {
		t.Errorf("Settle before the deadline = %d, %v", n, err)
	}
	w.clock.Set(due)
	if got := w.order(left.ID); got.State != api.OrderExpired {
		t.Errorf("read at the deadline: %s", got.State)
	}
	if n, err := w.service.Settle(t.Context()); n != 1 || err != nil {
		t.Errorf("Settle at the deadline = %d, %v", n, err)
	}
	if w.order(lost.ID).State != api.OrderPaid || w.count("SELECT count(*) FROM orders WHERE state = 'expired'") != 1 {
		t.Errorf("lost %s, left %s", w.order(lost.ID).State, w.order(left.ID).State)
	}
}

// TestApplyAsTheDeadlinePasses has the waitlist see the deadline pass while the
// order was still in time.
func TestApplyAsTheDeadlinePasses(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	order := w.create("key-0001", written)
	w.clock.Set(due.Add(-1))
	w.seats.fail = refusal.New(api.CodePaymentClosed, "the pay deadline has passed")
	w.seats.then = func() { w.clock.Set(due) }
	w.apply(charge(order, "ref-1"))
	if got := w.order(order.ID); got.State != api.OrderExpired || !got.RefundDue || w.registration(written) != "held" {
		t.Errorf("order %s, refund due %t, seat %s", got.State, got.RefundDue, w.registration(written))
	}
}
