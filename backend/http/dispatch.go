package httpapi

import (
	"net/http"

	"houbu/api"
)

// dispatch hands requests to the mux, and answers with problems what the mux
// would answer with plain text: unknown paths and wrong methods.
func (s *server) dispatch(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handler, pattern := mux.Handler(r)
		if pattern != "" {
			mux.ServeHTTP(w, r)
			return
		}
		plain := &unsent{header: http.Header{}}
		handler.ServeHTTP(plain, r)
		if plain.status == http.StatusMethodNotAllowed {
			w.Header().Set("Allow", plain.header.Get("Allow"))
			writeProblem(w, s.problem(api.CodeBadRequest, http.StatusMethodNotAllowed, "the method is not allowed here"))
			return
		}
		writeProblem(w, s.problem(api.CodeNotFound, 0, "there is nothing at this address"))
	})
}

// unsent takes an answer that is not sent.
type unsent struct {
	header http.Header
	status int
}

// Header returns the headers.
func (u *unsent) Header() http.Header { return u.header }

// WriteHeader notes the status.
func (u *unsent) WriteHeader(status int) { u.status = status }

// Write drops the text.
func (u *unsent) Write(b []byte) (int, error) { return len(b), nil }
