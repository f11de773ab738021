package client

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/http/contract"
)

const testKey = "key-0123456789"

// naps records the waits of a client instead of waiting.
type naps struct {
	mu   sync.Mutex
	took []time.Duration
	stop func(n int) bool // ends the wait with an error when true
}

func (n *naps) sleep(ctx context.Context, d time.Duration) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.took = append(n.took, d)
	if n.stop != nil && n.stop(len(n.took)) {
		return context.Canceled
	}
	return ctx.Err()
}

func (n *naps) all() []time.Duration {
	n.mu.Lock()
	defer n.mu.Unlock()
	return append([]time.Duration(nil), n.took...)
}

// newClient returns a client of the addresses that never really waits between
// tries, and is closed with the test. Waits have their full length.
func newClient(t *testing.T, options Options, addresses ...string) (*Client, *naps) {
	t.Helper()
	for _, address := range addresses {
		options.Endpoints = append(options.Endpoints, Endpoint{Name: "公网", URL: address})
	}
	waits := &naps{}
	if options.Sleep == nil {
		options.Sleep = waits.sleep
	}
	options.Rand = func() float64 { return 1 }
	c, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	c.token = "token" // as after a login
	sent := c.resty.GetClient()
	sent.Transport = asked{contract.New(t), sent.Transport}
	t.Cleanup(c.Close)
	return c, waits
}

// asked holds each request of a client against api/openapi.yaml, whatever its
// made-up server answers.
type asked struct {
	document *contract.Checker
	next     http.RoundTripper
}

// RoundTrip checks the request and sends it.
func (a asked) RoundTrip(r *http.Request) (*http.Response, error) {
	var body []byte
	if r.GetBody != nil {
		copied, err := r.GetBody()
		if err != nil {
			return nil, err
		}
		if body, err = io.ReadAll(copied); err != nil {
			return nil, err
		}
	}
	a.document.Request(r, body)
	return a.next.RoundTrip(r)
}

// serve starts an HTTP server for the test.
func serve(t *testing.T, handler http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

// serveRaw starts a server that gives each connection, once its request has
// come whole, to talk with its number from 1 on. The connection is reset
// afterwards, or closed in order when talk returns true.
func serveRaw(t *testing.T, talk func(conn net.Conn, n int) bool) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var running sync.WaitGroup
	running.Go(func() {
		for n := 1; ; n++ {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			running.Go(func() { hold(conn, n, talk) })
		}
	})
	t.Cleanup(func() {
		if err := listener.Close(); err != nil {
			t.Error(err)
		}
		running.Wait()
	})
	return "http://" + listener.Addr().String()
}

func hold(conn net.Conn, n int, talk func(net.Conn, int) bool) {
	defer func() { _ = conn.Close() }()
	request, err := http.ReadRequest(bufio.NewReader(conn))
	if err != nil {
		return
	}
	if _, err := io.Copy(io.Discard, request.Body); err != nil {
		return
	}
	if !talk(conn, n) {
		if tcp, ok := conn.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0) // a close is then a reset
		}
	}
}

// gone is an address where nobody listens.
func gone(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	return "http://" + listener.Addr().String()
}

func write(conn net.Conn, text string) { _, _ = io.WriteString(conn, text) }

func reply(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(value)
}

func problem(w http.ResponseWriter, status int, p api.Problem) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	p.Status = status
	_ = json.NewEncoder(w).Encode(p)
}

// failure returns the error as an *Error, or ends the test.
func failure(t *testing.T, err error) *Error {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("got error %v (%T), want an *Error", err, err)
	}
	return e
}
