package payment_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/payment"
)

func TestCreateBillsTheRegistrations(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	got := w.create("key-0001", oral, written, six)
	if got.State != api.OrderOpen || got.AmountFen != 3000+3200+5000 || !got.PayBy.Equal(due) || got.RefundDue {
		t.Errorf("order = %+v", got)
	}
	if len(got.Items) != 3 || got.Items[0].SubjectName != "英语四级" || got.Items[2].SubjectName != "英语四级口试" || got.Items[0].Campus != "东校区" {
		t.Errorf("items = %+v, want the written ones first", got.Items)
	}
}

func TestCreateRefusals(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		given func(w *world)
		key   string
		ids   []string
		want  api.Code
	}{
		{"nothing named", nil, "key-0001", nil, api.CodeNothingToPay},
		{"unknown", nil, "key-0001", []string{"reg-none"}, api.CodeNothingToPay},
		{"somebody else's", nil, "key-0001", []string{others}, api.CodeNothingToPay},
		{"one of two is somebody else's", nil, "key-0001", []string{written, others}, api.CodeNothingToPay},
		{"paid", func(w *world) { w.exec("UPDATE registrations SET state = 'paid' WHERE id = $1", written) }, "key-0001", []string{written}, api.CodeNothingToPay},
		{"released", func(w *world) { w.exec("UPDATE registrations SET state = 'released' WHERE id = $1", written) }, "key-0001", []string{written}, api.CodeNothingToPay},
		{"just before the deadline", func(w *world) { w.clock.Set(due.Add(-1)) }, "key-0001", []string{written}, ""},
		{"at the deadline", func(w *world) { w.clock.Set(due) }, "key-0001", []string{written}, api.CodePaymentClosed},
		{"after the deadline", func(w *world) { w.clock.Set(due.Add(1)) }, "key-0001", []string{written}, api.CodePaymentClosed},
		{"oral before written", nil, "key-0001", []string{oral}, api.CodeWrittenUnpaid},
		{"oral with one of two written", nil, "key-0001", []string{oral, written}, api.CodeWrittenUnpaid},
		{"oral with all written", nil, "key-0001", []string{oral, written, six}, ""},
		{"oral after written", func(w *world) {
			w.exec("UPDATE registrations SET state = 'paid' WHERE id IN ($1, $2)", written, six)
		}, "key-0001", []string{oral}, ""},
		{"oral when the written one has lapsed", func(w *world) {
			w.exec("UPDATE registrations SET pay_by = $3 WHERE id IN ($1, $2)", written, six, start.UnixNano())
		}, "key-0001", []string{oral}, ""},
		{"no key", nil, "", []string{written}, api.CodeKeyMissing},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			if test.given != nil {
				test.given(w)
			}
			if _, err := w.try(test.key, test.ids...); code(err) != test.want {
				t.Errorf("Create = %v, want %q", err, test.want)
			}
			wantOrders := 0
			if test.want == "" {
				wantOrders = 1
			}
			if n := w.count("SELECT count(*) FROM orders"); n != wantOrders {
				t.Errorf("%d orders, want %d", n, wantOrders)
			}
		})
	}
}

func TestCreateReplaysItsKey(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.create("key-0001", written, six)
	if again := w.create("key-0001", six, written, six); again.ID != first.ID {
		t.Errorf("the same key made another order")
	}
	if _, err := w.try("key-0001", written); code(err) != api.CodeKeyReused {
		t.Errorf("the same key with other content = %v", err)
	}
	w.apply(charge(first, "ref-1"))
	if again := w.create("key-0001", written, six); again.ID != first.ID || again.State != api.OrderPaid {
		t.Errorf("replay after the payment = %+v", again)
	}
	if n := w.count("SELECT count(*) FROM receipts WHERE kind = 'order'"); n != 1 {
		t.Errorf("%d receipts, want 1", n)
	}
}

func TestCreateReturnsTheOpenOrderOverTheSame(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.create("key-0001", written)
	second := w.create("key-0002", written)
	if second.ID != first.ID || w.count("SELECT count(*) FROM orders") != 1 {
		t.Errorf("a second order over the same registrations")
	}
}

