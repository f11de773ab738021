package script

import (
	"encoding/json"
	"strings"
	"testing"

	"houbu/api"
)

// TestGolden holds what each command prints, for scripts and for people.
func TestGolden(t *testing.T) {
	t.Parallel()
	paid := func() *fake {
		backend := world()
		order := backend.orders[0]
		order.State, order.PaidAt, order.Method = api.OrderPaid, later(30), "alipay"
		backend.orders = append(backend.orders, order)
		return backend
	}
	nobody := func() *fake {
		return &fake{exam: world().exam, next: api.NextIdentity}
	}
	both(t, "status", world, func(b *bench) error { return b.Status(t.Context(), Wait{}) })
	both(t, "status_nothing", nobody, func(b *bench) error { return b.Status(t.Context(), Wait{}) })
	both(t, "history", world, func(b *bench) error { return b.History(t.Context()) })
	both(t, "join", world, func(b *bench) error {
		return b.Join(t.Context(), Join{Campus: "993010", Subject: "1", Yes: true})
	})
	cancelled := func() *fake {
		backend := world()
		backend.receipts["key-0000001"] = api.Receipt{
			Key: "key-0000001", Kind: api.ReceiptCancel, Number: "C993010-1-361", At: at(9), EntryID: "e1", State: api.Cancelled, Sequence: 361,
		}
		return backend
	}
	both(t, "cancel", cancelled, func(b *bench) error {
		return b.Cancel(t.Context(), Cancel{Entry: "e1", Reason: "时间冲突", Yes: true})
	})
	both(t, "pay_wait", paid, func(b *bench) error { return b.Pay(t.Context(), Pay{Wait: true}) })
}

// TestNoPersonalData: nothing that a command prints says who the candidate is.
func TestNoPersonalData(t *testing.T) {
	t.Parallel()
	b := newBench(t, world())
	for _, run := range []func() error{
		func() error { return b.Status(t.Context(), Wait{}) },
		func() error { return b.History(t.Context()) },
		func() error { return b.Pay(t.Context(), Pay{}) },
	} {
		if err := run(); err != nil {
			t.Fatal(err)
		}
	}
	for _, secret := range []string{"demo1@houbu.test", "10000000001", "张三"} {
		if strings.Contains(b.out.String(), secret) {
			t.Errorf("it prints %q", secret)
		}
	}
}

// TestLineIsOneLine, and holds nothing that a terminal acts on. What is read from
// it is what was written.
func TestLineIsOneLine(t *testing.T) {
	t.Parallel()
	hostile := "a\n\x1b[2J\u009b31m\u202e\u2028\U000e0041<&>”\x7f校"
	line, err := Line(Event{What: hostile})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range strings.TrimSuffix(line, "\n") {
		if c < ' ' || c == 0x7f || c == 0x9b || c == 0x202e || c == 0x2028 || c > 0xffff {
			t.Errorf("the line has %U: %q", c, line)
		}
	}
	var back Event
	if err := json.Unmarshal([]byte(line), &back); err != nil || back.What != hostile {
		t.Errorf("read back as %q, %v", back.What, err)
	}
}

// TestTablesAreClean: text of the network cannot break out of its cell.
func TestTablesAreClean(t *testing.T) {
	t.Parallel()
	backend := world()
	backend.infos[0].Entries[0].SubjectName = "英语\x1b[2J\n四级"
	b := newBench(t, backend)
	b.JSON = false
	if err := b.Status(t.Context(), Wait{}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.out.String(), "\x1b") || !strings.Contains(b.out.String(), "英语␛[2J␊四级") {
		t.Errorf("it prints %q", b.out.String())
	}
}
