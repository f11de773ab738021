package screens

import (
	"context"
	"fmt"
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/screens/text"
	"houbu/tui"
	"houbu/tui/widget"
)

// Names of the written registration's controls.
const (
	writtenCampus  = "campus"
	writtenSubject = "subject"
	writtenSubmit  = "submit"
	writtenInfo    = "info"
)

// written is step 8, with the dialog of step 9 over it: choose a campus and a
// subject, 提交候补.
type written struct {
	page
	text text.Written

	campuses *widget.Choice
	subjects *widget.Table
	buttons  *widget.Buttons

	reading request[api.Pools]
	joining submission
	pools   []api.Pool
	read    bool // pools are the backend's
	quiet   bool // the next reading leaves the page's line alone
}

func newWritten(deps *Deps) *written {
	s := &written{page: newPage(deps), text: deps.Text.Written}
	s.keeps = true
	s.campuses = widget.NewChoice(s.kit, s.text.Campus, nil, func(string) tea.Cmd {
		s.list()
		return nil
	})
	s.campuses.SetHeight(campusLines)
	s.subjects = widget.NewTable(s.kit, widget.TableOptions{
		Label: s.text.Subject, Choose: true, ReasonTitle: s.text.Reason,
		Columns: []widget.Column{
			{Title: s.text.Subject, Keep: true}, {Title: s.text.Fee, Right: true, Keep: true},
			{Title: s.text.Seats, Keep: true}, {Title: s.text.Waiting, Right: true, Keep: true}, {Title: s.text.Time},
		},
		OnPick: func(string) tea.Cmd {
			s.allow()
			return nil
		},
	})
	s.buttons = widget.NewButtons(s.kit, s.press,
		widget.Button{ID: writtenSubmit, Label: s.text.Submit},
		widget.Button{ID: writtenInfo, Label: s.text.ShowInfo})
	s.form.Add(writtenCampus, s.campuses).
		Add(writtenSubject, s.subjects).
		Add("", widget.NewHint(s.kit, s.text.Note)).
		Add("", s.line).
		Add("buttons", s.buttons).
		Grow(writtenSubject)
	s.allow()
	return s
}

// campusLines is the greatest height of the campus picker.
const campusLines = 5

// Title is shown in the header.
func (s *written) Title() string { return s.text.Title }

// Step is the written registration.
func (s *written) Step() tui.Step { return tui.StepWritten }

// Help says what this step is for.
func (s *written) Help() string { return s.text.Help }

// Keys are the bindings that work now.
func (s *written) Keys() []key.Binding { return s.keys(s.deps.Keys.Refresh, s.deps.Keys.Back) }

// Init reads the pools.
func (s *written) Init(ctx context.Context) tea.Cmd {
	s.ctx = ctx
	return tea.Batch(s.form.Init(), s.load())
}

func (s *written) load() tea.Cmd {
	backend := s.deps.API
	return tea.Batch(s.begin(s.text.Loading), s.reading.start(s.ctx, s.deps.Now(),
		func(ctx context.Context) (api.Pools, error) { return backend.Pools(ctx, api.Written) }))
}

// Update takes keys, replies and the end of the dialog.
func (s *written) Update(msg tea.Msg) tea.Cmd {
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
	if back, ok := msg.(tui.Returned); ok {
		return s.returned(back)
	}
	switch {
	case s.joining.Busy():
	case tui.Pressed(msg, s.deps.Keys.Refresh):
		return s.load()
	case tui.Pressed(msg, s.deps.Keys.Back):
		return tui.Emit(tui.Back)
	}
	return s.form.Update(msg)
}

// loaded shows the pools. What was chosen stays chosen.
func (s *written) loaded(got reply[api.Pools]) tea.Cmd {
	if got.err != nil {
		return s.fail(got.err)
	}
	if !s.quiet {
		s.end()
	}
	s.quiet = false
	first := !s.read
	s.pools, s.read = got.value.Pools, true
	var options []widget.Option
	for _, pool := range s.pools {
		known := slices.ContainsFunc(options, func(o widget.Option) bool { return o.ID == pool.CampusCode })
		if !known {
			options = append(options, widget.Option{ID: pool.CampusCode, Label: tui.Clean(pool.Campus), Note: pool.CampusCode})
		}
	}
	s.campuses.SetOptions(options)
	if s.campuses.Value() == "" {
		s.campuses.SetValue(s.home(options))
	}
	s.list()
	if first {
		return tea.Batch(s.form.Select(writtenSubject), s.deps.online(true))
	}
	return s.deps.online(true)
}

