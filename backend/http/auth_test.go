package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"houbu/api"
)

// bodyOf is a valid body for an operation, nil when it takes none.
func bodyOf(id string) any {
	switch id {
	case "log-in":
		return api.Login{Account: "a@houbu.test", Password: password}
	case "agree":
		return api.Consent{Version: version}
	case "identify":
		return api.Identity{Type: "1", Number: zhangSan, Name: "张三"}
	case "confirm-record":
		return api.Confirmation{RecordChecked: true, PhoneRight: true, StudentRight: true}
	case "join":
		return api.Join{CampusCode: "993010", Subject: "1"}
	case "cancel":
		return api.Cancellation{Reason: "other", Text: "病了"}
	case "choose-report":
		return api.ReportChoice{Type: "none"}
	case "create-order":
		return api.NewOrder{Registrations: []string{"r1"}}
	}
	return staffBodyOf(id)
}

// staffBodyOf is bodyOf for the operations of the desk.
func staffBodyOf(id string) any {
	const note = "电话核对"
	switch id {
	case "staff-log-in":
		return api.StaffLogin{Login: "helper", Password: password}
	case "staff-search":
		return api.StaffSearch{By: "any", Text: "张三"}
	case "staff-join":
		return api.StaffJoin{CampusCode: "993010", Subject: "1", Note: note}
	case "staff-cancel":
		return api.StaffCancellation{EntryID: "e1", Reason: "other", Text: "病了", Note: note}
	case "staff-reset-password", "staff-unlock", "staff-unbind":
		return api.StaffNote{Note: note}
	case "staff-import":
		return "a file"
	case "staff-set-windows":
		return api.StaffWindows{Note: note}
	case "staff-orders":
		return api.StaffOrderSearch{Number: "P1"}
	case "staff-refund":
		return api.StaffRefund{Ref: "r1", Note: note}
	case "staff-set-capacity":
		return api.StaffCapacity{Capacity: 30, Note: note}
	}
	return nil
}

// valid is a request that an operation takes, but for the token.
func (d described) valid() ask {
	a := ask{method: strings.ToUpper(d.method), body: bodyOf(d.OperationID)}
	a.path = strings.NewReplacer("{id}", "id-1", "{key}", key, "{what}", "waitlist").Replace(d.path)
	if d.OperationID == "staff-import" {
		a.path += "?kind=seats&note=x"
		a.header = http.Header{"Content-Type": {"application/octet-stream"}}
	}
	if d.OperationID == "list-pools" {
		a.path += "?kind=written"
	}
	if d.keyed() {
		a.key = key
	}
	return a
}

func TestEveryOperationNeedsALogin(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	revoked := w.ready()
	if out := w.do(ask{method: "DELETE", path: api.PathSession, token: revoked}); out.Code != http.StatusNoContent {
		t.Fatalf("log out: %d", out.Code)
	}
	expired := w.login()
	w.clock.Set(w.clock.Now().Add(time.Hour)) // [login, login + TokenLife): the end is outside
	for _, d := range operations(t) {
		if len(d.Security) == 0 {
			continue
		}
		for name, header := range map[string]string{
			"no token": "", "no scheme": expired, "another scheme": "Basic " + expired, "an empty token": "Bearer ",
			"garbage": "Bearer x", "a huge token": "Bearer " + strings.Repeat("x", 4096), "revoked": "Bearer " + revoked, "expired": "Bearer " + expired,
		} {
			a := d.valid()
			a.header = http.Header{"Authorization": {header}}
			out := w.do(a)
			wantProblem(t, d.OperationID+", "+name, out, http.StatusUnauthorized, api.CodeUnauthorized)
			if out.Header().Get("WWW-Authenticate") != "Bearer" {
				t.Errorf("%s: no WWW-Authenticate", d.OperationID)
			}
		}
	}
	if w.waitlist.asked != "" || w.payment.asked != "" {
		t.Error("a service was asked without a login")
	}
}

func TestEveryOperationAnswersWithALogin(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	token := w.ready()
	for _, d := range operations(t) {
		a := d.valid()
		if a.token = w.tokenFor(d, token); d.OperationID == "log-out" || d.OperationID == "log-in" {
			a.token = w.login()
		}
		out := w.do(a)
		if out.Code >= 300 {
			t.Errorf("%s: %d %s", d.OperationID, out.Code, out.Body)
		}
		for name, want := range map[string]string{
			"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
			"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'", "Referrer-Policy": "same-origin",
		} {
			if got := out.Header().Get(name); got != want {
				t.Errorf("%s: %s is %q", d.OperationID, name, got)
			}
		}
	}
}

