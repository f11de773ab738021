package screens

import (
	"fmt"
	"regexp"
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
			SubjectName: "张三", CandidateName: "张三", CandidateNumber: "990101********0010",
			Note:   fmt.Sprintf("第 %d 件：%s", no, noteText),
			Before: map[string]string{"failures": "5", "locked_until": "2026-09-21T02:14:30Z"}, After: map[string]string{"failures": "0"},
		}
	}
	if n > 1 {
		rows[1].Staff, rows[1].Role, rows[1].Action, rows[1].Before = "chief.li", api.RoleManager, api.AuditCapacity, nil
		rows[1].SubjectKind, rows[1].SubjectKey, rows[1].After = api.AboutPool, "993010-1", map[string]string{"capacity": "120"}
		rows[1].SubjectName, rows[1].CandidateID, rows[1].CandidateName, rows[1].CandidateNumber = "测试大学主校区 英语四级", "", "", ""
	}
	return rows
}

// consoleLines are lines of commands on the backend's machine.
func consoleLines() []api.AuditRow {
	rows := auditLines(2)
	for i := range rows {
		rows[i].Staff, rows[i].Role, rows[i].Address, rows[i].Note, rows[i].CandidateID = "root@houbu-1", api.RoleConsole, "console", "", ""
		rows[i].SubjectName, rows[i].CandidateName, rows[i].CandidateNumber = "", "", ""
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
	evil[0].SubjectName, evil[0].CandidateName = hostileName("人"), hostileName("人")
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
		{"pool", func(s *stage, desk *fakeDesk) {
			reading(api.Audit{Rows: auditLines(3)}, nil)(s, desk)
			s.press(s.deps.Keys.Down, s.deps.Keys.Activate)
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
	s.sees("审计记录第 1 条", "来源：192.0.2.7", "对象：考生 张三 990101********0010",
		"登录失败次数：5", "登录锁定到：2026-09-21 10:14:30", "登录失败次数：0", noteText, "▸[ 查看考生 ]")
	s.seesNot("failures", "locked_until", "02:14")
	s.press(s.deps.Keys.Back, s.deps.Keys.Back)
	s.at(tui.DeskPerson) // whose lines they were
	s.press(s.deps.Keys.Back, s.deps.Keys.Back)
	s.at(tui.DeskHome)
	s.hit("审计记录")
	if want := []string{"student-1", ""}; !slices.Equal(keys, want) {
		t.Errorf("asked for %q, want %q", keys, want)
	}
}

// TestDeskAuditSaysWhatALineChanged in words, whatever it is: no code of the wire and no
// clock but Beijing's.
func TestDeskAuditSaysWhatALineChanged(t *testing.T) {
	t.Parallel()
	raw := regexp.MustCompile(`[a-z]+_[a-z]+|[0-9]T[0-9]|Z$|=`)
	for name, c := range map[string]struct {
		row  api.AuditRow
		sees []string
	}{
		"join": {api.AuditRow{
			Action: api.AuditJoin, SubjectKind: api.AboutCandidate, SubjectKey: "student-1", CandidateID: "student-1",
			After: map[string]string{"pool": "993010-1", "state": "waiting", "sequence": "7", "entry": "e-1"},
		}, []string{"操作：代为提交候补", "校区科目：993010 英语四级", "状态：正在候补", "候补号：7"}},
		"cancel": {api.AuditRow{
			Action: api.AuditCancel, SubjectKind: api.AboutCandidate, After: map[string]string{"state": "cancelled", "reason": "clash"},
		}, []string{"状态：已取消", "取消候补原因：时间冲突"}},
		"windows": {api.AuditRow{
			Action: api.AuditWindows, SubjectKind: api.AboutWindow, SubjectKey: "registration",
			Before: map[string]string{"opens_at": "2026-09-21T02:00:00Z", "closes_at": "2026-09-23T02:00:00Z"},
		}, []string{"对象：报名时间", "报名开始：2026-09-21 10:00:00", "报名结束：2026-09-23 10:00:00"}},
		"refund": {api.AuditRow{
			Action: api.AuditRefund, SubjectKind: api.AboutOrder, SubjectKey: "o-1", SubjectName: "P-4F2A91C0",
			After: map[string]string{"payment": "charge-2", "refund": "done", "amount_fen": "3000"},
		}, []string{"对象：订单 P-4F2A91C0", "金额：30 元", "退款：已标记退款"}},
		"import": {api.AuditRow{
			Action: api.AuditImport, SubjectKind: api.AboutRoster, SubjectKey: "seats", After: map[string]string{"rows": "9", "bad_rows": "0"},
		}, []string{"对象：名单 座位名单", "行数：9", "有错误的行：0"}},
		"export": {api.AuditRow{
			Action: api.AuditExport, SubjectKind: api.AboutExport, SubjectKey: "registrations", After: map[string]string{"format": "xlsx"},
		}, []string{"对象：导出 报考", "格式：Excel（XLSX）", "说明：（没有）", "来源：（没有）"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			desk := staffed(api.RoleManager)
			c.row.No, c.row.At, c.row.Staff, c.row.Role = 7, testNow(), "chief.li", api.RoleManager
			desk.audit = func(client.AuditFilter) (api.Audit, error) { return api.Audit{Rows: []api.AuditRow{c.row}}, nil }
			s := newStage(t, willing(api.NextAgreement), tui.Size{Width: 100, Height: 40}).manned(desk)
			s.openDesk(tui.DeskAudit)
			s.press(s.deps.Keys.Activate)
			s.sees(append(c.sees, "时间：2026-09-21 10:00:00", "工作人员：chief.li 主管")...)
			if found := raw.FindString(s.frame()); found != "" {
				t.Errorf("the dialog says %q:\n%s", found, s.frame())
			}
		})
	}
}
