package screens

import (
	"context"
	"fmt"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/screens/text"
	"houbu/tui"
	"houbu/tui/widget"
)

// Names of the oral registration's controls.
const (
	oralCampus = "campus"
	oralSubmit = "submit"
)

// oral is step 14: for a written subject held, choose the campus of the oral
// subject of the same level, 提交候补, 保存成功.
type oral struct {
	page
	text text.Oral

	campuses *widget.Table
	buttons  *widget.Buttons

	reading request[api.Pools]
	joining submission
	pools   []api.Pool // those of the oral subjects that rest on the written one
	read    bool       // pools are the backend's
	asked   api.Join   // what was submitted last
}

func newOral(deps *Deps) *oral {
	words := deps.Text.Oral
	s := &oral{page: newPage(deps, tui.StepOral, words.Title, words.Help), text: words}
	t := deps.Text.Written
	s.campuses = widget.NewTable(s.kit, widget.TableOptions{
		Label: s.text.Campus, Choose: true, ReasonTitle: t.Reason,
		Columns: []widget.Column{
			{Title: t.Campus}, {Title: t.Subject, Keep: true}, {Title: t.Fee, Right: true, Keep: true},
			{Title: t.Seats, Keep: true}, {Title: t.Waiting, Right: true, Keep: true}, {Title: t.Time},
		},
		OnPick: func(string) tea.Cmd { return s.picked() },
	})
	s.buttons = widget.NewButtons(s.kit, func(string) tea.Cmd { return s.press() },
		widget.Button{ID: oralSubmit, Label: s.text.Submit})
	s.joining = submission{buttons: s.buttons, button: oralSubmit}
	held := deps.State.Registration
	s.form.Add("", widget.NewNote(s.kit, fmt.Sprintf(s.text.ForFormat, tui.Clean(held.SubjectName), tui.Clean(held.Campus)))).
		Add("", widget.NewGap(s.kit)).
		Add(oralCampus, s.campuses).
		Add("", widget.NewGap(s.kit)).
		Add("", s.line).
		Add(oralSubmit, s.buttons).
		Grow(oralCampus)
	s.allow()
	return s
}

// Keys are the bindings that work now.
func (s *oral) Keys() []key.Binding {
	if s.joining.Busy() {
		return s.waitKeys()
	}
	return s.keys(s.deps.Keys.Refresh, s.deps.Keys.Back)
}

// Init reads the pools. Without a written registration there is nothing to
// choose for.
func (s *oral) Init(ctx context.Context) tea.Cmd {
	s.enter(ctx)
	if s.deps.State.Registration.ID == "" {
		return tui.Emit(tui.Back)
	}
	return tea.Batch(s.form.Init(), s.begin(s.text.Loading), s.load())
}

func (s *oral) load() tea.Cmd {
	backend := s.deps.API
	return s.reading.start(s.ctx, s.deps.Now(),
		func(ctx context.Context) (api.Pools, error) { return backend.Pools(ctx, api.Oral) })
}

// Update takes keys and replies.
func (s *oral) Update(msg tea.Msg) tea.Cmd {
	defer s.settle()
	if cmd, ok := s.beat(msg); ok {
		return cmd
	}
	if got, ok := s.reading.take(msg); ok {
		return s.loaded(got)
	}
	if done, cmd := s.watch(&s.joining, msg); done != nil || cmd != nil {
		return tea.Batch(cmd, s.joined(done))
	}
	switch {
	case s.joining.Busy(): // what was chosen stays as it was sent
		return nil
	case tui.Pressed(msg, s.deps.Keys.Refresh) && s.retry != nil:
		return s.retry()
	case tui.Pressed(msg, s.deps.Keys.Refresh):
		return tea.Batch(s.begin(s.text.Loading), s.load())
	case tui.Pressed(msg, s.deps.Keys.Back):
		return tui.Emit(tui.Back)
	}
	return s.form.Update(msg)
}

