package httpapi_test

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"houbu/api"
	httpapi "houbu/backend/http"
)

func limited(limits httpapi.Limits) func(*httpapi.Config) {
	return func(c *httpapi.Config) { c.Limits = limits }
}

var (
	poll = ask{method: http.MethodGet, path: api.PathRegistration}
	join = ask{method: http.MethodPost, path: api.PathEntries, key: key, body: api.Join{CampusCode: "993010", Subject: "1"}}
)

// fillUp sends requests until so many are under way, and returns where their
// answers come out.
func (w *world) fillUp(a ask, n int) <-chan *httptest.ResponseRecorder {
	w.t.Helper()
	answers := make(chan *httptest.ResponseRecorder, n)
	for range n {
		go func() { answers <- w.do(a) }()
		<-w.waitlist.held.under
	}
	return answers
}

// TestWhatDoesNotFitIsRefusedAtOnce fills the room for reads: the next read is
// refused, while joins, logins and the health check have room of their own.
func TestWhatDoesNotFitIsRefusedAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, limited(httpapi.Limits{Logins: 1, Writes: 1, Reads: 3}))
	token := w.ready()
	poll, join := poll, join
	poll.token, join.token = token, token
	w.waitlist.held = &held{under: make(chan struct{}), free: make(chan struct{})}
	reads := w.fillUp(poll, 3)
	out := w.do(poll)
	wantProblem(t, "a fourth read", out, http.StatusServiceUnavailable, api.CodeUnavailable)
	if out.Header().Get("Retry-After") != "1" {
		t.Errorf("Retry-After is %q", out.Header().Get("Retry-After"))
	}
	if out := w.do(ask{method: http.MethodGet, path: api.PathHealth}); out.Code != http.StatusOK {
		t.Errorf("health is %d", out.Code)
	}
	w.login()
	writes := w.fillUp(join, 1)
	wantProblem(t, "a second join", w.do(join), http.StatusServiceUnavailable, api.CodeUnavailable)
	for range 4 {
		w.waitlist.held.free <- struct{}{}
	}
	for range 3 {
		if out := <-reads; out.Code != http.StatusOK {
			t.Errorf("a read that was let in is %d", out.Code)
		}
	}
	if out := <-writes; out.Code != http.StatusCreated {
		t.Errorf("a join that was let in is %d", out.Code)
	}
	w.waitlist.held = nil
	if out := w.do(poll); out.Code != http.StatusOK {
		t.Errorf("with room again: %d", out.Code)
	}
}

// TestPayersAreToldInWords refuses a browser at the cashier, and what waits for the
// platform, without a look at the room for joins.
func TestPayersAreToldInWords(t *testing.T) {
	t.Parallel()
	w := newWorld(t, limited(httpapi.Limits{Payers: 1, Writes: 1, Reads: 1}))
	token := w.ready()
	w.payment.held = &held{under: make(chan struct{}), free: make(chan struct{})}
	refresh := ask{method: http.MethodPost, path: api.PathOrders + "/o1/refresh", token: token}
	answers := make(chan *httptest.ResponseRecorder, 1)
	go func() { answers <- w.do(refresh) }()
	<-w.payment.held.under
	out := w.do(ask{method: http.MethodGet, path: "/cashier/secret"})
	if out.Code != http.StatusServiceUnavailable || out.Header().Get("Retry-After") != "1" ||
		!strings.HasPrefix(out.Header().Get("Content-Type"), "text/plain") || !strings.Contains(out.Body.String(), "请稍后刷新本页") {
		t.Errorf("%d %v %s", out.Code, out.Header(), out.Body)
	}
	wantProblem(t, "another refresh", w.do(refresh), http.StatusServiceUnavailable, api.CodeUnavailable)
	join := join
	join.token = token
	if out := w.do(join); out.Code != http.StatusCreated {
		t.Errorf("a join meanwhile is %d", out.Code)
	}
	w.payment.held.free <- struct{}{}
	if out := <-answers; out.Code != http.StatusOK {
		t.Errorf("the refresh that was let in is %d", out.Code)
	}
}

// TestTheRefusedComeBackOneByOne refuses a crowd in one second, after requests have
// left at twenty a second.
func TestTheRefusedComeBackOneByOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t, limited(httpapi.Limits{Reads: 1}))
	token := w.ready()
	poll := poll
	poll.token = token
	start := w.clock.Now()
	for i := range 40 {
		w.clock.Set(start.Add(time.Duration(i) * 50 * time.Millisecond))
		w.do(poll)
	}
	w.waitlist.held = &held{under: make(chan struct{}), free: make(chan struct{})}
	inside := w.fillUp(poll, 1)
	seconds := map[int]int{}
	for i := range 1500 {
		n, err := strconv.Atoi(w.do(poll).Header().Get("Retry-After"))
		if err != nil || n < 1 || n > 60 {
			t.Fatalf("refusal %d: Retry-After %d, %v", i, n, err)
		}
		seconds[n]++
	}
	for n := 2; n < 60; n++ {
		if seconds[n] < 15 || seconds[n] > 25 {
			t.Errorf("%d are to come back after %d seconds, want about 20", seconds[n], n)
		}
	}
	w.waitlist.held.free <- struct{}{}
	<-inside
	if n := strings.Count(w.log.String(), "requests refused"); n != 1 {
		t.Errorf("the log speaks of refusals %d times in a second", n)
	}
}

// TestWhoAsksWithoutEndIsSlowed lets an account make its burst at once, then one
// request each half second; another account is not touched.
func TestWhoAsksWithoutEndIsSlowed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, limited(httpapi.Limits{PerAccount: 2}))
	token := w.ready()
	poll := poll
	poll.token = token
	allowed := 0
	for w.do(poll).Code == http.StatusOK {
		if allowed++; allowed > 1000 {
			t.Fatal("there is no end to it")
		}
	}
	if allowed < 30 {
		t.Errorf("only %d requests at once: a walk takes more", allowed)
	}
	out := w.do(poll)
	wantProblem(t, "one more", out, http.StatusTooManyRequests, api.CodeTooManyRequests)
	if out.Header().Get("Retry-After") != "1" {
		t.Errorf("Retry-After is %q", out.Header().Get("Retry-After"))
	}
	start := w.clock.Now()
	for i, want := range []int{http.StatusTooManyRequests, http.StatusOK, http.StatusTooManyRequests, http.StatusOK} {
		w.clock.Set(start.Add(time.Duration(i)*250*time.Millisecond + 250*time.Millisecond))
		if got := w.do(poll).Code; got != want {
			t.Errorf("after %d ms: %d, want %d", 250*(i+1), got, want)
		}
	}
	other := w.do(ask{method: http.MethodPost, path: api.PathSessions, body: api.Login{Account: "b@houbu.test", Password: password}})
	if out := w.do(ask{method: http.MethodGet, path: api.PathCandidate, token: decode[api.Session](t, other).Token}); out.Code != http.StatusOK {
		t.Errorf("another account got %d", out.Code)
	}
}
