package screens

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/screens/text"
	"houbu/tui"
	"houbu/tui/widget"
)

// deskJoin is 提交候补 for a candidate: a campus and a subject of the candidate's
// school, from the board, written and oral ones. Whether the candidate may have it is
// decided by the candidate's own rules, which the backend has.
type deskJoin struct {
	act
	text text.DeskJoin

	campuses *widget.Choice
	subjects *widget.Table

	reading request[schoolPools]
	pools   []api.BoardPool // of the candidate's school
	built   bool
}

// schoolPools are the pools, and the exam session, whose windows may have moved.
type schoolPools struct {
	board api.Board
	exam  api.Exam
}

func newDeskJoin(deps *Deps) *deskJoin {
	words := deps.Text.Desk.Join
	s := &deskJoin{text: words}
	s.act = newAct(deps, tui.DeskJoin, words.Title, words.Help, plan{
		submit: words.Submit, no: deps.Text.Desk.Account.No, doing: words.Submitting, shown: true,
		missing: s.missing, title: func() string { return words.AskTitle }, ask: s.ask, send: s.sends, done: s.joined,
	})
	s.campuses = widget.NewChoice(s.kit, deps.Text.Written.Campus, nil, func(string) tea.Cmd {
		s.list()
		return nil
	})
	s.subjects = widget.NewTable(s.kit, widget.TableOptions{
		Label: deps.Text.Written.Subject, Choose: true, ReasonTitle: deps.Text.Written.Reason,
		Columns: []widget.Column{
			{Title: deps.Text.Written.Subject, Keep: true}, {Title: words.Seats, Right: true, Keep: true},
			{Title: deps.Text.Written.Waiting, Right: true, Keep: true}, {Title: deps.Text.Written.Time, Whole: true},
		},
	})
	s.form.Add("", s.line)
	return s
}

// Keys are the bindings that work now.
func (s *deskJoin) Keys() []key.Binding {
	if s.sending.Busy() {
		return s.waitKeys()
	}
	return s.keys(s.deps.Keys.Refresh, s.deps.Keys.Back)
}

// SetSize gives the room for the body.
func (s *deskJoin) SetSize(size tui.Size) {
	s.page.SetSize(size)
	s.share()
}

// share gives the height to the list that has the focus: a school may have more
// campuses than a terminal has lines. Those that are not looked at are one line, the
// one that is chosen.
func (s *deskJoin) share() {
	const shut, open, others = 3, 5, 9 // others: who it is for, two subjects, note and buttons
	height := shut
	if s.form.Current() == writtenCampus {
		height = max(open, s.size.Height-others)
	} else {
		s.campuses.SetValue(s.campuses.Value()) // back to it, wherever the mark was left
	}
	s.campuses.SetHeight(height)
	s.settle()
}

// Init reads the pools.
func (s *deskJoin) Init(ctx context.Context) tea.Cmd {
	s.enter(ctx)
	if s.deps.State.Desk.Person.Record == nil {
		return tui.Emit(tui.Back)
	}
	return s.load()
}

func (s *deskJoin) load() tea.Cmd {
	desk, exams := s.deps.Desk, s.deps.API
	return tea.Batch(s.begin(s.text.Loading), s.reading.start(s.ctx, s.deps.Now(), func(ctx context.Context) (schoolPools, error) {
		board, _, _, err := desk.StaffBoard(ctx, "")
		if err != nil {
			return schoolPools{}, err
		}
		exam, err := exams.Exam(ctx)
		return schoolPools{board, exam}, err
	}))
}

// Update takes the pools, and all that an act takes.
func (s *deskJoin) Update(msg tea.Msg) tea.Cmd {
	defer s.share()
	if got, ok := s.reading.take(msg); ok {
		return s.loaded(got)
	}
	if tui.Pressed(msg, s.deps.Keys.Refresh) && s.retry == nil && !s.sending.Busy() {
		return s.load()
	}
	return s.act.Update(msg)
}

// loaded shows the pools of the candidate's school.
func (s *deskJoin) loaded(got reply[schoolPools]) tea.Cmd {
	if got.err != nil {
		return s.failRead(got.err, s.load)
	}
	s.end()
	s.deps.setExam(got.value.exam)
	school := s.deps.State.Desk.Person.Record.SchoolCode
	s.pools = slices.DeleteFunc(got.value.board.Pools, func(pool api.BoardPool) bool { return pool.SchoolCode != school })
	var options []widget.Option
	for _, pool := range s.pools {
		if !slices.ContainsFunc(options, func(o widget.Option) bool { return o.ID == pool.CampusCode }) {
			options = append(options, widget.Option{ID: pool.CampusCode, Label: tui.Clean(pool.Campus), Note: tui.Clean(pool.CampusCode)})
		}
	}
	s.campuses.SetOptions(options)
	if s.campuses.Value() == "" {
		s.campuses.SetValue(s.deps.State.Desk.Person.Record.CampusCode)
	}
	if s.campuses.Value() == "" && len(options) > 0 {
		s.campuses.SetValue(options[0].ID)
	}
	s.list()
	start := s.build()
	s.allow()
	return tea.Batch(start, s.deps.online(true))
}

