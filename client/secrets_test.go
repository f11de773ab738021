package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"houbu/api"
)

// secrets are what no error may tell, wherever it was sent or answered.
func secrets() []string {
	return []string{
		"990101200501010010", "张三", "Houbu2026!", "demo1@houbu.test", "bearer-token-1", "key-0123456789", "127.0.0.1",
		"/v1/", "病假",
	}
}

// spill answers with everything it may know.
func spill() string { return strings.Join(secrets(), " ") }

func TestErrorsTellNoSecrets(t *testing.T) {
	t.Parallel()
	raw := func(text string) func(t *testing.T) string {
		return func(t *testing.T) string {
			t.Helper()
			return serveRaw(t, func(conn net.Conn, _ int) bool { write(conn, text); return true })
		}
	}
	quoted, err := json.Marshal(spill())
	if err != nil {
		t.Fatal(err)
	}
	body := fmt.Sprintf(`{"code":%[1]s,"title":%[1]s,"detail":%[1]s,"errors":[{"field":%[1]s,"message":%[1]s}]}`, quoted)
	for name, server := range map[string]func(t *testing.T) string{
		"gone":          gone,
		"certificate":   serveTLS,
		"no HTTP":       raw(spill() + "\r\n\r\n"),
		"status line":   raw("HTTP/1.1 " + spill() + "\r\n\r\n"),
		"head":          raw("HTTP/1.1 200 OK\r\n" + spill() + "\r\n\r\n"),
		"media type":    raw("HTTP/1.1 200 OK\r\nContent-Type: " + spill() + "\r\nContent-Length: 0\r\n\r\n"),
		"wrong type":    raw(fmt.Sprintf(okHead+"Content-Length: %d\r\n\r\n{\"now\":%s}", 8+len(quoted), quoted)),
		"no JSON":       raw(fmt.Sprintf(okHead+"Content-Length: %d\r\n\r\n%s", len(spill()), spill())),
		"redirect":      raw("HTTP/1.1 302 Found\r\nLocation: http://" + spill() + "\r\nContent-Length: 0\r\n\r\n"),
		"broken chunk":  raw(okHead + "Transfer-Encoding: chunked\r\n\r\n" + spill() + "\r\n"),
		"HTML 502":      raw(fmt.Sprintf("HTTP/1.1 502 X\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s", len(spill()), spill())),
		"whole problem": raw(fmt.Sprintf("HTTP/1.1 422 X\r\nContent-Type: application/problem+json\r\nContent-Length: %d\r\n\r\n%s", len(body), body)),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, _ := newClient(t, Options{Retries: -1, Timeout: 5 * time.Second}, server(t))
			for op, err := range talkAboutSecrets(t.Context(), c) {
				tellsNothing(t, op, err)
			}
		})
	}
}

// talkAboutSecrets sends all secrets and returns what failed.
func talkAboutSecrets(ctx context.Context, c *Client) map[string]error {
	c.token = "bearer-token-1"
	_, _, _, info := c.Info(ctx, `"etag"`)
	errs := map[string]error{
		"login":    second(c.Login(ctx, "demo1@houbu.test", "Houbu2026!")),
		"identify": second(c.Identify(ctx, api.Identity{Type: "1", Number: "990101200501010010", Name: "张三"})),
		"join":     second(c.Join(ctx, testKey, api.Join{CampusCode: "993010", Subject: "1"})),
		"cancel":   second(c.Cancel(ctx, testKey, "e1", api.Cancellation{Reason: "other", Text: "病假"})),
		"receipt":  second(c.Receipt(ctx, testKey)),
		"exam":     second(c.Exam(ctx)),
		"info":     info,
	}
	c.token = "bearer-token-1"
	if err := c.Logout(ctx); err != nil { // any JSON will do to be logged out
		errs["logout"] = err
	}
	return errs
}

func tellsNothing(t *testing.T, op string, err error) {
	t.Helper()
	if err == nil {
		t.Errorf("%s succeeded, want an error to look into", op)
	}
	for ; err != nil; err = errors.Unwrap(err) {
		for _, verb := range []string{"%v", "%+v", "%s", "%q"} {
			text := fmt.Sprintf(verb, err)
			for _, secret := range secrets() {
				if strings.Contains(text, secret) {
					t.Errorf("%s: the error %q tells %q", op, text, secret)
				}
			}
		}
	}
}

func TestAClientPrintsNothing(t *testing.T) {
	t.Parallel()
	c, _ := newClient(t, Options{}, "http://127.0.0.1:1")
	c.token = "bearer-token-1"
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		if text := fmt.Sprintf(verb, c); strings.Contains(text, "bearer") {
			t.Errorf("%s prints the token", verb)
		}
	}
}

// FuzzAnswer feeds any answer to the client: it must not panic, nor repeat
// what was answered, nor take it for the receipt asked for.
func FuzzAnswer(f *testing.F) {
	f.Add(200, "application/json", `{"key":"other-key-1"}`)
	f.Add(409, "application/problem+json", `{"code":"level_taken","retry_after":5}`)
	f.Add(500, "text/html; charset=\x1b", "<html>")
	f.Add(304, "", "")
	f.Add(200, "application/json", `{"key":`+strings.Repeat("[", 20000))
	f.Fuzz(func(t *testing.T, status int, media, body string) {
		if status < 200 || status > 999 {
			return // net/http lets no such status through
		}
		c, err := New(Options{
			Endpoints: []Endpoint{{URL: "http://127.0.0.1"}}, Retries: -1,
			Transport: roundTrip(func(r *http.Request) *http.Response { return canned(r, status, media, body) }),
		})
		if err != nil {
			t.Fatal(err)
		}
		receipt, err := c.Join(t.Context(), testKey, api.Join{CampusCode: "993010", Subject: "1"})
		if err == nil {
			if receipt.Key != testKey {
				t.Errorf("took %q for an answer", body)
			}
			return
		}
		if e := failure(t, err); e.Kind != Refused && e.Kind != BadAnswer {
			t.Errorf("got %v for a whole answer", e)
		}
	})
}