// loaded shows the pools. What was chosen stays chosen. A refusal that made the
// screen read again stays on it.
func (s *oral) loaded(got reply[api.Pools]) tea.Cmd {
	if got.err != nil {
		return s.failRead(got.err, func() tea.Cmd { return tea.Batch(s.begin(s.text.Loading), s.load()) })
	}
	if s.doing != "" {
		s.end()
	}
	first := !s.read
	s.pools, s.read = nil, true
	var rows []widget.Row
	for _, pool := range got.value.Pools {
		if !s.rests(pool.Subject) {
			continue
		}
		s.pools = append(s.pools, pool)
		rows = append(rows, s.row(pool))
	}
	s.campuses.SetRows(rows)
	s.allow()
	if first {
		return tea.Batch(s.form.Select(oralCampus), s.deps.online(true))
	}
	return s.deps.online(true)
}

// rests tells whether an oral subject needs the written one held.
func (s *oral) rests(code string) bool {
	held := s.deps.State.Registration
	return restsOn(s.deps.subject(code), held.Subject, held.Level)
}

// restsOn tells whether an oral subject needs a written one: the one that the
// session names, or else the one of its level.
func restsOn(oral api.Subject, written string, level int) bool {
	if oral.Requires != "" {
		return oral.Requires == written
	}
	return oral.Level == level
}

func (s *oral) row(pool api.Pool) widget.Row {
	subject, t := s.deps.subject(pool.Subject), s.deps.Text
	return widget.Row{
		ID: poolKey(pool),
		Cells: []string{
			tui.Clean(named(pool.Campus, pool.CampusCode)), tui.Clean(subject.Name), fmt.Sprintf(t.Common.YuanFormat, yuan(subject.FeeFen)),
			s.deps.seats(pool.Free), fmt.Sprintf(t.Written.WaitingFormat, pool.Waiting), tui.Clean(subject.Time),
		},
		Disabled: pool.Blocked != "", Reason: t.Written.Blocked[pool.Blocked],
	}
}

// poolKey names a pool among those on the screen.
func poolKey(pool api.Pool) string { return pool.CampusCode + "/" + pool.Subject }

// chosen is the pool chosen, or nil.
func (s *oral) chosen() *api.Pool {
	for i := range s.pools {
		if pool := &s.pools[i]; poolKey(*pool) == s.campuses.Value() && pool.Blocked == "" {
			return pool
		}
	}
	return nil
}

// allow makes 提交候补 work when there is something to submit.
func (s *oral) allow() {
	reason := ""
	switch {
	case s.read && len(s.pools) == 0:
		reason = s.text.None
	case s.chosen() == nil:
		reason = s.text.NothingChosen
	}
	s.keeps = s.chosen() != nil
	s.buttons.SetDisabled(oralSubmit, reason != "", reason)
}

// picked takes a failure away that was about another choice.
func (s *oral) picked() tea.Cmd {
	if !s.reading.busy {
		s.end()
	}
	s.allow()
	return nil
}

// press is 提交候补.
func (s *oral) press() tea.Cmd {
	pool := s.chosen()
	if pool == nil || s.joining.Busy() {
		return nil
	}
	s.asked = api.Join{CampusCode: pool.CampusCode, Subject: pool.Subject}
	return s.join()
}

// join submits what the button was pressed for.
func (s *oral) join() tea.Cmd {
	s.reading.drop()
	backend, join := s.deps.API, s.asked
	return s.submit(&s.joining, s.text.Submitting, func(ctx context.Context, key string) (api.Receipt, error) {
		return backend.Join(ctx, key, join)
	})
}

// joined goes on to the registration info, or says why not. A refusal means
// that what is shown is old, so it is read again.
func (s *oral) joined(done *outcome) tea.Cmd {
	if done == nil {
		return nil
	}
	if done.err == nil {
		s.end()
		words := s.text.Joined
		if done.receipt.State == api.Offered {
			words = s.text.Got
		}
		return tea.Sequence(
			tui.EmitNotice(tui.Submitted, tui.ToneSuccess, s.deps.attested(words, done.receipt.Number)), s.printJoin(done.receipt))
	}
	failed := s.failRetry(done.err, s.join)
	if code(done.err) == "" || code(done.err) == api.CodeUnauthorized {
		return failed
	}
	return tea.Batch(failed, s.load())
}
