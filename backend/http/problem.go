package httpapi

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"time"

	"houbu/api"
	"houbu/backend/batch"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

const (
	problemType      = "application/problem+json"
	problemURN       = "urn:houbu:problem:"
	headerRetryAfter = "Retry-After"
)

// problemError carries a problem through huma, which asks it for the status,
// the headers and the content type.
type problemError struct {
	problem api.Problem
}

// Error returns the code.
func (e *problemError) Error() string { return string(e.problem.Code) }

// GetStatus returns the HTTP status.
func (e *problemError) GetStatus() int { return e.problem.Status }

// GetHeaders returns the headers that go with the problem.
func (e *problemError) GetHeaders() http.Header { return problemHeaders(e.problem) }

// ContentType makes JSON a problem's JSON.
func (e *problemError) ContentType(string) string { return problemType }

// problem returns the problem of a code. A status of zero is the code's own.
func (s *server) problem(code api.Code, status int, detail string) api.Problem {
	k := s.kinds[code]
	if status == 0 {
		status = k.status
	}
	return api.Problem{Type: problemURN + string(code), Title: k.title, Status: status, Detail: detail, Code: code}
}

// refused returns the problem of a service's error. What is no refusal is
// logged, and the client learns only that the backend failed.
func (s *server) refused(ctx context.Context, operation string, err error) api.Problem {
	var no *refusal.Error
	if errors.As(err, &no) {
		if _, known := s.kinds[no.Code]; known {
			p := s.problem(no.Code, 0, no.Detail)
			p.Next = no.Next
			p.RetryAfter = wholeSeconds(no.RetryAfter)
			return p
		}
	}
	id := requestOf(ctx).id
	if unavailable(err) {
		s.Log.WarnContext(ctx, "request not answered", "request", id, "operation", operation, "error", err)
		p := s.problem(api.CodeUnavailable, 0, "")
		p.RetryAfter = later(time.Second, s.Rand)
		return p
	}
	attrs := []any{"request", id, "operation", operation, "error", err}
	if panicked := (*batch.PanicError)(nil); errors.As(err, &panicked) {
		attrs = append(attrs, "stack", panicked.Stack)
	}
	s.Log.ErrorContext(ctx, "request failed", attrs...)
	return s.problem(api.CodeInternal, 0, "request "+id)
}

// unavailable tells whether another try may succeed, since nothing was done and the
// reason may go away: when the staff make room on a full disk, or put a file back.
func unavailable(err error) bool {
	for _, passing := range []error{context.Canceled, context.DeadlineExceeded, store.ErrLocked, store.ErrFull, store.ErrGone} {
		if errors.Is(err, passing) {
			return true
		}
	}
	return false
}

// wholeSeconds rounds up, so that a client that waits so long waits enough.
func wholeSeconds(d time.Duration) int {
	return int((d + time.Second - 1) / time.Second)
}

func problemHeaders(p api.Problem) http.Header {
	headers := http.Header{}
	if p.RetryAfter > 0 {
		headers.Set(headerRetryAfter, strconv.Itoa(p.RetryAfter))
	}
	if p.Status == http.StatusUnauthorized {
		headers.Set("WWW-Authenticate", "Bearer")
	}
	return headers
}

// writeProblem answers with a problem outside of huma.
func writeProblem(w http.ResponseWriter, p api.Problem) {
	for name, values := range problemHeaders(p) {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Type", problemType)
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // the client is gone if this fails
}
