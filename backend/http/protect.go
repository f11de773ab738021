package httpapi

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"houbu/api"
)

const (
	maxBody     = 64 << 10  // bytes
	maxFile     = 256 << 20 // bytes of a roster
	bodyTimeout = 10 * time.Second
	cashierPath = "/cashier/"
)

// protect sets the security headers and bounds bodies. The cashier is pages for
// a browser and sets its own content policy.
func (s *server) protect(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		headers := w.Header()
		headers.Set("X-Content-Type-Options", "nosniff")
		headers.Set("X-Frame-Options", "DENY")
		headers.Set("Referrer-Policy", "same-origin")
		headers.Set("Cache-Control", "no-store")
		if strings.HasPrefix(requestOf(r.Context()).base, "https://") {
			headers.Set("Strict-Transport-Security", "max-age=31536000")
		}
		if strings.HasPrefix(r.URL.Path, cashierPath) {
			r.Body = http.MaxBytesReader(w, r.Body, maxBody)
			next.ServeHTTP(w, r)
			return
		}
		headers.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		if r.URL.Path == api.PathStaffImports { // large, and read only for who may send it
			r.Body = http.MaxBytesReader(w, r.Body, maxFile)
			next.ServeHTTP(w, r)
			return
		}
		if p, ok := s.readBody(w, r); !ok {
			writeProblem(w, p)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// readBody reads the whole body before anything is decided, so that one that is
// too large, too slow or torn gets the right problem.
func (s *server) readBody(w http.ResponseWriter, r *http.Request) (api.Problem, bool) {
	if r.Body == nil || r.Body == http.NoBody {
		return api.Problem{}, true
	}
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Now().Add(bodyTimeout)) // not every writer can; the server has timeouts, too
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return s.problem(api.CodeBadRequest, http.StatusRequestEntityTooLarge, "the body is larger than 64 KiB"), false
	case errors.Is(err, os.ErrDeadlineExceeded):
		return s.problem(api.CodeBadRequest, http.StatusRequestTimeout, "the body came too slowly"), false
	case err != nil:
		return s.problem(api.CodeBadRequest, http.StatusBadRequest, "the body cannot be read"), false
	case bytes.Contains(body, []byte(`\u0000`)) || bytes.IndexByte(body, 0) >= 0:
		// PostgreSQL cannot store it, and no field has a use for it.
		return s.problem(api.CodeBadRequest, http.StatusBadRequest, "the body holds a NUL character"), false
	}
	_ = control.SetReadDeadline(time.Time{}) // or it would cancel the context of a handler that takes longer
	r.Body = io.NopCloser(bytes.NewReader(body))
	return api.Problem{}, true
}
