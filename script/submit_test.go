package script

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"houbu/api"
	"houbu/client"
)

var east = Join{Campus: "东校区", Subject: "英语四级", Yes: true}

// lost is an error of a request whose reply was lost. Only the client can make
// one, from a connection that breaks.
func lost(t *testing.T) error {
	t.Helper()
	err := lostReply(t)
	var failure *client.Error
	if !errors.As(err, &failure) || !failure.Unknown() {
		t.Fatalf("got %v, want an outcome that is not known", err)
	}
	return err
}

// TestALostReplyIsLookedUp, and never called failed.
func TestALostReplyIsLookedUp(t *testing.T) {
	t.Parallel()
	backend := world()
	backend.err = lost(t)
	b := newBench(t, backend)
	if err := b.Join(t.Context(), east); err != nil || !strings.Contains(b.out.String(), `"number":"J993010-1-361"`) {
		t.Fatalf("%v, and it printed %q", err, b.out.String())
	}

	backend.outcome = lost(t)
	b.out.Reset()
	for name, run := range map[string]func() error{
		"join":   func() error { return b.Join(t.Context(), east) },
		"cancel": func() error { return b.Cancel(t.Context(), Cancel{Entry: "e1", Reason: "time", Yes: true}) },
		"pay":    func() error { return b.Pay(t.Context(), Pay{}) },
	} {
		f := b.failure(t, run(), Unknown)
		if f.Key != "key-0000001" || !strings.Contains(f.Advice, "--key key-0000001") || b.out.Len() > 0 {
			t.Errorf("%s: %+v, and it printed %q", name, f, b.out.String())
		}
	}

	backend.outcome = &client.Error{Op: "join", Kind: client.Refused, Code: api.CodeLevelTaken, Status: 409}
	b.fails(t, b.Join(t.Context(), east), Refused)
}

// TestAnOrderThatCannotBeRead was made all the same.
func TestAnOrderThatCannotBeRead(t *testing.T) {
	t.Parallel()
	backend := world()
	backend.orderErrs = []error{cut}
	b := newBench(t, backend)
	if f := b.failure(t, b.Pay(t.Context(), Pay{}), Unknown); f.Key != "key-0000001" {
		t.Errorf("got %+v", f)
	}
}

// TestKeys goes on under the key given, and refuses what is none.
func TestKeys(t *testing.T) {
	t.Parallel()
	backend := world()
	b := newBench(t, backend)
	again := east
	again.Key = "of-before-1"
	if err := b.Join(t.Context(), again); err != nil {
		t.Fatal(err)
	}
	if err := b.Join(t.Context(), east); err != nil {
		t.Fatal(err)
	}
	if want := []string{"of-before-1", "key-0000001"}; !slices.Equal(backend.keys, want) {
		t.Errorf("the keys were %q, want %q", backend.keys, want)
	}
	for _, bad := range []string{"short", "with space", "汉字汉字汉字", strings.Repeat("x", 65)} {
		again.Key = bad
		b.fails(t, b.Join(t.Context(), again), Usage)
	}
	if len(backend.keys) != 2 {
		t.Errorf("%d requests were sent, want 2", len(backend.keys))
	}
}

// TestAskFirst submits nothing before somebody has said yes.
func TestAskFirst(t *testing.T) {
	t.Parallel()
	backend := world()
	b := newBench(t, backend)
	ask, cancel := east, Cancel{Entry: "英语六级", Reason: "其他", Text: " 换了考试计划 "}
	ask.Yes = false
	b.fails(t, b.Join(t.Context(), ask), Usage)
	b.fails(t, b.Cancel(t.Context(), cancel), Usage)
	b.asked(false)
	b.fails(t, b.Join(t.Context(), ask), Declined)
	golden(t, "join_question.txt", b.question)
	b.fails(t, b.Cancel(t.Context(), cancel), Declined)
	golden(t, "cancel_question.txt", b.question)
	if len(backend.keys) != 0 {
		t.Fatalf("%d requests were sent", len(backend.keys))
	}
	b.asked(true)
	if err := errors.Join(b.Join(t.Context(), ask), b.Cancel(t.Context(), cancel)); err != nil {
		t.Fatal(err)
	}
	if backend.joined[0] != (api.Join{CampusCode: "993010", Subject: "1"}) || backend.cancelled[0] != "e2" ||
		backend.reasons[0] != (api.Cancellation{Reason: "other", Text: "换了考试计划"}) {
		t.Errorf("sent: %+v, %v, %+v", backend.joined, backend.cancelled, backend.reasons)
	}
}