// allow makes 提交候补 work, or says why it cannot before anything is written.
func (s *deskJoin) allow() {
	closed := s.closed()
	if len(s.pools) == 0 {
		closed = s.text.Empty
	}
	s.buttons.SetDisabled(actSubmit, closed != "", closed)
}

// closed says why nobody can join now; empty when one can.
func (s *deskJoin) closed() string {
	exam, now := s.deps.State.Exam, s.deps.Clock()
	at := func(format string, at time.Time) string {
		return fmt.Sprintf(format, s.deps.local(at).Format(s.deps.Text.Common.MinuteClock))
	}
	switch {
	case now.Before(exam.OpensAt):
		return at(s.text.NotYetFormat, exam.OpensAt)
	case !now.Before(exam.ClosesAt):
		return at(s.text.ClosedFormat, exam.ClosesAt)
	case !exam.LastAllocAt.IsZero() && !now.Before(exam.LastAllocAt):
		return at(s.text.LastFormat, exam.LastAllocAt)
	}
	return ""
}

// build makes the form when the pools are there for the first time.
func (s *deskJoin) build() tea.Cmd {
	if s.built {
		return nil
	}
	s.built = true
	s.form = widget.NewForm(s.kit)
	s.form.Add("", widget.NewNote(s.kit, fmt.Sprintf(s.deps.Text.Desk.Act.ForFormat, s.deps.personName())))
	if len(s.pools) == 0 {
		s.buildAct(s.press)
		return s.form.Init()
	}
	s.form.Add(writtenCampus, s.campuses).Add(writtenSubject, s.subjects)
	s.buildAct(s.press)
	s.form.Grow(writtenSubject)
	s.settle()
	return tea.Batch(s.form.Init(), s.form.Select(writtenSubject))
}

// list writes the subjects of the campus chosen.
func (s *deskJoin) list() {
	var rows []widget.Row
	qualified := s.deps.State.Desk.Person.Record.Qualified
	for i := range s.pools {
		pool := &s.pools[i]
		if pool.CampusCode != s.campuses.Value() {
			continue
		}
		subject := s.deps.subject(pool.Subject)
		row := widget.Row{ID: pool.Subject, Cells: []string{
			tui.Clean(pool.SubjectName), fmt.Sprintf(s.text.SeatsFormat, max(0, free(pool)), pool.Capacity),
			fmt.Sprintf(s.text.WaitingFormat, pool.Waiting), tui.Clean(subject.Time),
		}}
		if subject.Kind == api.Written && !slices.Contains(qualified, pool.SubjectName) {
			row.Disabled, row.Reason = true, s.text.NotQualified
		}
		rows = append(rows, row)
	}
	s.subjects.SetRows(rows)
}

// chosen is the pool of the campus and the subject chosen, or nil.
func (s *deskJoin) chosen() *api.BoardPool {
	for i := range s.pools {
		if s.pools[i].CampusCode == s.campuses.Value() && s.pools[i].Subject == s.subjects.Value() {
			return &s.pools[i]
		}
	}
	return nil
}

func (s *deskJoin) missing() map[string]string {
	if closed := s.closed(); closed != "" {
		return map[string]string{writtenSubject: closed}
	}
	if s.chosen() == nil {
		return map[string]string{writtenSubject: s.text.NothingFor}
	}
	return map[string]string{}
}

func (s *deskJoin) ask() []string {
	pool := s.chosen()
	next := fmt.Sprintf(s.text.AskQueueFormat, pool.Waiting)
	if free(pool) > 0 && pool.Waiting == 0 {
		next = s.text.AskFree
	}
	which := fmt.Sprintf(s.text.AskFormat, tui.Clean(pool.SubjectName), tui.Clean(named(pool.Campus, pool.CampusCode)))
	return append(lines(which), s.deps.personName(), "", next)
}

func (s *deskJoin) sends(note string) func(ctx context.Context, key string) (api.Receipt, error) {
	pool, desk, id := s.chosen(), s.deps.Desk, s.deps.State.Desk.ID
	join := api.StaffJoin{CampusCode: pool.CampusCode, Subject: pool.Subject, Note: note}
	return func(ctx context.Context, key string) (api.Receipt, error) { return desk.StaffJoin(ctx, key, id, join) }
}

// joined goes back to the candidate with what it led to.
func (s *deskJoin) joined(receipt api.Receipt) tea.Cmd {
	return tui.EmitNotice(tui.Submitted, tui.ToneSuccess, s.deps.audited(s.deps.received(receipt), receipt))
}
