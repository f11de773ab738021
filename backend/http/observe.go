package httpapi

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"runtime"
	"strings"
	"time"

	"houbu/api"
)

const headerRequestID = "X-Request-Id"

// request is what handlers know of the HTTP request that they answer.
type request struct {
	id   string
	addr netip.Addr // the client's
	base string     // scheme and host that the request came to
}

type requestKey struct{}

func requestOf(ctx context.Context) request {
	r, _ := ctx.Value(requestKey{}).(request)
	return r
}

// observe gives each request an id, logs it, and turns panics into problems.
// It logs the route's pattern, never the path: that may hold keys and ids.
func (s *server) observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		started := time.Now()
		about := request{id: newRequestID(), addr: s.clientAddr(r), base: s.baseURL(r)}
		ctx := context.WithValue(r.Context(), requestKey{}, about)
		r = r.WithContext(ctx)
		out := &recorder{ResponseWriter: w}
		out.Header().Set(headerRequestID, about.id)
		defer func() {
			cause := recover()
			if cause != nil {
				s.recovered(ctx, out, r, cause)
			}
			level := slog.LevelInfo
			if out.quiet || out.sent() == http.StatusNotModified { // everybody who waits asks every few seconds
				level = slog.LevelDebug
			}
			s.Log.Log(ctx, level, "request", "request", about.id, "method", method(r), "route", route(r),
				"status", out.sent(), "duration", time.Since(started))
			if cause != nil && out.broken {
				panic(http.ErrAbortHandler) // the client must not take a torn answer for a whole one
			}
		}()
		next.ServeHTTP(out, r)
	})
}

// recovered logs a panic, without its text unless that is the runtime's own,
// and answers with a problem when nothing was sent yet.
func (s *server) recovered(ctx context.Context, out *recorder, r *http.Request, cause any) {
	out.broken = out.status != 0
	if cause == http.ErrAbortHandler { //nolint:errorlint // a sentinel that is compared, as net/http does
		out.broken = true
		return
	}
	id := requestOf(ctx).id
	s.Log.ErrorContext(ctx, "panic", "request", id, "route", route(r), "cause", describePanic(cause), "stack", stack())
	if !out.broken {
		writeProblem(out, s.problem(api.CodeInternal, 0, "request "+id))
	}
}

func describePanic(cause any) string {
	if err, ok := cause.(error); ok {
		var fault runtime.Error
		if errors.As(err, &fault) {
			return fault.Error()
		}
	}
	return fmt.Sprintf("a %T", cause)
}

// stack is the functions and lines of a panic, without arguments.
func stack() []string {
	pcs := make([]uintptr, 32)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(4, pcs)])
	var lines []string
	for {
		frame, more := frames.Next()
		lines = append(lines, fmt.Sprintf("%s:%d", frame.Function, frame.Line))
		if !more {
			return lines
		}
	}
}

func newRequestID() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // crypto/rand never fails; an id is no secret
	return hex.EncodeToString(b[:])
}

// method is the request's, when it is one that HTTP knows: any other is the
// client's own text.
func method(r *http.Request) string {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return r.Method
	}
	return "other"
}

// route is the pattern that matched, without its method.
func route(r *http.Request) string {
	if r.Pattern == "" {
		return "unmatched"
	}
	if _, path, found := strings.Cut(r.Pattern, " "); found {
		return path
	}
	return r.Pattern
}

// recorder remembers the status that was sent.
type recorder struct {
	http.ResponseWriter
	status int
	broken bool // a panic came after the answer had begun
	quiet  bool // its line of the log is of no interest
}

// quietly keeps a refusal for want of room out of the log, where it is counted.
func quietly(w http.ResponseWriter) {
	if out, ok := w.(*recorder); ok {
		out.quiet = true
	}
}

// WriteHeader notes the status.
func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

// Write notes the implied status.
func (r *recorder) Write(b []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	return r.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

func (r *recorder) sent() int {
	if r.status == 0 {
		return http.StatusOK
	}
	return r.status
}
