package screens

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/client"
	"houbu/screens/text"
	"houbu/tui"
	"houbu/tui/widget"
)

// Names of the board's controls.
const (
	boardFilter = "filter"
	boardGrid   = "grid"
)

// board is every pool with its numbers, live: filtered as one types, sorted by any
// column. It asks by itself what has changed, with a conditional request.
type board struct {
	page
	text text.Board

	list    *boardList
	sum     *widget.Note
	filter  *widget.Field
	grid    *widget.Grid
	reading request[boardAnswer]
	poll    poller
	stale   bool // a notice says that what is shown is old
}

// boardEvery is how often the board asks what has changed: a board of all pools is a
// few megabytes when anything has.
const boardEvery = 5 * time.Second

// boardAnswer is what a conditional request brought.
type boardAnswer struct {
	board   api.Board
	etag    string
	changed bool
}

// boardKept is the board as it was left: on the way back from a pool it is there at
// once. Its zero value is a board that was not read yet.
type boardKept struct {
	list boardList
	etag string
	read bool
	pool api.BoardPool // chosen
}

func newBoard(deps *Deps) *board {
	words := deps.Text.Desk.Board
	kept := &deps.State.Desk.board
	if !kept.read {
		kept.list.by = boardByWaiting
	}
	s := &board{page: newPage(deps, tui.DeskBoard, words.Title, words.Help), text: words, list: &kept.list}
	s.sum = widget.NewNote(s.kit, "")
	s.filter = widget.NewField(s.kit, widget.FieldOptions{
		Label: words.Filter, Placeholder: words.FilterHint, Value: s.list.filter, OnChange: s.find,
	})
	s.grid = widget.NewGrid(s.kit, widget.GridOptions{Columns: s.columns(), Told: true, OnPick: s.pick, OnMove: func(int) tea.Cmd {
		s.keepPlace()
		return nil
	}})
	s.form.Add("", s.sum).Add(boardFilter, s.filter).Add(boardGrid, s.grid).Add("", s.line).Grow(boardGrid)
	if kept.read {
		s.show()
	}
	return s
}

// columns are those of the grid, in the order of boardOrder.
func (s *board) columns() []widget.GridColumn {
	const school, name, number, instant = 10, 8, 5, 11 // all of them fit 80 cells
	return []widget.GridColumn{
		{Title: s.text.School, Width: school, Grow: true},
		{Title: s.text.Campus, Width: name, Grow: true},
		{Title: s.text.Subject, Width: name, Grow: true},
		{Title: s.text.Waiting, Width: number, Right: true},
		{Title: s.text.Capacity, Width: number, Right: true},
		{Title: s.text.Held, Width: number, Right: true, Spare: 1},
		{Title: s.text.Paid, Width: number, Right: true},
		{Title: s.text.Expiry, Width: instant, Spare: 2},
		{Title: s.text.Taken, Width: boardBar, Spare: 3},
	}
}

// Keys are the bindings that work now.
func (s *board) Keys() []key.Binding {
	keys := s.keys(s.deps.Keys.Refresh, s.deps.Keys.Back)
	if s.form.Current() == boardGrid {
		keys = slices.Insert(keys, 1, s.sortKeys()) // after the one that opens a pool
	}
	return keys
}

// sortKeys are the keys that sort by the column beside, as one line of the footer.
func (s *board) sortKeys() key.Binding {
	both := s.deps.Keys.Left
	both.SetHelp(both.Help().Key+s.deps.Keys.Right.Help().Key, s.text.Sort)
	return both
}

// Init reads the board, or what has changed since it was left.
func (s *board) Init(ctx context.Context) tea.Cmd {
	s.enter(ctx)
	if !s.deps.State.Desk.board.read {
		return tea.Batch(s.form.Init(), s.begin(s.text.Loading), s.ask())
	}
	start := s.form.Init()
	if line := s.list.lineOf(s.deps.State.Desk.board.pool.ID); line >= 0 {
		s.grid.SetAt(line)
		start = s.form.Select(boardGrid)
	}
	return tea.Batch(start, s.ask())
}

// ask asks what has changed since the last answer.
func (s *board) ask() tea.Cmd { return s.reading.start(s.ctx, s.deps.Now(), s.deps.askBoard()) }

// askBoard is the question for the board, if it is other than the one that is kept.
func (d *Deps) askBoard() func(ctx context.Context) (boardAnswer, error) {
	backend, etag := d.Desk, d.State.Desk.board.etag
	return func(ctx context.Context) (boardAnswer, error) {
		board, etag, changed, err := backend.StaffBoard(client.Once(ctx), etag)
		return boardAnswer{board, etag, changed}, err
	}
}

// Update takes keys, replies and the clock.
func (s *board) Update(msg tea.Msg) tea.Cmd {
	defer s.settle()
	if cmd, ok := s.beat(msg); ok {
		return cmd
	}
	if s.poll.take(msg) {
		return s.ask()
	}
	if got, ok := s.reading.take(msg); ok {
		return s.answered(got)
	}
	switch {
	case tui.Pressed(msg, s.deps.Keys.Refresh):
		return s.ask()
	case tui.Pressed(msg, s.deps.Keys.Back):
		return tui.Emit(tui.Back)
	}
	return s.key(msg)
}

