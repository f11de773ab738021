package widget

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

func TestTableChooses(t *testing.T) {
	t.Parallel()
	kit, got := newTestKit(), &count{}
	table := subjectTable(kit, 0)
	table.options.OnPick = got.take
	table.SetError("请选择科目！")
	press(table, kit.Keys.Toggle) // chosen already
	press(table, kit.Keys.Up, kit.Keys.Up, kit.Keys.Toggle)
	if table.Value() != "1" || table.Err() != "" {
		t.Errorf("value %q, error %q", table.Value(), table.Err())
	}
	press(table, kit.Keys.End, kit.Keys.Activate) // disabled
	if table.Value() != "1" || table.Current() != "5" {
		t.Errorf("value %q, current %q: chose a disabled row", table.Value(), table.Current())
	}
	table.Blur()
	press(table, kit.Keys.Home, kit.Keys.Toggle)
	if table.Current() != "5" {
		t.Error("moved without the focus")
	}
	if strings.Join(got.calls, " ") != "1" {
		t.Errorf("OnPick got %q, want one call", got.calls)
	}
}

func TestTableOpensRows(t *testing.T) {
	t.Parallel()
	kit, got := newTestKit(), &count{}
	table := NewTable(kit, TableOptions{Columns: []Column{{Title: "科目"}}, OnPick: got.take})
	table.SetRows([]Row{{ID: "a", Cells: []string{"英语四级"}}, {ID: "b"}})
	table.Focus()
	press(table, kit.Keys.Down, kit.Keys.Activate, kit.Keys.Activate, kit.Keys.Toggle)
	if strings.Join(got.calls, " ") != "b b" || table.Value() != "" {
		t.Errorf("OnPick got %q, value %q", got.calls, table.Value())
	}
	if body := ansi.Strip(table.View().Body); strings.Contains(body, "( )") {
		t.Errorf("a table that chooses nothing shows marks:\n%s", body)
	}
}

func TestTableKeepsItsPlaceWhenRowsChange(t *testing.T) {
	t.Parallel()
	kit := newTestKit()
	table := campusTable(kit, 22)
	table.Focus()
	table.SetValue("7")
	press(table, kit.Keys.Down)
	rows := table.rows
	table.SetRows(rows[3:])
	if table.Current() != "8" || table.Value() != "7" {
		t.Errorf("current %q, value %q; want 8 and 7", table.Current(), table.Value())
	}
	table.SetRows(rows[20:])
	if table.Current() != "21" || table.Value() != "" {
		t.Errorf("current %q, value %q; want 21, the same line or the last, and none", table.Current(), table.Value())
	}
	table.SetRows(nil)
	press(table, kit.Keys.Down, kit.Keys.Activate)
	if table.Focusable() || table.Current() != "" {
		t.Errorf("an empty table: focusable %v, current %q", table.Focusable(), table.Current())
	}
}

func TestTablePages(t *testing.T) {
	t.Parallel()
	kit := newTestKit()
	table := campusTable(kit, 22)
	table.SetHeight(8) // a line of titles, six rows, the position
	table.Focus()
	for _, step := range []struct {
		key  string
		want string
	}{{"PageDown", "5"}, {"PageDown", "10"}, {"PageUp", "5"}, {"End", "21"}, {"PageDown", "21"}, {"Home", "0"}, {"PageUp", "0"}} {
		keys := map[string]func(){
			"PageDown": func() { press(table, kit.Keys.PageDown) }, "PageUp": func() { press(table, kit.Keys.PageUp) },
			"Home": func() { press(table, kit.Keys.Home) }, "End": func() { press(table, kit.Keys.End) },
		}
		keys[step.key]()
		if table.Current() != step.want {
			t.Errorf("%s leads to row %s, want %s", step.key, table.Current(), step.want)
		}
	}
}

// TestPropertyTableFits draws random rows in random sizes.
func TestPropertyTableFits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		kit := newTestKit()
		text := rapid.SampledFrom([]string{"", "1", "英语四级", "上午 9:00–11:20", longChinese, "a\x1b[2Jb\n\t", "é", "👩‍🎓"})
		columns := make([]Column, rapid.IntRange(0, 7).Draw(t, "columns"))
		for i := range columns {
			columns[i] = Column{Title: text.Draw(t, "title"), Right: rapid.Bool().Draw(t, "right"), Keep: rapid.Bool().Draw(t, "keep"),
				Whole: rapid.Bool().Draw(t, "whole")}
		}
		table := NewTable(kit, TableOptions{Label: text.Draw(t, "label"), Columns: columns,
			ReasonTitle: "说明", Choose: rapid.Bool().Draw(t, "choose"), Brief: rapid.Bool().Draw(t, "brief")})
		rows := make([]Row, rapid.IntRange(0, 9).Draw(t, "rows"))
		for i := range rows {
			rows[i] = Row{ID: string(rune('a' + i)), Cells: rapid.SliceOfN(text, 0, len(columns)+1).Draw(t, "cells"),
				Disabled: rapid.Bool().Draw(t, "disabled"), Reason: text.Draw(t, "reason")}
		}
		width, height := rapid.IntRange(minWidth, 120).Draw(t, "width"), rapid.IntRange(0, 12).Draw(t, "height")
		table.SetWidth(width)
		table.SetHeight(height)
		table.SetRows(rows)
		table.Focus()
		for range rapid.IntRange(0, 9).Draw(t, "steps") {
			press(table, rapid.SampledFrom(bindings(kit.Keys.Down, kit.Keys.Up, kit.Keys.End)).Draw(t, "key"))
			view := table.View()
			checkFits(t, view, width)
			if len(rows) == 0 {
				continue
			}
			lines := plainLines(view)
			if at, _ := table.anchor(); !strings.HasPrefix(lines[at], "▸") {
				t.Fatalf("the anchor %d is not the line of the mark:\n%s", at, ansi.Strip(view.Body))
			}
		}
	})
}
