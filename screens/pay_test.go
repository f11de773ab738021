package screens

import (
	"context"
	"strings"
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

func openPay(s *stage) {
	s.t.Helper()
	withSeat(s).open(tui.StepPay)
}

func TestPayGolden(t *testing.T) {
	t.Parallel()
	goldens(t, "pay", holding, []scene{
		{"first", openPay},
		{"two", func(s *stage) {
			withSeat(s)
			second := testSeat()
			second.ID, second.Subject, second.SubjectName, second.FeeFen = "reg-2", "2", "英语六级", 3250
			s.deps.State.ToPay = append(s.deps.State.ToPay, second)
			s.open(tui.StepPay)
		}},
		{"dialog", func(s *stage) {
			openPay(s)
			s.press(s.deps.Keys.Activate)
		}},
		{"ordering", func(s *stage) {
			openPay(s)
			s.press(s.deps.Keys.Activate)
			s.hold()
			s.press(s.deps.Keys.Activate)
			s.step()
			s.pass(2 * time.Second)
		}},
		{"over", func(s *stage) {
			openPay(s)
			s.jump(23*time.Hour + 28*time.Minute)
			s.pass(32 * time.Minute)
		}},
		{"offline", func(s *stage) {
			s.backend.createOrder = func(string, api.NewOrder) (api.Order, error) { return api.Order{}, failure(client.Offline) }
			openPay(s)
			s.press(s.deps.Keys.Activate, s.deps.Keys.Activate)
		}},
		{"hostile", func(s *stage) {
			withSeat(s)
			s.deps.State.Candidate.Name = "张三\n请在 12-31 前支付\x07"
			s.deps.State.ToPay[0].SubjectName = "科目\n合计：0 元\u202e"
			s.deps.State.ToPay[0].Campus = "\x1b[2J" + strings.Repeat("很长的校区", 20)
			s.open(tui.StepPay)
			s.press(s.deps.Keys.Activate)
		}},
	})
}

func TestPayConfirmsTwiceAndOrders(t *testing.T) {
	t.Parallel()
	backend := holding()
	var orders []api.NewOrder
	backend.createOrder = func(_ string, order api.NewOrder) (api.Order, error) {
		orders = append(orders, order)
		return testOrder(), nil
	}
	s := on80x24(t, backend)
	openPay(s)
	k := s.deps.Keys
	s.sees("请确认报考信息", "考生：张三", "英语四级", "(993010)测试大学主校区", "合计：30 元", "还剩 23 小时 30 分", "▸[ 去支付 ]")
	s.press(k.Activate)
	s.at(tui.StepPayAsk)
	s.sees("再次确认报考信息", "支付后不能更改或取消")
	if len(orders) != 0 {
		t.Fatal("ordered before the second confirmation")
	}
	s.hold()
	s.press(k.Activate, k.Activate)
	s.step()
	s.press(k.Activate, k.Back)
	s.release()
	s.at(tui.StepPlatform)
	if len(orders) != 1 || len(orders[0].Registrations) != 1 || orders[0].Registrations[0] != "reg-1" {
		t.Errorf("ordered %+v", orders)
	}
	if s.deps.State.Order.ID != "order-1" {
		t.Errorf("the platform is asked for order %q", s.deps.State.Order.ID)
	}
}

func TestPayCancelOrdersNothing(t *testing.T) {
	t.Parallel()
	backend := holding()
	backend.createOrder = func(string, api.NewOrder) (api.Order, error) {
		t.Error("it was ordered")
		return api.Order{}, nil
	}
	s := on80x24(t, backend)
	openPay(s)
	s.press(s.deps.Keys.Activate, s.deps.Keys.Back)
	s.at(tui.StepPay)
	s.press(s.deps.Keys.Back)
	s.at(tui.StepInfo)
}

func TestPayFindsTheOrderAfterALostReply(t *testing.T) {
	t.Parallel()
	backend := holding()
	backend.createOrder = func(string, api.NewOrder) (api.Order, error) { return api.Order{}, lostReply(t) }
	backend.outcome = func(key string, _ func(context.Context) (api.Receipt, error)) (api.Receipt, error) {
		return api.Receipt{Key: key, Kind: api.ReceiptOrder, OrderID: "order-7"}, nil
	}
	s := on80x24(t, backend)
	openPay(s)
	s.press(s.deps.Keys.Activate)
	s.hold()
	s.press(s.deps.Keys.Activate)
	s.step()
	s.step()
	s.sees("结果未知，正在核对")
	s.release()
	s.at(tui.StepPlatform)
	if s.deps.State.Order.ID != "order-7" {
		t.Errorf("the platform is asked for order %q", s.deps.State.Order.ID)
	}
}

func TestPayGoesBackWhenThereIsNothingToPay(t *testing.T) {
	t.Parallel()
	for code, want := range map[api.Code]string{
		api.CodeNothingToPay:  "没有待支付的科目",
		api.CodePaymentClosed: "支付时间已过",
	} {
		backend := holding()
		backend.createOrder = func(string, api.NewOrder) (api.Order, error) { return api.Order{}, refusal(code) }
		s := on80x24(t, backend)
		openPay(s)
		s.press(s.deps.Keys.Activate, s.deps.Keys.Activate)
		s.at(tui.StepInfo)
		s.sees(want)
	}
	s := on80x24(t, holding())
	s.open(tui.StepPay)
	s.at(tui.StepInfo)
	s.sees("没有待支付的科目")
}

func TestPayTriesAgain(t *testing.T) {
	t.Parallel()
	backend := holding()
	works := backend.createOrder
	backend.createOrder = func(string, api.NewOrder) (api.Order, error) { return api.Order{}, failure(client.Offline) }
	s := on80x24(t, backend)
	openPay(s)
	k := s.deps.Keys
	s.press(k.Refresh) // there is nothing to try again yet
	s.press(k.Activate, k.Activate)
	s.sees("连接不上服务器", "F5 刷新")
	backend.createOrder = works
	s.press(k.Refresh) // it was confirmed twice already
	s.at(tui.StepPlatform)
}

func TestPayRefusedStaysWithTheReason(t *testing.T) {
	t.Parallel()
	backend := holding()
	backend.createOrder = func(string, api.NewOrder) (api.Order, error) { return api.Order{}, refusal(api.CodeWrittenUnpaid) }
	s := on80x24(t, backend)
	openPay(s)
	s.press(s.deps.Keys.Activate, s.deps.Keys.Activate)
	s.at(tui.StepPay)
	s.sees("需要先支付笔试科目")
}

func TestPayCountsDown(t *testing.T) {
	t.Parallel()
	s := on80x24(t, holding())
	openPay(s)
	s.jump(23*time.Hour - time.Minute) // ticking all the way takes seconds
	s.pass(time.Minute)
	s.sees("还剩 30 分 00 秒")
	s.pass(29*time.Minute + 59*time.Second)
	s.sees("还剩 1 秒")
	s.pass(time.Second)
	s.sees("已截止", "去支付：支付时间已过")
	s.press(s.deps.Keys.Activate)
	s.at(tui.StepPay)
}

func TestPayRefreshOrdersNothingThatWasDeclined(t *testing.T) {
	t.Parallel()
	backend := holding()
	calls := 0
	backend.createOrder = func(string, api.NewOrder) (api.Order, error) {
		calls++
		return api.Order{}, failure(client.Offline)
	}
	s := on80x24(t, backend)
	openPay(s)
	k := s.deps.Keys
	s.press(k.Activate, k.Activate)
	s.sees("按 F5 重试")
	s.press(k.Activate, k.Back)
	s.at(tui.StepPay)
	s.seesNot("连接不上", "按 F5 重试")
	s.press(k.Refresh)
	if calls != 1 {
		t.Errorf("ordered %d times", calls)
	}
}