func TestIrreversibleRequestsNeedAKey(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	token := w.ready()
	for _, d := range operations(t) {
		if !d.keyed() {
			continue
		}
		for _, bad := range []string{"", "short77", strings.Repeat("k", 65), "has space1", "has.dot12", "有候补的钥匙有候补"} {
			a := d.valid()
			a.token, a.key = w.tokenFor(d, token), bad
			wantProblem(t, d.OperationID, w.do(a), http.StatusBadRequest, api.CodeKeyMissing)
		}
		for _, good := range []string{"12345678", strings.Repeat("k", 64), "aZ09_-aZ"} {
			a := d.valid()
			a.token, a.key = w.tokenFor(d, token), good
			if out := w.do(a); out.Code >= 300 {
				t.Errorf("%s with %q: %d", d.OperationID, good, out.Code)
			}
		}
	}
	if w.waitlist.caller.StudentID != "s1" || w.waitlist.caller.AccountID != "a" || w.waitlist.caller.Key != "aZ09_-aZ" {
		t.Error("the service got another caller")
	}
}

func TestStepsComeInOrder(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	token := w.login()
	needs := func(next api.Progress, ids ...string) {
		t.Helper()
		for _, d := range operations(t) {
			for _, id := range ids {
				if d.OperationID != id {
					continue
				}
				a := d.valid()
				a.token = token
				p := wantProblem(t, id, w.do(a), http.StatusConflict, api.CodeStepNotDone)
				if p.Next != next {
					t.Errorf("%s: next is %q, want %q", id, p.Next, next)
				}
			}
		}
	}
	did := func(a ask) {
		t.Helper()
		a.token = token
		if out := w.do(a); out.Code != http.StatusOK {
			t.Fatalf("%s %s: %d %s", a.method, a.path, out.Code, out.Body)
		}
	}
	later := []string{
		"list-pools", "join", "get-registration", "list-finished", "cancel", "choose-report", "create-order", "get-order", "refresh-order",
	}
	needs(api.NextAgreement, append(later, "identify", "get-record", "confirm-record")...)
	did(ask{method: "PUT", path: api.PathAgreement, body: bodyOf("agree")})
	needs(api.NextIdentity, append(later, "get-record", "confirm-record")...)
	did(ask{method: "POST", path: api.PathIdentity, body: bodyOf("identify")})
	needs(api.NextReview, later...)
	did(ask{method: "PUT", path: api.PathConfirmation, body: bodyOf("confirm-record")})
	did(ask{method: "GET", path: api.PathRegistration})
	if out := w.do(ask{method: "GET", path: api.PathCandidate, token: token}); decode[api.Candidate](t, out).Next != api.NextWritten {
		t.Errorf("%s", out.Body)
	}
}

func TestLoginThrottlesByTheClientsAddress(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	try := func(from, account, with string) int {
		t.Helper()
		a := ask{method: "POST", path: api.PathSessions, from: from, body: api.Login{Account: account, Password: with}}
		out := w.do(a)
		switch out.Code {
		case http.StatusLocked, http.StatusTooManyRequests:
			if out.Header().Get("Retry-After") != "600" || decode[api.Problem](t, out).RetryAfter != 600 {
				t.Errorf("Retry-After %q: %s", out.Header().Get("Retry-After"), out.Body)
			}
		}
		return out.Code
	}
	for _, want := range []int{401, 401, 423, 423} {
		if got := try("192.0.2.1:1000", "a@houbu.test", "wrong"); got != want {
			t.Errorf("%d, want %d", got, want)
		}
	}
	for range 2 {
		try("192.0.2.1:1001", "b@houbu.test", "wrong")
	}
	if got := try("192.0.2.1:1002", "b@houbu.test", password); got != http.StatusTooManyRequests {
		t.Errorf("the stopped address: %d", got)
	}
	if got := try("192.0.2.2:1000", "b@houbu.test", password); got != http.StatusCreated {
		t.Errorf("another address: %d", got)
	}
}
