package screens

import (
	"slices"
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

// twicePaid is an order that was paid twice, and the second payment is to be given
// back.
func twicePaid() api.StaffOrder {
	at := testNow().Add(-2 * time.Hour)
	return api.StaffOrder{
		Order: api.Order{
			ID: "order-1", Number: "P-4F2A91C0", State: api.OrderPaid, AmountFen: 3000, CreatedAt: at, PayBy: at.Add(24 * time.Hour),
			Items: []api.OrderItem{{SubjectName: "英语四级", Campus: "测试大学主校区", FeeFen: 3000}}, RefundDue: true, Now: testNow(),
		},
		CandidateID: "student-1", Name: "张三", Needs: []api.Need{api.NeedRefund},
		Payments: []api.StaffPayment{
			{Ref: "charge-1", AmountFen: 3000, Method: "alipay", At: at.Add(time.Minute)},
			{Ref: "charge-2", AmountFen: 3000, Method: "bank", At: at.Add(2 * time.Minute), RefundDue: true, Note: "重复付款"},
		},
	}
}

// unanswered is an order whose outcome nobody knows.
func unanswered() api.StaffOrder {
	o := twicePaid()
	o.Order.ID, o.Order.Number, o.Order.State, o.Order.RefundDue = "order-2", "P-77B0D3E1", api.OrderOpen, false
	o.Name, o.Needs, o.Payments = "李四", []api.Need{api.NeedAsk}, nil
	return o
}

// paying is a desk with two orders that need a person.
func paying(role api.Role) *fakeDesk {
	desk := obliging(role)
	desk.attention = func() (api.StaffOrders, error) {
		return api.StaffOrders{Orders: []api.StaffOrder{twicePaid(), unanswered()}}, nil
	}
	desk.orders = func(api.StaffOrderSearch) (api.StaffOrders, error) {
		return api.StaffOrders{Orders: []api.StaffOrder{twicePaid()}}, nil
	}
	desk.refresh = func(string) (api.StaffOrder, error) {
		o := unanswered()
		o.Order.State, o.Needs = api.OrderPaid, nil
		return o, nil
	}
	desk.refund = func(key string, _ api.StaffRefund) (api.Receipt, error) { return api.Receipt{Key: key, Audit: 21}, nil }
	return desk
}

func TestDeskPaymentsGolden(t *testing.T) {
	t.Parallel()
	evil := twicePaid()
	evil.Name, evil.Payments[1].Note, evil.Payments[0].Ref = hostileName("张"), hostileName("注"), "a\x1b[2Jb"
	deskGoldens(t, "deskpayments", func() *fakeDesk { return paying(api.RoleManager) }, []deskScene{
		{"attention", func(s *stage, _ *fakeDesk) { s.openDesk(tui.DeskPayments) }},
		{"helper", func(s *stage, _ *fakeDesk) {
			s.manned(paying(api.RoleHelper))
			s.openDesk(tui.DeskPayments)
		}},
		{"second", func(s *stage, _ *fakeDesk) {
			s.openDesk(tui.DeskPayments)
			s.press(s.deps.Keys.Down)
		}},
		{"none", func(s *stage, desk *fakeDesk) {
			desk.attention = func() (api.StaffOrders, error) { return api.StaffOrders{}, nil }
			s.openDesk(tui.DeskPayments)
		}},
		{"offline", func(s *stage, desk *fakeDesk) {
			desk.attention = func() (api.StaffOrders, error) { return api.StaffOrders{}, failure(client.Offline) }
			s.openDesk(tui.DeskPayments)
		}},
		{"hostile", func(s *stage, desk *fakeDesk) {
			desk.attention = func() (api.StaffOrders, error) { return api.StaffOrders{Orders: []api.StaffOrder{evil}}, nil }
			s.openDesk(tui.DeskPayments)
		}},
	})
}

func TestDeskRefundGolden(t *testing.T) {
	t.Parallel()
	refunding := func(s *stage, _ *fakeDesk) {
		s.deps.State.Desk.Order, s.deps.State.Desk.Refund = twicePaid(), twicePaid().Payments[1]
		s.openDesk(tui.DeskRefund)
	}
	deskGoldens(t, "deskrefund", func() *fakeDesk { return paying(api.RoleManager) }, []deskScene{
		{"first", refunding},
		{"ask", func(s *stage, desk *fakeDesk) {
			refunding(s, desk)
			s.write("已原路退回")
			s.hit("标记退款")
		}},
	})
}

// TestDeskRefundMarksThePaymentThatIsDue, once, and reads the orders again.
func TestDeskRefundMarksThePaymentThatIsDue(t *testing.T) {
	t.Parallel()
	desk := paying(api.RoleManager)
	var sent []api.StaffRefund
	desk.refund = func(key string, refund api.StaffRefund) (api.Receipt, error) {
		sent = append(sent, refund)
		desk.attention = func() (api.StaffOrders, error) { return api.StaffOrders{}, nil }
		return api.Receipt{Key: key, Audit: 21}, nil
	}
	s := deskStage(t, desk)
	s.all = true
	s.openDesk(tui.DeskPayments)
	s.sees("2 个订单需要处理", "! charge-2 30 元 网银", "要退款")
	s.hit("标记退款")
	s.at(tui.DeskRefund)
	s.write("已原路退回")
	s.hit("标记退款")
	s.sees("▸[ 不做 ]", "付款 charge-2，30 元")
	s.press(s.deps.Keys.Left, s.deps.Keys.Activate)
	s.at(tui.DeskPayments)
	s.sees("已标记退款（审计记录第 21 条）", "没有需要处理的订单")
	if want := []api.StaffRefund{{Ref: "charge-2", Note: "已原路退回"}}; !slices.Equal(sent, want) {
		t.Errorf("sent %+v, want %+v", sent, want)
	}
}

// TestDeskPaymentsAskAgain changes the order in its place.
func TestDeskPaymentsAskAgain(t *testing.T) {
	t.Parallel()
	s := deskStage(t, paying(api.RoleHelper))
	s.openDesk(tui.DeskPayments)
	s.seesNot("标记退款")
	s.press(s.deps.Keys.Down)
	s.sees("结果不明", "支付平台没有报告过付款")
	s.hit("再问支付平台")
	s.sees("已向支付平台核对，订单状态：已支付")
	s.seesNot("结果不明")
}

func TestDeskPaymentsFindsAnOrder(t *testing.T) {
	t.Parallel()
	desk := paying(api.RoleHelper)
	var asked []api.StaffOrderSearch
	desk.orders = func(search api.StaffOrderSearch) (api.StaffOrders, error) {
		asked = append(asked, search)
		return api.StaffOrders{}, nil
	}
	s := deskStage(t, desk)
	s.deps.State.Desk.Payer = "student-1"
	s.openDesk(tui.DeskPayments)
	s.hit("查找")
	s.sees("请输入订单号！", "▸订单号")
	s.write(" P-1 ")
	s.press(s.deps.Keys.Activate)
	s.sees("没有找到订单")
	s.seesNot("再问支付平台") // about what
	if want := []api.StaffOrderSearch{{Candidate: "student-1"}, {Number: "P-1"}}; !slices.Equal(asked, want) {
		t.Errorf("asked %+v, want %+v", asked, want)
	}
}
