package client

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"houbu/api"
)

// overloaded is a backend that answers with a status and asks to come back later.
func overloaded(t *testing.T, status int, header string, member int) (url string, asked *log) {
	asked = &log{}
	return serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked.add(r)
		if header != "" {
			w.Header().Set("Retry-After", header)
		}
		problem(w, status, api.Problem{Code: api.CodeUnavailable, RetryAfter: member})
	}), asked
}

func seconds64(of ...float64) (waits []time.Duration) {
	for _, s := range of {
		waits = append(waits, time.Duration(s*float64(time.Second)))
	}
	return waits
}

// TestWaitsAsTold reads Retry-After and waits so long and a random part more,
// here the whole of it, spread wider each time, until patience is used up.
func TestWaitsAsTold(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, header string
		status       int
		member       int
		waits        []time.Duration
		says         time.Duration
	}{
		{"header, 503", "2", http.StatusServiceUnavailable, 0, seconds64(6, 10, 18, 34, 34, 34, 34), 2 * time.Second},
		{"header, 429", "2", http.StatusTooManyRequests, 0, seconds64(6, 10, 18, 34, 34, 34, 34), 2 * time.Second},
		{"problem over header", "2", http.StatusServiceUnavailable, 20, seconds64(40, 40, 40, 52), 20 * time.Second},
		{"a minute", "60", http.StatusServiceUnavailable, 0, seconds64(120), time.Minute},
		{"more than is waited out", "61", http.StatusServiceUnavailable, 0, nil, 61 * time.Second},
		{"absurd", "", http.StatusServiceUnavailable, 1 << 40, nil, maxRetryAfter},
		{"far date", "Fri, 31 Dec 9999 23:59:59 GMT", http.StatusServiceUnavailable, 0, nil, maxRetryAfter},
		{"negative", "-5", http.StatusServiceUnavailable, 0, []time.Duration{backoffBase, 2 * backoffBase}, 0},
		{"past date", "Mon, 02 Jan 2006 15:04:05 GMT", http.StatusServiceUnavailable, 0, []time.Duration{backoffBase, 2 * backoffBase}, 0},
		{"nonsense", "soon", http.StatusServiceUnavailable, 0, []time.Duration{backoffBase, 2 * backoffBase}, 0},
		{"another status", "2", http.StatusInternalServerError, 0, []time.Duration{backoffBase + 2*time.Second, 2*backoffBase + 2*time.Second}, 2 * time.Second},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			url, asked := overloaded(t, test.status, test.header, test.member)
			c, waits := newClient(t, Options{}, url)
			_, err := c.Exam(t.Context())
			e := failure(t, err)
			if e.Kind != Refused || e.RetryAfter != test.says {
				t.Errorf("got %v after %v, want %v", e, e.RetryAfter, test.says)
			}
			if got := waits.all(); !slices.Equal(got, test.waits) {
				t.Errorf("waited %v, want %v", got, test.waits)
			}
			if got := len(asked.all()); got != len(test.waits)+1 {
				t.Errorf("asked %d times, want %d", got, len(test.waits)+1)
			}
		})
	}
}

// TestOnlySafeRequestsWait has each operation meet an overloaded backend: only
// GET and what carries a key is sent again.
func TestOnlySafeRequestsWait(t *testing.T) {
	t.Parallel()
	for name, do := range calls() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url, asked := overloaded(t, http.StatusTooManyRequests, "30", 0)
			c, waits := newClient(t, Options{}, url)
			want, next := seconds64(60, 60, 60), 62*time.Second
			if !strings.HasPrefix(name, "GET") && !strings.HasPrefix(name, "key") {
				want, next = nil, time.Minute
			}
			if e := failure(t, do(t.Context(), c)); !e.Busy() || e.RetryIn != next {
				t.Errorf("got %v, busy %v, again in %v", e, e.Busy(), e.RetryIn)
			}
			if got := waits.all(); !slices.Equal(got, want) || len(asked.all()) != len(want)+1 {
				t.Errorf("sent %d times with the waits %v, want %v", len(asked.all()), got, want)
			}
		})
	}
}

// TestWhoIsTurnedAwayComesBack has the operations without a key meet a backend that
// is overloaded, which has done and counted nothing then. Nobody waits to log out.
func TestWhoIsTurnedAwayComesBack(t *testing.T) {
	t.Parallel()
	for name, tries := range map[string]int{
		"POST login": 4, "POST identity": 4, "PUT agree": 4, "PUT confirm": 4, "POST refresh": 1, "DELETE logout": 1,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url, asked := overloaded(t, http.StatusServiceUnavailable, "30", 0)
			c, waits := newClient(t, Options{}, url)
			if e := failure(t, calls()[name](t.Context(), c)); !e.Busy() {
				t.Errorf("got %v", e)
			}
			if len(asked.all()) != tries || len(waits.all()) != tries-1 {
				t.Errorf("sent %d times with the waits %v", len(asked.all()), waits.all())
			}
			if once := failure(t, calls()[name](Once(t.Context()), c)); !once.Busy() || len(asked.all()) != tries+1 {
				t.Errorf("sent %d times to who asks once", len(asked.all())-tries)
			}
		})
	}
}

