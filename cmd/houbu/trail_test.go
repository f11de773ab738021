package main

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"houbu/api"
	"houbu/backend/audit"
	"houbu/backend/store"
	"houbu/backend/store/storetest"
)

// TestCommandsLeaveALineInTheAuditTrail: what changes the database does, once, and
// what was refused or changes nothing does not.
func TestCommandsLeaveALineInTheAuditTrail(t *testing.T) {
	t.Parallel()
	for kind, address := range map[string]string{
		"sqlite": "sqlite:" + filepath.Join(t.TempDir(), "houbu.db"), "postgres": storetest.Postgres(t),
	} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			commanded(t, address)
			checkTrail(t, address)
		})
	}
}

// commanded runs commands that leave lines, and some that leave none.
func commanded(t *testing.T, address string) {
	t.Helper()
	dir := t.TempDir()
	seats, people := filepath.Join(dir, "seats.csv"), filepath.Join(dir, "people.csv")
	for path, text := range map[string]string{seats: testSeats, people: testHead + testZhang + testBad} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	const session = "../../docs/session.example.yaml"
	for _, test := range []struct {
		input string
		fails bool
		args  []string
	}{
		{"", false, []string{"import", "seats", seats, "--session", session}},
		{"", true, []string{"import", "candidates", people, "--session", session}},
		{"", false, []string{"import", "candidates", people, "--session", session, "--skip-bad"}},
		{staffWord, false, []string{"staff", "add", "wang", "--role", "helper"}},
		{staffWord, true, []string{"staff", "add", "wang", "--role", "manager"}},
		{staffWord + "-2", false, []string{"staff", "password", "Wang"}},
		{"short", true, []string{"staff", "password", "wang"}},
		{"", false, []string{"staff", "disable", "wang"}},
		{"", false, []string{"staff", "disable", "wang"}},
		{staffWord, true, []string{"staff", "password", "wang"}},
	} {
		root := newRootCmd(system())
		var out bytes.Buffer
		root.SetIn(strings.NewReader(test.input))
		root.SetOut(&out)
		root.SetErr(&out)
		root.SetArgs(append(test.args, "--database", address))
		if err := root.ExecuteContext(t.Context()); (err != nil) != test.fails {
			t.Fatalf("%q: %v, %s", test.args, err, &out)
		}
	}
}

// checkTrail fails unless the trail has the lines of commanded.
func checkTrail(t *testing.T, address string) {
	t.Helper()
	var trail api.Audit
	err := storetest.Open(t, address).Read(t.Context(), func(tx store.Tx) (err error) {
		trail, err = audit.List(t.Context(), tx, audit.Filter{})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []struct {
		action        api.AuditAction
		subject       api.AuditSubject
		key           string
		before, after map[string]string
	}{ // newest first
		{api.AuditStaffDisable, api.AboutStaff, "wang", map[string]string{"disabled": "false"},
			map[string]string{"disabled": "true", "logins_ended": "0"}},
		{api.AuditStaffPassword, api.AboutStaff, "wang", nil, map[string]string{"logins_ended": "0"}},
		{api.AuditStaffAdd, api.AboutStaff, "wang", nil, map[string]string{"role": "helper"}},
		{api.AuditImport, api.AboutRoster, "candidates", nil, map[string]string{"rows": "2", "added": "1", "updated": "0", "bad_rows": "1"}},
		{api.AuditImport, api.AboutRoster, "seats", nil, map[string]string{"rows": "1", "added": "1", "updated": "0", "bad_rows": "0"}},
	}
	if len(trail.Rows) != len(want) {
		t.Fatalf("%d lines: %+v", len(trail.Rows), trail.Rows)
	}
	who := console().Login
	for i, row := range trail.Rows {
		if row.Action != want[i].action || row.SubjectKind != want[i].subject || row.SubjectKey != want[i].key ||
			!maps.Equal(row.Before, want[i].before) || !maps.Equal(row.After, want[i].after) {
			t.Errorf("%+v, want %+v", row, want[i])
		}
		if row.Staff != who || !strings.Contains(who, "@") || row.Role != api.RoleConsole || row.Address != "console" {
			t.Errorf("line %d is of %q, %q, from %q", row.No, row.Staff, row.Role, row.Address)
		}
	}
}
