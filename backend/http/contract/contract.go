// Package contract is test support: it holds what goes over the wire against
// api/openapi.yaml. Wrap the handler of a test, or its client's transport, and
// every request that is not refused, and every reply, must match the document.
// Shipped code never imports it.
package contract

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
	problems "github.com/pb33f/libopenapi-validator/errors"
)

// prefix of the paths that the document describes.
const prefix = "/v1/"

// Checker checks exchanges against the document. It is safe for use by many
// goroutines.
type Checker struct {
	t testing.TB
	*document
}

// document is the OpenAPI document, ready to check with. One at a time does.
type document struct {
	mu sync.Mutex
	v  validator.Validator
}

// load reads the document once a process: that takes longer than most tests.
var load = sync.OnceValues(func() (*document, error) {
	path, err := documentPath()
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the OpenAPI document: %w", err)
	}
	parsed, err := libopenapi.NewDocument(text)
	if err != nil {
		return nil, fmt.Errorf("parse the OpenAPI document: %w", err)
	}
	v, errs := validator.NewValidator(parsed)
	if len(errs) > 0 {
		return nil, fmt.Errorf("understand the OpenAPI document: %w", errors.Join(errs...))
	}
	return &document{v: v}, nil
})

// New returns a checker that reports to t, and fails t at once when the
// document is missing or cannot be understood.
func New(t testing.TB) *Checker {
	t.Helper()
	loaded, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return &Checker{t, loaded}
}

// Document reports what is wrong with the document itself.
func (c *Checker) Document() {
	c.t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	if ok, errs := c.v.ValidateDocument(); !ok {
		c.t.Errorf("api/openapi.yaml is no valid OpenAPI document:%s", list(errs))
	}
}

// exchange is a request and its reply, whole.
type exchange struct {
	request      *http.Request
	requestBody  []byte
	status       int
	header       http.Header
	responseBody []byte
}

// check reports what of an exchange does not match the document. A request that
// the backend refused as malformed or not logged in may be invalid, that is why
// it was refused; one that it took may not.
func (c *Checker) check(e exchange) {
	if !strings.HasPrefix(e.request.URL.Path, prefix) {
		return
	}
	if !refused(e.status) {
		c.asked(e)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if unrouted(e.status) {
		return
	}
	body, err := e.plain()
	if err != nil {
		c.t.Errorf("%s %s → %d: the reply cannot be unpacked: %v", e.request.Method, e.request.URL.Path, e.status, err)
		return
	}
	response := &http.Response{
		StatusCode: e.status, Header: e.header, Body: io.NopCloser(bytes.NewReader(body)), Request: e.request,
	}
	if ok, errs := c.v.ValidateHttpResponse(e.copyRequest(), response); !ok {
		c.t.Errorf("%s %s → %d: the reply does not match api/openapi.yaml:%s", e.request.Method, e.request.URL.Path, e.status, list(errs))
	}
}

// Request reports what of a request does not match the document, for a test
// whose server is made up. body is the request's, which was read already.
func (c *Checker) Request(r *http.Request, body []byte) {
	c.asked(exchange{request: r, requestBody: body})
}

// asked reports what of an exchange's request does not match.
func (c *Checker) asked(e exchange) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if ok, errs := c.v.ValidateHttpRequestSync(e.copyRequest()); !ok {
		c.t.Errorf("%s %s: the request does not match api/openapi.yaml:%s", e.request.Method, e.request.URL.Path, list(errs))
	}
}

// plain is the reply's body, unpacked.
func (e exchange) plain() ([]byte, error) {
	if e.header.Get("Content-Encoding") != "gzip" {
		return e.responseBody, nil
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(e.responseBody))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(unpacked)
}

func (e exchange) copyRequest() *http.Request {
	request := *e.request
	request.Header = e.request.Header.Clone()
	request.Body = io.NopCloser(bytes.NewReader(e.requestBody))
	return &request
}

func refused(status int) bool {
	switch status {
	case http.StatusBadRequest, http.StatusUnauthorized, http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusRequestTimeout,
		http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity:
		return true
	}
	return false
}

// unrouted replies belong to no operation.
func unrouted(status int) bool { return status == http.StatusMethodNotAllowed }

func list(errs []*problems.ValidationError) string {
	var b strings.Builder
	for _, err := range errs {
		fmt.Fprintf(&b, "\n  %s: %s", err.Message, err.Reason)
		for _, cause := range err.SchemaValidationErrors {
			fmt.Fprintf(&b, "\n    %s: %s", cause.FieldPath, cause.Reason)
		}
	}
	return b.String()
}

// documentPath finds api/openapi.yaml from a test's folder, which is its
// package's.
func documentPath() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("find the OpenAPI document: %w", err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(dir, "api", "openapi.yaml"), nil
		}
		if filepath.Dir(dir) == dir {
			return "", errors.New("find the OpenAPI document: no go.mod above the test's folder")
		}
		dir = filepath.Dir(dir)
	}
}
