package client

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"houbu/api"
)

// wires are the lines of a test, as a transport that needs no network. A line is
// the host of its address.
type wires struct {
	mu    sync.Mutex
	sick  map[string]http.RoundTripper // nil: well
	asked []string                     // hosts, in order
}

func (w *wires) set(line string, sick http.RoundTripper) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.sick[line] = sick
}

// took returns the lines asked since it was called last.
func (w *wires) took() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	asked := strings.Join(w.asked, " ")
	w.asked = nil
	return asked
}

func (w *wires) RoundTrip(r *http.Request) (*http.Response, error) {
	w.mu.Lock()
	sick := w.sick[r.URL.Host]
	if r.URL.Path == api.PathHealth {
		w.asked = append(w.asked, "probe:"+r.URL.Host)
	} else {
		w.asked = append(w.asked, r.URL.Host)
	}
	w.mu.Unlock()
	if sick != nil {
		return sick.RoundTrip(r)
	}
	recorder := httptest.NewRecorder()
	switch {
	case r.URL.Path == api.PathHealth:
		reply(recorder, api.Health{Status: "ok"})
	case r.Header.Get(api.HeaderIdempotencyKey) != "":
		reply(recorder, api.Receipt{Key: r.Header.Get(api.HeaderIdempotencyKey)})
	case r.URL.Path == api.PathSessions:
		reply(recorder, api.Session{Token: "token"})
	default:
		reply(recorder, api.Exam{ID: "cet"})
	}
	return recorder.Result(), nil
}

// sickness is what a line does instead of answering.
type sickness func(*http.Request) (*http.Response, error)

func (s sickness) RoundTrip(r *http.Request) (*http.Response, error) { return s(r) }

// Ways in which a line fails.
func fails(err error) http.RoundTripper {
	return sickness(func(*http.Request) (*http.Response, error) { return nil, err })
}

func dial(err error) http.RoundTripper {
	return fails(&net.OpError{Op: "dial", Err: err})
}

func says(status int, media, body string) http.RoundTripper {
	return sickness(func(r *http.Request) (*http.Response, error) {
		return &http.Response{
			StatusCode: status, Request: r, Header: http.Header{"Content-Type": {media}}, Body: io.NopCloser(strings.NewReader(body)),
		}, nil
	})
}

// newWires is a client with failover over lines that need no network, and a clock
// that stands still.
func newWires(t *testing.T, options Options, lines ...string) (*Client, *wires, *time.Time) {
	t.Helper()
	w, now := &wires{sick: map[string]http.RoundTripper{}}, time.Unix(1_790_000_000, 0)
	options.Transport, options.Failover, options.Now = w, true, func() time.Time { return now }
	addresses := make([]string, len(lines))
	for i, line := range lines {
		addresses[i] = "http://" + line
	}
	c, _ := newClient(t, options, addresses...)
	return c, w, &now
}

// TestFailover goes through the ways in which line a fails, and says of a request
// that may be repeated (exam), of an irreversible one (join) and of one that may
// not be repeated (login) by which lines it is sent.
func TestFailover(t *testing.T) {
	t.Parallel()
	timeout := &net.DNSError{IsTimeout: true}
	problem := `{"code":"internal","status":500}`
	for name, test := range map[string]struct {
		sick              http.RoundTripper
		exam, join, login string
	}{
		"refuses":            {dial(syscall.ECONNREFUSED), "a b", "a b", "a b"},
		"no route":           {dial(syscall.EHOSTUNREACH), "a b", "a b", "a b"},
		"dialling times out": {dial(timeout), "a b", "a b", "a b"},
		"no such name":       {dial(&net.DNSError{IsNotFound: true}), "a b", "a b", "a b"},
		"reply lost":         {fails(io.ErrUnexpectedEOF), "a b", "a b", "a"},
		"reset":              {fails(&net.OpError{Op: "read", Err: syscall.ECONNRESET}), "a b", "a b", "a"},
		"no answer":          {fails(context.DeadlineExceeded), "a b", "a b", "a"},
		"captive portal":     {says(http.StatusOK, "text/html", "<html>"), "a b", "a b", "a"},
		"a proxy's 502":      {says(http.StatusBadGateway, "text/html", "<html>"), "a b", "a b", "a"},
		"the backend's 500":  {says(http.StatusInternalServerError, "application/problem+json", problem), "a", "a", "a"},
		"well":               {nil, "a", "a", "a"},
	} {
		for op, want := range map[string]string{"GET exam": test.exam, "key join": test.join, "POST login": test.login} {
			t.Run(name+"/"+op, func(t *testing.T) {
				t.Parallel()
				c, w, _ := newWires(t, Options{Retries: -1}, "a", "b")
				w.set("a", test.sick)
				err := calls()[op](t.Context(), c)
				if got := w.took(); got != want {
					t.Errorf("asked %s, want %s", got, want)
				}
				wantLine, wantErr := 0, test.sick != nil
				if strings.HasSuffix(want, "b") {
					wantLine, wantErr = 1, false
				}
				if (err != nil) != wantErr || c.Line() != wantLine {
					t.Errorf("error %v, line %d in use; want an error: %v, line %d", err, c.Line(), wantErr, wantLine)
				}
			})
		}
	}
}

