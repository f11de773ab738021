package client

import (
	"context"
	"errors"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"houbu/api"
)

// calls runs every operation of the client once.
func calls() map[string]func(ctx context.Context, c *Client) error {
	drop := func(_ any, err error) error { return err }
	return map[string]func(ctx context.Context, c *Client) error{
		"GET exam":      func(ctx context.Context, c *Client) error { return drop(c.Exam(ctx)) },
		"GET candidate": func(ctx context.Context, c *Client) error { return drop(c.Candidate(ctx)) },
		"GET agreement": func(ctx context.Context, c *Client) error { return drop(c.Agreement(ctx)) },
		"GET record":    func(ctx context.Context, c *Client) error { return drop(c.Record(ctx)) },
		"GET pools":     func(ctx context.Context, c *Client) error { return drop(c.Pools(ctx, api.Written)) },
		"GET info": func(ctx context.Context, c *Client) error {
			_, _, _, err := c.Info(ctx, "")
			return err
		},
		"GET finished": func(ctx context.Context, c *Client) error { return drop(c.Finished(ctx)) },
		"GET order":    func(ctx context.Context, c *Client) error { return drop(c.Order(ctx, "o1")) },
		"GET receipt":  func(ctx context.Context, c *Client) error { return drop(c.Receipt(ctx, testKey)) },
		"key join": func(ctx context.Context, c *Client) error {
			return drop(c.Join(ctx, testKey, api.Join{CampusCode: "993010", Subject: "1"}))
		},
		"key cancel": func(ctx context.Context, c *Client) error {
			return drop(c.Cancel(ctx, testKey, "e1", api.Cancellation{Reason: "conflict"}))
		},
		"key report": func(ctx context.Context, c *Client) error {
			return drop(c.ChooseReport(ctx, testKey, "r1", api.ReportChoice{Type: "report"}))
		},
		"key order": func(ctx context.Context, c *Client) error {
			return drop(c.CreateOrder(ctx, testKey, api.NewOrder{Registrations: []string{"r1"}}))
		},
		"POST login": func(ctx context.Context, c *Client) error { return drop(c.Login(ctx, "a", "b")) },
		"POST identity": func(ctx context.Context, c *Client) error {
			return drop(c.Identify(ctx, api.Identity{Type: "1", Number: "990101200501010010", Name: "张三"}))
		},
		"POST refresh":  func(ctx context.Context, c *Client) error { return drop(c.RefreshOrder(ctx, "o1")) },
		"PUT agree":     func(ctx context.Context, c *Client) error { return c.Agree(ctx, "1") },
		"PUT confirm":   func(ctx context.Context, c *Client) error { return c.Confirm(ctx, api.Confirmation{}) },
		"DELETE logout": func(ctx context.Context, c *Client) error { c.token = "t"; return c.Logout(ctx) },
	}
}

// log keeps what a server was asked.
type log struct {
	mu   sync.Mutex
	keys []string
}

func (l *log) add(r *http.Request) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.keys = append(l.keys, r.Header.Get(api.HeaderIdempotencyKey))
	return len(l.keys)
}

func (l *log) all() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.keys)
}

func TestOnlySafeRequestsAreRepeated(t *testing.T) {
	t.Parallel()
	for name, do := range calls() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var asked log
			c, waits := newClient(t, Options{Retries: 3}, serve(t, func(w http.ResponseWriter, r *http.Request) {
				asked.add(r)
				problem(w, http.StatusServiceUnavailable, api.Problem{Code: api.CodeUnavailable})
			}))
			e := failure(t, do(t.Context(), c))
			want, key := 1, ""
			switch {
			case strings.HasPrefix(name, "GET"):
				want = 4
			case strings.HasPrefix(name, "key"):
				want, key = 4, testKey
			}
			keys := asked.all()
			if len(keys) != want || len(waits.all()) != want-1 {
				t.Errorf("sent %d times with %d waits, want %d", len(keys), len(waits.all()), want)
			}
			for _, got := range keys {
				if got != key {
					t.Errorf("sent with key %q, want %q", got, key)
				}
			}
			if e.Kind != Refused || e.Code != api.CodeUnavailable || e.Unknown() != (key != "") {
				t.Errorf("got %v (unknown %v)", e, e.Unknown())
			}
		})
	}
}

