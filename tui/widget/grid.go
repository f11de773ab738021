package widget

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/tui"
)

// GridColumn describes a column of a Grid.
type GridColumn struct {
	Title string
	// Width is the width in cells. Of a column that grows it is the least.
	Width int
	// Grow gives the column its share of what the others leave.
	Grow bool
	// Right aligns the cells at the right, as for numbers.
	Right bool
	// Spare says how early the column is left out where there is no room for all:
	// the greatest first, never one of 0.
	Spare int
}

// GridOptions describe a grid.
type GridOptions struct {
	Columns []GridColumn
	// Told leaves it to the caller to say that there are no rows.
	Told bool
	// OnMove, which may be nil, is called in Update when another row is current.
	OnMove func(at int) tea.Cmd
	// OnPick, which may be nil, is called in Update when the activate key is pressed.
	OnPick func(at int) tea.Cmd
}

// Grid is a table of many rows. Its columns have fixed widths, and it asks for the
// rows that it shows only, so that it draws twenty thousand as fast as twenty.
type Grid struct {
	base
	options GridOptions
	count   int
	row     func(i int) []Part
	known   bool // rows were set, even to none
	at      int
	sorted  int // the column by which the rows are sorted, -1 for none
	down    bool
	win     window
	top     int // of the window, where the last key or row left it
	height  int
}

// NewGrid makes a grid whose rows are not known yet.
func NewGrid(kit Kit, options GridOptions) *Grid {
	return &Grid{base: newBase(kit), options: options, sorted: -1}
}

// SetRows replaces the rows: how many there are, and the cells of each, one a
// column. row is called while the grid is drawn, so it must be fast and pure. The
// place of the current row stays; SetAt moves it.
func (g *Grid) SetRows(count int, row func(i int) []Part) {
	g.count, g.row, g.known = count, row, true
	g.SetAt(g.at)
}

// SetSorted marks the column by which the rows are sorted, and whether the greatest
// is first.
func (g *Grid) SetSorted(column int, down bool) { g.sorted, g.down = column, down }

// Count is how many rows there are.
func (g *Grid) Count() int { return g.count }

// At is the current row, -1 without rows.
func (g *Grid) At() int {
	if g.count == 0 {
		return -1
	}
	return g.at
}

// SetAt makes a row the current one, without a call of OnMove.
func (g *Grid) SetAt(i int) {
	g.at = max(0, min(i, g.count-1))
	g.follow()
	g.top = g.win.top
}

// SetHeight gives the greatest height in lines, all included; 0 is no limit.
func (g *Grid) SetHeight(height int) {
	g.height = height
	g.win.top = g.top // to come back to it with the size
	g.follow()
}

// Focusable is false for a grid without rows.
func (g *Grid) Focusable() bool { return g.count > 0 }

// Keys are the keys that move and pick.
func (g *Grid) Keys() []key.Binding {
	keys := []key.Binding{g.kit.Keys.Up, g.kit.Keys.Down}
	if g.options.OnPick != nil {
		keys = append(keys, g.kit.Keys.Activate)
	}
	return keys
}

// Update moves within the rows and picks one.
func (g *Grid) Update(msg tea.Msg) tea.Cmd {
	if !g.focused || g.count == 0 {
		return nil
	}
	if tui.Pressed(msg, g.kit.Keys.Activate) && g.options.OnPick != nil {
		return g.options.OnPick(g.at)
	}
	return g.Move(msg)
}

// Move takes a key that moves within the rows, also while the focus is elsewhere.
func (g *Grid) Move(msg tea.Msg) tea.Cmd {
	keys, page, was := g.kit.Keys, max(1, g.win.height-1), g.at
	switch {
	case tui.Pressed(msg, keys.Up):
		g.SetAt(g.at - 1)
	case tui.Pressed(msg, keys.Down):
		g.SetAt(g.at + 1)
	case tui.Pressed(msg, keys.PageUp):
		g.SetAt(g.at - page)
	case tui.Pressed(msg, keys.PageDown):
		g.SetAt(g.at + page)
	case tui.Pressed(msg, keys.Home):
		g.SetAt(0)
	case tui.Pressed(msg, keys.End):
		g.SetAt(g.count - 1)
	}
	if g.at == was || g.options.OnMove == nil {
		return nil
	}
	return g.options.OnMove(g.at)
}
