package httpapi_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	httpapi "houbu/backend/http"
)

// refusedInLog are the numbers of refusals that the log speaks of.
func (w *world) refusedInLog() (numbers []float64) {
	w.t.Helper()
	for line := range strings.Lines(w.log.String()) {
		var fields map[string]any
		if err := json.Unmarshal([]byte(line), &fields); err != nil {
			w.t.Fatal(err)
		}
		if fields["msg"] == "requests refused" {
			numbers = append(numbers, fields["number"].(float64)) //nolint:forcetypeassert // a number, or the test ends
		}
	}
	return numbers
}

// slowed is a world in which account a has used up its pace, with its poll.
func slowed(t *testing.T) (*world, ask) {
	t.Helper()
	w := newWorld(t, limited(httpapi.Limits{PerAccount: 2}))
	poll := poll
	poll.token = w.ready()
	for range 1000 {
		if w.do(poll).Code == http.StatusTooManyRequests {
			return w, poll
		}
	}
	t.Fatal("there is no end to it")
	return nil, poll
}

// TestTheRestOfABurstIsLogged has a burst end: its rest is in the log a second after
// the first line, without another refusal.
func TestTheRestOfABurstIsLogged(t *testing.T) {
	t.Parallel()
	w, poll := slowed(t)
	w.clock.Set(w.clock.Now().Add(300 * time.Millisecond))
	for range 7 {
		w.do(poll)
	}
	if got := w.refusedInLog(); !slices.Equal(got, []float64{1}) || len(w.timers) != 1 {
		t.Fatalf("during the burst the log speaks of %v, with %d timers", got, len(w.timers))
	}
	if in := w.timers[0].in; in != 700*time.Millisecond {
		t.Errorf("the rest is due in %v, want 700 ms", in)
	}
	w.clock.Set(w.clock.Now().Add(700 * time.Millisecond))
	w.timers[0].do()
	if got := w.refusedInLog(); !slices.Equal(got, []float64{1, 7}) {
		t.Errorf("after the burst the log speaks of %v", got)
	}
	w.handed.Close()
	if got := w.refusedInLog(); !slices.Equal(got, []float64{1, 7}) {
		t.Errorf("at the end the log speaks of %v, though nothing was left", got)
	}
}

// TestTheRestOfABurstIsLoggedAtTheEnd stops the backend within the second: the timer
// is stopped, too.
func TestTheRestOfABurstIsLoggedAtTheEnd(t *testing.T) {
	t.Parallel()
	w, poll := slowed(t)
	for range 5 {
		w.do(poll)
	}
	w.handed.Close()
	if got := w.refusedInLog(); !slices.Equal(got, []float64{1, 5}) {
		t.Errorf("the log speaks of %v", got)
	}
	if len(w.timers) != 1 || !w.timers[0].stopped {
		t.Errorf("a timer goes on: %+v", w.timers)
	}
}
