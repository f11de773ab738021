package load_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"houbu/bench/load"
)

func TestPercentile(t *testing.T) {
	t.Parallel()
	hundred := make([]time.Duration, 100)
	for i := range hundred {
		hundred[i] = time.Duration(i + 1)
	}
	for _, c := range []struct {
		sorted []time.Duration
		p      float64
		want   time.Duration
	}{
		{nil, 50, 0},
		{[]time.Duration{7}, 50, 7},
		{[]time.Duration{7}, 99, 7},
		{[]time.Duration{1, 2}, 50, 1},
		{[]time.Duration{1, 2, 3}, 50, 2},
		{hundred, 50, 50},
		{hundred, 95, 95},
		{hundred, 99, 99},
		{hundred, 99.5, 100},
		{hundred, 100, 100},
		{hundred[:10], 95, 10},
	} {
		if got := load.Percentile(c.sorted, c.p); got != c.want {
			t.Errorf("p%v of %d values is %d, want %d", c.p, len(c.sorted), got, c.want)
		}
	}
}

func TestRate(t *testing.T) {
	t.Parallel()
	r := load.Result{Elapsed: 2 * time.Second, Done: make([]time.Duration, 500), Refused: make([]time.Duration, 100), Failures: 3}
	if r.Rate() != 250 {
		t.Errorf("rate %v, want that of the right answers", r.Rate())
	}
	if (&load.Result{}).Rate() != 0 {
		t.Error("a run that took no time has a rate")
	}
}

// getting asks for a path a task.
type getting struct {
	host, path string
	check      func(*load.Answer) error
}

func (g getting) Do(w *load.Worker, n int, since time.Time) {
	w.Buffer = load.Request(w.Buffer[:0], http.MethodGet, strings.ReplaceAll(g.path, "N", fmt.Sprint(n)), g.host, "", nil)
	w.Exchange(0, since, w.Buffer, g.check)
}

func serve(t *testing.T, handler http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return strings.TrimPrefix(server.URL, "http://")
}

func run(t *testing.T, opts load.Options, task load.Task) *load.Result {
	t.Helper()
	opts.Steps = []string{"get"}
	results, err := load.Run(t.Context(), opts, task)
	if err != nil {
		t.Fatal(err)
	}
	return results[0]
}

