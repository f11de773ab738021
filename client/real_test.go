package client_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend"
	"houbu/backend/http/contract"
	"houbu/backend/practice"
	"houbu/backend/practice/practicetest"
	"houbu/client"
)

// center is the real backend of a practice session in this process, behind a
// real connection, with each exchange held against the OpenAPI document.
type center struct {
	t      *testing.T
	server *httptest.Server
}

// folders makes data folders with a practice session.
var folders = practicetest.Folders(time.Now)

func newCenter(t *testing.T) *center {
	t.Helper()
	session, err := practice.Session(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	session.Practice.Tick = time.Hour // nobody moves but the test
	address, err := practice.Open(t.Context(), folders(t), session, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	b, err := backend.Open(t.Context(), backend.Config{Address: address, Exam: session, Practice: true, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(contract.New(t).Handler(b.Handler()))
	t.Cleanup(func() {
		server.Close()
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return &center{t: t, server: server}
}

// client returns a client of the center; transport may be nil.
func (c *center) client(transport http.RoundTripper) *client.Client {
	c.t.Helper()
	made, err := client.New(client.Options{
		Endpoints: []client.Endpoint{{Name: "公网", URL: c.server.URL}}, Transport: transport,
		Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	})
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(made.Close)
	return made
}

// confirmed is a client of a demo candidate who has done steps 1 to 7.
func (c *center) confirmed(transport http.RoundTripper, account, number, name string) *client.Client {
	c.t.Helper()
	made, ctx := c.client(transport), c.t.Context()
	candidate, err := made.Login(ctx, account, "Houbu2026!")
	c.must(err)
	c.next(candidate, api.NextAgreement)
	text, err := made.Agreement(ctx)
	c.must(err)
	c.must(made.Agree(ctx, text.Version))
	_, err = made.Identify(ctx, api.Identity{Type: "1", Number: number, Name: name})
	c.must(err)
	candidate, err = made.Candidate(ctx)
	c.must(err)
	c.next(candidate, api.NextReview)
	c.must(made.Confirm(ctx, api.Confirmation{RecordChecked: true, PhoneRight: true, StudentRight: true}))
	return made
}

func (c *center) zhang(transport http.RoundTripper) *client.Client {
	c.t.Helper()
	return c.confirmed(transport, "demo1@houbu.test", "990101200501010010", "张三")
}

func (c *center) li() *client.Client {
	c.t.Helper()
	return c.confirmed(nil, "demo2@houbu.test", "99010120050101007X", "李四")
}

func (c *center) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

func (c *center) next(candidate api.Candidate, want api.Progress) {
	c.t.Helper()
	if candidate.Next != want {
		c.t.Fatalf("the first step not done is %q, want %q", candidate.Next, want)
	}
}

// coded fails unless an error is the backend's refusal with a code.
func coded(t *testing.T, err error, want api.Code) {
	t.Helper()
	if got := client.CodeOf(err); got != want {
		t.Errorf("got %q (%v), want %q", got, err, want)
	}
}

// cashier sends the form of an order's page as the payer's phone would.
func (c *center) cashier(order api.Order, action string, form url.Values) {
	c.t.Helper()
	page := c.read(http.MethodGet, order.CashierURL+strings.TrimSuffix(action, "/pay"), nil)
	_, after, found := strings.Cut(page, `name="nonce" value="`)
	if !found {
		c.t.Fatal("the cashier's page has no form")
	}
	nonce, _, _ := strings.Cut(after, `"`)
	form.Set("nonce", nonce)
	c.read(http.MethodPost, order.CashierURL+action, form)
}

func (c *center) read(method, address string, form url.Values) string {
	c.t.Helper()
	request, err := http.NewRequestWithContext(c.t.Context(), method, address, strings.NewReader(form.Encode()))
	c.must(err)
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := c.server.Client().Do(request)
	c.must(err)
	defer func() { _ = response.Body.Close() }() // only read
	body, err := io.ReadAll(response.Body)
	c.must(err)
	if response.StatusCode != http.StatusOK {
		c.t.Fatalf("%s of the cashier answers %d", method, response.StatusCode)
	}
	return string(body)
}

// forgetful loses the replies to joins, after the backend has done them, until
// it is told to stop.
type forgetful struct {
	next http.RoundTripper
	lost atomic.Int32
	well atomic.Bool
}

func (f *forgetful) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := f.next.RoundTrip(r)
	if err != nil || f.well.Load() || r.URL.Path != api.PathEntries {
		return response, err
	}
	f.lost.Add(1)
	return nil, errors.Join(io.ErrUnexpectedEOF, response.Body.Close())
}
