package client

import (
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"houbu/api"
)

// roundTrip is a transport in process.
type roundTrip func(r *http.Request) *http.Response

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r), nil }

func canned(r *http.Request, status int, media, body string) *http.Response {
	return &http.Response{
		StatusCode: status, Request: r, ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{"Content-Type": {media}},
		Body:   io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)),
	}
}

// broken is a transport that fails without telling how far it came.
type broken struct{ err error }

func (b broken) RoundTrip(*http.Request) (*http.Response, error) { return nil, b.err }

func TestATransportThatReportsNothing(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		err     error
		kind    Kind
		unknown bool
	}{
		{"dialling failed", &net.OpError{Op: "dial", Err: errors.New("no route")}, Offline, false},
		{"reading failed", &net.OpError{Op: "read", Err: errors.New("reset")}, Interrupted, true},
		{"anything else", errors.New("odd"), Interrupted, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c, _ := newClient(t, Options{Transport: broken{test.err}}, "http://127.0.0.1:1")
			_, err := c.Join(t.Context(), testKey, api.Join{CampusCode: "993010", Subject: "1"})
			if e := failure(t, err); e.Kind != test.kind || e.Unknown() != test.unknown {
				t.Errorf("got %v (unknown %v), want %v, %v", e, e.Unknown(), test.kind, test.unknown)
			}
		})
	}
}
