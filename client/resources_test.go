package client

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/http/contract"
)

// TestRequests pins what each operation sends: it is the contract with the
// backend.
func TestRequests(t *testing.T) {
	t.Parallel()
	order := api.Order{ID: "o1"}
	record := api.Record{Name: "张三"}
	receipt := api.Receipt{Key: testKey}
	drop := func(_ any, err error) error { return err }
	for _, test := range []struct {
		name, request, key, body string
		answer                   any
		do                       func(ctx context.Context, c *Client) error
	}{
		{"agreement", "GET /v1/agreement", "", "", api.Agreement{Version: "1"},
			func(ctx context.Context, c *Client) error { return drop(c.Agreement(ctx)) }},
		{"agree", "PUT /v1/agreement", "", `{"version":"1"}`, nil,
			func(ctx context.Context, c *Client) error { return c.Agree(ctx, "1") }},
		{"agree, answered", "PUT /v1/agreement", "", `{"version":"1"}`, api.Agreement{Version: "1"},
			func(ctx context.Context, c *Client) error { return c.Agree(ctx, "1") }},
		{"identify", "POST /v1/identity", "", `{"type":"1","number":"990101200501010010","name":"张三"}`, record,
			func(ctx context.Context, c *Client) error {
				return drop(c.Identify(ctx, api.Identity{Type: "1", Number: "990101200501010010", Name: "张三"}))
			}},
		{"record", "GET /v1/record", "", "", record,
			func(ctx context.Context, c *Client) error { return drop(c.Record(ctx)) }},
		{"confirm", "PUT /v1/record/confirmation", "", `{"record_checked":true,"phone_right":true,"student_right":true}`, nil,
			func(ctx context.Context, c *Client) error {
				return c.Confirm(ctx, api.Confirmation{RecordChecked: true, PhoneRight: true, StudentRight: true})
			}},
		{"pools", "GET /v1/pools?kind=oral", "", "", api.Pools{Kind: api.Oral},
			func(ctx context.Context, c *Client) error { return drop(c.Pools(ctx, api.Oral)) }},
		{"finished", "GET /v1/waitlist/finished", "", "", api.Finished{},
			func(ctx context.Context, c *Client) error { return drop(c.Finished(ctx)) }},
		{"join", "POST /v1/waitlist/entries", testKey, `{"campus_code":"993010","subject":"1"}`, receipt,
			func(ctx context.Context, c *Client) error {
				return drop(c.Join(ctx, testKey, api.Join{CampusCode: "993010", Subject: "1"}))
			}},
		{"cancel", "POST /v1/waitlist/entries/e1/cancellation", testKey, `{"reason":"other","text":"病"}`, receipt,
			func(ctx context.Context, c *Client) error {
				return drop(c.Cancel(ctx, testKey, "e1", api.Cancellation{Reason: "other", Text: "病"}))
			}},
		{"report", "PUT /v1/registrations/r1/report", testKey, `{"type":"paper"}`, receipt,
			func(ctx context.Context, c *Client) error {
				return drop(c.ChooseReport(ctx, testKey, "r1", api.ReportChoice{Type: "paper"}))
			}},
		{"create order", "POST /v1/orders", testKey, `{"registrations":["r1"]}`, order,
			func(ctx context.Context, c *Client) error {
				return drop(c.CreateOrder(ctx, testKey, api.NewOrder{Registrations: []string{"r1"}}))
			}},
		{"order", "GET /v1/orders/o1", "", "", order,
			func(ctx context.Context, c *Client) error { return drop(c.Order(ctx, "o1")) }},
		{"refresh order", "POST /v1/orders/o1/refresh", "", "", order,
			func(ctx context.Context, c *Client) error { return drop(c.RefreshOrder(ctx, "o1")) }},
		{"receipt", "GET /v1/receipts/" + testKey, "", "", receipt,
			func(ctx context.Context, c *Client) error { return drop(c.Receipt(ctx, testKey)) }},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c, _ := newClient(t, Options{UserAgent: "houbu/test"}, serve(t, func(w http.ResponseWriter, r *http.Request) {
				body, err := io.ReadAll(r.Body)
				if err != nil {
					t.Error(err)
				}
				if got := r.Method + " " + r.URL.RequestURI(); got != test.request {
					t.Errorf("request %q, want %q", got, test.request)
				}
				for name, want := range map[string]string{
					api.HeaderIdempotencyKey: test.key, "Authorization": "Bearer token", "User-Agent": "houbu/test",
					"Accept": "application/json", "If-None-Match": "", "Cookie": "",
				} {
					if got := r.Header.Get(name); got != want {
						t.Errorf("%s is %q, want %q", name, got, want)
					}
				}
				if string(body) != test.body {
					t.Errorf("body %q, want %q", body, test.body)
				}
				contract.New(t).Request(r, body)
				http.SetCookie(w, &http.Cookie{Name: "a", Value: "b"})
				if test.answer == nil {
					w.WriteHeader(http.StatusNoContent)
					return
				}
				reply(w, test.answer)
			}))
			c.token = "token"
			for range 2 { // the second request shows that no cookie was kept
				if err := test.do(t.Context(), c); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

func TestInfoIsConditional(t *testing.T) {
	t.Parallel()
	c, _ := newClient(t, Options{}, serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", `"v1"`)
		reply(w, api.Info{Now: time.Unix(1, 0), FinishedCount: 3})
	}))
	info, etag, changed, err := c.Info(t.Context(), "")
	if err != nil || !changed || etag != `"v1"` || info.FinishedCount != 3 {
		t.Fatalf("first: %+v, %q, %v, %v", info, etag, changed, err)
	}
	info, etag, changed, err = c.Info(t.Context(), etag)
	if err != nil || changed || etag != `"v1"` || !info.Now.IsZero() {
		t.Fatalf("second: %+v, %q, %v, %v", info, etag, changed, err)
	}
	_, _, changed, err = c.Info(t.Context(), "\"v1\"\r\nX-Evil: 1")
	if err != nil || !changed {
		t.Errorf("with an ETag that no header can hold: %v, %v; want the whole", changed, err)
	}
}

func TestIdentifiersThatAreNoneAreNotSent(t *testing.T) {
	t.Parallel()
	c, _ := newClient(t, Options{}, serve(t, func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("sent %s", r.URL.Path)
	}))
	for _, id := range []string{"", "..", "a/b", "a?b", "{id}", "号", "a b"} {
		for name, err := range map[string]error{
			"cancel": second(c.Cancel(t.Context(), testKey, id, api.Cancellation{Reason: "conflict"})),
			"report": second(c.ChooseReport(t.Context(), testKey, id, api.ReportChoice{Type: "report"})),
			"order":  second(c.Order(t.Context(), id)), "refresh": second(c.RefreshOrder(t.Context(), id)),
		} {
			if e := failure(t, err); e.Code != api.CodeNotFound || e.Unknown() {
				t.Errorf("%s of %q: got %v", name, id, e)
			}
		}
	}
	for _, key := range []string{"", "short", "with space", "a\r\nb: c4567"} {
		for name, err := range map[string]error{
			"join":  second(c.Join(t.Context(), key, api.Join{CampusCode: "993010", Subject: "1"})),
			"order": second(c.CreateOrder(t.Context(), key, api.NewOrder{Registrations: []string{"r1"}})),
		} {
			if e := failure(t, err); e.Code != api.CodeKeyMissing || e.Unknown() {
				t.Errorf("%s with key %q: got %v", name, key, e)
			}
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestNewKey(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for range 1000 {
		key := NewKey()
		if len(key) < 22 || !isToken(key) || seen[key] {
			t.Fatalf("key %q is short, repeated, or not allowed in the header", key)
		}
		seen[key] = true
	}
}

// TestExtraMembersAreTolerated lets an older client read a newer backend.
func TestExtraMembersAreTolerated(t *testing.T) {
	t.Parallel()
	c, _ := newClient(t, Options{}, serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		_ = json.NewEncoder(w).Encode(map[string]any{"$schema": "x", "id": "practice", "new": []int{1}})
	}))
	if exam, err := c.Exam(t.Context()); err != nil || exam.ID != "practice" {
		t.Errorf("got %+v, %v", exam, err)
	}
}
