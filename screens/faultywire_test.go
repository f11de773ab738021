package screens

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

// fault is a way in which an operation goes wrong.
type fault struct {
	name    string
	words   string // what the screen says
	online  string // what the header says
	stale   string // what a screen says that goes on showing what it read before
	sent    bool   // the backend may have carried the request out
	refuses bool   // and says itself that it did not
	err     error  // there is no answer
	answer  func(r *http.Request) *http.Response
}

// faults are the ways in which a server or the network to it fails.
func faults() []fault {
	html := func() io.Reader { return strings.NewReader("<html>sign in</html>") }
	large := func() io.Reader { return io.LimitReader(endless{}, 100<<20) }
	faults := []fault{
		{name: "is down", words: "连接不上服务器，请检查网络", err: &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}},
		{name: "hangs", words: "服务器没有及时响应", sent: true, err: context.DeadlineExceeded},
		{
			name: "resets", words: "连接中断，没有收到服务器的应答", sent: true,
			err: &net.OpError{Op: "read", Err: syscall.ECONNRESET},
		},
		strange("answers HTML", http.StatusOK, "text/html", html),
		strange("answers 502 in HTML", http.StatusBadGateway, "text/html", html),
		strange("sends 100 MB", http.StatusOK, "application/json", large),
	}
	for i := range faults {
		faults[i].online, faults[i].stale = "离线", "连接中断，显示的是10:00:00的情况"
	}
	return append(faults, fault{
		name: "answers 500", words: "服务器出错了，请稍后再试", online: "在线", stale: "服务器出错，显示的是10:00:00的情况",
		sent: true, refuses: true,
		answer: func(r *http.Request) *http.Response {
			problem := api.Problem{Status: http.StatusInternalServerError, Code: api.CodeInternal}
			return answeredWith(r, problem.Status, "application/problem+json", problem)
		},
	})
}

// strange is an answer that is not the backend's.
func strange(name string, status int, media string, body func() io.Reader) fault {
	return fault{
		name: name, words: "收到的不是报名服务器的应答", sent: true,
		answer: func(r *http.Request) *http.Response {
			return &http.Response{
				StatusCode: status, Request: r, Header: http.Header{"Content-Type": []string{media}},
				Body: io.NopCloser(body()), ContentLength: -1,
			}
		},
	}
}

// endless is a JSON object that never ends.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for n := copy(p, `{"a":`); n < len(p); n *= 2 {
		copy(p[n:], p[:n])
	}
	return len(p), nil
}

// faultyWire is what lies between the real client and a backend, on which one
// operation goes wrong in one way until it is mended.
type faultyWire struct {
	backend  *http.ServeMux
	broken   string // the operation that goes wrong, such as "GET /v1/exam"; empty for none
	fault    fault
	requests int // how many were made
}

