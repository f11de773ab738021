package contract

import (
	"bytes"
	"io"
	"net/http"
)

// Handler returns a handler that checks what goes in and out of next.
func (c *Checker) Handler(next http.Handler) http.Handler { return watch(next, c.check) }

// watch returns a handler that tells see of each exchange of next, once it is
// over.
func watch(next http.Handler, see func(exchange)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var sent bytes.Buffer
		r.Body = &tee{r.Body, &sent}
		asked := r.Clone(r.Context()) // next may change the request
		out := &tap{ResponseWriter: w}
		next.ServeHTTP(out, r)
		see(exchange{
			request: asked, requestBody: sent.Bytes(), status: out.sent(), header: w.Header().Clone(), responseBody: out.body.Bytes(),
		})
	})
}

// Transport returns a transport that checks what goes through next; nil is
// http.DefaultTransport.
func (c *Checker) Transport(next http.RoundTripper) http.RoundTripper {
	if next == nil {
		next = http.DefaultTransport
	}
	return &transport{c, next}
}

type transport struct {
	checker *Checker
	next    http.RoundTripper
}

// RoundTrip sends the request and checks the exchange once the reply is whole.
// An exchange that broke off is not checked.
func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	var sent []byte
	if r.Body != nil {
		var err error
		if sent, err = io.ReadAll(r.Body); err != nil {
			return nil, err //nolint:wrapcheck // the body's own error
		}
		if err := r.Body.Close(); err != nil {
			return nil, err //nolint:wrapcheck // the body's own error
		}
		r = r.Clone(r.Context())
		r.Body = io.NopCloser(bytes.NewReader(sent))
	}
	response, err := t.next.RoundTrip(r)
	if err != nil {
		return nil, err //nolint:wrapcheck // a transport's errors are the caller's to judge
	}
	body, err := io.ReadAll(response.Body)
	closing := response.Body.Close()
	if err != nil || closing != nil {
		response.Body = io.NopCloser(io.MultiReader(bytes.NewReader(body), broken{err}))
		return response, nil //nolint:nilerr // whoever reads the body gets the error
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	t.checker.check(exchange{
		request: r, requestBody: sent, status: response.StatusCode, header: response.Header.Clone(), responseBody: body,
	})
	return response, nil
}

// broken repeats the error that a body ended with.
type broken struct{ err error }

// Read returns the error.
func (b broken) Read([]byte) (int, error) {
	if b.err == nil {
		return 0, io.EOF
	}
	return 0, b.err
}

// tee keeps what is read of a body.
type tee struct {
	io.ReadCloser
	into *bytes.Buffer
}

// Read reads and keeps.
func (t *tee) Read(p []byte) (int, error) {
	n, err := t.ReadCloser.Read(p)
	t.into.Write(p[:n])
	return n, err //nolint:wrapcheck // a reader passes io.EOF on as it is
}

// tap keeps what is answered.
type tap struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

// WriteHeader keeps the status.
func (t *tap) WriteHeader(status int) {
	if t.status == 0 {
		t.status = status
	}
	t.ResponseWriter.WriteHeader(status)
}

// Write keeps the body.
func (t *tap) Write(p []byte) (int, error) {
	t.implied()
	t.body.Write(p)
	return t.ResponseWriter.Write(p) //nolint:wrapcheck // a writer passes errors on as they are
}

// implied notes the status that a first Write implies.
func (t *tap) implied() {
	if t.status == 0 {
		t.status = http.StatusOK
	}
}

// Unwrap lets http.ResponseController reach the connection.
func (t *tap) Unwrap() http.ResponseWriter { return t.ResponseWriter }

func (t *tap) sent() int {
	t.implied()
	return t.status
}
