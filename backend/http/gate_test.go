package httpapi

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"houbu/api"
)

func TestGateLetsTheWaitingThrough(t *testing.T) {
	t.Parallel()
	g := NewGate()
	g.patience = time.Hour
	done := make(chan *httptest.ResponseRecorder)
	go func() {
		out := httptest.NewRecorder()
		g.ServeHTTP(out, httptest.NewRequestWithContext(context.Background(), http.MethodGet, "/", nil))
		done <- out
	}()
	teapot := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })
	g.Open(teapot)
	g.Open(http.NotFoundHandler()) // the first counts
	if out := <-done; out.Code != http.StatusTeapot {
		t.Errorf("the one that waited: %d", out.Code)
	}
	out := httptest.NewRecorder()
	g.ServeHTTP(out, httptest.NewRequestWithContext(context.Background(), http.MethodGet, "/", nil))
	if out.Code != http.StatusTeapot {
		t.Errorf("one that came later: %d", out.Code)
	}
}

func TestGateDoesNotWaitForEver(t *testing.T) {
	t.Parallel()
	g := NewGate()
	g.patience, g.rand = 0, func() float64 { return 0 }
	out := httptest.NewRecorder()
	g.ServeHTTP(out, httptest.NewRequestWithContext(context.Background(), http.MethodGet, "/", nil))
	if out.Code != http.StatusServiceUnavailable || out.Header().Get("Content-Type") != problemType || out.Header().Get(headerRetryAfter) != "1" {
		t.Errorf("%d %v", out.Code, out.Header())
	}

	g.patience = time.Hour
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	out = httptest.NewRecorder()
	g.ServeHTTP(out, httptest.NewRequestWithContext(ctx, http.MethodGet, "/", nil))
	if out.Body.Len() != 0 {
		t.Error("an answer for a client that is gone")
	}
}

func TestGateAnswersProbes(t *testing.T) {
	t.Parallel()
	g := NewGate()
	g.patience = time.Hour
	out := httptest.NewRecorder()
	g.ServeHTTP(out, httptest.NewRequestWithContext(context.Background(), http.MethodGet, api.PathHealth, nil))
	var health api.Health
	if err := json.Unmarshal(out.Body.Bytes(), &health); err != nil || out.Code != http.StatusOK || health.Status != "starting" {
		t.Errorf("%d %q, %v", out.Code, out.Body, err)
	}
}
