package httpapi

import (
	"compress/gzip"
	"net/http"
	"strings"

	"houbu/api"
)

// compress compresses the board for those who take it so: it repeats itself, and is
// some megabytes where there are thousands of pools.
func compress(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != api.PathStaffBoard {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Add("Vary", "Accept-Encoding")
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			next.ServeHTTP(w, r)
			return
		}
		out := &compressed{ResponseWriter: w}
		next.ServeHTTP(out, r)
		out.close()
	})
}

// compressed compresses an answer, if it is one with the board.
type compressed struct {
	http.ResponseWriter
	gzip  *gzip.Writer
	began bool
}

// WriteHeader decides by the status: problems are small, and a 304 has no body.
func (c *compressed) WriteHeader(status int) {
	if !c.began && status == http.StatusOK {
		c.Header().Set("Content-Encoding", "gzip")
		c.Header().Del("Content-Length")
		c.gzip, _ = gzip.NewWriterLevel(c.ResponseWriter, gzip.BestSpeed) // fails for unknown levels alone
	}
	c.began = true
	c.ResponseWriter.WriteHeader(status)
}

// Write compresses.
func (c *compressed) Write(p []byte) (int, error) {
	if !c.began {
		c.WriteHeader(http.StatusOK)
	}
	if c.gzip != nil {
		return c.gzip.Write(p)
	}
	return c.ResponseWriter.Write(p)
}

// close writes the rest.
func (c *compressed) close() {
	if c.gzip != nil {
		_ = c.gzip.Close() // the client is gone if this fails
	}
}

// Unwrap lets http.ResponseController reach the connection.
func (c *compressed) Unwrap() http.ResponseWriter { return c.ResponseWriter }
