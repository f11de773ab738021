package contract

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// reports is a testing.TB that keeps what is reported.
type reports struct {
	testing.TB
	errors []string
}

// Helper does nothing.
func (r *reports) Helper() {}

// Errorf keeps the text.
func (r *reports) Errorf(format string, args ...any) {
	r.errors = append(r.errors, fmt.Sprintf(format, args...))
}

func TestCheckerFindsWhatDoesNotMatch(t *testing.T) {
	t.Parallel()
	const problem = `{"type":"x","title":"x","status":422,"code":"bad_request"}`
	for name, c := range map[string]struct {
		method, path, body string
		status             int
		contentType, reply string
		matches            bool
	}{
		"a right exchange":         {"GET", "/v1/health", "", 200, "application/json", `{"status":"ok","now":"2026-01-01T00:00:00Z"}`, true},
		"a field missing":          {"GET", "/v1/health", "", 200, "application/json", `{"status":"ok"}`, false},
		"an unknown field":         {"GET", "/v1/health", "", 200, "application/json", `{"status":"ok","now":"2026-01-01T00:00:00Z","x":1}`, false},
		"another type":             {"GET", "/v1/health", "", 200, "text/html", `<html>`, false},
		"an undocumented status":   {"GET", "/v1/health", "", 418, "application/problem+json", problem, false},
		"an unknown path":          {"GET", "/v1/nothing", "", 200, "application/json", `{}`, false},
		"no token, and answered":   {"GET", "/v1/candidate", "", 200, "application/json", `{"account":"a","phone":"","next":"info","status":"confirmed"}`, false},
		"a bad request, taken":     {"POST", "/v1/sessions", `{"account":"a"}`, 423, "application/problem+json", problem, false},
		"a bad request, refused":   {"POST", "/v1/sessions", `{"account":"a"}`, 422, "application/problem+json", problem, true},
		"a problem with no code":   {"POST", "/v1/sessions", `{"account":"a"}`, 422, "application/problem+json", `{"type":"x","title":"x","status":422}`, false},
		"a problem, unknown code":  {"POST", "/v1/sessions", `{"account":"a"}`, 422, "application/problem+json", strings.Replace(problem, "bad_request", "x", 1), false},
		"not an operation's reply": {"GET", "/cashier/x", "", 418, "text/html", `<p>`, true},
	} {
		handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			w.Header().Set("Content-Type", c.contentType)
			w.WriteHeader(c.status)
			_, _ = io.WriteString(w, c.reply)
		})
		for side, run := range map[string]func(*Checker){
			"handler": func(checker *Checker) {
				r := httptest.NewRequestWithContext(context.Background(), c.method, c.path, strings.NewReader(c.body))
				r.Header.Set("Content-Type", "application/json")
				checker.Handler(handler).ServeHTTP(httptest.NewRecorder(), r)
			},
			"recorded": func(checker *Checker) {
				path := filepath.Join(t.TempDir(), "exchanges")
				file, err := os.Create(path)
				if err != nil {
					t.Fatal(err)
				}
				defer func() { _ = file.Close() }() // the test reads it
				r := httptest.NewRequestWithContext(context.Background(), c.method, c.path, strings.NewReader(c.body))
				r.Header.Set("Content-Type", "application/json")
				recorder := Record(handler, file)
				recorder.ServeHTTP(httptest.NewRecorder(), r)
				_, _ = file.WriteString(`{"Method":"GET","URI":"/v1/`) // the process was killed here
				checker.Recorded(path)
			},
			"transport": func(checker *Checker) { overTheWire(t, checker, handler, c.method, c.path, c.body, c.reply) },
		} {
			got := &reports{TB: t}
			run(New(got))
			if (len(got.errors) == 0) != c.matches {
				t.Errorf("%s, %s: %v", name, side, got.errors)
			}
		}
	}
}

func overTheWire(t *testing.T, checker *Checker, handler http.Handler, method, path, body, reply string) {
	t.Helper()
	server := httptest.NewServer(handler)
	defer server.Close()
	r, err := http.NewRequestWithContext(context.Background(), method, server.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	response, err := checker.Transport(server.Client().Transport).RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(response.Body)
	if err != nil || string(got) != reply {
		t.Errorf("the reply was changed: %q, %v", got, err)
	}
	if err := response.Body.Close(); err != nil {
		t.Error(err)
	}
}
