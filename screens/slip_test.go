package screens

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"houbu/api"
	"houbu/slip"
	"houbu/tui"
)

// tray keeps what was printed.
type tray struct {
	slips []string
	err   error
}

// prints gives a stage a printer. The step that follows has no screen.
func prints(s *stage) *tray {
	tr := &tray{}
	s.deps.Print = func(_ context.Context, made slip.Slip) error {
		tr.slips = append(tr.slips, string(made.Text()))
		return tr.err
	}
	return tr
}

// holds fails unless exactly one slip was printed that says all of the texts.
func (tr *tray) holds(t *testing.T, texts ...string) {
	t.Helper()
	if len(tr.slips) != 1 {
		t.Fatalf("%d slips were printed, want one: %v", len(tr.slips), tr.slips)
	}
	got := squeeze(tr.slips[0])
	for _, words := range texts {
		if !strings.Contains(got, squeeze(words)) {
			t.Errorf("the slip does not say %q:\n%s", words, tr.slips[0])
		}
	}
	record, candidate := testRecord(), testCandidate(api.NextInfo)
	for name, secret := range map[string]string{
		"the identity number": record.Number, "the phone": candidate.Phone, "the account": candidate.Account, "the record's phone": record.Phone,
	} {
		if secret != "" && strings.Contains(got, secret) {
			t.Errorf("the slip says %s:\n%s", name, tr.slips[0])
		}
	}
}

func joinReceipt(state api.EntryState) api.Receipt {
	return api.Receipt{
		Key: "key-00000001", Kind: api.ReceiptJoin, Number: "J993010-1-361", At: testNow(), EntryID: "e1", Pool: mainCampus + "-1",
		Sequence: 361, Campus: "测试大学主校区", Subject: "1", State: state,
	}
}

// TestJoinPrintsOnce in each way in which a join ends well, and not when it does not.
func TestJoinPrintsOnce(t *testing.T) {
	t.Parallel()
	due := testNow().Add(24 * time.Hour)
	waiting := api.Info{Now: testNow(), Entries: []api.Entry{{ID: "e1", State: api.Waiting, Ahead: 360}}}
	seated := api.Info{Now: testNow(), Written: []api.Registration{{ID: "r1", EntryID: "e1", PayBy: &due}}}
	for name, test := range map[string]struct {
		state api.EntryState
		info  api.Info
		lost  bool
		says  []string
	}{
		"waits":        {api.Waiting, waiting, false, []string{"候补提交成功", "当时位置：第 361 位"}},
		"has a seat":   {api.Offered, seated, false, []string{"候补成功，请支付", "支付截止：2026-09-22 10:00:00"}},
		"found by key": {api.Waiting, waiting, true, []string{"候补提交成功", "当时位置：第 361 位"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			backend := offering(writtenPools())
			joining(backend, func() (api.Receipt, error) {
				if test.lost {
					return api.Receipt{}, lostReply(t)
				}
				return joinReceipt(test.state), nil
			})
			backend.outcome = func(string, func(context.Context) (api.Receipt, error)) (api.Receipt, error) {
				return joinReceipt(test.state), nil
			}
			backend.info = func(string) (api.Info, string, bool, error) { return test.info, "", true, nil }
			s := on80x24(t, backend)
			tr := prints(s)
			chooseWritten(s)
			s.press(s.deps.Keys.Activate, s.deps.Keys.Activate)
			s.at(tui.StepInfo)
			tr.holds(t, append(test.says, "回执号：J993010-1-361", "科目：英语四级", "校区：测试大学主校区", "候补号：361",
				"证件号码：990101********0010")...)
		})
	}
}

// TestNothingIsPrintedOfWhatWasNotDone: a refusal has no slip.
func TestNothingIsPrintedOfWhatWasNotDone(t *testing.T) {
	t.Parallel()
	backend := offering(writtenPools())
	joining(backend, func() (api.Receipt, error) { return api.Receipt{}, refusal(api.CodeLevelTaken) })
	s := on80x24(t, backend)
	tr := prints(s)
	chooseWritten(s)
	s.press(s.deps.Keys.Activate, s.deps.Keys.Activate)
	if len(tr.slips) > 0 {
		t.Errorf("printed %v", tr.slips)
	}
}

