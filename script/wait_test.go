package script

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/screens/text"
)

var (
	cut  = &client.Error{Op: "info", Kind: client.Interrupted}
	busy = &client.Error{
		Op: "info", Kind: client.Refused, Code: api.CodeUnavailable, Status: 503, RetryAfter: 7 * time.Second, RetryIn: 9 * time.Second,
	}
)

func states(list ...api.EntryState) Wait { return Wait{States: list} }

// TestWaitReaches waits for what comes, or has come.
func TestWaitReaches(t *testing.T) {
	t.Parallel()
	left := world().infos[0]
	left.Now, left.Entries = at(21), nil
	for name, test := range map[string]struct {
		infos []api.Info
		ended api.EntryState // of e1, once it is gone
		wait  Wait
		naps  int
		entry string // that is in the state
	}{
		"at once":             {wait: states(api.Waiting), entry: "e1"},
		"any of them":         {wait: states(api.Offered), entry: "e2"},
		"by id":               {infos: []api.Info{offered()}, wait: Wait{States: states(api.Offered).States, Entry: "e1"}, naps: 1, entry: "e1"},
		"by subject":          {infos: []api.Info{offered()}, wait: Wait{States: states(api.Offered).States, Entry: "英语四级"}, naps: 1, entry: "e1"},
		"paid, of the roster": {wait: Wait{States: states(api.Paid).States, Entry: "SET4"}, entry: ""},
		"ended":               {infos: []api.Info{left}, ended: api.Expired, wait: Wait{States: states(api.Expired, api.Closed).States, Entry: "e1"}, naps: 1, entry: "e1"},
		"had ended":           {wait: Wait{States: states(api.Cancelled).States, Entry: "e0"}, entry: "e0"},
	} {
		backend := world()
		backend.infos = append(backend.infos, test.infos...)
		if test.ended != "" {
			backend.finished = append(backend.finished, api.Entry{ID: "e1", Subject: "1", State: test.ended, EndedAt: later(20)})
		}
		b := newBench(t, backend)
		if err := b.Status(t.Context(), test.wait); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(b.naps) != test.naps || strings.Count(b.out.String(), "\n") != 1 || !strings.Contains(b.out.String(), test.entry) {
			t.Errorf("%s: after %v it printed\n%s", name, b.naps, b.out.String())
		}
	}
}

// TestWaitNeverComes ends when the state cannot be reached any more.
func TestWaitNeverComes(t *testing.T) {
	t.Parallel()
	left := world().infos[0]
	left.Now, left.Entries, left.Written = at(21), nil, nil
	for name, test := range map[string]struct {
		entry string
		state api.EntryState
		exit  Exit
	}{
		"lost":           {"e1", api.Offered, Never},
		"paid elsewhere": {"r3", api.Offered, Never},
		"all over":       {"", api.Expired, Never},
		"had ended":      {"e0", api.Paid, Never},
		"no such":        {"e9", api.Paid, NotFound},
	} {
		backend := world()
		backend.infos = append(backend.infos, left)
		b := newBench(t, backend)
		b.fails(t, b.Status(t.Context(), Wait{States: []api.EntryState{test.state}, Entry: test.entry}), test.exit)
		if b.out.Len() > 0 {
			t.Errorf("%s: it printed %q", name, b.out.String())
		}
	}
}

// TestWaitOutlivesTheLine asks less and less often while the line is cut, when it
// was told to while the backend is busy, and at its usual pace again after that.
func TestWaitOutlivesTheLine(t *testing.T) {
	t.Parallel()
	backend := world()
	backend.infoErrs = []error{nil, cut, cut, cut, cut, busy, nil, nil}
	b := newBench(t, backend)
	b.JSON = false
	b.Sleep = func(_ context.Context, d time.Duration) error {
		if b.naps = append(b.naps, d); len(b.naps) == 7 {
			backend.infos = []api.Info{offered()}
		}
		return nil
	}
	if err := b.Status(t.Context(), Wait{States: []api.EntryState{api.Offered}, Entry: "e1"}); err != nil {
		t.Fatal(err)
	}
	const s = time.Second
	if want := []time.Duration{2 * s, 4 * s, 8 * s, 16 * s, 16 * s, 9 * s, 2 * s}; !slices.Equal(b.naps, want) {
		t.Errorf("it waited %v, want %v", b.naps, want)
	}
	if said := b.err.String(); strings.Count(said, "稍后自动重试") != 1 {
		t.Errorf("it said %q", said)
	}
}

// TestAnEndIsLookedForAgain when the line was cut just then.
func TestAnEndIsLookedForAgain(t *testing.T) {
	t.Parallel()
	left := world().infos[0]
	left.Now, left.Entries, left.Written = at(21), nil, nil
	backend := world()
	backend.infos = append(backend.infos, left)
	backend.finished = append(backend.finished, api.Entry{ID: "e1", Subject: "1", State: api.Closed, EndedAt: later(20)})
	backend.endedErrs = []error{cut, cut}
	b := newBench(t, backend)
	if err := b.Status(t.Context(), Wait{States: []api.EntryState{api.Closed}, Entry: "e1"}); err != nil {
		t.Fatal(err)
	}
	if len(b.naps) != 3 || !strings.Contains(b.out.String(), `"state":"closed"`) {
		t.Errorf("after %v it printed %q", b.naps, b.out.String())
	}
}

// TestTheFirstFailureIsTold: a server that was never reached is most likely a
// mistake.
func TestTheFirstFailureIsTold(t *testing.T) {
	t.Parallel()
	backend := world()
	backend.infoErrs = []error{cut}
	b := newBench(t, backend)
	b.fails(t, b.Status(t.Context(), states(api.Offered)), Offline)
	refused := &client.Error{Op: "info", Kind: client.Refused, Code: api.CodeUnauthorized, Status: 401}
	backend.infoErrs = []error{nil, refused}
	b.fails(t, b.Status(t.Context(), states(api.Expired)), NoLogin)
}

// TestWaitEnds when its time has passed, or the person does not want to.
func TestWaitEnds(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	b := newBench(t, world())
	b.Sleep = func(ctx context.Context, _ time.Duration) error { // until the context ends
		<-ctx.Done()
		return ctx.Err()
	}
	w := states(api.Expired)
	w.Timeout = time.Nanosecond
	b.fails(t, b.Status(ctx, w), TimedOut)
	b.Sleep = func(ctx context.Context, _ time.Duration) error {
		stop()
		return ctx.Err()
	}
	b.fails(t, b.Status(ctx, states(api.Expired)), Interrupted)
}

func TestParseStates(t *testing.T) {
	t.Parallel()
	got, err := ParseStates(text.Chinese(), "offered, paid")
	if err != nil || !slices.Equal(got, []api.EntryState{api.Offered, api.Paid}) {
		t.Errorf("got %v, %v", got, err)
	}
	for _, bad := range []string{"", "won", "offered,", "Offered"} {
		if _, err := ParseStates(text.Chinese(), bad); err == nil || ErrorOf(text.Chinese(), err).Exit != Usage {
			t.Errorf("%q: %v, want a failure of usage", bad, err)
		}
	}
}
