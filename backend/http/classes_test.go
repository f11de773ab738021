package httpapi_test

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"houbu/api"
	httpapi "houbu/backend/http"
)

// TestACrowdOutsideTakesNothingFromThoseInside fills the rooms for polls, for logins
// and for payers, with more at each door: those who join, cancel and order meanwhile
// have their whole room, none of them is refused, and none waits for anything of the
// crowd to end.
func TestACrowdOutsideTakesNothingFromThoseInside(t *testing.T) {
	t.Parallel()
	const inside = 8
	accounts := &doorkeeper{}
	w := newWorld(t, limited(httpapi.Limits{Logins: 2, Writes: inside, Reads: 3, Payers: 1}), func(c *httpapi.Config) {
		accounts.Accounts = c.Accounts
		c.Accounts = accounts
	})
	token := w.ready()
	crowd := &held{under: make(chan struct{}), free: make(chan struct{})}
	w.waitlist.held, w.payment.held, accounts.held = crowd, crowd, crowd
	outside := map[*ask]int{
		{method: http.MethodGet, path: api.PathRegistration, token: token}:                                              3,
		{method: http.MethodPost, path: api.PathSessions, body: api.Login{Account: "b@houbu.test", Password: password}}: 2,
		{method: http.MethodPost, path: api.PathOrders + "/o1/refresh", token: token}:                                   1,
	}
	var answers []<-chan *httptest.ResponseRecorder
	for a, room := range outside {
		out := make(chan *httptest.ResponseRecorder, room)
		for range room {
			go func() { out <- w.do(*a) }()
			<-crowd.under
		}
		answers = append(answers, out)
		wantProblem(t, "one more of the crowd", w.do(*a), http.StatusServiceUnavailable, api.CodeUnavailable)
	}
	w.waitlist.held, w.payment.held = nil, nil

	var group sync.WaitGroup
	for range inside { // at once, and each of them many times
		group.Go(func() {
			for range 25 {
				for _, a := range []ask{
					{method: http.MethodPost, path: api.PathEntries, key: key, token: token, body: api.Join{CampusCode: "993010", Subject: "1"}},
					{method: http.MethodPost, path: api.PathEntries + "/e1/cancellation", key: key, token: token, body: api.Cancellation{Reason: "conflict"}},
					{method: http.MethodPost, path: api.PathOrders, key: key, token: token, body: api.NewOrder{Registrations: []string{"r1"}}},
				} {
					if out := w.do(a); out.Code != http.StatusCreated && out.Code != http.StatusOK {
						t.Errorf("%s: %d", a.path, out.Code)
					}
				}
			}
		})
	}
	group.Wait()
	for range 6 {
		crowd.free <- struct{}{}
	}
	for _, out := range answers {
		for range cap(out) {
			if got := <-out; got.Code != http.StatusOK && got.Code != http.StatusCreated {
				t.Errorf("one of the crowd that was let in: %d", got.Code)
			}
		}
	}
}