// home is the campus of the candidate's record, or the first.
func (s *written) home(options []widget.Option) string {
	own := s.deps.State.Record.CampusCode
	for _, option := range options {
		if option.ID == own {
			return own
		}
	}
	if len(options) == 0 {
		return ""
	}
	return options[0].ID
}

// list writes the subjects of the campus chosen.
func (s *written) list() {
	var rows []widget.Row
	for _, pool := range s.pools {
		if pool.CampusCode != s.campuses.Value() {
			continue
		}
		rows = append(rows, s.row(pool))
	}
	s.subjects.SetRows(rows)
	s.allow()
}

func (s *written) row(pool api.Pool) widget.Row {
	subject := s.deps.subject(pool.Subject)
	return widget.Row{
		ID: pool.Subject,
		Cells: []string{
			tui.Clean(subject.Name), fmt.Sprintf(s.deps.Text.Common.YuanFormat, yuan(subject.FeeFen)),
			s.deps.seats(pool.Free), fmt.Sprintf(s.text.WaitingFormat, pool.Waiting), tui.Clean(subject.Time),
		},
		Disabled: pool.Blocked != "", Reason: s.text.Blocked[pool.Blocked],
	}
}

// chosen is the pool of the campus and the subject chosen, or nil.
func (s *written) chosen() *api.Pool {
	for i := range s.pools {
		pool := &s.pools[i]
		if pool.CampusCode == s.campuses.Value() && pool.Subject == s.subjects.Value() && pool.Blocked == "" {
			return pool
		}
	}
	return nil
}

// allow makes 提交候补 work when there is something to submit.
func (s *written) allow() {
	reason := ""
	switch {
	case s.read && len(s.pools) == 0:
		reason = s.text.None
	case s.chosen() == nil:
		reason = s.text.NothingChosen
	}
	s.buttons.SetDisabled(writtenSubmit, reason != "", reason)
}

// press is 提交候补, which asks first, or 报名信息.
func (s *written) press(id string) tea.Cmd {
	if s.joining.Busy() {
		return nil
	}
	if id == writtenInfo {
		return tui.Emit(tui.ShowInfo)
	}
	if s.chosen() == nil {
		return nil
	}
	s.end()
	return tui.Emit(tui.Chosen)
}

// Ask is the dialog of step 9.
func (s *written) Ask(tui.Step) tui.Dialog {
	pool := s.chosen()
	if pool == nil {
		return nil
	}
	next := fmt.Sprintf(s.text.AskQueue, pool.Waiting)
	if pool.Free && pool.Waiting == 0 {
		next = s.text.AskFree
	}
	body := fmt.Sprintf(s.text.AskFormat, pool.Campus, s.deps.subject(pool.Subject).Name)
	return tui.NewConfirm(tui.ConfirmOptions{
		Title: s.text.AskTitle, Body: append(lines(body), "", next), Keys: s.deps.Keys, Theme: s.deps.Theme,
	})
}

// returned takes the end of the dialog: 确定 submits, 取消 keeps the choice.
func (s *written) returned(back tui.Returned) tea.Cmd {
	pool := s.chosen()
	if back.Event != tui.Confirmed || pool == nil {
		return nil
	}
	s.reading.drop()
	s.buttons.SetBusy(writtenSubmit, s.text.Submitting)
	backend, join := s.deps.API, api.Join{CampusCode: pool.CampusCode, Subject: pool.Subject}
	return s.submit(&s.joining, s.text.Submitting, func(ctx context.Context, key string) (api.Receipt, error) {
		return backend.Join(ctx, key, join)
	})
}

// joined goes on to the registration info, or says why not. A refusal means
// that what is shown is old, so it is read again.
func (s *written) joined(done *outcome) tea.Cmd {
	if done == nil {
		return nil
	}
	s.buttons.SetIdle()
	if done.err == nil {
		s.end()
		return tui.EmitNotice(tui.Submitted, tui.ToneSuccess, s.deps.received(done.receipt))
	}
	failed := s.fail(done.err)
	if code(done.err) == "" || code(done.err) == api.CodeUnauthorized {
		return failed
	}
	backend := s.deps.API
	s.quiet = true // the refusal stays on the screen
	return tea.Batch(failed, s.reading.start(s.ctx, s.deps.Now(),
		func(ctx context.Context) (api.Pools, error) { return backend.Pools(ctx, api.Written) }))
}
