package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestSpread(t *testing.T) {
	t.Parallel()
	for want, of := range map[string][]float64{
		"1 1 1": {1}, "1 2 3": {3, 1, 2}, "1 3 9": {9, 1, 2, 4},
	} {
		if got := spread(of, "%.0f"); got != want {
			t.Errorf("%v: %q, want %q", of, got, want)
		}
	}
}

// TestRounds has the two measured in turn.
func TestRounds(t *testing.T) {
	t.Parallel()
	l := &lab{settings: settings{rounds: 3}, log: io.Discard}
	var order []string
	measure := func(who string, rates ...float64) func(context.Context, int) (float64, error) {
		return func(_ context.Context, round int) (float64, error) {
			order = append(order, who)
			return rates[round-1], nil
		}
	}
	var out bytes.Buffer
	err := l.run(t.Context(), comparison{
		peer: "a", houbu: "b", unit: "/s", measurePeer: measure("a", 100, 200, 400), measureHoubu: measure("b", 50, 200, 600),
	}, &out)
	if err != nil || strings.Join(order, "") != "ababab" {
		t.Errorf("order %v, %v", order, err)
	}
	const want = `peer:  a
houbu: b

round        peer       houbu   houbu/peer
    1       100/s        50/s         0.50
    2       200/s       200/s         1.00
    3       400/s       600/s         1.50

         min  median     max
peer       100     200     400
houbu       50     200     600
ratio     0.50    1.00    1.50
`
	if out.String() != want {
		t.Errorf("%s\nwant\n%s", out.String(), want)
	}
}

func TestRoundsEndWithAFailure(t *testing.T) {
	t.Parallel()
	l := &lab{settings: settings{rounds: 3}, log: io.Discard}
	broken := errors.New("broken")
	c := comparison{
		measurePeer:  func(context.Context, int) (float64, error) { return 1, nil },
		measureHoubu: func(context.Context, int) (float64, error) { return 0, broken },
	}
	var out bytes.Buffer
	if err := l.run(t.Context(), c, &out); !errors.Is(err, broken) || strings.Contains(out.String(), "ratio") {
		t.Errorf("%v: %s", err, out.String())
	}
}

func TestParse(t *testing.T) {
	t.Parallel()
	set, err := parse([]string{"join-sqlite", "--rounds", "2", "--for", "3s"}, io.Discard)
	if err != nil || set.scenario != "join-sqlite" || set.rounds != 2 || set.lasts != 3*time.Second {
		t.Errorf("%+v, %v", set, err)
	}
	for _, args := range [][]string{
		{"nothing"}, {"join-sqlite", "extra"}, {"join-sqlite", "--rounds", "0"}, {"join-sqlite", "--for", "1ms"},
	} {
		if _, err := parse(args, io.Discard); err == nil || errors.Is(err, flag.ErrHelp) {
			t.Errorf("%v: %v", args, err)
		}
	}
	if _, err := parse(nil, io.Discard); !errors.Is(err, flag.ErrHelp) {
		t.Errorf("without a scenario: %v", err)
	}
}

func TestListening(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "log")
	for text, want := range map[string]string{
		"": "", "{\"msg\":\"request\"}\n": "", "no JSON\n": "",
		"{\"msg\":\"starting\"}\n{\"msg\":\"listening\",\"address\":\"127.0.0.1:1\"}\n": "127.0.0.1:1",
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := listening(path); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestBareHandler repeats an answer byte by byte.
func TestBareHandler(t *testing.T) {
	t.Parallel()
	answer := recording{
		Header: http.Header{"Etag": {`"a"`}, "Content-Type": {"application/json"}, "Content-Length": {"2"}, "X-Frame-Options": {"DENY"}},
		Body:   []byte("{}"),
	}
	server := httptest.NewServer(answer.handler())
	defer server.Close()
	for tag, want := range map[string]int{"": 200, `"b"`: 200, `"a"`: 304} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		if tag != "" {
			request.Header.Set("If-None-Match", tag)
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		if err := errors.Join(err, response.Body.Close()); err != nil {
			t.Fatal(err)
		}
		if response.StatusCode != want || (want == 200) != (string(body) == "{}") || response.Header.Get("ETag") != `"a"` ||
			response.Header.Get("X-Frame-Options") != "DENY" {
			t.Errorf("tag %s: %d, %q, %v", tag, response.StatusCode, body, response.Header)
		}
	}
}

func TestInsertRows(t *testing.T) {
	t.Parallel()
	rate, err := insertRows(t.Context(), filepath.Join(t.TempDir(), "peer.db"), 50*time.Millisecond)
	if err != nil || rate <= 0 {
		t.Errorf("rate %v, %v", rate, err)
	}
}

func TestEveryScenarioIsNamed(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"join-postgres", "join-sqlite", "join-many-postgres", "join-many-sqlite", "join-spread-postgres", "join-spread-sqlite", "poll-sqlite", "wave-postgres"} {
		if !slices.Contains(names(), name) {
			t.Errorf("no scenario %s", name)
		}
	}
}
