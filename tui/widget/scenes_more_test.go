package widget

import (
	"fmt"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/tui"
)

func moreScenes() []scene {
	return []scene{
		{"facts", false, func(_ *testing.T, kit Kit) Element { return NewFacts(kit, recordSections()...) }},
		{"note", false, func(_ *testing.T, kit Kit) Element {
			n := NewNote(kit, "信息有误请停止报名并联系学校；资格科目为“无”不能继续报名。\n其他问题请拨打考点电话。")
			n.SetTone(tui.ToneWarning)
			return n
		}},
		{"table", false, func(_ *testing.T, kit Kit) Element { return subjectTable(kit, 0) }},
		{"table-scrolled", false, func(_ *testing.T, kit Kit) Element {
			table := campusTable(kit, 22)
			table.SetHeight(8)
			table.Focus()
			press(table, kit.Keys.Down, kit.Keys.Down, kit.Keys.Toggle, kit.Keys.PageDown)
			return table
		}},
		{"table-ascii", true, func(_ *testing.T, kit Kit) Element { return subjectTable(kit, 2) }},
		{"table-empty", false, func(_ *testing.T, kit Kit) Element {
			table := NewTable(kit, TableOptions{Label: "已完成候补", Columns: []Column{{Title: "科目"}}})
			table.SetRows(nil)
			return table
		}},
		{"table-unknown", false, func(_ *testing.T, kit Kit) Element {
			return NewTable(kit, TableOptions{Label: "已完成候补", Columns: []Column{{Title: "科目"}}})
		}},
		{"scroll", false, func(_ *testing.T, kit Kit) Element {
			s := NewScroll(kit, agreementText(20))
			s.SetHeight(6)
			s.Focus()
			press(s, kit.Keys.PageDown, kit.Keys.Down)
			return s
		}},
		{"scroll-facts", false, func(_ *testing.T, kit Kit) Element {
			s := NewScroll(kit, NewFacts(kit, recordSections()...))
			s.SetHeight(4)
			return s
		}},
		{"busy", false, func(_ *testing.T, kit Kit) Element {
			now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
			b := NewBusy(kit, func() time.Time { return now })
			b.Start("正在查询…")
			now = now.Add(3*time.Second + time.Millisecond)
			return b
		}},
		{"qr", false, func(t *testing.T, kit Kit) Element { return mustQR(t, kit, "HTTP://127.0.0.1/P/1") }},
		{"qr-ascii", true, func(t *testing.T, kit Kit) Element { return mustQR(t, kit, "HTTP://127.0.0.1/P/1") }},
		{"form", false, func(_ *testing.T, kit Kit) Element { return sizedForm{loginForm(kit), 0} }},
		{"form-low", false, func(_ *testing.T, kit Kit) Element {
			form := loginForm(kit)
			form.Select("buttons")
			return sizedForm{form, 6}
		}},
		{"form-errors", false, func(_ *testing.T, kit Kit) Element {
			form := loginForm(kit)
			form.SetErrors(map[string]string{"password": "密码错误，还可以再试 4 次。", "nobody": "x"})
			return sizedForm{form, 9}
		}},
	}
}

// sizedForm shows a form as an element, with a height of its own.
type sizedForm struct {
	*Form
	height int
}

func (s sizedForm) SetWidth(width int) { s.SetSize(tui.Size{Width: width, Height: s.height}) }
func (s sizedForm) Focus() tea.Cmd     { return s.Init() }
func (s sizedForm) Focused() bool      { return true }
func (s sizedForm) Focusable() bool    { return true }

func mustQR(t *testing.T, kit Kit, text string) *QR {
	t.Helper()
	code, err := NewQR(kit, text)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

func loginForm(kit Kit) *Form {
	form := NewForm(kit).
		Add("", NewHeading(kit, "登录")).
		Add("line", NewChoice(kit, "线路", lineOptions(), nil)).
		Add("account", NewField(kit, FieldOptions{Label: "账号", Value: "demo1@houbu.test"})).
		Add("password", NewField(kit, FieldOptions{Label: "登录密码", Password: true})).
		Add("", NewGap(kit)).
		Add("keep", NewCheckbox(kit, "记住账号", nil)).
		Add("buttons", NewButtons(kit, nil, Button{ID: "ok", Label: "登录"}, Button{ID: "no", Label: "返回"}))
	form.Init()
	form.Select("account")
	return form
}

func subjectTable(kit Kit, current int) *Table {
	table := NewTable(kit, TableOptions{
		Label: "笔试科目",
		Columns: []Column{
			{Title: "科目", Keep: true}, {Title: "考试时间"}, {Title: "费用", Right: true}, {Title: "余量"},
			{Title: "候补人数", Right: true},
		},
		ReasonTitle: "说明", Choose: true,
	})
	table.SetRows([]Row{
		{ID: "1", Cells: []string{"英语四级", "上午 9:00–11:20", "30 元", "无", "128"}},
		{ID: "2", Cells: []string{"英语六级", "下午 15:00–17:25", "30 元", "有", "0"}},
		{ID: "3", Cells: []string{"日语四级", "上午 9:00–11:10", "30 元", "无", "7"}, Disabled: true, Reason: "同级别科目只能报一科：已报英语四级"},
		{ID: "5", Cells: []string{"德语四级", "上午 9:00–11:10"}, Disabled: true},
	})
	table.SetValue("2")
	table.Focus()
	for range current - 1 {
		press(table, kit.Keys.Down)
	}
	return table
}

func campusTable(kit Kit, n int) *Table {
	table := NewTable(kit, TableOptions{Columns: []Column{{Title: "代码", Keep: true}, {Title: "校区"}}, Choose: true})
	rows := make([]Row, n)
	for i := range rows {
		rows[i] = Row{ID: fmt.Sprint(i), Cells: []string{fmt.Sprintf("99%04d", i), fmt.Sprintf("测试大学第 %d 校区", i+1)}}
	}
	table.SetRows(rows)
	return table
}
