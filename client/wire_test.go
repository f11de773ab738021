package client

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"houbu/api"
)

const okHead = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

// faults are ways in which a network or a server fails, and what is made of
// them for a request that may be asked again and for an irreversible one.
func faults() []struct {
	name     string
	talk     func(conn net.Conn, n int) bool
	get      Kind
	join     Kind
	status   int
	tryAgain bool // both are retried by themselves
} {
	say := func(text string, inOrder bool) func(net.Conn, int) bool {
		return func(conn net.Conn, _ int) bool { write(conn, text); return inOrder }
	}
	html := "Content-Type: text/html\r\nContent-Length: 20\r\n\r\n<html>sign in</html>"
	return []struct {
		name     string
		talk     func(conn net.Conn, n int) bool
		get      Kind
		join     Kind
		status   int
		tryAgain bool
	}{
		{"hangs", hang, Timeout, Interrupted, 0, false},
		{"hangs in the body", hangAfter(okHead + "Content-Length: 9\r\n\r\n{"), Timeout, Interrupted, 0, false},
		{"resets before the reply", say("", false), Interrupted, Interrupted, 0, true},
		{"closes before the reply", say("", true), Interrupted, Interrupted, 0, true},
		{"resets in the head", say(okHead, false), Interrupted, Interrupted, 0, true},
		{"closes in a line of the head", say("HTTP/1.1 200 OK\r\nConte", true), BadAnswer, BadAnswer, 0, false},
		{"closes in the body", say(okHead+"Content-Length: 99\r\n\r\n{\"id\":", true), Interrupted, Interrupted, 0, true},
		{"ends a chunk early", say(okHead+"Transfer-Encoding: chunked\r\n\r\n5\r\n{\"i", true), Interrupted, Interrupted, 0, true},
		{"speaks no HTTP", say("SSH-2.0-OpenSSH_9.2\r\n\r\n", true), BadAnswer, BadAnswer, 0, false},
		{"sends a broken chunk", say(okHead+"Transfer-Encoding: chunked\r\n\r\nzz\r\n", true), BadAnswer, BadAnswer, 0, false},
		{"sends broken gzip", say(okHead+"Content-Encoding: gzip\r\nContent-Length: 16\r\n\r\nno gzip, no zip.", true), BadAnswer, BadAnswer, 0, false},
		{"sends an endless head", say("HTTP/1.1 200 OK\r\nX: "+strings.Repeat("x", 4*maxHeader), true), BadAnswer, BadAnswer, 0, false},
		{"HTML 200", say("HTTP/1.1 200 OK\r\n"+html, true), BadAnswer, BadAnswer, 200, false},
		{"no content type", say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", true), BadAnswer, BadAnswer, 200, false},
		{"a portal's redirect", say("HTTP/1.1 302 Found\r\nLocation: http://portal.invalid/\r\nContent-Length: 0\r\n\r\n", true), BadAnswer, BadAnswer, 302, false},
		{"HTML 500", say("HTTP/1.1 500 Internal Server Error\r\n"+html, true), BadAnswer, BadAnswer, 500, true},
		{"HTML 403", say("HTTP/1.1 403 Forbidden\r\n"+html, true), BadAnswer, BadAnswer, 403, false},
		{"JSON that is no problem", say("HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}", true), BadAnswer, BadAnswer, 404, false},
		{"a problem without a code", say("HTTP/1.1 404 Not Found\r\nContent-Type: application/problem+json\r\nContent-Length: 2\r\n\r\n{}", true), BadAnswer, BadAnswer, 404, false},
		{"a cut problem", say("HTTP/1.1 409 Conflict\r\nContent-Type: application/problem+json\r\nContent-Length: 9\r\n\r\n{\"code\":\"", true), BadAnswer, BadAnswer, 409, false},
		{"204", say("HTTP/1.1 204 No Content\r\n\r\n", true), BadAnswer, BadAnswer, 204, false},
		{"304 unasked", say("HTTP/1.1 304 Not Modified\r\n\r\n", true), BadAnswer, BadAnswer, 304, false},
		{"a list", say(okHead+"Content-Length: 2\r\n\r\n[]", true), BadAnswer, BadAnswer, 200, false},
		{"null", say(okHead+"Content-Length: 4\r\n\r\nnull", true), BadAnswer, BadAnswer, 200, false},
		{"another object", say(okHead+"Content-Length: 7\r\n\r\n{\"a\":1}", true), BadAnswer, BadAnswer, 200, false},
		{"a wrong type", say(okHead+"Content-Length: 17\r\n\r\n{\"id\":1,\"key\":{}}", true), BadAnswer, BadAnswer, 200, false},
		{"JSON cut with a right length", say(okHead+"Content-Length: 8\r\n\r\n{\"id\":\"2", true), BadAnswer, BadAnswer, 200, false},
	}
}

// hang answers nothing until the client gives up.
func hang(conn net.Conn, _ int) bool {
	_, _ = io.Copy(io.Discard, conn)
	return true
}

func hangAfter(text string) func(net.Conn, int) bool {
	return func(conn net.Conn, n int) bool { write(conn, text); return hang(conn, n) }
}

func TestFaultsOfTheWire(t *testing.T) {
	t.Parallel()
	for _, fault := range faults() {
		t.Run(fault.name, func(t *testing.T) {
			t.Parallel()
			var connections atomic.Int32
			address := serveRaw(t, func(conn net.Conn, n int) bool {
				connections.Add(1)
				return fault.talk(conn, n)
			})
			options := Options{Timeout: 5 * time.Second, Retries: 1}
			if strings.HasPrefix(fault.name, "hangs") {
				options.Timeout = 100 * time.Millisecond
			}
			c, _ := newClient(t, options, address)

			_, err := c.Exam(t.Context())
			checkFault(t, failure(t, err), fault.get, fault.status, false)
			checkTries(t, "exam", connections.Swap(0), fault.tryAgain)

			_, err = c.Join(t.Context(), testKey, api.Join{CampusCode: "993010", Subject: "1"})
			checkFault(t, failure(t, err), fault.join, fault.status, true)
			checkTries(t, "join", connections.Swap(0), fault.tryAgain)
		})
	}
}

func checkFault(t *testing.T, e *Error, kind Kind, status int, unknown bool) {
	t.Helper()
	if e.Kind != kind || e.Status != status || e.Unknown() != unknown || e.Code != "" {
		t.Errorf("got %v (unknown %v), want kind %v, status %d, unknown %v", e, e.Unknown(), kind, status, unknown)
	}
}

func checkTries(t *testing.T, op string, got int32, again bool) {
	t.Helper()
	want := int32(1)
	if again {
		want = 2
	}
	if got != want {
		t.Errorf("%s was sent %d times, want %d", op, got, want)
	}
}

func TestNothingSentIsOffline(t *testing.T) {
	t.Parallel()
	c, _ := newClient(t, Options{}, gone(t))
	_, err := c.Join(t.Context(), testKey, api.Join{CampusCode: "993010", Subject: "1"})
	if e := failure(t, err); e.Kind != Offline || e.Unknown() || !errors.Is(e, syscall.ECONNREFUSED) {
		t.Errorf("got %v (unknown %v), want offline, refused, and the outcome known", e, e.Unknown())
	}
}

func TestUnknownNameIsOffline(t *testing.T) {
	t.Parallel()
	c, _ := newClient(t, Options{}, "http://waitlist.invalid")
	_, err := c.Login(t.Context(), "demo1@houbu.test", "x")
	if e := failure(t, err); e.Kind != Offline || e.Unknown() {
		t.Errorf("got %v, want offline", e)
	}
}

func TestUntrustedCertificateIsOffline(t *testing.T) {
	t.Parallel()
	c, _ := newClient(t, Options{}, serveTLS(t))
	_, err := c.Join(t.Context(), testKey, api.Join{CampusCode: "993010", Subject: "1"})
	if e := failure(t, err); e.Kind != Offline || e.Unknown() || !strings.Contains(e.Error(), "certificate") {
		t.Errorf("got %v, want offline because of the certificate", e)
	}
}

func TestCancelInFlight(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	address := serveRaw(t, func(conn net.Conn, n int) bool { cancel(); return hang(conn, n) })
	c, _ := newClient(t, Options{}, address)
	_, err := c.Join(ctx, testKey, api.Join{CampusCode: "993010", Subject: "1"})
	e := failure(t, err)
	if e.Kind != Canceled || !e.Unknown() || !errors.Is(err, context.Canceled) {
		t.Errorf("got %v (unknown %v), want canceled and unknown", e, e.Unknown())
	}
	_, err = c.Join(ctx, testKey, api.Join{CampusCode: "993010", Subject: "1"})
	if e := failure(t, err); e.Kind != Canceled || e.Unknown() {
		t.Errorf("before anything was sent: got %v (unknown %v), want canceled and known", e, e.Unknown())
	}
}

func TestCallersDeadline(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancel()
	c, _ := newClient(t, Options{}, gone(t))
	_, err := c.Exam(ctx)
	if e := failure(t, err); e.Kind != Timeout || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want timeout", e)
	}
}

