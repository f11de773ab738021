//go:build unix

package e2e

import (
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// fault is what happens to a request in place of its being forwarded. It tells
// whether it dealt with the request.
type fault func(w http.ResponseWriter, r *http.Request) bool

// proxy stands between the client and the backend, and can break what passes.
type proxy struct {
	*httputil.ReverseProxy
	url string

	mu    sync.Mutex // guards fault
	fault fault
}

// front puts a proxy in front of a backend, which replaces the first of each
// pair of texts in all answers by the second.
func front(t *testing.T, backend string, pairs ...string) *proxy {
	t.Helper()
	target, err := url.Parse(backend)
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{ReverseProxy: &httputil.ReverseProxy{
		Rewrite:        func(r *httputil.ProxyRequest) { r.SetURL(target) },
		ModifyResponse: rewriter(pairs),            //nolint:bodyclose // the proxy closes what it is given
		ErrorLog:       log.New(io.Discard, "", 0), // a client that leaves is no error here
	}}
	server := httptest.NewServer(http.HandlerFunc(p.pass))
	t.Cleanup(server.Close)
	p.url = server.URL
	return p
}

// rewriter replaces texts in an answer.
func rewriter(pairs []string) func(*http.Response) error {
	return func(answer *http.Response) error {
		body, err := io.ReadAll(answer.Body)
		if err := errors.Join(err, answer.Body.Close()); err != nil {
			return err
		}
		changed := strings.NewReplacer(pairs...).Replace(string(body))
		answer.Body = io.NopCloser(strings.NewReader(changed))
		answer.ContentLength = int64(len(changed))
		answer.Header.Set("Content-Length", strconv.Itoa(len(changed)))
		return nil
	}
}

func (p *proxy) pass(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	f := p.fault
	p.mu.Unlock()
	if f == nil || !f(w, r) {
		p.ServeHTTP(w, r)
	}
}

// breakBy has a fault happen to the requests that come from now on, nil for
// none.
func (p *proxy) breakBy(f fault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.fault = f
}
