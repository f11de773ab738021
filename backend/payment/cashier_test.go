package payment_test

import (
	"context"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/payment"
)

// dropped is a notification that gets lost.
func dropped(context.Context, payment.Charge) error { return nil }

// send asks the pages for something, without following redirects.
func send(t *testing.T, pages http.Handler, method, path string, form url.Values) *httptest.ResponseRecorder {
	t.Helper()
	request := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(form.Encode()))
	if form != nil {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	answer := httptest.NewRecorder()
	pages.ServeHTTP(answer, request)
	return answer
}

var noncePattern = regexp.MustCompile(`name="nonce" value="([^"]+)"`)

// nonce opens a page and takes the nonce of its form.
func nonce(t *testing.T, pages http.Handler, path string) string {
	t.Helper()
	found := noncePattern.FindStringSubmatch(send(t, pages, http.MethodGet, path, nil).Body.String())
	if found == nil {
		t.Fatal("the page has no form")
	}
	return found[1]
}

// pay pays an order at the cashier, whose notifications go where the test wants.
func pay(t *testing.T, w *world, order api.Order, notify payment.Notify) {
	t.Helper()
	pages := w.platform.Pages(notify)
	form := url.Values{"nonce": {nonce(t, pages, order.CashierURL)}, "method": {"bank"}}
	if got := send(t, pages, http.MethodPost, order.CashierURL+"/pay", form); got.Code != http.StatusSeeOther || got.Header().Get("Location") != order.CashierURL {
		t.Fatalf("paying answers %d to %q", got.Code, got.Header().Get("Location"))
	}
}

func TestCashierPageIsClosedToTheOutside(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	order := w.create("key-0001", written)
	got := send(t, w.service.Cashier(), http.MethodGet, order.CashierURL, nil)
	body := got.Body.String()
	for _, want := range []string{"练习环境，不会真的扣款", "支付方式", "网银", "支付宝", "¥30.00", "英语四级", "东校区", "24 小时 0 分", "确认支付", "放弃支付", "张*", "width=device-width"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, never := range []string{"张三", "990101200501010010", "<script", "http://", "https://", "src=", "@import"} {
		if strings.Contains(body, never) {
			t.Errorf("the page holds %q", never)
		}
	}
	policy := got.Header().Get("Content-Security-Policy")
	if !strings.Contains(policy, "default-src 'none'; style-src 'sha256-") || strings.Contains(policy, "unsafe") || got.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("headers = %v", got.Header())
	}
}

