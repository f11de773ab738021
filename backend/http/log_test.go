package httpapi_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"houbu/api"
)

func TestTheLogHoldsNoPersonalData(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	token := w.login()
	w.do(ask{method: "POST", path: api.PathSessions, body: api.Login{Account: "b@houbu.test", Password: "Wrong-secret1"}})
	w.do(ask{method: "POST", path: api.PathSessions, body: `{"account":"b@houbu.test","password":`})
	w.do(ask{method: "PUT", path: api.PathAgreement, token: token, body: bodyOf("agree")})
	w.do(ask{method: "POST", path: api.PathIdentity, token: token, body: api.Identity{Type: "1", Number: liSi, Name: "张三"}})
	w.do(ask{method: "POST", path: api.PathIdentity, token: token, body: bodyOf("identify")})
	w.do(ask{method: "GET", path: api.PathRecord, token: token})
	w.do(ask{method: "PUT", path: api.PathConfirmation, token: token, body: bodyOf("confirm-record")})
	w.do(ask{method: "POST", path: api.PathEntries, token: token, key: key, body: bodyOf("join")})
	w.do(ask{method: "GET", path: "/v1/receipts/" + key, token: token})
	w.do(ask{method: "GET", path: "/v1/orders/" + zhangSan, token: token})
	w.do(ask{method: "GET", path: "/cashier/secret-" + zhangSan})
	w.do(ask{method: "GET", path: "/" + zhangSan + "?name=" + zhangSan})
	w.do(ask{method: "X" + zhangSan, path: "/v1/exam"})
	w.do(ask{method: "GET", path: api.PathPools + "?kind=" + zhangSan, token: token, header: http.Header{"User-Agent": {"张三"}}})
	w.do(ask{method: "POST", path: api.PathStaffSessions, body: api.StaffLogin{Login: "helper", Password: "Wrong-secret2"}})
	staff := w.staffLogin("helper")
	w.do(ask{method: "POST", path: api.PathStaffSearch, token: staff, body: api.StaffSearch{By: "number", Text: zhangSan}})
	w.do(ask{method: "POST", path: "/v1/staff/candidates/s1/unlock", token: staff, key: key, body: api.StaffNote{Note: "secret-note"}})
	w.do(ask{method: "POST", path: "/v1/staff/candidates/s1/password", token: staff, key: key + "2", body: api.StaffNote{Note: "secret-note"}})
	w.do(ask{method: "GET", path: "/v1/staff/audit?staff=helper&subject_key=s1", token: staff})
	log := w.log.String()
	for _, secret := range []string{
		zhangSan, liSi, "张三", "李四", password, "Wrong-secret", token, staff, "helper", phone, "houbu.test", key, "secret-", "993010", "s1",
	} {
		if strings.Contains(log, secret) {
			t.Errorf("the log holds %q", secret)
		}
	}
}

func TestTheLogNamesTheRoute(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	out := w.do(ask{method: "GET", path: "/v1/orders/o1"})
	w.do(ask{method: "GET", path: "/nothing/here"})
	w.do(ask{method: "GET", path: "/cashier/x"})
	var lines []map[string]any
	for line := range strings.Lines(w.log.String()) {
		var fields map[string]any
		if err := json.Unmarshal([]byte(line), &fields); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fields)
	}
	if len(lines) != 3 {
		t.Fatalf("%d lines", len(lines))
	}
	first := lines[0]
	if first["route"] != api.PathOrder || first["method"] != "GET" || first["status"] != 401.0 ||
		first["request"] != out.Header().Get("X-Request-Id") || first["duration"] == nil {
		t.Errorf("%v", first)
	}
	if lines[1]["route"] != "unmatched" || lines[1]["status"] != 404.0 || lines[2]["route"] != "/cashier/" {
		t.Errorf("%v, %v", lines[1], lines[2])
	}
}