// TestOneLineKnowsNoFailover: with one line, the option changes nothing.
func TestOneLineKnowsNoFailover(t *testing.T) {
	t.Parallel()
	c, w, _ := newWires(t, Options{Retries: 2}, "a")
	w.set("a", dial(syscall.ECONNREFUSED))
	_, err := c.Exam(t.Context())
	if e := failure(t, err); e.Kind != Offline || e.Everywhere {
		t.Errorf("got %v, everywhere %v", e, e.Everywhere)
	}
	if got := w.took(); got != "a a a" {
		t.Errorf("asked %s, want a a a", got)
	}
}

// TestDeadLineRestsAndComesBack: the next calls go by the line that answered. Once
// the rest is over the line chosen is looked at beside a call, and used again when
// it answers; until then it rests longer and longer.
func TestDeadLineRestsAndComesBack(t *testing.T) {
	t.Parallel()
	c, w, now := newWires(t, Options{Retries: -1}, "a", "b")
	ask := func(want ...string) {
		t.Helper()
		if _, err := c.Exam(t.Context()); err != nil {
			t.Fatal(err)
		}
		c.probing.Wait()
		got := strings.Fields(w.took())
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("asked %v, want %v", got, want)
		}
	}
	w.set("a", dial(syscall.ECONNREFUSED))
	ask("a", "b")
	rest := restBase
	for range 7 {
		*now = now.Add(rest - 1)
		ask("b")
		*now = now.Add(1)
		ask("b", "probe:a")
		rest = min(2*rest, restCap)
	}
	w.set("a", nil)
	ask("b")
	*now = now.Add(restCap)
	ask("b", "probe:a")
	if c.Line() != 0 {
		t.Fatal("the line chosen is not used again")
	}
	ask("a")
}

// TestRestHasJitter: a random half of the rest.
func TestRestHasJitter(t *testing.T) {
	t.Parallel()
	c, _, now := newWires(t, Options{}, "a", "b")
	c.rand = func() float64 { return 0 }
	c.failed(0)
	if got := c.health[0].until.Sub(*now); got != restBase/2 {
		t.Errorf("the shortest rest is %v, want %v", got, restBase/2)
	}
}

// TestChoiceCounts: who chooses a line gets it tried at once, whatever is known
// of it, and a call that began before does not take the choice back.
func TestChoiceCounts(t *testing.T) {
	t.Parallel()
	c, w, _ := newWires(t, Options{Retries: -1}, "a", "b")
	w.set("b", sickness(func(*http.Request) (*http.Response, error) {
		c.Use(1)
		return nil, &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}
	}))
	c.Use(1)
	if _, err := c.Exam(t.Context()); err != nil || c.Line() != 1 {
		t.Errorf("line %d, %v; the choice came later than the call", c.Line(), err)
	}
	if got := w.took(); got != "b a" {
		t.Errorf("asked %s, want b a", got)
	}
	w.set("b", nil)
	c.failed(1)
	c.Use(1)
	if _, err := c.Exam(t.Context()); err != nil || w.took() != "b" {
		t.Errorf("a line that rests was not tried when it was chosen: %v", err)
	}
}

