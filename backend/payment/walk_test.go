package payment_test

import (
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"

	"houbu/api"
)

// payer is a person with a browser. The same walk runs with a real Chromium
// and over plain HTTP, so that it needs nothing where there is no browser.
type payer interface {
	open(address string)   // goes to an address
	choose(label string)   // picks the choice with a label
	press(button string)   // activates the one button with this text and waits for the page
	text() string          // what the page says
	fits()                 // fails the test when the page does not suit a phone
	keepPicture(as string) // keeps a picture of the page beside the test, if it can
}

// payers are the drivers this machine has. HOUBU_TEST_CHROMIUM=require makes a
// missing browser a failure.
func payers(t *testing.T) map[string]func(t *testing.T) payer {
	t.Helper()
	drivers := map[string]func(t *testing.T) payer{"http": newPlain}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			drivers["chromium"] = func(t *testing.T) payer {
				t.Helper()
				return newChromium(t, path)
			}
			return drivers
		}
	}
	if os.Getenv("HOUBU_TEST_CHROMIUM") == "require" {
		t.Fatal("HOUBU_TEST_CHROMIUM=require, but no chromium is in PATH: install Debian's package chromium")
	}
	t.Log("no chromium in PATH: the cashier is walked over plain HTTP only")
	return drivers
}

// says fails the test unless the page says all of these.
func says(t *testing.T, p payer, wants ...string) {
	t.Helper()
	page := p.text()
	for _, want := range wants {
		if !strings.Contains(page, want) {
			t.Fatalf("the page does not say %q:\n%s", want, page)
		}
	}
}

func TestWalkPays(t *testing.T) {
	t.Parallel()
	for name, start := range payers(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			order := w.create("key-0001", written, six)
			server := httptest.NewServer(w.service.Cashier())
			defer server.Close()
			p := start(t)
			p.open(server.URL + order.CashierURL)
			says(t, p, "练习环境，不会真的扣款", "支付方式", "¥62.00", "英语四级", "英语六级", "张*", "24 小时 0 分")
			p.fits()
			p.keepPicture("pay")
			p.choose("支付宝")
			p.press("确认支付")
			says(t, p, "支付成功", "支付宝")
			p.fits()
			p.keepPicture("paid")
			if got := w.order(order.ID); got.State != api.OrderPaid || got.Method != "alipay" {
				t.Errorf("order %s by %q", got.State, got.Method)
			}
			p.open(server.URL + order.CashierURL)
			says(t, p, "支付成功")
			if strings.Contains(p.text(), "确认支付") {
				t.Error("a paid order offers to pay")
			}
		})
	}
}

func TestWalkGivesUp(t *testing.T) {
	t.Parallel()
	for name, start := range payers(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			order := w.create("key-0001", written)
			server := httptest.NewServer(w.service.Cashier())
			defer server.Close()
			p := start(t)
			p.open(server.URL + order.CashierURL)
			p.press("放弃支付")
			says(t, p, "确定放弃支付吗？", "座位立即让给候补队列中的下一位")
			p.fits()
			p.keepPicture("refuse")
			p.press("返回支付")
			says(t, p, "请选择支付方式")
			if got := w.order(order.ID); got.State != api.OrderOpen {
				t.Errorf("going back changed the order to %s", got.State)
			}
			p.press("放弃支付")
			p.press("确认放弃")
			says(t, p, "已放弃支付", "没有扣款")
			if got := w.order(order.ID); got.State != api.OrderRefused || w.registration(written) != "released" {
				t.Errorf("order %s, seat %s", got.State, w.registration(written))
			}
		})
	}
}

func TestWalkEndsAtTheDeadline(t *testing.T) {
	t.Parallel()
	for name, start := range payers(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			order := w.create("key-0001", written)
			server := httptest.NewServer(w.service.Cashier())
			defer server.Close()
			p := start(t)
			p.open(server.URL + order.CashierURL)
			p.choose("网银")
			w.clock.Set(due)
			p.press("确认支付")
			says(t, p, "订单已失效", "没有扣款")
			p.open(server.URL + "/cashier/nobodys")
			says(t, p, "没有这笔订单")
			p.fits()
		})
	}
}