func TestCreateEndsOverlappingOrders(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.create("key-0001", written)
	second := w.create("key-0002", written, six)
	if second.ID == first.ID || w.order(first.ID).State != api.OrderExpired || second.State != api.OrderOpen {
		t.Fatalf("first %s, second %s", w.order(first.ID).State, second.State)
	}
	w.apply(charge(second, "ref-2"))
	w.apply(charge(first, "ref-1"))
	if got := w.order(first.ID); got.State != api.OrderExpired || !got.RefundDue {
		t.Errorf("payment of a replaced order: %s, refund due %t", got.State, got.RefundDue)
	}
	if got := w.order(second.ID); got.State != api.OrderPaid || got.RefundDue {
		t.Errorf("the order that replaced it: %s, refund due %t", got.State, got.RefundDue)
	}
}

func TestCreateHearsOfALostPaymentFirst(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.create("key-0001", written)
	pay(t, w, first, dropped)
	if got := w.order(first.ID); got.State != api.OrderOpen {
		t.Fatalf("the notification was not dropped: %s", got.State)
	}
	if _, err := w.try("key-0002", written, six); code(err) != api.CodeNothingToPay {
		t.Errorf("a second order over a seat that is paid = %v", err)
	}
	if got := w.order(first.ID); got.State != api.OrderPaid {
		t.Errorf("first order %s, want paid", got.State)
	}
}

func TestCreateAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var group sync.WaitGroup
	ids := make(chan string, 8)
	for i := range 8 {
		group.Go(func() {
			order, err := w.try("key-000"+string(rune('a'+i)), written)
			if err != nil {
				t.Error(err)
			}
			ids <- order.ID
		})
	}
	group.Wait()
	close(ids)
	first := <-ids
	for id := range ids {
		if id != first {
			t.Errorf("two orders over one registration")
		}
	}
}

// TestOneKeyAtOnce sends one request many times at the same time, as a client does
// that heard nothing: each copy is answered with the one order. Another content
// under the same key is told so.
func TestOneKeyAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for round := range 5 {
		for name, contents := range map[string][2]string{"one content": {written, written}, "two": {written, six}} {
			key := fmt.Sprintf("key-%s-%d", name, round)
			var group sync.WaitGroup
			answers := make([]string, 4)
			for i := range answers {
				group.Go(func() {
					order, err := w.try(key, contents[i%2])
					switch {
					case name == "two" && code(err) == api.CodeKeyReused:
					case err != nil:
						t.Errorf("%s: %v", name, err)
					default:
						answers[i] = order.ID
					}
				})
			}
			group.Wait()
			slices.Sort(answers)
			if ids := slices.DeleteFunc(slices.Compact(answers), func(id string) bool { return id == "" }); len(ids) != 1 {
				t.Errorf("%s: the orders are %q", name, ids)
			}
		}
	}
}

// mute is a platform that does not answer.
type mute struct{}

func (mute) Query(context.Context, string) ([]payment.Charge, error) {
	return nil, errors.New("no route to the platform")
}

func TestWithoutThePlatform(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.service = payment.New(w.db, w.exam, w.seats, mute{}, w.clock.Now)
	first := w.create("key-0001", written)
	if again := w.create("key-0001", written); again.ID != first.ID {
		t.Errorf("a retry needs the platform")
	}
	if _, err := w.try("key-0002", written, six); code(err) != api.CodeUnavailable {
		t.Errorf("an overlapping order that might be paid = %v", err)
	}
	if _, err := w.service.Refresh(t.Context(), zhang, first.ID); code(err) != api.CodeUnavailable {
		t.Errorf("Refresh = %v", err)
	}
	w.clock.Set(due.Add(time.Minute))
	if n, err := w.service.Settle(t.Context()); err == nil || n != 1 {
		t.Errorf("Settle = %d, %v; want the order ended and the platform's silence reported", n, err)
	}
}

func TestOrderBelongsToItsCandidate(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	order := w.create("key-0001", written)
	for _, read := range []func(context.Context, string, string) (api.Order, error){w.service.Order, w.service.Refresh} {
		if _, err := read(t.Context(), li, order.ID); code(err) != api.CodeNotFound {
			t.Errorf("another candidate reads the order: %v", err)
		}
		if _, err := read(t.Context(), zhang, "none"); code(err) != api.CodeNotFound {
			t.Errorf("an order that does not exist: %v", err)
		}
	}
}
