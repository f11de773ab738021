package widget

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/tui"
)

// Column describes a column of a Table.
type Column struct {
	Title string
	// Right aligns the cells at the right, as for numbers.
	Right bool
	// Keep never cuts the column while another can be cut.
	Keep bool
	// Whole leaves the column out where it would be cut, from the right on. The
	// current row still says it, below the rows.
	Whole bool
}

// Row is a row of a Table.
type Row struct {
	// ID is what Current and Value return.
	ID string
	// Cells are the texts, one a column; missing ones are empty.
	Cells []string
	// Disabled rows can be reached and read, not picked; Reason says why.
	Disabled bool
	Reason   string
}

// TableOptions describe a table.
type TableOptions struct {
	// Label stands above the table; empty takes no line.
	Label   string
	Columns []Column
	// ReasonTitle is the title of the column of reasons, which is there when a
	// row is disabled.
	ReasonTitle string
	// Choose marks one row with (x), by the toggle or the activate key. Without
	// it the activate key opens a row.
	Choose bool
	// Brief leaves what is cut of the current row to the caller to say.
	Brief bool
	// Told leaves it to the caller to say that there are no rows.
	Told bool
	// OnPick, which may be nil, is called in Update when a row is chosen or opened.
	OnPick func(id string) tea.Cmd
}

// Table is a list of rows in aligned columns, of which one is current.
type Table struct {
	base
	options TableOptions
	rows    []Row
	known   bool // rows were set, even to none
	at      int
	value   string
	err     string
	win     window
	height  int
}

// NewTable makes a table whose rows are not known yet.
func NewTable(kit Kit, options TableOptions) *Table {
	return &Table{base: newBase(kit), options: options}
}

// SetRows replaces the rows. The current row and the one chosen stay, by their
// ID, as long as they exist.
func (t *Table) SetRows(rows []Row) {
	here := t.Current()
	t.known = true
	t.rows = append([]Row(nil), rows...)
	if i := t.index(here); i >= 0 {
		t.at = i
	}
	t.at = max(0, min(t.at, len(t.rows)-1))
	if t.index(t.value) < 0 {
		t.value = ""
	}
	t.follow()
}

func (t *Table) index(id string) int {
	for i, row := range t.rows {
		if row.ID == id {
			return i
		}
	}
	return -1
}

// Current returns the ID of the row with the focus mark, "" without rows.
func (t *Table) Current() string {
	if t.at >= len(t.rows) {
		return ""
	}
	return t.rows[t.at].ID
}

// Value returns the ID of the row chosen, "" when none is.
func (t *Table) Value() string { return t.value }

// SetValue chooses a row, without a call of OnPick. An unknown ID chooses none.
func (t *Table) SetValue(id string) {
	t.value = ""
	if i := t.index(id); i >= 0 {
		t.value, t.at = id, i
	}
	t.follow()
}

// SetError shows an error below the table until a row is picked; "" shows none.
func (t *Table) SetError(text string) {
	t.err = text
	t.follow()
}

// Err returns the error shown.
func (t *Table) Err() string { return t.err }

// SetWidth gives the width in cells.
func (t *Table) SetWidth(width int) {
	t.base.SetWidth(width)
	t.follow()
}

// SetHeight gives the greatest height in lines, all included; 0 is no limit.
func (t *Table) SetHeight(height int) {
	t.height = height
	t.follow()
}

// Focusable is false for a table without rows.
func (t *Table) Focusable() bool { return len(t.rows) > 0 }

// Keys are the keys that move and pick.
func (t *Table) Keys() []key.Binding {
	keys := []key.Binding{t.kit.Keys.Up, t.kit.Keys.Down}
	switch {
	case t.options.Choose:
		keys = append(keys, t.kit.Keys.Toggle)
	case t.options.OnPick != nil:
		keys = append(keys, t.kit.Keys.Activate)
	}
	return keys
}

// Update moves within the rows and picks one.
func (t *Table) Update(msg tea.Msg) tea.Cmd {
	keys := t.kit.Keys
	page := max(1, t.win.height-1)
	switch {
	case !t.focused || len(t.rows) == 0:
		return nil
	case tui.Pressed(msg, keys.Activate), t.options.Choose && tui.Pressed(msg, keys.Toggle):
		return t.pick()
	case tui.Pressed(msg, keys.Up):
		t.move(t.at - 1)
	case tui.Pressed(msg, keys.Down):
		t.move(t.at + 1)
	case tui.Pressed(msg, keys.PageUp):
		t.move(t.at - page)
	case tui.Pressed(msg, keys.PageDown):
		t.move(t.at + page)
	case tui.Pressed(msg, keys.Home):
		t.move(0)
	case tui.Pressed(msg, keys.End):
		t.move(len(t.rows) - 1)
	}
	return nil
}

func (t *Table) move(to int) {
	t.at = max(0, min(to, len(t.rows)-1))
	t.follow()
}

func (t *Table) pick() tea.Cmd {
	row := t.rows[t.at]
	if row.Disabled {
		return nil
	}
	t.err = ""
	if t.options.Choose {
		if t.value == row.ID {
			return nil
		}
		t.value = row.ID
	}
	t.follow()
	if t.options.OnPick == nil {
		return nil
	}
	return t.options.OnPick(row.ID)
}

// decided tells whether the current row is the one chosen.
func (t *Table) decided() bool { return t.options.Choose && t.value != "" && t.Current() == t.value }