// TestPrinterThatFailsKeepsNobody: the candidate is at the next step while it
// prints, and is told there when it fails.
func TestPrinterThatFailsKeepsNobody(t *testing.T) {
	t.Parallel()
	backend := offering(writtenPools())
	joining(backend, func() (api.Receipt, error) { return joinReceipt(api.Waiting), nil })
	backend.record = func() (api.Record, error) { return api.Record{}, io.ErrUnexpectedEOF }
	s := on80x24(t, backend)
	tr := prints(s)
	tr.err = errors.New("no paper")
	chooseWritten(s)
	s.deps.State.Record = api.Record{} // as after a login that led straight here
	s.press(s.deps.Keys.Activate, s.deps.Keys.Activate)
	s.at(tui.StepInfo)
	s.sees("没能打印凭条")
	tr.holds(t, "回执号：J993010-1-361") // what is not known is left out
	for _, none := range []string{"当时位置", "证件号码"} {
		if strings.Contains(tr.slips[0], none) {
			t.Errorf("the slip has a line without a value:\n%s", tr.slips[0])
		}
	}
}

// TestCancellationPrints what was given up, and no place in the queue.
func TestCancellationPrints(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextInfo)
	backend.cancel = func(string, string, api.Cancellation) (api.Receipt, error) {
		r := joinReceipt(api.Cancelled)
		r.Kind, r.Number = api.ReceiptCancel, "C993010-1-361"
		return r, nil
	}
	s := newStage(t, backend, tui.Size{Width: 80, Height: 24})
	s.deps.State.Entry = api.Entry{ID: "e1", SubjectName: "英语四级", Campus: "测试大学主校区"}
	tr := prints(s)
	s.open(tui.StepCancelReason)
	s.press(s.deps.Keys.Toggle)
	s.focus("确定")
	s.press(s.deps.Keys.Activate)
	s.at(tui.StepFinished)
	tr.holds(t, "候补已取消", "回执号：C993010-1-361", "科目：英语四级", "证件号码：990101********0010")
}

// TestOrderAndPaymentPrint: an order has the address to pay at, a payment has not.
func TestOrderAndPaymentPrint(t *testing.T) {
	t.Parallel()
	order := api.Order{
		ID: "o1", Number: "P0b6f2c1e", State: api.OrderOpen, AmountFen: 3000, CreatedAt: testNow(), PayBy: testNow().Add(time.Hour),
		Items: []api.OrderItem{{SubjectName: "英语四级", Campus: "测试大学主校区"}}, CashierURL: "https://houbu.example.edu.cn/cashier/o1",
	}
	backend := willing(api.NextInfo)
	backend.createOrder = func(string, api.NewOrder) (api.Order, error) { return order, nil }
	backend.order = func(string) (api.Order, error) { return order, nil }
	s := newStage(t, backend, tui.Size{Width: 80, Height: 24})
	s.deps.State.ToPay = []api.Registration{{ID: "r1", SubjectName: "英语四级", FeeFen: 3000}}
	tr := prints(s)
	s.open(tui.StepPay)
	s.press(s.deps.Keys.Activate, s.deps.Keys.Activate)
	s.at(tui.StepPlatform)
	tr.holds(t, "订单已生成", "回执号：P0b6f2c1e", "金额：30 元", "支付截止：2026-09-21 11:00:00", order.CashierURL, "█", "证件号码：990101********0010")

	tr.slips = nil
	paid := order
	at := testNow().Add(time.Minute)
	paid.State, paid.PaidAt = api.OrderPaid, &at
	backend.order = func(string) (api.Order, error) { return paid, nil }
	s.open(tui.StepPlatform)
	s.at(tui.StepInfo)
	tr.holds(t, "支付成功", "回执号：P0b6f2c1e", "时间：2026-09-21 10:01:00", "科目：英语四级")
	if strings.Contains(tr.slips[0], "cashier") {
		t.Errorf("the slip of a payment asks to pay:\n%s", tr.slips[0])
	}
}