func TestHugeBodyIsCutOffEarly(t *testing.T) {
	t.Parallel()
	const whole = 100 << 20
	sent := make(chan int64, 1)
	c, _ := newClient(t, Options{}, serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		n, _ := io.Copy(w, io.LimitReader(spaces{}, whole))
		sent <- n
	}))
	_, err := c.Exam(t.Context())
	if e := failure(t, err); e.Kind != BadAnswer {
		t.Errorf("got %v, want a bad answer", e)
	}
	if n := <-sent; n >= whole/2 {
		t.Errorf("the server could send %d bytes, want the client to hang up long before", n)
	}
}

// spaces is endless JSON whitespace.
type spaces struct{}

func (spaces) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func TestProblemsAreRefusals(t *testing.T) {
	t.Parallel()
	c, _ := newClient(t, Options{Retries: -1}, serve(t, func(w http.ResponseWriter, _ *http.Request) {
		problem(w, http.StatusConflict, api.Problem{
			Code: api.CodeStepNotDone, Next: api.NextReview, RetryAfter: 7,
			Errors: []api.FieldError{{Field: "body.type", Message: "is missing"}},
		})
	}))
	_, err := c.Join(t.Context(), testKey, api.Join{CampusCode: "993010", Subject: "1"})
	e := failure(t, err)
	if e.Kind != Refused || e.Code != api.CodeStepNotDone || e.Next != api.NextReview || e.Status != http.StatusConflict ||
		e.RetryAfter != 7*time.Second || len(e.Fields) != 1 || e.Unknown() || CodeOf(err) != api.CodeStepNotDone {
		t.Errorf("got %+v, want the whole problem", e)
	}
}
