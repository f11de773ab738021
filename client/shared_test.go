package client

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"sync"
	"testing"

	"houbu/api"
)

// TestForwardedFor tells the backend who is behind a program that serves many, and
// nothing where nobody said so.
func TestForwardedFor(t *testing.T) {
	t.Parallel()
	for given, want := range map[netip.Addr]string{
		{}:                                      "",
		netip.MustParseAddr("192.0.2.7"):        "192.0.2.7",
		netip.MustParseAddr("::ffff:192.0.2.7"): "192.0.2.7",
		netip.MustParseAddr("fe80::1%eth0"):     "fe80::1",
	} {
		var got []string
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			got = r.Header.Values("X-Forwarded-For")
			w.WriteHeader(http.StatusServiceUnavailable)
		}))
		c, err := New(Options{Endpoints: []Endpoint{{URL: server.URL}}, Retries: -1, ForwardedFor: given})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Exam(t.Context()); CodeOf(err) == api.CodeNotFound {
			t.Error(err)
		}
		c.Close()
		server.Close()
		if (want == "") != (len(got) == 0) || want != "" && got[0] != want {
			t.Errorf("%v is sent as %q, want %q", given, got, want)
		}
	}
}

// TestSharedTransport: what one client closes, another goes on using.
func TestSharedTransport(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	peers := map[string]bool{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		peers[r.RemoteAddr] = true
		w.WriteHeader(http.StatusNotFound)
	}))
	defer server.Close()
	shared := SharedTransport()
	for range 5 {
		c, err := New(Options{Endpoints: []Endpoint{{URL: server.URL}}, Retries: -1, Transport: shared})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Exam(t.Context()); err == nil {
			t.Error("a page that is not there is no exam session")
		}
		c.Close()
	}
	if len(peers) != 1 {
		t.Errorf("%d connections were made for one request after another", len(peers))
	}
}