// key moves between the filter and the list as one would expect who sees them: down
// into the list, up out of it, and letters always filter.
func (s *board) key(msg tea.Msg) tea.Cmd {
	keys := s.deps.Keys
	switch s.form.Current() {
	case boardFilter:
		if tui.Pressed(msg, keys.Down, keys.PageDown) {
			return s.form.Select(boardGrid)
		}
	case boardGrid:
		pressed, isKey := msg.(tea.KeyMsg)
		switch {
		case tui.Pressed(msg, keys.Left):
			return s.sort(-1)
		case tui.Pressed(msg, keys.Right):
			return s.sort(1)
		case tui.Pressed(msg, keys.Up) && s.grid.At() == 0:
			return s.form.Select(boardFilter)
		case isKey && (tui.IsText(pressed) || tui.Pressed(msg, keys.Erase)):
			return tea.Batch(s.form.Select(boardFilter), s.form.Update(msg))
		}
	}
	return s.form.Update(msg)
}

// find filters. The list begins anew, since what one looks for is at its top.
func (s *board) find(filter string) tea.Cmd {
	s.list.find(filter)
	s.grid.SetAt(0)
	s.show()
	s.keepPlace()
	return nil
}

// sort sorts by the column beside.
func (s *board) sort(by int) tea.Cmd {
	next := (int(s.list.by) + by + int(boardOrders)) % int(boardOrders)
	s.list.sort(boardOrder(next))
	s.grid.SetAt(0)
	s.show()
	s.keepPlace()
	return tui.NotifyHere(tui.ToneInfo, fmt.Sprintf(s.text.SortFormat, s.orderName()))
}

// orderName is what the list is sorted by, in words.
func (s *board) orderName() string {
	if s.list.by == boardByFree {
		return s.text.Free
	}
	return s.columns()[s.list.by].Title
}

// keepPlace remembers the pool at which one is.
func (s *board) keepPlace() {
	if p := s.list.at(s.grid.At()); p != nil {
		s.deps.State.Desk.board.pool = *p
	}
}

// pick shows a pool.
func (s *board) pick(at int) tea.Cmd {
	p := s.list.at(at)
	if p == nil {
		return nil
	}
	s.deps.State.Desk.board.pool = *p
	return tui.Emit(tui.WantPool)
}

// answered shows what has changed and asks again later.
func (s *board) answered(got reply[boardAnswer]) tea.Cmd {
	kept := &s.deps.State.Desk.board
	if got.err != nil {
		return s.failed(got.err)
	}
	s.end()
	cmds := []tea.Cmd{s.poll.after(s.deps, boardEvery), s.deps.online(true)}
	if s.stale {
		s.stale = false
		cmds = append(cmds, tui.NotifyHere(tui.ToneInfo, ""))
	}
	if got.value.changed || !kept.read {
		here := s.list.at(s.grid.At())
		id := ""
		if here != nil && s.form.Current() == boardGrid { // who is still typing looks at the top
			id = here.ID
		}
		s.list.set(got.value.board.Pools)
		kept.etag, kept.read = got.value.etag, true
		s.show()
		if line := s.list.lineOf(id); line >= 0 {
			s.grid.SetAt(line)
		}
	}
	return tea.Batch(cmds...)
}

// failed says what went wrong, and goes on asking where it may pass by itself.
func (s *board) failed(err error) tea.Cmd {
	var again tea.Cmd
	switch in := crowded(err); {
	case in > 0:
		again = s.poll.after(s.deps, in)
	case cut(err) || serverFault(err):
		again = s.poll.later(s.deps)
	}
	if !s.deps.State.Desk.board.read || again == nil {
		return tea.Batch(s.fail(err), again)
	}
	s.stale = true
	return tea.Batch(tui.NotifyHere(tui.ToneWarning, s.deps.trouble(err, false)), again, s.deps.online(!cut(err)))
}

// show gives the widgets what is to be seen now.
func (s *board) show() {
	all := s.list.sum()
	words := fmt.Sprintf(s.text.SumFormat, all.pools, all.capacity, all.paid, all.held, all.waiting)
	if all.pools == 0 {
		words = s.text.None
	}
	s.sum.SetText(words)
	column := int(s.list.by)
	s.grid.SetSorted(column, s.list.by.descends())
	s.grid.SetRows(len(s.list.shown), s.row)
}

// row are the cells of a line.
func (s *board) row(line int) []widget.Part {
	p, theme := s.list.at(line), s.kit.Theme
	expiry := ""
	if p.NextExpiry != nil {
		expiry = s.deps.local(*p.NextExpiry).Format(s.text.TimeFormat)
	}
	texts := []string{
		cmp.Or(p.School, p.SchoolCode), cmp.Or(p.Campus, p.CampusCode), cmp.Or(p.SubjectName, p.Subject), strconv.Itoa(p.Waiting),
		strconv.Itoa(p.Capacity), strconv.Itoa(p.Held), strconv.Itoa(p.Paid), expiry, s.bar(p, boardBar),
	}
	cells := make([]widget.Part, len(texts))
	for i, text := range texts {
		cells[i] = widget.Part{Text: text, Style: theme.Text}
	}
	cells[len(cells)-1].Style = theme.Accent
	return cells
}
