package screens

import (
	"cmp"
	"context"
	"fmt"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/client"
	"houbu/screens/text"
	"houbu/tui"
	"houbu/tui/widget"
)

// Names of the controls of a pool.
const (
	poolCapacity = "capacity"
	poolNote     = "note"
	poolButtons  = "buttons"
	poolChange   = "change"
	poolBack     = "back"
)

// boardPool is one pool of the board: its numbers, how its queue grew and shrank, and
// for a manager another capacity.
type boardPool struct {
	page
	text text.Board
	pool api.BoardPool
	etag string

	facts   *widget.Note
	title   *widget.Note
	chart   *widget.Chart
	fields  poolFields
	buttons *widget.Buttons

	queue    request[api.Queue]
	drawn    bool // the chart shows the queue
	reading  request[boardAnswer]
	poll     poller
	changing submission
}

func newBoardPool(deps *Deps) *boardPool {
	words, kept := deps.Text.Desk.Board, deps.State.Desk.board
	s := &boardPool{page: newPage(deps, tui.DeskPool, words.PoolTitle, words.PoolHelp), text: words, pool: kept.pool, etag: kept.etag}
	s.keeps = deps.manages()
	s.facts, s.title, s.chart = widget.NewNote(s.kit, ""), widget.NewNote(s.kit, ""), widget.NewChart(s.kit)
	s.buttons = widget.NewButtons(s.kit, s.press)
	s.changing = submission{buttons: s.buttons, button: poolChange, outcome: deps.Desk.StaffOutcome}
	s.fields = newPoolFields(s.kit, words)
	s.form.Add("", s.facts).Add("", s.title).Add(boardChart, s.chart).Grow(boardChart)
	buttons := []widget.Button{{ID: poolBack, Label: deps.Text.Common.Back}}
	if deps.manages() {
		s.form.Add(poolCapacity, s.fields.capacity).Add(poolNote, s.fields.note)
		buttons = append([]widget.Button{{ID: poolChange, Label: words.Change}}, buttons...)
	}
	s.buttons.SetButtons(buttons...)
	s.form.Add("", s.line).Add(poolButtons, s.buttons)
	s.show()
	return s
}

// boardChart names the chart, which takes the height that is left.
const boardChart = "chart"

// Keys are the bindings that work now.
func (s *boardPool) Keys() []key.Binding {
	if s.changing.Busy() {
		return s.waitKeys()
	}
	return s.keys(s.deps.Keys.Refresh, s.deps.Keys.Back)
}

// Init reads how long the queue was.
func (s *boardPool) Init(ctx context.Context) tea.Cmd {
	s.enter(ctx)
	if s.pool.ID == "" {
		return tui.Emit(tui.Back)
	}
	return tea.Batch(s.form.Init(), s.begin(s.text.Reading), s.readQueue(), s.poll.after(s.deps, boardEvery))
}

// queuePoints is how many points of the queue are asked for: two for each cell of a
// wide terminal.
const queuePoints = 240

func (s *boardPool) readQueue() tea.Cmd {
	backend, pool := s.deps.Desk, s.pool.ID
	return s.queue.start(s.ctx, s.deps.Now(), func(ctx context.Context) (api.Queue, error) {
		return backend.StaffQueue(ctx, pool, queuePoints)
	})
}

// look asks whether the board has changed.
func (s *boardPool) look() tea.Cmd {
	backend, etag := s.deps.Desk, s.etag
	return s.reading.start(s.ctx, s.deps.Now(), func(ctx context.Context) (boardAnswer, error) {
		board, etag, changed, err := backend.StaffBoard(client.Once(ctx), etag)
		return boardAnswer{board, etag, changed}, err
	})
}

// Update takes keys, replies, the clock and the end of the dialog.
func (s *boardPool) Update(msg tea.Msg) tea.Cmd {
	defer s.settle()
	if cmd, ok := s.beat(msg); ok {
		return cmd
	}
	if s.poll.take(msg) {
		return s.look()
	}
	if got, ok := s.queue.take(msg); ok {
		return s.drawQueue(got)
	}
	if got, ok := s.reading.take(msg); ok {
		return s.looked(got)
	}
	if done, cmd := s.watch(&s.changing, msg); done != nil || cmd != nil {
		return tea.Batch(cmd, s.changed(done))
	}
	if back, ok := msg.(tui.Returned); ok {
		return s.returned(back)
	}
	switch {
	case s.changing.Busy(): // what was typed stays as it was sent
		return nil
	case tui.Pressed(msg, s.deps.Keys.Refresh):
		return tea.Batch(s.begin(s.text.Reading), s.readQueue(), s.look())
	case tui.Pressed(msg, s.deps.Keys.Back):
		return tui.Emit(tui.Back)
	}
	return s.form.Update(msg)
}

// drawQueue draws how long the queue was.
func (s *boardPool) drawQueue(got reply[api.Queue]) tea.Cmd {
	if got.err != nil {
		return s.failRead(got.err, func() tea.Cmd { return tea.Batch(s.begin(s.text.Reading), s.readQueue()) })
	}
	s.end()
	points := got.value.Points
	s.drawn = len(points) > 0
	if !s.drawn {
		s.title.SetText(s.text.Nobody)
		return s.deps.online(true)
	}
	values := make([]int, len(points))
	for i, point := range points {
		values[i] = point.Waiting
	}
	s.title.SetText(s.text.ChartTitle)
	s.chart.SetValues(values, s.clock(points[0]), s.clock(points[len(points)-1]))
	return s.deps.online(true)
}

func (s *boardPool) clock(point api.QueuePoint) string {
	return s.deps.local(point.At).Format(s.text.TimeFormat)
}

// looked shows the pool's numbers as they are now. A failure is told by what was
// asked for: this only asks again later.
func (s *boardPool) looked(got reply[boardAnswer]) tea.Cmd {
	if got.err != nil {
		return tea.Batch(s.poll.later(s.deps), s.deps.unlessEnded(got.err), s.deps.online(!cut(got.err)))
	}
	cmds := []tea.Cmd{s.poll.after(s.deps, boardEvery), s.deps.online(true)}
	if got.value.changed {
		s.etag = got.value.etag
		kept := &s.deps.State.Desk.board
		kept.list.set(got.value.board.Pools)
		kept.etag = got.value.etag
		if pool, ok := kept.list.pool(s.pool.ID); ok && !samePool(pool, s.pool) {
			s.pool, kept.pool = pool, pool
			s.show()
			cmds = append(cmds, s.readQueue())
		}
	}
	return tea.Batch(cmds...)
}

// show writes the pool's numbers.
func (s *boardPool) show() {
	p := &s.pool
	words := fmt.Sprintf(s.text.FactsFormat, tui.Clean(p.School), tui.Clean(p.Campus), tui.Clean(p.CampusCode), s.subject()) +
		"\n" + s.bar(p, 2*boardBar) + "  " +
		fmt.Sprintf(s.text.FactsSeats, p.Capacity, p.Paid, p.Held, max(0, free(p)), p.Waiting)
	if p.NextExpiry != nil {
		words += "\n" + fmt.Sprintf(s.text.ExpiryFormat, s.deps.local(*p.NextExpiry).Format(s.text.TimeFormat))
	}
	s.facts.SetText(words)
}

func (s *boardPool) subject() string { return tui.Clean(cmp.Or(s.pool.SubjectName, s.pool.Subject)) }
