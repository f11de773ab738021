package screens

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

// auditLines are lines of the audit trail, newest first, down to number 1.
func auditLines(n int) []api.AuditRow {
	rows := make([]api.AuditRow, n)
	for i := range rows {
		no := int64(n - i)
		rows[i] = api.AuditRow{
			No: no, At: testNow().Add(-time.Duration(i) * time.Hour), Staff: "desk.wang", Role: api.RoleHelper, Address: "192.0.2.7",
			Action: api.AuditUnlock, SubjectKind: api.AboutCandidate, SubjectKey: "student-1", CandidateID: "student-1",
			Note:   fmt.Sprintf("第 %d 件：%s", no, noteText),
			Before: map[string]string{"failures": "5", "locked_until": "2026-09-21T02:14:30Z"}, After: map[string]string{"failures": "0"},
		}
	}
	if n > 1 {
		rows[1].Staff, rows[1].Role, rows[1].Action, rows[1].Before = "chief.li", api.RoleManager, api.AuditCapacity, nil
		rows[1].SubjectKind, rows[1].SubjectKey, rows[1].After = api.AboutPool, "993010-1", map[string]string{"capacity": "120"}
	}
	return rows
}

// consoleLines are lines of commands on the backend's machine.
func consoleLines() []api.AuditRow {
	rows := auditLines(2)
	for i := range rows {
		rows[i].Staff, rows[i].Role, rows[i].Address, rows[i].Note, rows[i].CandidateID = "root@houbu-1", api.RoleConsole, "console", "", ""
	}
	rows[0].Action, rows[0].SubjectKind, rows[0].SubjectKey = api.AuditStaffPassword, api.AboutStaff, "desk.wang"
	rows[0].Before, rows[0].After = nil, map[string]string{"logins_ended": "1"}
	rows[1].Action, rows[1].SubjectKind, rows[1].SubjectKey = api.AuditImport, api.AboutRoster, "seats"
	return rows
}

func TestDeskAuditGolden(t *testing.T) {
	t.Parallel()
	reading := func(trail api.Audit, err error) func(s *stage, desk *fakeDesk) {
		return func(s *stage, desk *fakeDesk) {
			desk.audit = func(client.AuditFilter) (api.Audit, error) { return trail, err }
			s.openDesk(tui.DeskAudit)
		}
	}
	evil := auditLines(2)
	evil[0].Note, evil[0].Staff, evil[0].Before = hostileName("注"), "a\x1b[2Jb", map[string]string{"x\x1b[2J": hostileName("y")}
	deskGoldens(t, "deskaudit", func() *fakeDesk { return staffed(api.RoleHelper) }, []deskScene{
		{"rows", reading(api.Audit{Rows: auditLines(3)}, nil)},
		{"more", reading(api.Audit{Rows: auditLines(50), Next: 1}, nil)},
		{"none", reading(api.Audit{}, nil)},
		{"offline", reading(api.Audit{}, failure(client.Offline))},
		{"whole", func(s *stage, desk *fakeDesk) {
			reading(api.Audit{Rows: auditLines(3)}, nil)(s, desk)
			s.press(s.deps.Keys.Activate)
		}},
		{"console", func(s *stage, desk *fakeDesk) {
			reading(api.Audit{Rows: consoleLines()}, nil)(s, desk)
			s.press(s.deps.Keys.Activate)
		}},
		{"hostile", func(s *stage, desk *fakeDesk) {
			reading(api.Audit{Rows: evil}, nil)(s, desk)
			s.press(s.deps.Keys.Activate)
		}},
	})
}

// TestDeskAuditReadsOnAndFilters: older lines by a key, and a filter begins anew.
func TestDeskAuditReadsOnAndFilters(t *testing.T) {
	t.Parallel()
	desk := staffed(api.RoleHelper)
	var asked []client.AuditFilter
	all := auditLines(4)
	desk.audit = func(filter client.AuditFilter) (api.Audit, error) {
		asked = append(asked, filter)
		if filter.Before == 0 {
			return api.Audit{Rows: all[:2], Next: all[1].No}, nil
		}
		return api.Audit{Rows: all[2:]}, nil
	}
	s := deskStage(t, desk)
	s.openDesk(tui.DeskAudit)
	s.sees("已列出 2 条", "F4 更多")
	s.press(s.deps.Keys.More)
	s.sees("共 4 条")
	s.seesNot("F4 更多")
	s.focus("工作人员")
	s.write("chief.li")
	s.press(s.deps.Keys.Next)
	s.write("993010-1")
	s.press(s.deps.Keys.Activate)
	want := []client.AuditFilter{{}, {Before: 3}, {Staff: "chief.li", SubjectKey: "993010-1"}}
	if !slices.Equal(asked, want) {
		t.Errorf("asked %+v, want %+v", asked, want)
	}
}

// TestDeskAuditOfACandidate is read from the candidate's page, and all of it from
// the home.
func TestDeskAuditOfACandidate(t *testing.T) {
	t.Parallel()
	desk := knowing(api.RoleHelper)
	var keys []string
	desk.audit = func(filter client.AuditFilter) (api.Audit, error) {
		keys = append(keys, filter.SubjectKey)
		return api.Audit{Rows: auditLines(1)}, nil
	}
	s := newStage(t, willing(api.NextAgreement), tui.Size{Width: 100, Height: 110}).manned(desk)
	s.all = true
	looking(s)
	s.hit("审计记录")
	s.at(tui.DeskAudit)
	s.press(s.deps.Keys.Activate)
	s.sees("审计记录第 1 条", "来源：192.0.2.7", "failures = 5", "locked_until = 2026-09-21T02:14:30Z", "failures = 0", noteText)
	s.press(s.deps.Keys.Back, s.deps.Keys.Back)
	s.at(tui.DeskPerson) // whose lines they were
	s.press(s.deps.Keys.Back, s.deps.Keys.Back)
	s.at(tui.DeskHome)
	s.hit("审计记录")
	if want := []string{"student-1", ""}; !slices.Equal(keys, want) {
		t.Errorf("asked for %q, want %q", keys, want)
	}
}