func TestWaitsGrowToACap(t *testing.T) {
	t.Parallel()
	c, waits := newClient(t, Options{Retries: 7}, gone(t))
	_, err := c.Exam(t.Context())
	if e := failure(t, err); e.Kind != Offline {
		t.Errorf("got %v, want offline", e)
	}
	want := []time.Duration{200, 400, 800, 1600, 3200, 5000, 5000}
	for i := range want {
		want[i] *= time.Millisecond
	}
	if got := waits.all(); !slices.Equal(got, want) {
		t.Errorf("waited %v, want %v", got, want)
	}
	c.rand = func() float64 { return 0 }
	if d := c.backoff(1000); d != 0 {
		t.Errorf("with the smallest jitter the wait is %v, want 0: full jitter", d)
	}
}

func TestSecondTrySucceedsWithTheSameKey(t *testing.T) {
	t.Parallel()
	var asked log
	c, _ := newClient(t, Options{}, serve(t, func(w http.ResponseWriter, r *http.Request) {
		if asked.add(r) == 1 {
			panic(http.ErrAbortHandler)
		}
		reply(w, api.Receipt{Key: r.Header.Get(api.HeaderIdempotencyKey), Sequence: 7})
	}))
	receipt, err := c.Join(t.Context(), testKey, api.Join{CampusCode: "993010", Subject: "1"})
	if err != nil || receipt.Sequence != 7 {
		t.Fatalf("got %+v, %v", receipt, err)
	}
	if got := asked.all(); !slices.Equal(got, []string{testKey, testKey}) {
		t.Errorf("keys sent: %v", got)
	}
}

// A refusal after a lost try may be the consequence of that very try, so that
// it settles nothing.
func TestRefusalAfterALostTryIsUnknown(t *testing.T) {
	t.Parallel()
	var asked log
	c, _ := newClient(t, Options{}, serve(t, func(w http.ResponseWriter, r *http.Request) {
		if asked.add(r) == 1 {
			panic(http.ErrAbortHandler)
		}
		problem(w, http.StatusConflict, api.Problem{Code: api.CodeLevelTaken})
	}))
	_, err := c.Join(t.Context(), testKey, api.Join{CampusCode: "993010", Subject: "1"})
	if e := failure(t, err); e.Kind != Refused || e.Code != api.CodeLevelTaken || !e.Unknown() {
		t.Errorf("got %v (unknown %v), want a refusal that settles nothing", e, e.Unknown())
	}
}

func TestOfflineAfterALostTryIsUnknown(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		_ = listener.Close()
		hold(conn, 1, func(net.Conn, int) bool { return false })
	}()
	c, _ := newClient(t, Options{}, "http://"+listener.Addr().String())
	_, err = c.Join(t.Context(), testKey, api.Join{CampusCode: "993010", Subject: "1"})
	<-done
	if e := failure(t, err); e.Kind != Offline || !e.Unknown() {
		t.Errorf("got %v (unknown %v), want offline and unknown", e, e.Unknown())
	}
}

func TestContextEndsAWait(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	c, _ := newClient(t, Options{Sleep: func(ctx context.Context, _ time.Duration) error {
		cancel()
		return sleep(ctx, time.Hour)
	}}, gone(t))
	_, err := c.Exam(ctx)
	if e := failure(t, err); e.Kind != Canceled || !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want canceled", e)
	}
	if err := sleep(t.Context(), 0); err != nil {
		t.Errorf("a wait without end of the context: %v", err)
	}
}
