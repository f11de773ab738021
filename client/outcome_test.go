package client

import (
	"context"
	"errors"
	"io"
	stdlog "log"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"houbu/api"
)

func nullLog() *stdlog.Logger { return stdlog.New(io.Discard, "", 0) }

// waitlist is a backend that can lose its replies. It counts what was done,
// and does it once a key.
type waitlist struct {
	mu       sync.Mutex
	receipts map[string]api.Receipt
	effects  int
	script   []string // what happens to the requests in turn; then all is well
}

func (b *waitlist) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	act := ""
	if len(b.script) > 0 {
		act, b.script = b.script[0], b.script[1:]
	}
	switch act {
	case "lose request":
		panic(http.ErrAbortHandler)
	case "portal":
		_, _ = io.WriteString(w, "<html>")
		return
	case "unavailable":
		problem(w, http.StatusServiceUnavailable, api.Problem{Code: api.CodeUnavailable, RetryAfter: 600})
		return
	case "unauthorized":
		problem(w, http.StatusUnauthorized, api.Problem{Code: api.CodeUnauthorized})
		return
	case "level taken":
		problem(w, http.StatusConflict, api.Problem{Code: api.CodeLevelTaken})
		return
	case "internal":
		problem(w, http.StatusInternalServerError, api.Problem{Code: api.CodeInternal})
		return
	}
	receipt, found := b.handle(r)
	switch {
	case strings.HasPrefix(act, "lose reply"):
		panic(http.ErrAbortHandler)
	case act == "level taken by itself":
		problem(w, http.StatusConflict, api.Problem{Code: api.CodeLevelTaken})
	case !found:
		problem(w, http.StatusNotFound, api.Problem{Code: api.CodeNotFound})
	default:
		reply(w, receipt)
	}
}

func (b *waitlist) handle(r *http.Request) (api.Receipt, bool) {
	if r.Method == http.MethodGet {
		receipt, found := b.receipts[strings.TrimPrefix(r.URL.Path, "/v1/receipts/")]
		return receipt, found
	}
	key := r.Header.Get(api.HeaderIdempotencyKey)
	if _, done := b.receipts[key]; !done {
		b.effects++
		b.receipts[key] = api.Receipt{Key: key, Kind: api.ReceiptJoin, Sequence: int64(b.effects)}
	}
	return b.receipts[key], true
}

func TestOutcome(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		script  []string // from the first join on
		effects int
		code    api.Code // of the error; empty: a receipt
		unknown bool
	}{
		{"reply lost, receipt found", []string{"lose reply"}, 1, "", false},
		{"request lost, repeated", []string{"lose request"}, 1, "", false},
		{"request lost, then the repeat's reply", []string{"lose request", "", "lose reply"}, 1, "", false},
		{"the network comes and goes", []string{"lose reply", "lose request", "portal", "unavailable", "lose reply"}, 1, "", false},
		{"the repeat is put off", []string{"lose request", "", "unavailable"}, 1, "", false},
		{"the repeat is refused", []string{"lose request", "", "level taken"}, 0, api.CodeLevelTaken, false},
		{"the repeat is refused, then the network fails", []string{"lose request", "", "level taken", "lose request", "portal"}, 0, api.CodeLevelTaken, false},
		{"the repeat fails", []string{"lose request", "", "internal"}, 0, api.CodeInternal, false},
		{"the refusal came of the request itself", []string{"lose request", "", "level taken by itself"}, 1, "", false},
		{"the login ends", []string{"lose reply", "unauthorized"}, 1, api.CodeUnauthorized, true},
		{"the login ends at the repeat", []string{"lose request", "", "unauthorized"}, 0, api.CodeUnauthorized, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			backend := &waitlist{receipts: map[string]api.Receipt{}, script: test.script}
			c, _ := newClient(t, Options{Retries: -1}, serve(t, backend.ServeHTTP))
			join := func(ctx context.Context) (api.Receipt, error) {
				return c.Join(ctx, testKey, api.Join{CampusCode: "993010", Subject: "1"})
			}
			if _, err := join(t.Context()); !failure(t, err).Unknown() {
				t.Fatalf("the first join: %v, want an unknown outcome", err)
			}
			receipt, err := c.Outcome(t.Context(), testKey, join)
			if CodeOf(err) != test.code || (err == nil) != (receipt.Key == testKey) {
				t.Errorf("got %+v, %v; want code %q", receipt, err, test.code)
			}
			if err != nil && failure(t, err).Unknown() != test.unknown {
				t.Errorf("%v: unknown %v, want %v", err, !test.unknown, test.unknown)
			}
			backend.mu.Lock()
			defer backend.mu.Unlock()
			if backend.effects != test.effects {
				t.Errorf("the waitlist has %d entries, want %d", backend.effects, test.effects)
			}
			if len(backend.script) > 0 {
				t.Errorf("never came to %v", backend.script)
			}
		})
	}
}

func TestOutcomeGoesOnUntilTheContextEnds(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	waits := &naps{}
	c, _ := newClient(t, Options{Retries: -1, Sleep: func(ctx context.Context, d time.Duration) error {
		if err := waits.sleep(ctx, d); err != nil {
			return err
		}
		if len(waits.all()) == 20 {
			cancel()
		}
		return nil // as if the wait had just ended: the loop itself must notice
	}}, gone(t))
	_, err := c.Outcome(ctx, testKey, func(context.Context) (api.Receipt, error) {
		t.Error("repeated without knowing that there is no receipt")
		return api.Receipt{}, errors.New("never")
	})
	e := failure(t, err)
	if e.Kind != Canceled || !e.Unknown() || len(waits.all()) != 20 {
		t.Errorf("got %v (unknown %v) after %d waits; want canceled, unknown, after 20", e, e.Unknown(), len(waits.all()))
	}
}

func TestOutcomeWithoutAKey(t *testing.T) {
	t.Parallel()
	c, _ := newClient(t, Options{}, gone(t))
	_, err := c.Outcome(t.Context(), "", nil)
	if e := failure(t, err); e.Code != api.CodeKeyMissing {
		t.Errorf("got %v, want key_missing", e)
	}
}