// TestALoginIsNotRepeatedOtherwise: a refusal without a time, a failure and a lost
// reply may have been counted.
func TestALoginIsNotRepeatedOtherwise(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		status int
		header string
	}{{http.StatusServiceUnavailable, ""}, {http.StatusInternalServerError, "2"}, {http.StatusTooManyRequests, "2"}, {http.StatusBadGateway, "2"}} {
		url, asked := overloaded(t, test.status, test.header, 0)
		c, _ := newClient(t, Options{}, url)
		if _, err := c.Login(t.Context(), "a", "b"); err == nil || len(asked.all()) != 1 {
			t.Errorf("%d %q: sent %d times, %v", test.status, test.header, len(asked.all()), err)
		}
	}
}

// TestThousandsDoNotComeBackInOneSecond spreads those who were told the same.
func TestThousandsDoNotComeBackInOneSecond(t *testing.T) {
	t.Parallel()
	c, _ := newClient(t, Options{}, gone(t))
	const many = 4000
	for tries, most := range []int{many / 4, many / 8, many / 16, many / 32} {
		in := map[time.Duration]int{}
		for i := range many {
			c.rand = func() float64 { return float64(i) / many }
			d := c.comeBack(time.Second, tries)
			if d < time.Second {
				t.Fatalf("back after %v, earlier than told", d)
			}
			in[d.Truncate(time.Second)]++
		}
		for at, n := range in {
			if n > most {
				t.Errorf("after %d tries, %d come back in the second at %v, want at most %d", tries, n, at, most)
			}
		}
	}
}

// TestWhoWatchesIsToldOfWaits also shows that a success ends the waiting.
func TestWhoWatchesIsToldOfWaits(t *testing.T) {
	t.Parallel()
	var asked log
	c, waits := newClient(t, Options{}, serve(t, func(w http.ResponseWriter, r *http.Request) {
		if asked.add(r) < 3 {
			w.Header().Set("Retry-After", "3")
			w.WriteHeader(http.StatusServiceUnavailable) // of a balancer
			return
		}
		reply(w, api.Receipt{Key: r.Header.Get(api.HeaderIdempotencyKey), Sequence: 7})
	}))
	var told []time.Duration
	ctx := OnWait(t.Context(), func(d time.Duration) { told = append(told, d) })
	receipt, err := c.Join(ctx, testKey, api.Join{CampusCode: "993010", Subject: "1"})
	if err != nil || receipt.Sequence != 7 {
		t.Fatalf("got %+v, %v", receipt, err)
	}
	if want := seconds64(7, 11); !slices.Equal(told, want) || !slices.Equal(waits.all(), want) {
		t.Errorf("told of %v and waited %v, want %v", told, waits.all(), want)
	}
	if got := asked.all(); !slices.Equal(got, []string{testKey, testKey, testKey}) {
		t.Errorf("keys sent: %v", got)
	}
}

// TestOnce asks once and says when to ask again.
func TestOnce(t *testing.T) {
	t.Parallel()
	url, asked := overloaded(t, http.StatusServiceUnavailable, "5", 0)
	c, waits := newClient(t, Options{}, url)
	_, _, _, err := c.Info(Once(t.Context()), "")
	if e := failure(t, err); e.RetryIn != 10*time.Second {
		t.Errorf("again in %v, want 10 s", e.RetryIn)
	}
	if len(asked.all()) != 1 || len(waits.all()) != 0 {
		t.Errorf("asked %d times, waited %v", len(asked.all()), waits.all())
	}
}

// TestALostOutcomeIsLookedUpAsTold has the backend be overloaded while an outcome
// is looked up: the look-up waits as told, without giving up.
func TestALostOutcomeIsLookedUpAsTold(t *testing.T) {
	t.Parallel()
	var asked log
	c, _ := newClient(t, Options{Retries: -1}, serve(t, func(w http.ResponseWriter, r *http.Request) {
		if asked.add(r) < 20 {
			problem(w, http.StatusServiceUnavailable, api.Problem{Code: api.CodeUnavailable, RetryAfter: 600})
			return
		}
		reply(w, api.Receipt{Key: testKey, Sequence: 7})
	}))
	var told []time.Duration
	ctx := OnWait(t.Context(), func(d time.Duration) { told = append(told, d) })
	receipt, err := c.Outcome(ctx, testKey, func(context.Context) (api.Receipt, error) { panic("nothing is to be repeated") })
	if err != nil || receipt.Sequence != 7 {
		t.Fatalf("got %+v, %v", receipt, err)
	}
	if len(told) != 19 || told[0] != 2*longestBusy || told[18] != 2*longestBusy {
		t.Errorf("told of %v", told)
	}
}

// TestAContextEndsAWaitForABusyBackend leaves the outcome of a join unknown.
func TestAContextEndsAWaitForABusyBackend(t *testing.T) {
	t.Parallel()
	url, _ := overloaded(t, http.StatusServiceUnavailable, "5", 0)
	ctx, cancel := context.WithCancel(t.Context())
	c, _ := newClient(t, Options{Sleep: func(ctx context.Context, _ time.Duration) error {
		cancel()
		return sleep(ctx, time.Hour)
	}}, url)
	_, err := c.Join(ctx, testKey, api.Join{CampusCode: "993010", Subject: "1"})
	if e := failure(t, err); e.Kind != Canceled || !e.Unknown() {
		t.Errorf("got %v (unknown %v), want canceled and unknown", e, e.Unknown())
	}
}
