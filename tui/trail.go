package tui

import (
	"slices"
	"strings"
)

// Trail draws where one is as the way there from the first screen: by the transition
// table, Back leads from each screen to the one before it. name names a screen.
func Trail(table []Transition, places []Place, name func(Step) string) Progress {
	parent, over := map[Step]Step{}, map[Step]Step{}
	for _, row := range table {
		if row.Event == Back {
			parent[row.From] = row.To
		}
	}
	for _, place := range places {
		over[place.Step] = place.Over
	}
	return func(theme *Theme, step Step, width int) string {
		if below := over[step]; below != 0 {
			step = below
		}
		parts := []string{theme.Current.Render(theme.Glyphs.Current + Clean(name(step)))}
		for at := parent[step]; at != 0; at = parent[at] {
			parts = append(parts, theme.Todo.Render(Clean(name(at))))
		}
		slices.Reverse(parts)
		return theme.Truncate(" "+strings.Join(parts, " "+theme.Todo.Render(theme.Glyphs.Separator)+" "), width)
	}
}
