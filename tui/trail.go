package tui

import (
	"slices"
	"strings"
)

// Trail draws where one is as the way there from the first screen. way gives the
// screens to which one is led back from a step, the nearest first; name names a screen.
func Trail(places []Place, way func(Step) []Step, name func(Step) string) Progress {
	over := map[Step]Step{}
	for _, place := range places {
		over[place.Step] = place.Over
	}
	return func(theme *Theme, step Step, width int) string {
		if below := over[step]; below != 0 {
			step = below
		}
		parts := []string{theme.Current.Render(theme.Glyphs.Current + Clean(name(step)))}
		for _, at := range way(step) {
			parts = append(parts, theme.Todo.Render(Clean(name(at))))
		}
		slices.Reverse(parts)
		return theme.Truncate(" "+strings.Join(parts, " "+theme.Todo.Render(theme.Glyphs.Separator)+" "), width)
	}
}
