package screens

import (
	"strings"
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

func openPlatform(s *stage) {
	s.t.Helper()
	withSeat(s).open(tui.StepPlatform)
}

// ordered is a backend whose order is in a state.
func ordered(state api.OrderState) func(string) (api.Order, error) {
	return func(string) (api.Order, error) {
		order := testOrder()
		order.State = state
		return order, nil
	}
}

func TestPlatformGolden(t *testing.T) {
	t.Parallel()
	goldens(t, "platform", holding, []scene{
		{"loading", func(s *stage) {
			s.hold()
			openPlatform(s)
		}},
		{"open", openPlatform},
		{"asked", func(s *stage) {
			openPlatform(s)
			s.press(s.deps.Keys.Activate)
		}},
		{"refused", func(s *stage) {
			s.backend.order = ordered(api.OrderRefused)
			openPlatform(s)
		}},
		{"expired-refund", func(s *stage) {
			s.backend.order = func(string) (api.Order, error) {
				order := testOrder()
				order.State, order.RefundDue = api.OrderExpired, true
				return order, nil
			}
			openPlatform(s)
		}},
		{"cut", func(s *stage) {
			openPlatform(s)
			s.backend.order = func(string) (api.Order, error) { return api.Order{}, failure(client.Offline) }
			s.pass(3 * time.Second)
		}},
		{"long-address", func(s *stage) {
			s.backend.order = func(string) (api.Order, error) {
				order := testOrder()
				order.CashierURL = "https://pay.example.test/" + strings.Repeat("very-long/", 30)
				return order, nil
			}
			openPlatform(s)
		}},
		{"hostile", func(s *stage) {
			s.deps.State.Exam.Methods[0].Name = "\x1b[31m网银\n支付状态：已支付"
			s.deps.State.Exam.Methods[1].Name = strings.Repeat("很长的支付方式", 12)
			s.backend.order = func(string) (api.Order, error) {
				order := testOrder()
				order.Items[0].SubjectName = hostileName("科目")
				order.CashierURL = "https://pay.example.test/\x1b]8;;http://example.org\x07\u202e\n支付状态：已支付"
				return order, nil
			}
			openPlatform(s)
		}},
		{"hostile-state", func(s *stage) {
			s.backend.order = func(string) (api.Order, error) {
				order := testOrder()
				order.State = "\x1b[2J某种状态\u202e"
				return order, nil
			}
			openPlatform(s)
		}},
	})
}

func TestPlatformShowsWhatToPayAndWhere(t *testing.T) {
	t.Parallel()
	s := on80x24(t, holding())
	openPlatform(s)
	s.sees("未支付", "30 元", "英语四级", "网银、支付宝", "还剩 23 小时 30 分",
		"http://127.0.0.1:38211/cashier/", "▸[ 更新 ]", "用手机扫码支付")
	if s.frame(); !strings.Contains(s.frame(), "▀▀▀▀▀") {
		t.Errorf("no QR code on 80×24:\n%s", s.frame())
	}
}

func TestPlatformSaysWhenTheCodeHasNoRoom(t *testing.T) {
	t.Parallel()
	s := newStage(t, holding(), tui.MinSize())
	openPlatform(s)
	s.sees("放不下二维码", "http://127.0.0.1:38211/cashier/AAECAwQFBgcICQoLDA0ODw")
	s.resize(tui.Size{Width: 80, Height: 24})
	s.sees("用手机扫码支付")
	s.seesNot("放不下二维码")
}

func TestPlatformGoesOnByItselfWhenPaid(t *testing.T) {
	t.Parallel()
	backend := holding()
	s := on80x24(t, backend)
	openPlatform(s)
	s.pass(2 * time.Second)
	s.at(tui.StepPlatform)
	backend.order = ordered(api.OrderPaid)
	s.pass(2 * time.Second)
	s.at(tui.StepInfo)
	s.sees("支付成功")
}

func TestPlatformUpdateAsksThePlatformAgain(t *testing.T) {
	t.Parallel()
	backend := holding()
	asked := 0
	backend.refreshOrder = func(id string) (api.Order, error) {
		asked++
		if asked == 1 {
			return testOrder(), nil
		}
		return ordered(api.OrderPaid)(id)
	}
	s := on80x24(t, backend)
	openPlatform(s)
	s.hold()
	s.press(s.deps.Keys.Activate, s.deps.Keys.Activate, s.deps.Keys.Refresh)
	s.sees("正在向支付平台核对")
	s.release()
	s.at(tui.StepPlatform)
	s.sees("支付平台还没有收到付款", "请不要重复支付")
	s.press(s.deps.Keys.Refresh)
	s.at(tui.StepInfo)
	if asked != 2 {
		t.Errorf("asked the platform %d times, want 2", asked)
	}
}

func TestPlatformStopsAskingWhenItIsOver(t *testing.T) {
	t.Parallel()
	for state, want := range map[api.OrderState]string{
		api.OrderRefused: "已放弃支付，座位让给下一位",
		api.OrderExpired: "支付时间已过，座位让给下一位",
	} {
		backend := holding()
		reads := 0
		backend.order = func(id string) (api.Order, error) {
			reads++
			return ordered(state)(id)
		}
		s := on80x24(t, backend)
		openPlatform(s)
		s.sees(want)
		s.seesNot("cashier")
		s.pass(time.Hour)
		if reads != 1 {
			t.Errorf("%s: read %d times, want once", state, reads)
		}
		s.focus("返回")
		s.press(s.deps.Keys.Right, s.deps.Keys.Activate)
		s.at(tui.StepInfo)
	}
}

func TestPlatformAsksLessOftenWhileTheLineIsCut(t *testing.T) {
	t.Parallel()
	backend := holding()
	s := on80x24(t, backend)
	openPlatform(s)
	reads := 0
	backend.order = func(string) (api.Order, error) {
		reads++
		return api.Order{}, failure(client.Offline)
	}
	s.pass(2*time.Second + 4*time.Second + 8*time.Second + 16*time.Second)
	if reads != 4 {
		t.Errorf("asked %d times, want 4", reads)
	}
	s.sees("连接中断，显示的是 10:00:00 的情况", "离线", "未支付")
	backend.order = ordered(api.OrderPaid)
	s.pass(16 * time.Second)
	s.at(tui.StepInfo)
}

func TestPlatformWithoutAnOrderGoesBack(t *testing.T) {
	t.Parallel()
	s := on80x24(t, holding())
	s.open(tui.StepPlatform)
	s.at(tui.StepInfo)
}
