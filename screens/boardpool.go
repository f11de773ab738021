package screens

import (
	"cmp"
	"context"
	"fmt"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/screens/text"
	"houbu/tui"
	"houbu/tui/widget"
)

// poolCapacity names the field of another capacity.
const poolCapacity = "capacity"

// boardPool is one pool of the board: its numbers, how its queue grew and shrank, and
// for a manager another capacity.
type boardPool struct {
	act
	text text.Board
	pool api.BoardPool

	facts    *widget.Note
	title    *widget.Note
	chart    *widget.Chart
	capacity *widget.Field

	queue   request[api.Queue]
	reading request[boardAnswer]
	poll    poller
}

func newBoardPool(deps *Deps) *boardPool {
	words := deps.Text.Desk.Board
	s := &boardPool{text: words, pool: deps.State.Desk.board.pool}
	s.act = newAct(deps, tui.DeskPool, words.PoolTitle, words.PoolHelp, plan{
		submit: words.Change, no: deps.Text.Desk.Account.No, doing: words.Changing, shown: true,
		missing: s.missing, title: func() string { return words.AskTitle }, ask: s.ask, send: s.sends, done: s.changed,
	})
	s.keeps = deps.manages()
	s.facts, s.title, s.chart = widget.NewNote(s.kit, ""), widget.NewNote(s.kit, ""), widget.NewChart(s.kit)
	s.form.Add("", s.facts).Add("", s.title).Add(boardChart, s.chart).Grow(boardChart)
	if deps.manages() {
		const digits = 6
		s.capacity = widget.NewField(s.kit, widget.FieldOptions{Label: words.New, Limit: digits, Cells: digits + 2})
		s.form.Add(poolCapacity, s.capacity)
		s.buildAct(s.press)
	} else {
		back := widget.NewButtons(s.kit, s.press, widget.Button{ID: actBack, Label: deps.Text.Common.Back})
		s.form.Add("", s.line).Add(actButtons, back)
	}
	s.show()
	return s
}

// boardChart names the chart, which takes the height that is left.
const boardChart = "chart"

// Keys are the bindings that work now.
func (s *boardPool) Keys() []key.Binding {
	if s.sending.Busy() {
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
	return s.reading.start(s.ctx, s.deps.Now(), s.deps.askBoard())
}

// Update takes keys, replies and the clock; what belongs to the act is the act's.
func (s *boardPool) Update(msg tea.Msg) tea.Cmd {
	defer s.settle()
	if s.poll.take(msg) {
		return s.look()
	}
	if got, ok := s.queue.take(msg); ok {
		return s.drawQueue(got)
	}
	if got, ok := s.reading.take(msg); ok {
		return s.looked(got)
	}
	if tui.Pressed(msg, s.deps.Keys.Refresh) && s.retry == nil && !s.sending.Busy() {
		return tea.Batch(s.begin(s.text.Reading), s.readQueue(), s.look())
	}
	return s.act.Update(msg)
}

// drawQueue draws how long the queue was.
func (s *boardPool) drawQueue(got reply[api.Queue]) tea.Cmd {
	if got.err != nil {
		return s.failRead(got.err, func() tea.Cmd { return tea.Batch(s.begin(s.text.Reading), s.readQueue()) })
	}
	s.end()
	points := got.value.Points
	if len(points) == 0 {
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
		"\n" + s.bar(p, poolBar) + "  " +
		fmt.Sprintf(s.text.FactsSeats, p.Capacity, p.Paid, p.Held, max(0, free(p)), p.Waiting)
	if p.NextExpiry != nil {
		words += "\n" + fmt.Sprintf(s.text.ExpiryFormat, s.deps.local(*p.NextExpiry).Format(s.text.TimeFormat))
	}
	s.facts.SetText(words)
}

func (s *boardPool) subject() string { return tui.Clean(cmp.Or(s.pool.SubjectName, s.pool.Subject)) }