// TestAnswers reads every form of body that net/http sends.
func TestAnswers(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("0123456789", 5000)
	host := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"tag"`)
		switch r.URL.Path {
		case "/short":
			_, _ = w.Write([]byte("short"))
		case "/chunked":
			for part := range slices.Chunk([]byte(long), 7000) {
				_, _ = w.Write(part)
				_ = http.NewResponseController(w).Flush()
			}
		case "/304":
			w.WriteHeader(http.StatusNotModified)
		case "/204":
			w.WriteHeader(http.StatusNoContent)
		case "/last":
			w.Header().Set("Connection", "close")
			_, _ = w.Write([]byte("last"))
		}
	})
	for path, want := range map[string]struct {
		status int
		body   string
	}{
		"/short": {200, "short"}, "/chunked": {200, long}, "/304": {304, ""}, "/204": {204, ""}, "/last": {200, "last"}, "/empty": {200, ""},
	} {
		result := run(t, load.Options{Address: host, Connections: 2, Tasks: 6}, getting{host, path, func(a *load.Answer) error {
			if a.Status != want.status || string(a.Body) != want.body || a.ETag != `"tag"` {
				return fmt.Errorf("status %d, %d bytes, tag %s", a.Status, len(a.Body), a.ETag)
			}
			return nil
		}})
		if len(result.Done) != 6 || result.Failures != 0 {
			t.Errorf("%s: %d right, %d wrong: %v", path, len(result.Done), result.Failures, result.Why)
		}
	}
}

// TestRunCounts has every outcome once in four.
func TestRunCounts(t *testing.T) {
	t.Parallel()
	host := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path[len(r.URL.Path)-1] % 4 {
		case 0:
			w.WriteHeader(http.StatusOK)
		case 1:
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusTooManyRequests)
		case 2:
			w.WriteHeader(http.StatusServiceUnavailable)
		case 3:
			panic(http.ErrAbortHandler) // the connection breaks
		}
	})
	result := run(t, load.Options{Address: host, Connections: 3, Tasks: 40}, getting{host, "/N", func(*load.Answer) error { return nil }})
	digits := map[int]int{}
	for n := range 40 {
		digits[('0'+n%10)%4]++
	}
	if len(result.Done) != digits[0] || len(result.Refused) != digits[1]+digits[2] || result.Advised != digits[1] || result.Failures != digits[3] {
		t.Errorf("done %d, refused %d (%d advised), failed %d; want %v", len(result.Done), len(result.Refused), result.Advised, result.Failures, digits)
	}
	if len(result.Why) == 0 {
		t.Error("nothing says why requests failed")
	}
	if !slices.IsSorted(result.Done) || !slices.IsSorted(result.Refused) {
		t.Error("latencies are not sorted")
	}
}

func TestWrongAnswersAreFailures(t *testing.T) {
	t.Parallel()
	host := serve(t, func(http.ResponseWriter, *http.Request) {})
	wrong := errors.New("wrong")
	result := run(t, load.Options{Address: host, Connections: 1, Tasks: 5}, getting{host, "/", func(*load.Answer) error { return wrong }})
	if len(result.Done) != 0 || result.Failures != 5 || !slices.Equal(result.Why, []string{"wrong"}) {
		t.Errorf("done %d, failed %d: %v", len(result.Done), result.Failures, result.Why)
	}
}

// arrivals notes from when each task counts.
type arrivals struct {
	getting
	since []time.Time
}

func (a *arrivals) Do(w *load.Worker, n int, since time.Time) {
	a.since[n] = since
	a.getting.Do(w, n, since)
}

// TestStallsAreNotHidden: with a rate, a task counts from when it was to arrive,
// however long the one connection was busy with those before it.
func TestStallsAreNotHidden(t *testing.T) {
	t.Parallel()
	const tasks, rate = 50, 1000
	host := serve(t, func(http.ResponseWriter, *http.Request) {})
	a := &arrivals{getting{host, "/", func(*load.Answer) error { return nil }}, make([]time.Time, tasks)}
	if result := run(t, load.Options{Address: host, Connections: 1, Tasks: tasks, Rate: rate}, a); len(result.Done) != tasks {
		t.Fatalf("done %d of %d", len(result.Done), tasks)
	}
	for n := range tasks {
		if got, want := a.since[n].Sub(a.since[0]), time.Duration(n)*time.Second/rate; got != want {
			t.Errorf("task %d arrives %v after the first, want %v", n, got, want)
		}
	}
}

// late counts from an hour ago.
type late struct{ getting }

func (l late) Do(w *load.Worker, n int, since time.Time) { l.getting.Do(w, n, since.Add(-time.Hour)) }

func TestLatencyCountsFromTheArrival(t *testing.T) {
	t.Parallel()
	host := serve(t, func(http.ResponseWriter, *http.Request) {})
	result := run(t, load.Options{Address: host, Connections: 1, Tasks: 1}, late{getting{host, "/", func(*load.Answer) error { return nil }}})
	if len(result.Done) != 1 || result.Done[0] < time.Hour {
		t.Errorf("latency %v", result.Done)
	}
}

func TestRunEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	asked := make(chan struct{}, 4)
	release := make(chan struct{})
	host := serve(t, func(http.ResponseWriter, *http.Request) {
		asked <- struct{}{}
		<-release
	})
	t.Cleanup(func() { close(release) }) // before the server's own, which waits for its handlers
	go func() {
		<-asked
		cancel()
	}()
	_, err := load.Run(ctx, load.Options{Address: host, Connections: 4, Tasks: 100, Steps: []string{"get"}},
		getting{host, "/", func(*load.Answer) error { return nil }})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func TestRunNeedsAServer(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.NotFoundHandler())
	host := strings.TrimPrefix(server.URL, "http://")
	server.Close()
	if _, err := load.Run(t.Context(), load.Options{Address: host, Connections: 1, Tasks: 1, Steps: []string{"get"}}, getting{}); err == nil {
		t.Error("a run without a server succeeds")
	}
	if _, err := load.Run(t.Context(), load.Options{Address: host}, getting{}); err == nil {
		t.Error("a run without connections succeeds")
	}
}

func TestHost(t *testing.T) {
	t.Parallel()
	for server, want := range map[string]string{
		"http://127.0.0.1:8080": "127.0.0.1:8080", "http://[::1]:1/": "[::1]:1", "http://a": "a:80",
		"https://a": "", "http://": "", "127.0.0.1:8080": "", "http://a/v1": "", "": "",
	} {
		got, err := load.Host(server)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v", server, got, err)
		}
	}
}
