package httpapi_test

import (
	"net/http"
	"strings"
	"testing"

	"houbu/api"
	httpapi "houbu/backend/http"
)

func TestRegistrationIsConditional(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	token := w.ready()
	w.waitlist.tag = `"abc"`
	for header, want := range map[string]int{
		"": 200, `"abc"`: 304, `W/"abc"`: 304, `"x", "abc"`: 304, "*": 304, `"abcd"`: 200, `"x"`: 200, "abc": 200,
	} {
		a := ask{method: "GET", path: api.PathRegistration, token: token, header: http.Header{}}
		if header != "" {
			a.header.Set("If-None-Match", header)
		}
		out := w.do(a)
		if out.Code != want || out.Header().Get("ETag") != `"abc"` {
			t.Errorf("%s: %d %s", header, out.Code, out.Header().Get("ETag"))
		}
		if (out.Body.Len() > 0) != (want == 200) {
			t.Errorf("%s: %d bytes with %d", header, out.Body.Len(), want)
		}
	}
}

func TestListsAreNeverNull(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	token := w.ready()
	for _, path := range []string{
		api.PathRegistration, api.PathFinished, api.PathPools + "?kind=oral", api.PathExam, api.PathOrders + "/o1", api.PathRecord,
	} {
		out := w.do(ask{method: "GET", path: path, token: token})
		if out.Code != http.StatusOK || strings.Contains(out.Body.String(), "null") {
			t.Errorf("%s: %d %s", path, out.Code, out.Body)
		}
	}
}

func TestTheCashiersAddressCanBeOpened(t *testing.T) {
	t.Parallel()
	for public, want := range map[string]string{
		"": "http://example.com/cashier/secret", "https://bm.example.cn/": "https://bm.example.cn/cashier/secret",
	} {
		w := newWorld(t, func(c *httpapi.Config) { c.PublicURL = public })
		token := w.ready()
		for _, a := range []ask{
			{method: "POST", path: api.PathOrders, key: key, body: bodyOf("create-order")},
			{method: "GET", path: api.PathOrders + "/o1"},
			{method: "POST", path: api.PathOrders + "/o1/refresh"},
		} {
			a.token = token
			if got := decode[api.Order](t, w.do(a)).CashierURL; got != want {
				t.Errorf("%s %s: %q, want %q", a.method, a.path, got, want)
			}
		}
	}
}

func TestTheCashierIsServed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	out := w.do(ask{method: "GET", path: "/cashier/secret"})
	if out.Code != http.StatusOK || !strings.Contains(out.Body.String(), "cashier") {
		t.Errorf("%d %s", out.Code, out.Body)
	}
	if out.Header().Get("Content-Security-Policy") != "" || out.Header().Get("Cache-Control") != "no-store" {
		t.Error("the API's content policy is on a page, or the page may be kept")
	}
}
