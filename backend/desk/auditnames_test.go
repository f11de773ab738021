package desk_test

import (
	"slices"
	"strings"
	"testing"

	"houbu/api"
	"houbu/backend/audit"
	"houbu/backend/desk"
	"houbu/backend/receipt"
	"houbu/backend/store"
)

// TestTheTrailNamesWhatItIsAbout, by the names of today: a candidate with most of the
// number hidden, an account, a pool, an order. What is not known any more has no name.
func TestTheTrailNamesWhatItIsAbout(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	lines := []audit.Line{
		{Kind: api.AboutCandidate, Key: "s1", StudentID: "s1"},
		{Kind: api.AboutAccount, Key: "a9"},
		{Kind: api.AboutPool, Key: "993010-1"},
		{Kind: api.AboutOrder, Key: "0b0e3b0c-5d0e-4d7c-9d5b-0f0f0f0f0f0f", StudentID: "s2"},
		{Kind: api.AboutWindow, Key: "registration"},
		{Kind: api.AboutCandidate, Key: "gone", StudentID: "gone"},
		{Kind: api.AboutPool, Key: "gone"},
	}
	err := w.db.Write(t.Context(), func(tx store.Tx) error {
		for _, line := range lines {
			line.Action, line.Note = api.AuditUnlock, "说明"
			if _, err := audit.Write(t.Context(), tx, helper("").Actor, start, line); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	rows := w.trail()
	slices.Reverse(rows)
	var got []string
	for _, row := range rows {
		got = append(got, strings.Join([]string{row.SubjectName, row.CandidateName, row.CandidateNumber}, "|"))
	}
	want := []string{
		"张三|张三|" + zhangSan[:6] + "********" + zhangSan[14:], "nobody@houbu.test||", "东校区 英语四级||",
		receipt.OrderNumber(lines[3].Key) + "|李四|" + liSi[:6] + "********" + liSi[14:], "||", "||", "||",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the lines are about %q, want %q", got, want)
	}
}

// TestTheTrailIsExportedInWords: the columns of the screen, the roles, the names and the
// clock of people, and no number of a document whole.
func TestTheTrailIsExportedInWords(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	entry := w.joins("a1", "s1").EntryID
	_, err := w.Cancel(t.Context(), helper("k"), "s1", api.StaffCancellation{EntryID: entry, Reason: "other", Text: "病了", Note: "本人来电"})
	if err != nil {
		t.Fatal(err)
	}
	sheet := w.exported(desk.Trail, desk.CSV)
	head := []string{"编号", "时间", "工作人员", "角色", "来源", "操作", "对象", "对象编号", "考生", "证件号码", "说明", "之前", "之后"}
	line := []string{
		"1", "2026-09-01 09:00:00", "wang", "客服", "192.0.2.7", "代为取消候补", "考生", "s1", "张三", zhangSan[:6] + "********" + zhangSan[14:], "本人来电",
		"校区科目：993010 英语四级；状态：候补成功；候补内部编号：" + entry, "校区科目：993010 英语四级；状态：已取消；取消候补原因：其他；候补内部编号：" + entry,
	}
	if len(sheet) != 3 || !slices.Equal(sheet[0], head) || !slices.Equal(sheet[1], line) {
		t.Errorf("the sheet is %q", sheet)
	}
}
