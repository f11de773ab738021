package httpapi_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

func TestBadBodiesGetProblems(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const secret = "990101200501010010"
	huge := `{"account":"` + strings.Repeat("x", 64<<10) + `","password":"x"}`
	for name, c := range map[string]struct {
		body        string
		contentType string
		status      int
	}{
		"empty":                {"", "", http.StatusBadRequest},
		"HTML":                 {"<html>" + secret + "</html>", "text/html", http.StatusUnsupportedMediaType},
		"HTML said to be JSON": {"<html>" + secret + "</html>", "application/json", http.StatusBadRequest},
		"cut off":              {`{"account":"` + secret, "", http.StatusBadRequest},
		"a list":               {`["` + secret + `"]`, "", http.StatusUnprocessableEntity},
		"a number":             {`{"account":` + secret + `,"password":"x"}`, "", http.StatusUnprocessableEntity},
		"null":                 {`null`, "", http.StatusUnprocessableEntity},
		"a field missing":      {`{"account":"` + secret + `"}`, "", http.StatusUnprocessableEntity},
		"an unknown field":     {`{"account":"a","password":"b","` + secret + `":1}`, "", http.StatusUnprocessableEntity},
		"too long":             {`{"account":"` + strings.Repeat(secret, 8) + `","password":"x"}`, "", http.StatusUnprocessableEntity},
		"an empty field":       {`{"account":"","password":"` + secret + `"}`, "", http.StatusUnprocessableEntity},
		"a NUL":                {`{"account":"\u0000","password":"` + secret + `"}`, "", http.StatusBadRequest},
		"huge":                 {huge, "", http.StatusRequestEntityTooLarge},
		"deeply nested":        {strings.Repeat("[", 20000), "", http.StatusBadRequest},
	} {
		a := ask{method: "POST", path: api.PathSessions, body: c.body}
		if c.contentType != "" {
			a.header = http.Header{"Content-Type": {c.contentType}}
		}
		out := w.do(a)
		wantProblem(t, name, out, c.status, api.CodeBadRequest)
		if strings.Contains(out.Body.String(), secret) {
			t.Errorf("%s: the problem repeats what was sent: %s", name, out.Body)
		}
	}
}

func TestProblemsNameTheField(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	out := w.do(ask{method: "POST", path: api.PathSessions, body: `{"account":"","password":"x"}`})
	p := wantProblem(t, "an empty account", out, http.StatusUnprocessableEntity, api.CodeBadRequest)
	if len(p.Errors) != 1 || p.Errors[0].Field != "body.account" || p.Errors[0].Message == "" {
		t.Errorf("%+v", p.Errors)
	}
}

func TestABodyOfTheLimitIsRead(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	body := `{"account":"x","password":"x"}`
	body += strings.Repeat(" ", 64<<10-len(body))
	wantProblem(t, "64 KiB", w.do(ask{method: "POST", path: api.PathSessions, body: body}), http.StatusUnauthorized, api.CodeWrongPassword)
	wantProblem(t, "a byte more", w.do(ask{method: "POST", path: api.PathSessions, body: body + " "}),
		http.StatusRequestEntityTooLarge, api.CodeBadRequest)
}

func TestBadParametersGetProblems(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	token := w.ready()
	for _, path := range []string{
		"/v1/pools", "/v1/pools?kind=x", "/v1/orders/a.b", "/v1/orders/%00", "/v1/orders/" + strings.Repeat("x", 65), "/v1/receipts/short",
	} {
		wantProblem(t, path, w.do(ask{method: "GET", path: path, token: token}), http.StatusUnprocessableEntity, api.CodeBadRequest)
	}
}

func TestTheRoutersAnswersAreProblems(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, path := range []string{"/", "/x", "/docs", "/openapi.json", "/openapi-3.0.yaml", "/schemas/Login.json", "/favicon.ico"} {
		wantProblem(t, path, w.do(ask{method: "GET", path: path}), http.StatusNotFound, api.CodeNotFound)
	}
	for path, allowed := range map[string]string{api.PathSessions: "POST", api.PathExam: "GET, HEAD", api.PathAgreement: "GET, HEAD, PUT"} {
		out := w.do(ask{method: "DELETE", path: path})
		wantProblem(t, path, out, http.StatusMethodNotAllowed, api.CodeBadRequest)
		if got := out.Header().Get("Allow"); got != allowed {
			t.Errorf("%s allows %q, want %q", path, got, allowed)
		}
	}
}

func TestRefusalsBecomeProblems(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	token := w.ready()
	no := refusal.New(api.CodeLevelTaken, "a subject of the level is held")
	no.RetryAfter = 1500 * time.Millisecond
	w.waitlist.err = fmt.Errorf("join: %w", no)
	out := w.do(ask{method: "POST", path: api.PathEntries, token: token, key: key, body: bodyOf("join")})
	p := wantProblem(t, "a refusal", out, http.StatusConflict, api.CodeLevelTaken)
	if p.Detail != no.Detail || p.RetryAfter != 2 || out.Header().Get("Retry-After") != "2" {
		t.Errorf("%+v, Retry-After %q", p, out.Header().Get("Retry-After"))
	}
}

func TestFailuresSayNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	token := w.ready()
	join := ask{method: "POST", path: api.PathEntries, token: token, key: key, body: bodyOf("join")}

	w.waitlist.err = errors.New("table entries is on fire")
	out := w.do(join)
	wantProblem(t, "an unknown error", out, http.StatusInternalServerError, api.CodeInternal)
	if strings.Contains(out.Body.String(), "fire") || !strings.Contains(w.log.String(), "fire") {
		t.Error("the reason belongs into the log, not into the reply")
	}
	if id := out.Header().Get("X-Request-Id"); !strings.Contains(out.Body.String(), id) || !strings.Contains(w.log.String(), id) {
		t.Error("the request id does not connect reply and log")
	}

	w.waitlist.err = refusal.New("no_such_code", "")
	wantProblem(t, "an unknown code", w.do(join), http.StatusInternalServerError, api.CodeInternal)

	for _, passing := range []error{store.ErrLocked, store.ErrFull, store.ErrGone} {
		w.waitlist.err = &store.FileError{Path: "x", Err: passing}
		p := wantProblem(t, passing.Error(), w.do(join), http.StatusServiceUnavailable, api.CodeUnavailable)
		if p.RetryAfter != 1 {
			t.Errorf("%v: retry after %d", passing, p.RetryAfter)
		}
	}
}

func TestPanicsBecomeProblems(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	token := w.ready()
	for _, boom := range []any{"student " + zhangSan, errors.New("student " + zhangSan)} {
		w.waitlist.boom = boom
		wantProblem(t, "a panic", w.do(ask{method: "GET", path: api.PathRegistration, token: token}),
			http.StatusInternalServerError, api.CodeInternal)
	}
	log := w.log.String()
	if strings.Contains(log, zhangSan) {
		t.Error("the log repeats the panic's text")
	}
	if !strings.Contains(log, `"msg":"panic"`) || !strings.Contains(log, "fakeWaitlist") {
		t.Error("the log does not say where the panic was")
	}
}

func TestATornAnswerIsNoWholeOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.payment.boom = "student " + zhangSan
	defer func() {
		if cause := recover(); cause != http.ErrAbortHandler { //nolint:errorlint // the sentinel that net/http looks for
			t.Errorf("recovered %v, want the connection cut", cause)
		}
		if strings.Contains(w.log.String(), zhangSan) {
			t.Error("the log repeats the panic's text")
		}
	}()
	w.do(ask{method: "GET", path: "/cashier/x"})
}
