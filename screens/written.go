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

// Names of the written registration's controls.
const (
	writtenCampus  = "campus"
	writtenSubject = "subject"
	writtenButtons = "buttons"
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
	built   bool     // the form is for these pools
	asked   api.Join // what the dialog is about
	quiet   bool     // the reading leaves the page's line alone
}

func newWritten(deps *Deps) *written {
	words := deps.Text.Written
	s := &written{page: newPage(deps, tui.StepWritten, words.Title, words.Help), text: words}
	s.campuses = widget.NewChoice(s.kit, s.text.Campus, nil, func(string) tea.Cmd {
		s.list()
		return s.picked()
	})
	s.subjects = widget.NewTable(s.kit, widget.TableOptions{
		Label: s.text.Subject, Choose: true, ReasonTitle: s.text.Reason,
		Columns: []widget.Column{
			{Title: s.text.Subject, Keep: true}, {Title: s.text.Fee, Right: true, Keep: true},
			{Title: s.text.Seats, Keep: true}, {Title: s.text.Waiting, Right: true, Keep: true},
			{Title: s.text.Time, Whole: true},
		},
		OnPick: func(string) tea.Cmd { return s.picked() },
	})
	s.buttons = widget.NewButtons(s.kit, s.press)
	s.joining = submission{buttons: s.buttons, button: writtenSubmit}
	s.form.Add("", s.line)
	return s
}

// Keys are the bindings that work now.
func (s *written) Keys() []key.Binding {
	if s.joining.Busy() {
		return s.waitKeys()
	}
	return s.keys(s.deps.Keys.Refresh, s.deps.Keys.Back)
}

// SetSize gives the room for the body. The campuses get what the nine subjects
// leave.
func (s *written) SetSize(size tui.Size) {
	const least, others = 5, 15
	s.campuses.SetHeight(max(least, size.Height-others))
	s.page.SetSize(size)
}

// Init reads the pools.
func (s *written) Init(ctx context.Context) tea.Cmd {
	s.enter(ctx)
	return s.load()
}

// load reads the pools and says so.
func (s *written) load() tea.Cmd {
	s.quiet = false
	return tea.Batch(s.begin(s.text.Loading), s.read())
}

func (s *written) read() tea.Cmd {
	backend := s.deps.API
	return s.reading.start(s.ctx, s.deps.Now(),
		func(ctx context.Context) (api.Pools, error) { return backend.Pools(ctx, api.Written) })
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
	case s.joining.Busy(): // what was chosen stays as it was sent
		return nil
	case tui.Pressed(msg, s.deps.Keys.Refresh):
		if s.retry != nil {
			return s.retry()
		}
		return s.load()
	case tui.Pressed(msg, s.deps.Keys.Back):
		return tui.Emit(tui.Back)
	}
	return s.form.Update(msg)
}

// press is 提交候补, which asks first, or 报名信息.
func (s *written) press(id string) tea.Cmd {
	if id == writtenInfo {
		return tui.Emit(tui.ShowInfo)
	}
	if s.chosen() == nil {
		return nil
	}
	if !s.reading.busy {
		s.end()
	}
	return tui.Emit(tui.Chosen)
}

// Ask is the dialog of step 9.
func (s *written) Ask(tui.Step) tui.Dialog {
	pool := s.chosen()
	if pool == nil {
		return nil
	}
	s.asked = api.Join{CampusCode: pool.CampusCode, Subject: pool.Subject}
	next := fmt.Sprintf(s.text.AskQueue, pool.Waiting)
	if pool.Free && pool.Waiting == 0 {
		next = s.text.AskFree
	}
	subject := s.deps.subject(pool.Subject)
	body := fmt.Sprintf(s.text.AskFormat, tui.Clean(named(pool.Campus, pool.CampusCode)), tui.Clean(subject.Name),
		tui.Clean(subject.Time), fmt.Sprintf(s.deps.Text.Common.YuanFormat, yuan(subject.FeeFen)))
	return tui.NewConfirm(tui.ConfirmOptions{
		Title: s.text.AskTitle, Body: append(lines(body), "", next), Keys: s.deps.Keys, Theme: s.deps.Theme,
	})
}

// returned takes the end of the dialog: 确定 submits, 取消 keeps the choice.
func (s *written) returned(back tui.Returned) tea.Cmd {
	if back.Event != tui.Confirmed || s.joining.Busy() {
		return nil
	}
	return s.join()
}

// join submits what the dialog was about.
func (s *written) join() tea.Cmd {
	s.reading.drop()
	backend, join := s.deps.API, s.asked
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
	if done.err == nil {
		s.end()
		return tea.Sequence(tui.EmitNotice(tui.Submitted, tui.ToneSuccess, s.deps.received(done.receipt)), s.printJoin(done.receipt))
	}
	failed := s.failRetry(done.err, s.join)
	if code(done.err) == "" || code(done.err) == api.CodeUnauthorized {
		return failed
	}
	s.quiet = true // the refusal stays on the screen
	return tea.Batch(failed, s.read())
}
