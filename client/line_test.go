package client

import (
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"houbu/api"
)

func serveTLS(t *testing.T) string {
	t.Helper()
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config.ErrorLog = nullLog()
	server.StartTLS()
	t.Cleanup(server.Close)
	return server.URL
}

func TestNewRefusesUnusableEndpoints(t *testing.T) {
	t.Parallel()
	for _, address := range []string{
		"", "cet-bm.neea.cn", "ftp://cet-bm.neea.cn", "http://", "http://user:secret@host", "http://host/?q=1",
		"http://host/#top", "http://host/{id}", "http://a b/", "http://host:port/",
	} {
		_, err := New(Options{Endpoints: []Endpoint{{URL: address}}})
		if err == nil {
			t.Errorf("New(%q) succeeded, want an error", address)
		} else if strings.Contains(err.Error(), "secret") {
			t.Errorf("New(%q): the error %q tells the password", address, err)
		}
	}
	if _, err := New(Options{}); err == nil {
		t.Error("New without endpoints succeeded, want an error")
	}
}

func TestUseChoosesTheLine(t *testing.T) {
	t.Parallel()
	exam := func(id string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { reply(w, api.Exam{ID: id}) }
	}
	c, _ := newClient(t, Options{}, serve(t, exam("one"))+"/", serve(t, exam("two")))
	for _, step := range []struct {
		use, line int
		want      string
	}{{0, 0, "one"}, {1, 1, "two"}, {2, 1, "two"}, {-1, 1, "two"}} {
		c.Use(step.use)
		got, err := c.Exam(t.Context())
		if err != nil || got.ID != step.want || c.Line() != step.line {
			t.Errorf("after Use(%d): exam %q, line %d, error %v; want %q, %d", step.use, got.ID, c.Line(), err, step.want, step.line)
		}
	}
	c.Endpoints()[0].Name = "changed"
	if c.Endpoints()[0].Name != "公网" {
		t.Error("Endpoints gave its own slice away")
	}
}

func TestProbe(t *testing.T) {
	t.Parallel()
	good := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != api.PathHealth || r.Header.Get("Authorization") != "" {
			http.NotFound(w, r)
			return
		}
		reply(w, api.Health{Status: "ok", Now: time.Now()})
	})
	portal := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>")) })
	other := serve(t, func(w http.ResponseWriter, _ *http.Request) { reply(w, map[string]int{"a": 1}) })
	dropped := serveRaw(t, func(net.Conn, int) bool { return false })
	c, waits := newClient(t, Options{}, good, portal, other, gone(t), dropped)
	c.token = "secret"

	if took, err := c.Probe(t.Context(), 0); err != nil || took <= 0 {
		t.Errorf("the good line: %v, %v", took, err)
	}
	for i, want := range map[int]Kind{1: BadAnswer, 2: BadAnswer, 3: Offline, 4: Interrupted, 5: Refused, -1: Refused} {
		_, err := c.Probe(t.Context(), i)
		if e := failure(t, err); e.Kind != want {
			t.Errorf("line %d: got %v, want %v", i, e, want)
		}
	}
	if n := len(waits.all()); n != 0 {
		t.Errorf("a probe was repeated %d times", n)
	}
}

func TestLoopbackNeedsNoProxy(t *testing.T) {
	t.Parallel()
	asked := errors.New("asked")
	proxy := exceptLoopback(func(*http.Request) (*url.URL, error) { return nil, asked })
	for address, want := range map[string]error{
		"http://127.0.0.1:8080/": nil, "http://127.9.9.9/": nil, "http://[::1]:80/": nil, "http://localhost:1/": nil,
		"https://cet-bm.neea.cn/": asked, "http://10.0.0.1/": asked, "http://localhost.example/": asked,
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := proxy(&http.Request{URL: u}); !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", address, err, want)
		}
	}
}

func TestTransportHasLimits(t *testing.T) {
	t.Parallel()
	transport := newTransport(time.Second, nil)
	for name, limit := range map[string]time.Duration{
		"TLS": transport.TLSHandshakeTimeout, "header": transport.ResponseHeaderTimeout, "idle": transport.IdleConnTimeout,
	} {
		if limit <= 0 {
			t.Errorf("the %s timeout is %v, want one", name, limit)
		}
	}
	c, _ := newClient(t, Options{}, "http://127.0.0.1:1")
	inner := c.resty.GetClient()
	if inner.Jar != nil || c.resty.Debug || c.resty.RetryCount != 0 {
		t.Errorf("jar %v, debug %v, retries %d; want none of them", inner.Jar, c.resty.Debug, c.resty.RetryCount)
	}
}