// wired is a stage whose screens talk to a backend through the real client, and
// the wire between them. The client never really waits: where it would, to look
// an outcome up once more, the wire is mended.
func wired(t *testing.T, f *fakeBackend) (*stage, *faultyWire) {
	t.Helper()
	w := &faultyWire{backend: serving(t, f)}
	c, err := client.New(client.Options{
		Endpoints: testLines()[:1], Transport: w, Retries: -1,
		Sleep: func(ctx context.Context, _ time.Duration) error {
			w.mend()
			return ctx.Err()
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	s := newStage(t, f, tui.Size{Width: 80, Height: 24})
	s.deps.API = c
	return s, w
}

// breaks makes an operation go wrong from now on.
func (w *faultyWire) breaks(operation string, fault fault) { w.broken, w.fault = operation, fault }

// mend makes everything work again.
func (w *faultyWire) mend() { w.broken = "" }

// RoundTrip answers a request as the backend does, unless it goes wrong.
func (w *faultyWire) RoundTrip(r *http.Request) (*http.Response, error) {
	w.requests++
	if _, operation := w.backend.Handler(r); operation == w.broken {
		if w.fault.err != nil {
			return nil, w.fault.err
		}
		return w.fault.answer(r), nil
	}
	recorder := httptest.NewRecorder()
	w.backend.ServeHTTP(recorder, r)
	return recorder.Result(), nil
}

// serving is a backend that answers over HTTP as f does. It knows the receipts of
// what was done under a key.
func serving(t *testing.T, f *fakeBackend) *http.ServeMux {
	t.Helper()
	done := map[string]any{}
	mux := http.NewServeMux()
	for operation, ask := range operations(f) {
		mux.HandleFunc(operation, func(w http.ResponseWriter, r *http.Request) {
			value, err := ask(r)
			if err != nil {
				t.Errorf("%s: %v", operation, err)
			}
			if key := r.Header.Get(api.HeaderIdempotencyKey); key != "" {
				done[key] = value
			}
			send(w, http.StatusOK, "application/json", value)
		})
	}
	mux.HandleFunc("GET "+api.PathReceipt, func(w http.ResponseWriter, r *http.Request) {
		if receipt, ok := done[r.PathValue("key")]; ok {
			send(w, http.StatusOK, "application/json", receipt)
			return
		}
		send(w, http.StatusNotFound, "application/problem+json", api.Problem{Status: http.StatusNotFound, Code: api.CodeNotFound})
	})
	return mux
}

// send answers with a value, or with nothing when it is nil.
func send(w http.ResponseWriter, status int, media string, value any) {
	if value == nil {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	body, err := json.Marshal(value)
	if err != nil {
		panic(err) // the types of api always marshal
	}
	w.Header().Set("Content-Type", media)
	w.WriteHeader(status)
	_, _ = w.Write(body) // a recorder never fails to write
}

// operations are what f answers, by the operation of the wire.
func operations(f *fakeBackend) map[string]func(r *http.Request) (any, error) {
	type ask = func(r *http.Request) (any, error)
	key := func(r *http.Request) string { return r.Header.Get(api.HeaderIdempotencyKey) }
	return map[string]ask{
		"GET " + api.PathHealth: func(*http.Request) (any, error) { return api.Health{Status: "ok", Now: testNow()}, nil },
		"GET " + api.PathExam:   func(*http.Request) (any, error) { return f.exam() },
		"POST " + api.PathSessions: func(*http.Request) (any, error) {
			candidate, err := f.login("", "")
			return api.Session{Token: "token", Candidate: candidate}, err
		},
		"GET " + api.PathCandidate:    func(*http.Request) (any, error) { return f.candidate() },
		"GET " + api.PathAgreement:    func(*http.Request) (any, error) { return f.agreement() },
		"PUT " + api.PathAgreement:    func(*http.Request) (any, error) { return nil, f.agree("") },
		"POST " + api.PathIdentity:    func(*http.Request) (any, error) { return f.identify(api.Identity{}) },
		"GET " + api.PathRecord:       func(*http.Request) (any, error) { return f.record() },
		"PUT " + api.PathConfirmation: func(*http.Request) (any, error) { return nil, f.confirm(api.Confirmation{}) },
		"GET " + api.PathPools: func(r *http.Request) (any, error) {
			return f.pools(api.Kind(r.URL.Query().Get("kind")))
		},
		"GET " + api.PathRegistration: func(*http.Request) (any, error) {
			info, _, _, err := f.info("")
			return info, err
		},
		"GET " + api.PathFinished: func(*http.Request) (any, error) { return f.finished() },
		"POST " + api.PathEntries: func(r *http.Request) (any, error) { return f.join(key(r), api.Join{}) },
		"POST " + api.PathCancellation: func(r *http.Request) (any, error) {
			return f.cancel(key(r), r.PathValue("id"), api.Cancellation{})
		},
		"PUT " + api.PathReport: func(r *http.Request) (any, error) {
			return f.chooseReport(key(r), r.PathValue("id"), api.ReportChoice{})
		},
		"POST " + api.PathOrders:       func(r *http.Request) (any, error) { return f.createOrder(key(r), api.NewOrder{}) },
		"GET " + api.PathOrder:         func(r *http.Request) (any, error) { return f.order(r.PathValue("id")) },
		"POST " + api.PathOrderRefresh: func(r *http.Request) (any, error) { return f.refreshOrder(r.PathValue("id")) },
	}
}
