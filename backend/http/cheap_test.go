package httpapi_test

import (
	"context"
	"net/http"
	"net/netip"
	"sync/atomic"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/account"
	httpapi "houbu/backend/http"
)

// doorkeeper counts the look-ups of tokens, and can keep logins under way.
type doorkeeper struct {
	httpapi.Accounts
	lookups atomic.Int64
	held    *held
}

// Authenticate looks up.
func (a *doorkeeper) Authenticate(ctx context.Context, token string) (account.Identity, error) {
	a.lookups.Add(1)
	return a.Accounts.Authenticate(ctx, token) //nolint:wrapcheck // it stands in for the service
}

// Login waits while logins are held.
func (a *doorkeeper) Login(ctx context.Context, addr netip.Addr, request api.Login) (api.Session, error) {
	if held := a.held; held != nil {
		held.under <- struct{}{}
		<-held.free
	}
	return a.Accounts.Login(ctx, addr, request) //nolint:wrapcheck // it stands in for the service
}

// TestWhoIsSlowedCostsNoLookUp goes on asking beyond its pace: the refusals leave the
// database alone, count nothing, and end in time. Another token of the account is
// looked up once, and slowed like the first.
func TestWhoIsSlowedCostsNoLookUp(t *testing.T) {
	t.Parallel()
	accounts := &doorkeeper{}
	w := newWorld(t, limited(httpapi.Limits{PerAccount: 2}), func(c *httpapi.Config) {
		accounts.Accounts = c.Accounts
		c.Accounts = accounts
	})
	poll := poll
	poll.token = w.ready()
	other := poll
	other.token = w.login()
	for w.do(poll).Code == http.StatusOK {
		if accounts.lookups.Load() > 1000 {
			t.Fatal("there is no end to it")
		}
	}
	before := accounts.lookups.Load()
	for range 100 {
		wantProblem(t, "beyond the pace", w.do(poll), http.StatusTooManyRequests, api.CodeTooManyRequests)
	}
	if n := accounts.lookups.Load() - before; n != 0 {
		t.Errorf("100 refusals cost %d look-ups", n)
	}
	for range 10 {
		wantProblem(t, "another token", w.do(other), http.StatusTooManyRequests, api.CodeTooManyRequests)
	}
	if n := accounts.lookups.Load() - before; n != 1 {
		t.Errorf("another token of the account cost %d look-ups, want 1", n)
	}
	w.clock.Set(w.clock.Now().Add(500 * time.Millisecond))
	if out := w.do(poll); out.Code != http.StatusOK {
		t.Errorf("half a second later: %d", out.Code)
	}
}