// TestNoLineAnswers: each is asked once a round, the error says that another does
// not help, and an outcome that one of them left open stays open.
func TestNoLineAnswers(t *testing.T) {
	t.Parallel()
	c, w, _ := newWires(t, Options{Retries: 1}, "a", "b", "c")
	w.set("a", fails(io.ErrUnexpectedEOF))
	w.set("b", dial(syscall.ECONNREFUSED))
	w.set("c", dial(syscall.ECONNREFUSED))
	_, err := c.Join(t.Context(), testKey, api.Join{CampusCode: "993010", Subject: "1"})
	if e := failure(t, err); e.Kind != Offline || !e.Unknown() || !e.Everywhere {
		t.Errorf("got %v (unknown %v, everywhere %v)", e, e.Unknown(), e.Everywhere)
	}
	if got := w.took(); got != "a b c a b c" {
		t.Errorf("asked %s", got)
	}
	w.set("a", nil)
	w.set("b", says(http.StatusConflict, "application/problem+json", `{"code":"level_taken","status":409}`))
	w.set("a", fails(io.ErrUnexpectedEOF))
	c.Use(0)
	c.alive(1)
	_, err = c.Join(t.Context(), testKey, api.Join{CampusCode: "993010", Subject: "1"})
	if e := failure(t, err); e.Code != api.CodeLevelTaken || !e.Unknown() {
		t.Errorf("got %v (unknown %v), want a refusal that settles nothing", e, e.Unknown())
	}
}

// TestCallerEndsNoLine: a call that was not wanted any more says nothing about
// the line that it went by.
func TestCallerEndsNoLine(t *testing.T) {
	t.Parallel()
	c, w, _ := newWires(t, Options{Retries: -1}, "a", "b")
	ctx, cancel := context.WithCancel(t.Context())
	w.set("a", sickness(func(*http.Request) (*http.Response, error) { cancel(); return nil, context.Canceled }))
	_, err := c.Exam(ctx)
	if e := failure(t, err); e.Kind != Canceled || w.took() != "a" || c.health[0].failures != 0 {
		t.Errorf("got %v, %d failures of the line", e, c.health[0].failures)
	}
}

// TestReach finds the line that answers, and says so when none does.
func TestReach(t *testing.T) {
	t.Parallel()
	c, w, _ := newWires(t, Options{}, "a", "b")
	w.set("a", dial(syscall.ECONNREFUSED))
	if err := c.Reach(t.Context()); err != nil || c.Line() != 1 {
		t.Errorf("line %d, %v; want 1", c.Line(), err)
	}
	w.set("b", dial(syscall.ECONNREFUSED))
	if e := failure(t, c.Reach(t.Context())); e.Kind != Offline {
		t.Errorf("got %v, want offline", e)
	}
	if got := w.took(); got != "probe:a probe:b probe:b probe:a" {
		t.Errorf("asked %s", got)
	}
}

// TestCloseEndsALookAtALine: closing a client waits for what it does by itself.
func TestCloseEndsALookAtALine(t *testing.T) {
	t.Parallel()
	c, w, now := newWires(t, Options{Retries: -1}, "a", "b")
	w.set("a", dial(syscall.ECONNREFUSED))
	if _, err := c.Exam(t.Context()); err != nil {
		t.Fatal(err)
	}
	begun, looking := make(chan struct{}), make(chan error, 1)
	w.set("a", sickness(func(r *http.Request) (*http.Response, error) {
		close(begun)
		<-r.Context().Done()
		looking <- r.Context().Err()
		return nil, r.Context().Err()
	}))
	*now = now.Add(restBase)
	if _, err := c.Exam(t.Context()); err != nil {
		t.Fatal(err)
	}
	<-begun
	c.Close()
	if err := <-looking; !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v, want canceled", err)
	}
	if c.Line() != 1 {
		t.Error("the line that was being looked at is in use")
	}
}