// TestWhatIsNotThere says what there is.
func TestWhatIsNotThere(t *testing.T) {
	t.Parallel()
	backend := world()
	b := newBench(t, backend)
	for name, test := range map[string]struct {
		err    error
		exit   Exit
		advice string
	}{
		"subject":   {b.Join(t.Context(), Join{Campus: "993010", Subject: "9", Yes: true}), NotFound, "1 英语四级"},
		"campus":    {b.Join(t.Context(), Join{Campus: "南校区", Subject: "1", Yes: true}), NotFound, "993011 西校区"},
		"reason":    {b.Cancel(t.Context(), Cancel{Entry: "e1", Reason: "tired", Yes: true}), Usage, "time 时间冲突"},
		"text":      {b.Cancel(t.Context(), Cancel{Entry: "e1", Reason: "other", Text: " ", Yes: true}), Usage, "--text"},
		"no text":   {b.Cancel(t.Context(), Cancel{Entry: "e1", Reason: "time", Text: "x", Yes: true}), Usage, "--help"},
		"long text": {b.Cancel(t.Context(), Cancel{Entry: "e1", Reason: "other", Text: strings.Repeat("字", 201), Yes: true}), Usage, "--help"},
		"entry":     {b.Cancel(t.Context(), Cancel{Entry: "日语四级", Reason: "time", Yes: true}), NotFound, "英语四级（e1）"},
		"to pay":    {b.Pay(t.Context(), Pay{Entries: []string{"日语四级"}}), NotFound, "英语六级（e2）"},
		"not yet":   {b.Pay(t.Context(), Pay{Entries: []string{"英语四级"}}), Conflict, "houbu status"},
	} {
		if f := b.failure(t, test.err, test.exit); !strings.Contains(f.Advice, test.advice) {
			t.Errorf("%s: the advice is %q, want %q in it", name, f.Advice, test.advice)
		}
	}
	nowhere := b.failure(t, b.Join(t.Context(), Join{Campus: "993010", Subject: "2", Yes: true}), NotFound)
	if want := "您的学校没有校区设有科目“英语六级”"; nowhere.Message != want {
		t.Errorf("of a subject that no campus has it says %q, want %q", nowhere.Message, want)
	}
	if len(backend.keys) != 0 {
		t.Errorf("%d requests were sent", len(backend.keys))
	}
}

// TestCancelAgain finds what the run before with the key has cancelled.
func TestCancelAgain(t *testing.T) {
	t.Parallel()
	backend := world()
	backend.infos[0].Entries = nil
	b := newBench(t, backend)
	for _, name := range []string{"e0", "英语四级"} {
		if err := b.Cancel(t.Context(), Cancel{Entry: name, Reason: "time", Key: "of-before-1", Yes: true}); err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Equal(backend.cancelled, []string{"e0", "e0"}) {
		t.Errorf("cancelled: %v", backend.cancelled)
	}
	b.fails(t, b.Cancel(t.Context(), Cancel{Entry: "英语四级", Reason: "time", Yes: true}), NotFound)
}

// TestPayAgain goes on with the order that the key names, though nothing awaits
// its payment any more.
func TestPayAgain(t *testing.T) {
	t.Parallel()
	backend := world()
	backend.receipts["of-before-1"] = api.Receipt{Key: "of-before-1", Kind: api.ReceiptOrder, OrderID: "o1"}
	backend.infos[0].Written = nil
	b := newBench(t, backend)
	if err := b.Pay(t.Context(), Pay{Key: "of-before-1"}); err != nil || !strings.Contains(b.out.String(), `"order_id":"o1"`) {
		t.Errorf("%v, and it printed %q", err, b.out.String())
	}
	b.fails(t, b.Pay(t.Context(), Pay{}), Conflict)
	b.fails(t, b.Pay(t.Context(), Pay{Key: "key-0000001"}), Conflict) // a join's
	if len(backend.ordered) != 0 {
		t.Errorf("ordered: %+v", backend.ordered)
	}
}

// TestPayThatEndsUnpaid is told as such.
func TestPayThatEndsUnpaid(t *testing.T) {
	t.Parallel()
	for _, state := range []api.OrderState{api.OrderRefused, api.OrderExpired} {
		backend := world()
		order := backend.orders[0]
		order.State = state
		backend.orders = append(backend.orders, order)
		b := newBench(t, backend)
		b.fails(t, b.Pay(t.Context(), Pay{Wait: true}), Never)
		if strings.Count(b.out.String(), "\n") != 1 || !strings.Contains(b.out.String(), `"state":"open"`) {
			t.Errorf("%s: it printed %q", state, b.out.String())
		}
	}
}

// TestJoinWaits prints the receipt first, then how things stand.
func TestJoinWaits(t *testing.T) {
	t.Parallel()
	backend := world()
	backend.infos = append(backend.infos, offered())
	backend.infoErrs = []error{cut} // which passes: the server was reached for the join
	b := newBench(t, backend)
	j := east
	j.Wait = states(api.Offered)
	if err := b.Join(t.Context(), j); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(b.out.String()), "\n")
	if len(lines) != 2 || !strings.Contains(lines[0], `"key":"key-0000001"`) || !strings.Contains(lines[1], `"registration_id":"r1"`) {
		t.Errorf("it printed %q", lines)
	}
}
