package contract

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"sync"
)

// recorded is an exchange in a file: a line of JSON.
type recorded struct {
	Method, URI     string
	Request, Header http.Header
	Sent, Received  []byte
	Status          int
}

// Record returns a handler that writes each exchange of next to a file, for a
// backend that runs in a process of its own. It panics when it cannot: an
// exchange that nobody checks must not pass for one that was.
func Record(next http.Handler, to io.Writer) http.Handler {
	var mu sync.Mutex
	return watch(next, func(e exchange) {
		line, err := json.Marshal(recorded{
			Method: e.request.Method, URI: e.request.URL.RequestURI(), Request: e.request.Header, Header: e.header,
			Sent: e.requestBody, Received: e.responseBody, Status: e.status,
		})
		if err != nil {
			panic(fmt.Errorf("record an exchange: %w", err))
		}
		mu.Lock()
		defer mu.Unlock()
		if _, err := to.Write(append(line, '\n')); err != nil {
			panic(fmt.Errorf("record an exchange: %w", err))
		}
	})
}

// Recorded checks the exchanges that Record wrote to a file, if there are any. A
// last line that a killed process left unfinished does not count.
func (c *Checker) Recorded(path string) {
	c.t.Helper()
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		c.t.Fatal(err)
	}
	for line := range bytes.Lines(text) {
		if !bytes.HasSuffix(line, []byte("\n")) {
			return
		}
		var r recorded
		if err := json.Unmarshal(line, &r); err != nil {
			c.t.Fatalf("read a recorded exchange: %v", err)
		}
		request, err := http.NewRequest(r.Method, r.URI, nil) //nolint:noctx // it is not sent
		if err != nil {
			c.t.Fatalf("read a recorded exchange: %v", err)
		}
		request.Header = r.Request
		c.check(exchange{request: request, requestBody: r.Sent, status: r.Status, header: r.Header, responseBody: r.Received})
	}
}
