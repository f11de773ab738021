package screens

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
)

// fate is what becomes of a request on a bad line.
type fate int

const (
	arrives  fate = iota // it is answered
	lostGo               // it never arrives
	lostBack             // it is carried out, and its reply is lost
	refuse               // it is refused
)

// lossyWire is the backend's end of a bad line: it carries an irreversible
// request out once for each key, and knows the receipts.
type lossyWire struct {
	posts, gets []fate // of the next requests; then all arrive
	refusal     api.Code
	state       api.EntryState // of the receipt
	keys        []string       // of all irreversible requests that were sent
	done        []string       // keys under which something was done
}

// connect makes a backend talk over the wire with the real client.
func (w *lossyWire) connect(t *testing.T, f *fakeBackend) {
	t.Helper()
	c, err := client.New(client.Options{
		Endpoints: testLines(), Transport: w, Retries: -1,
		Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	f.join = func(key string, join api.Join) (api.Receipt, error) { return c.Join(t.Context(), key, join) }
	f.cancel = func(key, entry string, why api.Cancellation) (api.Receipt, error) {
		return c.Cancel(t.Context(), key, entry, why)
	}
	f.outcome = func(key string, again func(context.Context) (api.Receipt, error)) (api.Receipt, error) {
		return c.Outcome(t.Context(), key, again)
	}
}

// RoundTrip answers a request, or loses it.
func (w *lossyWire) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method == http.MethodGet {
		key := path.Base(r.URL.Path)
		if nextFate(&w.gets) != arrives {
			return nil, io.ErrUnexpectedEOF
		}
		if !slices.Contains(w.done, key) {
			return w.problem(r, http.StatusNotFound, api.CodeNotFound), nil
		}
		return w.receipt(r, key), nil
	}
	key := r.Header.Get(api.HeaderIdempotencyKey)
	w.keys = append(w.keys, key)
	what := nextFate(&w.posts)
	switch what {
	case lostGo:
		return nil, io.ErrUnexpectedEOF
	case refuse:
		return w.problem(r, http.StatusConflict, w.refusal), nil
	case arrives, lostBack:
	}
	if !slices.Contains(w.done, key) {
		w.done = append(w.done, key)
	}
	if what == lostBack {
		return nil, io.ErrUnexpectedEOF
	}
	return w.receipt(r, key), nil
}

// nextFate takes the fate of the next request.
func nextFate(fates *[]fate) fate {
	if len(*fates) == 0 {
		return arrives
	}
	first := (*fates)[0]
	*fates = (*fates)[1:]
	return first
}

func (w *lossyWire) receipt(r *http.Request, key string) *http.Response {
	return answeredWith(r, http.StatusOK, "application/json", api.Receipt{Key: key, State: w.state})
}

func (w *lossyWire) problem(r *http.Request, status int, code api.Code) *http.Response {
	return answeredWith(r, status, "application/problem+json", api.Problem{Status: status, Code: code})
}

func answeredWith(r *http.Request, status int, media string, value any) *http.Response {
	body, err := json.Marshal(value)
	if err != nil {
		panic(err) // the types of api always marshal
	}
	return &http.Response{
		StatusCode: status, Request: r, Header: http.Header{"Content-Type": []string{media}},
		Body: io.NopCloser(strings.NewReader(string(body))), ContentLength: int64(len(body)),
	}
}

// oneKey fails unless every irreversible request went under one key.
func (w *lossyWire) oneKey(t *testing.T) {
	t.Helper()
	if len(w.keys) == 0 || len(slices.Compact(slices.Clone(w.keys))) != 1 {
		t.Errorf("the requests went under the keys %q, want one key", w.keys)
	}
}
