package widget

import (
	"strings"
	"testing"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

func TestGridMovesAndPicks(t *testing.T) {
	t.Parallel()
	kit := newTestKit()
	var moved, picked []int
	take := func(into *[]int) func(int) tea.Cmd {
		return func(at int) tea.Cmd {
			*into = append(*into, at)
			return nil
		}
	}
	g := NewGrid(kit, GridOptions{Columns: []GridColumn{{Title: "校区", Width: 10}}, OnMove: take(&moved), OnPick: take(&picked)})
	if g.At() != -1 || g.Focusable() {
		t.Errorf("at %d, focusable %t: without rows", g.At(), g.Focusable())
	}
	g.SetRows(100, func(int) []Part { return []Part{{Text: "a"}} })
	press(g, kit.Keys.Down) // without the focus
	g.Focus()
	press(g, kit.Keys.Up, kit.Keys.Down, kit.Keys.Activate, kit.Keys.End, kit.Keys.Down, kit.Keys.Home)
	if got := len(moved); got != 3 || moved[0] != 1 || moved[1] != 99 || moved[2] != 0 {
		t.Errorf("moved to %v", moved)
	}
	if len(picked) != 1 || picked[0] != 1 {
		t.Errorf("picked %v", picked)
	}
	press(g, kit.Keys.End)
	g.SetRows(5, func(int) []Part { return []Part{{Text: "a"}} })
	if g.At() != 4 {
		t.Errorf("at %d of 5 rows", g.At())
	}
}

// TestGridAsksForWhatItShows: drawing twenty thousand rows costs no more than twenty.
func TestGridAsksForWhatItShows(t *testing.T) {
	t.Parallel()
	kit, asked := newTestKit(), 0
	g := NewGrid(kit, GridOptions{Columns: []GridColumn{{Title: "校区", Width: 10}}})
	g.SetHeight(12)
	g.Focus()
	g.SetRows(20_000, func(int) []Part {
		asked++
		return []Part{{Text: "a"}}
	})
	press(g, kit.Keys.PageDown, kit.Keys.End)
	g.View()
	if asked > 12 {
		t.Errorf("%d rows were asked for, for 12 lines", asked)
	}
}

// TestGridShowsItsRow: whatever the size and the key, the current row is in view, and
// no line is too wide.
func TestGridShowsItsRow(t *testing.T) {
	t.Parallel()
	kit := newTestKit()
	keys := []key.Binding{kit.Keys.Up, kit.Keys.Down, kit.Keys.PageUp, kit.Keys.PageDown, kit.Keys.Home, kit.Keys.End}
	rapid.Check(t, func(t *rapid.T) {
		g := boardGrid(kit, rapid.IntRange(1, 50).Draw(t, "rows"))
		g.Focus()
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			switch rapid.IntRange(0, 3).Draw(t, "what") {
			case 0:
				g.SetHeight(rapid.IntRange(0, 20).Draw(t, "height"))
			case 1:
				g.SetWidth(rapid.IntRange(20, 140).Draw(t, "width"))
			default:
				press(g, keys[rapid.IntRange(0, len(keys)-1).Draw(t, "key")])
			}
			body := g.View().Body
			if !strings.Contains(body, kit.Theme.Glyphs.Focus) {
				t.Fatalf("the current row %d is out of view:\n%s", g.At(), body)
			}
			for line := range strings.Lines(body) {
				if w := ansi.StringWidth(strings.TrimRight(line, "\n")); w > max(g.width, 30) {
					t.Fatalf("%d cells wide, of %d: %q", w, g.width, line)
				}
			}
		}
	})
}
