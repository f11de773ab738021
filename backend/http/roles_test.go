package httpapi_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"houbu/api"
)

// logins are the kinds of login, and the tokens of a world for them.
func (w *world) logins() map[string]string {
	w.t.Helper()
	return map[string]string{
		"public": "", "candidate": w.ready(), "helper": w.staffLogin("helper"), "manager": w.staffLogin("manager"),
	}
}

// TestEveryOperationIsForItsRolesAlone calls each operation without a login, as a
// candidate, as a helper and as a manager: who has the role gets an answer, another
// login is forbidden, and no login is none.
func TestEveryOperationIsForItsRolesAlone(t *testing.T) {
	t.Parallel()
	for _, d := range operations(t) {
		t.Run(d.OperationID, func(t *testing.T) {
			t.Parallel()
			if len(d.Roles) == 0 {
				t.Fatalf("no role: nobody may call it")
			}
			w := newWorld(t)
			for kind, token := range w.logins() {
				a := d.valid()
				a.token = token
				out := w.do(a)
				switch {
				case slices.Contains(d.Roles, kind), slices.Contains(d.Roles, "public"):
					if out.Code >= 300 {
						t.Errorf("%s: %d %s, want an answer", kind, out.Code, out.Body)
					}
				case token == "":
					wantProblem(t, kind, out, http.StatusUnauthorized, api.CodeUnauthorized)
				default:
					wantProblem(t, kind, out, http.StatusForbidden, api.CodeForbidden)
				}
			}
		})
	}
}

// TestAHelperCannotDoAManagersWork and a candidate neither's, whatever the table of
// roles says of which is which: what is written here is what was asked for.
func TestAHelperCannotDoAManagersWork(t *testing.T) {
	t.Parallel()
	managers := []string{"staff-set-capacity", "staff-set-windows", "staff-refund", "staff-import", "staff-get-import", "staff-export"}
	for _, d := range operations(t) {
		isStaff := strings.HasPrefix(d.path, "/v1/staff/") && d.OperationID != "staff-log-in"
		want := []string{"candidate"}
		switch {
		case slices.Contains(managers, d.OperationID):
			want = []string{"manager"}
		case isStaff:
			want = []string{"helper", "manager"}
		case len(d.Security) == 0:
			want = []string{"public"}
		}
		if !slices.Equal(d.Roles, want) {
			t.Errorf("%s is for %v, want %v", d.OperationID, d.Roles, want)
		}
	}
}

// TestStaffTokensEnd with a logout, with their time, and with the account.
func TestStaffTokensEnd(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	me := func(token string) int {
		return w.do(ask{method: "GET", path: api.PathStaffMe, token: token}).Code
	}
	left := w.staffLogin("helper")
	if out := w.do(ask{method: "DELETE", path: api.PathStaffSession, token: left}); out.Code != http.StatusNoContent || me(left) != http.StatusUnauthorized {
		t.Errorf("logged out with %d, and then %d", out.Code, me(left))
	}
	late := w.staffLogin("helper")
	if me(late) != http.StatusOK {
		t.Error("the token was never good")
	}
	w.exec("UPDATE staff SET disabled_at = 1 WHERE login = 'helper'")
	if me(late) != http.StatusUnauthorized {
		t.Error("a disabled account has a good token")
	}
	if out := w.do(ask{method: "POST", path: api.PathStaffSessions, body: api.StaffLogin{Login: "helper", Password: password}}); out.Code != http.StatusUnauthorized {
		t.Errorf("a disabled account logs in: %d", out.Code)
	}
	expired := w.staffLogin("manager")
	w.clock.Set(w.clock.Now().Add(tokenLife))
	if me(expired) != http.StatusUnauthorized {
		t.Error("an expired token is good")
	}
}

// TestStaffLoginsAreThrottled by the rule of candidates.
func TestStaffLoginsAreThrottled(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	try := func(with string) int {
		return w.do(ask{method: "POST", path: api.PathStaffSessions, from: "192.0.2.1:1", body: api.StaffLogin{Login: "helper", Password: with}}).Code
	}
	for i, want := range []int{http.StatusUnauthorized, http.StatusUnauthorized, http.StatusLocked} {
		if got := try("wrong"); got != want {
			t.Errorf("failure %d: %d, want %d", i+1, got, want)
		}
	}
	if got := try(password); got != http.StatusLocked {
		t.Errorf("the right password of a locked account: %d", got)
	}
}

// TestTheDeskKnowsWhoAsksAndFromWhere for the audit trail.
func TestTheDeskKnowsWhoAsksAndFromWhere(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := ask{
		method: "POST", path: "/v1/staff/candidates/s1/unlock", token: w.staffLogin("helper"), key: key,
		from: "192.0.2.9:1234", body: api.StaffNote{Note: "电话核对"},
	}
	if out := w.do(a); out.Code != http.StatusOK {
		t.Fatalf("%d %s", out.Code, out.Body)
	}
	got := w.desk.caller
	if got.Login != "helper" || got.Role != api.RoleHelper || got.Address.String() != "192.0.2.9" || got.Key != key || w.desk.asked != "unlock s1" {
		t.Errorf("%s: %+v", w.desk.asked, got)
	}
}
