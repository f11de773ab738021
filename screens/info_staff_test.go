package screens

import (
	"testing"

	"houbu/api"
	"houbu/tui"
)

// TestInfoShowsWhatTheStaffDid: what the staff did for a candidate stands on the
// candidate's own page with the note, also when it comes while looking.
func TestInfoShowsWhatTheStaffDid(t *testing.T) {
	t.Parallel()
	backend, l := keeping(registered([]api.Entry{waitingEntry("1", "英语四级", 17)}, nil, nil))
	s := opened(t, backend, tui.StepInfo)
	s.seesNot("工作人员的操作")
	info := registered(nil, nil, nil)
	info.StaffActions = []api.StaffAction{
		{At: testNow(), Role: api.RoleManager, Action: api.AuditCancel, Note: hostileName("应考生要求")},
		{At: testNow(), Role: api.RoleHelper, Action: "new_thing", Note: "说明"},
	}
	l.set(info)
	s.pass(pollEvery)
	s.sees("工作人员的操作", "09-21 10:00 主管代为取消候补", "应考生要求␛[2J⟨U+202E⟩␀␊某某", "客服new_thing")
	s.fits()
	s.oneFocus()
}
