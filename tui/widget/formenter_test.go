package widget

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

// listForm is a form of a list and a button behind it.
func listForm(kit Kit, list Element) *Form {
	form := NewForm(kit).Add("list", list).Add("button", NewButtons(kit, nil, Button{ID: "ok", Label: "确定"}))
	form.Init()
	return form
}

func TestFormEnterInAListChoosesAndMovesOn(t *testing.T) {
	t.Parallel()
	kit := newTestKit()
	choice := NewChoice(kit, "", []Option{{ID: "a", Label: "甲"}, {ID: "b", Label: "乙", Disabled: true}}, nil)
	table := NewTable(kit, TableOptions{Choose: true, Columns: []Column{{Title: "科目"}}})
	table.SetRows([]Row{{ID: "a", Cells: []string{"甲"}}, {ID: "b", Cells: []string{"乙"}, Disabled: true}})
	for name, list := range map[string]interface {
		Element
		Value() string
	}{"choice": choice, "table": table} {
		form := listForm(kit, list)
		press(form, kit.Keys.Down, kit.Keys.Activate)
		if list.Value() != "" || form.Current() != "list" {
			t.Errorf("%s: Enter on a disabled row chooses %q and leads to %q", name, list.Value(), form.Current())
		}
		press(form, kit.Keys.Up, kit.Keys.Toggle)
		if list.Value() != "a" || form.Current() != "list" {
			t.Errorf("%s: the toggle key chooses %q and leads to %q, want a and list", name, list.Value(), form.Current())
		}
		press(form, kit.Keys.Activate)
		if form.Current() != "button" {
			t.Errorf("%s: Enter on the row chosen leads to %q, want button", name, form.Current())
		}
	}
}

func TestFormEnterFollowsTheListsOwnMove(t *testing.T) {
	t.Parallel()
	kit := newTestKit()
	var form *Form
	choice := NewChoice(kit, "", []Option{{ID: "a", Label: "甲"}}, func(string) tea.Cmd { return form.Select("last") })
	form = listForm(kit, choice)
	form.Add("last", NewButtons(kit, nil, Button{ID: "ok", Label: "确定"}))
	press(form, kit.Keys.Activate)
	if form.Current() != "last" {
		t.Errorf("Enter leads to %q, want last, where the choice led", form.Current())
	}
}

// TestFormEnterBehindTheLastElementStays: the button behind the box waits for the
// tick, and Enter leads no way around to the top.
func TestFormEnterBehindTheLastElementStays(t *testing.T) {
	t.Parallel()
	kit := newTestKit()
	buttons := NewButtons(kit, nil, Button{ID: "ok", Label: "同意"})
	buttons.SetDisabled("ok", true, "请先勾选")
	form := NewForm(kit).Add("text", NewScroll(kit, Text("协议"))).Add("box", NewCheckbox(kit, "已阅读", nil)).Add("button", buttons)
	form.Init()
	press(form, kit.Keys.Activate, kit.Keys.Activate)
	if form.Current() != "box" {
		t.Errorf("Enter on the box leads to %q", form.Current())
	}
	press(form, kit.Keys.Next)
	if form.Current() != "text" {
		t.Errorf("the key for the next element leads to %q, want around to text", form.Current())
	}
}

func TestFormEnterLeavesATextThatWasRead(t *testing.T) {
	t.Parallel()
	kit := newTestKit()
	form := listForm(kit, NewScroll(kit, Text("协议")))
	press(form, kit.Keys.Activate)
	if form.Current() != "button" {
		t.Errorf("Enter leads to %q, want button", form.Current())
	}
}
