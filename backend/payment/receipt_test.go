package payment_test

import (
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/receipt"
	"houbu/backend/store"
	"houbu/backend/waitlist"
)

// TestTheReceiptOfAnOrder checks what the receipt of 去支付 holds, and that it is
// found by its key alone, as after a lost reply. The order bears its number.
func TestTheReceiptOfAnOrder(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		items []string
		want  api.Receipt
	}{
		{"of an entry", []string{written}, api.Receipt{
			EntryID: "entry-zhang", Pool: "993010-1", Sequence: 42, Campus: "东校区", Subject: "1",
		}},
		{"of the roster", []string{six}, api.Receipt{Pool: "993010-2", Campus: "东校区", Subject: "2"}},
		{"over two", []string{written, six}, api.Receipt{Pool: "993010-2,993010-1"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.exec(`INSERT INTO entries (id, pool_id, student_id, sequence, kind, level, state, joined_at, changed_at)
				VALUES ('entry-zhang', '993010-1', $1, 42, 'written', 4, 'offered', 0, 0)`, zhang)
			w.exec("UPDATE registrations SET entry_id = 'entry-zhang' WHERE id = $1", written)
			at := start.Add(time.Minute + 7)
			w.clock.Set(at)
			who := waitlist.Caller{AccountID: "account-zhang", StudentID: zhang, Key: "the-key-of-it"}
			order, err := w.service.Create(t.Context(), who, api.NewOrder{Registrations: test.items})
			if err != nil {
				t.Fatal(err)
			}
			if order.Number == "" || order.Number != receipt.OrderNumber(order.ID) {
				t.Errorf("the order %s has the number %q", order.ID, order.Number)
			}
			want := test.want
			want.Key, want.Kind, want.Number, want.At, want.OrderID = "the-key-of-it", api.ReceiptOrder, order.Number, at, order.ID
			var found api.Receipt
			err = w.db.Read(t.Context(), func(tx store.Tx) error {
				found, err = receipt.Find(t.Context(), tx, "account-zhang", "the-key-of-it")
				return err
			})
			if err != nil || found != want {
				t.Errorf("found %+v, %v\nwant %+v", found, err, want)
			}
		})
	}
}
