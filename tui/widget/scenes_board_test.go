package widget

import (
	"fmt"
	"strconv"
	"testing"
)

func boardScenes() []scene {
	return []scene{
		{"grid", false, func(_ *testing.T, kit Kit) Element {
			g := boardGrid(kit, 3)
			g.Focus()
			return g
		}},
		{"grid-many", false, func(_ *testing.T, kit Kit) Element {
			g := boardGrid(kit, 20_000)
			g.SetHeight(8)
			g.Focus()
			press(g, kit.Keys.End, kit.Keys.PageUp)
			return g
		}},
		{"grid-ascii", true, func(_ *testing.T, kit Kit) Element {
			g := boardGrid(kit, 3)
			g.SetSorted(2, false)
			return g
		}},
		{"grid-empty", false, func(_ *testing.T, kit Kit) Element { return boardGrid(kit, 0) }},
		{"grid-unknown", false, func(_ *testing.T, kit Kit) Element { return NewGrid(kit, GridOptions{}) }},
		{"chart", false, func(_ *testing.T, kit Kit) Element { return queueChart(kit) }},
		{"chart-ascii", true, func(_ *testing.T, kit Kit) Element { return queueChart(kit) }},
		{"chart-zero", false, func(_ *testing.T, kit Kit) Element {
			c := NewChart(kit)
			c.SetValues([]int{0, 0}, "11-24 09:00", "11-24 10:00")
			c.SetHeight(1)
			return c
		}},
	}
}

func boardGrid(kit Kit, rows int) *Grid {
	g := NewGrid(kit, GridOptions{Columns: []GridColumn{
		{Title: "校区", Width: 10, Grow: true}, {Title: "科目", Width: 8}, {Title: "候补", Width: 6, Right: true},
		{Title: "名额", Width: 6, Right: true, Spare: 1}, {Title: "占用", Width: 30, Spare: 2},
	}})
	g.SetSorted(2, true)
	g.SetRows(rows, func(i int) []Part {
		return []Part{
			{Text: fmt.Sprintf("练习大学\x1b[31m第 %d 校区", i), Style: kit.Theme.Text}, {Text: "英语四级"}, {Text: strconv.Itoa(i * 3)},
			{Text: "120"}, {Text: kit.Theme.Glyphs.BarPaid + kit.Theme.Glyphs.BarHeld + kit.Theme.Glyphs.BarFree},
		}
	})
	return g
}

func queueChart(kit Kit) *Chart {
	c := NewChart(kit)
	c.SetHeight(8)
	var values []int
	for i := range 60 {
		values = append(values, i*i%97)
	}
	c.SetValues(append(values, 0, 0, 1, 1, 1), "11-24 09:00", "11-24 10:00")
	return c
}