// TestCashierShowsHostileTexts has a roster's campus and name turn the text around
// them, or try to: both are shown for what they are.
func TestCashierShowsHostileTexts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.exec("UPDATE pools SET campus = $1", "东\u202e校区\x1b[2J<script>")
	w.exec("UPDATE students SET name = $1", "\u202e张三")
	order := w.create("key-0001", written)
	got := send(t, w.service.Cashier(), http.MethodGet, order.CashierURL, nil).Body.String()
	for _, want := range []string{"东⟨U+202E⟩校区␛[2J<script>", "⟨U+202E⟩*"} {
		if !strings.Contains(html.UnescapeString(got), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.ContainsAny(got, "\u202e\x1b") || strings.Contains(got, "<script") {
		t.Error("the page holds a character that turns the text or starts a sequence")
	}
}

func TestCashierKeepsNoOtherPages(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	order := w.create("key-0001", written)
	pages := w.service.Cashier()
	for _, test := range []struct {
		method, path string
		want         int
	}{
		{http.MethodGet, "/cashier/nobodys", http.StatusNotFound},
		{http.MethodGet, "/cashier/nobodys/refuse", http.StatusNotFound},
		{http.MethodGet, "/cashier/", http.StatusNotFound},
		{http.MethodGet, order.CashierURL + "/other", http.StatusNotFound},
		{http.MethodPost, "/cashier/nobodys/pay", http.StatusNotFound},
		{http.MethodPost, "/cashier/nobodys/refuse", http.StatusNotFound},
	} {
		got := send(t, pages, test.method, test.path, url.Values{})
		if got.Code != test.want || !strings.Contains(got.Body.String(), "没有这笔订单") {
			t.Errorf("%s %s = %d", test.method, test.path, got.Code)
		}
	}
	other := payment.New(w.db, w.exam, w.seats, mute{}, w.clock.Now)
	if got := send(t, other.Cashier(), http.MethodGet, order.CashierURL, nil); got.Code != http.StatusNotFound {
		t.Errorf("a cashier of another platform = %d", got.Code)
	}
}

func TestCashierRefusesForms(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	order, other := w.create("key-0001", written), w.create("key-0002", six)
	pages := w.service.Cashier()
	mine, theirs := nonce(t, pages, order.CashierURL), nonce(t, pages, other.CashierURL)
	giveUp := nonce(t, pages, order.CashierURL+"/refuse")
	for _, test := range []struct {
		name, path, nonce, method string
		want                      int
		text                      string
	}{
		{"no nonce", "/pay", "", "bank", http.StatusConflict, "页面已失效"},
		{"a made-up nonce", "/pay", "a.b", "bank", http.StatusConflict, "页面已失效"},
		{"another order's nonce", "/pay", theirs, "bank", http.StatusConflict, "页面已失效"},
		{"the other form's nonce", "/pay", giveUp, "bank", http.StatusConflict, "页面已失效"},
		{"the other form's nonce, giving up", "/refuse", mine, "", http.StatusConflict, "页面已失效"},
		{"no method", "/pay", mine, "", http.StatusUnprocessableEntity, "请选择支付方式。"},
		{"an unknown method", "/pay", mine, "gold", http.StatusUnprocessableEntity, "请选择支付方式。"},
	} {
		got := send(t, pages, http.MethodPost, order.CashierURL+test.path, url.Values{"nonce": {test.nonce}, "method": {test.method}})
		if got.Code != test.want || !strings.Contains(got.Body.String(), test.text) {
			t.Errorf("%s: %d", test.name, got.Code)
		}
	}
	huge := url.Values{"nonce": {mine}, "method": {strings.Repeat("x", 1<<20)}}
	if got := send(t, pages, http.MethodPost, order.CashierURL+"/pay", huge); got.Code == http.StatusSeeOther {
		t.Errorf("a huge form was taken")
	}
	if n := w.count("SELECT count(*) FROM platform_charges"); n != 0 {
		t.Errorf("%d charges, want none", n)
	}
}

// TestAnotherBackendTakesTheForm sends the forms of one backend to another on the
// same database, as a balancer may, and as a restart does.
func TestAnotherBackendTakesTheForm(t *testing.T) {
	t.Parallel()
	for path, page := range map[string]string{"/pay": "", "/refuse": "/refuse"} {
		w := newWorld(t)
		order := w.create("key-0001", written)
		other := payment.New(w.db, w.exam, w.seats, nil, w.clock.Now).Cashier()
		form := url.Values{"nonce": {nonce(t, w.service.Cashier(), order.CashierURL+page)}, "method": {"bank"}}
		if got := send(t, other, http.MethodPost, order.CashierURL+path, form); got.Code != http.StatusSeeOther {
			t.Errorf("%s of another backend = %d", path, got.Code)
		}
	}
}

func TestCashierAtTheDeadline(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		after time.Duration
		state api.OrderState
		text  string
	}{{-1, api.OrderPaid, "支付成功"}, {0, api.OrderExpired, "订单已失效"}, {1, api.OrderExpired, "订单已失效"}} {
		w := newWorld(t)
		order := w.create("key-0001", written)
		pages := w.service.Cashier()
		form := url.Values{"nonce": {nonce(t, pages, order.CashierURL)}, "method": {"bank"}}
		w.clock.Set(due.Add(test.after))
		if got := send(t, pages, http.MethodPost, order.CashierURL+"/pay", form); got.Code != http.StatusSeeOther {
			t.Errorf("%v: paying answers %d", test.after, got.Code)
		}
		if got := send(t, pages, http.MethodGet, order.CashierURL, nil); !strings.Contains(got.Body.String(), test.text) {
			t.Errorf("%v: the page does not say %s", test.after, test.text)
		}
		if got := w.order(order.ID); got.State != test.state || got.RefundDue {
			t.Errorf("%v: order %s, refund due %t", test.after, got.State, got.RefundDue)
		}
	}
}

func TestCashierTakesOnePaymentOfManyPosts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	order := w.create("key-0001", written)
	pages := w.service.Cashier()
	first, second := nonce(t, pages, order.CashierURL), nonce(t, pages, order.CashierURL)
	giveUp := nonce(t, pages, order.CashierURL+"/refuse")
	posts := []struct {
		path string
		form url.Values
	}{
		{"/pay", url.Values{"nonce": {first}, "method": {"bank"}}}, {"/pay", url.Values{"nonce": {first}, "method": {"bank"}}},
		{"/pay", url.Values{"nonce": {second}, "method": {"alipay"}}}, {"/refuse", url.Values{"nonce": {giveUp}}},
	}
	var group sync.WaitGroup
	for range 3 {
		for _, post := range posts {
			group.Go(func() {
				if got := send(t, pages, http.MethodPost, order.CashierURL+post.path, post.form); got.Code != http.StatusSeeOther {
					t.Errorf("%s answers %d", post.path, got.Code)
				}
			})
		}
	}
	group.Wait()
	if n := w.count("SELECT count(*) FROM platform_charges"); n != 1 {
		t.Fatalf("%d charges, want 1", n)
	}
	got := w.order(order.ID)
	agree := got.State == api.OrderPaid && w.registration(written) == "paid" || got.State == api.OrderRefused && w.registration(written) == "released"
	if !agree || got.RefundDue || w.count("SELECT count(*) FROM payments") != 1 {
		t.Errorf("order %s, seat %s, refund due %t", got.State, w.registration(written), got.RefundDue)
	}
}

func TestRefreshFindsALostNotification(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	order := w.create("key-0001", written)
	pay(t, w, order, dropped)
	if got := w.order(order.ID); got.State != api.OrderOpen {
		t.Fatalf("before 更新 the order is %s", got.State)
	}
	page := send(t, w.platform.Pages(dropped), http.MethodGet, order.CashierURL, nil).Body.String()
	if !strings.Contains(page, "支付成功") || strings.Contains(page, "确认支付") {
		t.Errorf("the platform offers to pay again")
	}
	for range 2 {
		got, err := w.service.Refresh(t.Context(), zhang, order.ID)
		if err != nil || got.State != api.OrderPaid || got.Method != "bank" || got.RefundDue {
			t.Errorf("Refresh = %+v, %v", got, err)
		}
	}
	if w.registration(written) != "paid" {
		t.Errorf("the seat is %s", w.registration(written))
	}
}
