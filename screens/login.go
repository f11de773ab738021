package screens

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/client"
	"houbu/screens/text"
	"houbu/tui"
	"houbu/tui/widget"
)

// Names of the login's controls.
const (
	loginLine     = "line"
	loginAccount  = "account"
	loginPassword = "password"
	loginSubmit   = "submit"
	loginDemo     = "demo"
)

// login is step 1: choose the line, type account and password.
type login struct {
	page
	text text.Login
	door door

	lines    *widget.Choice
	account  *widget.Field
	password *widget.Field
	buttons  *widget.Buttons
	demo     *widget.Choice // nil outside a practice session

	probes   []probe
	exam     request[api.Exam]
	poll     poller // looks again by itself while the backend was never reached
	entering request[entry]
	again    bool      // the last login may be tried again as it is
	unseen   bool      // the page's line says why the exam session could not be read
	lockedTo time.Time // until when the account is locked, zero when it is not
	lock     pulse
}

// entry is what a login brings.
type entry struct {
	candidate api.Candidate // or who of the staff it is
	staff     api.Staff
	exam      api.Exam
}

// door is whose login it is.
type door struct {
	step  tui.Step
	text  text.Login
	enter func(ctx context.Context, account, password string) (entry, error)
	goOn  func(entry) tea.Cmd // keeps who it is, and goes on
	demo  bool                // a practice session's accounts are for it
}

// newLogin is the candidate's.
func newLogin(deps *Deps) *login {
	return newLoginAt(deps, door{
		step: tui.StepLogin, text: deps.Text.Login, demo: true,
		enter: func(ctx context.Context, account, password string) (entry, error) {
			candidate, err := deps.API.Login(ctx, account, password)
			return entry{candidate: candidate}, err
		},
		goOn: func(who entry) tea.Cmd {
			deps.State.Candidate = who.candidate
			return tea.Sequence(deps.header(), tui.Emit(resume(who.candidate.Next, tui.LoggedIn)))
		},
	})
}

func newLoginAt(deps *Deps, at door) *login {
	words := at.text
	s := &login{page: newPage(deps, at.step, words.Title, words.Help), text: words, door: at}
	s.keeps = true
	s.probes = make([]probe, len(deps.API.Endpoints()))
	s.lines = widget.NewChoice(s.kit, s.text.Line, nil, s.pickLine)
	s.account = widget.NewField(s.kit, widget.FieldOptions{
		Label: s.text.Account, Limit: 128, Mask: deps.maskAccount, OnChange: s.typed,
	})
	s.password = widget.NewField(s.kit, widget.FieldOptions{
		Label: s.text.Password, Limit: 128, Password: true, OnChange: s.typed,
	})
	s.buttons = widget.NewButtons(s.kit, func(string) tea.Cmd { return s.submit() },
		widget.Button{ID: loginSubmit, Label: s.text.Submit})
	s.form.Add(loginLine, s.lines).
		Add("", widget.NewGap(s.kit)).
		Add(loginAccount, s.account).
		Add(loginPassword, s.password).
		Add("", s.page.line).
		Add(loginSubmit, s.buttons).
		OnSubmit(s.submit)
	s.showLines()
	s.lines.SetValue(lineID(deps.API.Line()))
	return s
}

// Keys are the bindings that work now.
func (s *login) Keys() []key.Binding {
	if s.entering.busy {
		return s.keys(s.deps.Keys.Refresh, s.giveUp())
	}
	return s.keys(s.deps.Keys.Refresh)
}

// Init forgets who was logged in before, measures the lines and asks for the
// exam session, of which a practice session has accounts to show.
func (s *login) Init(ctx context.Context) tea.Cmd {
	s.enter(ctx)
	*s.deps.State = State{Exam: s.deps.State.Exam, Skew: s.deps.State.Skew}
	s.showDemo(s.deps.State.Exam.Practice)
	nobody := ""
	return tea.Batch(
		func() tea.Msg { return tui.StatusMsg{Person: &nobody} },
		s.form.Init(), s.form.Select(loginAccount), s.look(),
	)
}

// look measures all lines and reads the exam session.
func (s *login) look() tea.Cmd {
	backend := s.deps.API
	return tea.Batch(s.probeAll(), s.exam.start(s.ctx, s.deps.Now(),
		func(ctx context.Context) (api.Exam, error) { return backend.Exam(client.Once(ctx)) }))
}

// Update takes keys and the replies of the lines and of the backend.
func (s *login) Update(msg tea.Msg) tea.Cmd {
	defer s.settle()
	if cmd, ok := s.beat(msg); ok {
		return cmd
	}
	if s.lock.take(msg) {
		return s.showLocked()
	}
	if got, ok := s.exam.take(msg); ok {
		return s.gotExam(got)
	}
	if s.poll.take(msg) {
		return s.look()
	}
	if got, ok := s.entering.take(msg); ok {
		return s.entered(got)
	}
	if s.probed(msg) {
		return nil
	}
	if other, ok := msg.(switchLine); ok {
		return s.switchTo(other.to)
	}
	switch {
	case tui.Pressed(msg, s.deps.Keys.Refresh):
		return s.refresh()
	case tui.Pressed(msg, s.deps.Keys.Back) && s.entering.busy:
		return s.stop()
	}
	return s.form.Update(msg)
}

// refresh measures the lines again, and tries again what a failure of the line
// or of the backend kept from being done.
func (s *login) refresh() tea.Cmd {
	if s.again {
		return tea.Batch(s.look(), s.submit())
	}
	return s.look()
}

// typed takes away what was said about what was typed before. Why the exam
// session could not be read stays.
func (s *login) typed(string) tea.Cmd {
	s.unlock()
	if !s.entering.busy && !s.unseen {
		s.end()
	}
	if s.demo != nil {
		s.demo.SetValue("")
	}
	return nil
}

// submit checks that nothing is missing and logs in. While a login is under
// way it does nothing.
func (s *login) submit() tea.Cmd {
	if s.entering.busy {
		return nil
	}
	account, password := strings.TrimSpace(s.account.Value()), s.password.Value()
	missing := map[string]string{}
	if account == "" {
		missing[loginAccount] = s.text.AccountMissing
	}
	if password == "" {
		missing[loginPassword] = s.text.PasswordMissing
	}
	s.unlock()
	s.end()
	s.again, s.unseen = false, false
	if focus := s.form.SetErrors(missing); len(missing) > 0 {
		return focus
	}
	s.buttons.SetBusy(loginSubmit, s.text.Busy)
	backend, enter := s.deps.API, s.door.enter
	return tea.Batch(s.begin(s.text.Busy), s.entering.start(s.ctx, s.deps.Now(),
		func(ctx context.Context) (entry, error) {
			who, err := enter(ctx, account, password)
			if err != nil {
				return entry{}, err
			}
			who.exam, err = backend.Exam(ctx)
			return who, err
		}))
}

// stop gives the login up that is under way or waits for its turn. What was typed
// stays.
func (s *login) stop() tea.Cmd {
	s.entering.drop()
	s.buttons.SetIdle()
	s.end()
	s.tell(tui.ToneInfo, s.deps.Text.Errors.GaveUp)
	return nil
}

// entered goes on to the first step not done, or says why the login failed.
func (s *login) entered(got reply[entry]) tea.Cmd {
	s.buttons.SetIdle()
	s.end()
	if got.err != nil {
		return tea.Batch(s.refused(got.err), s.deps.reached(got.err))
	}
	s.deps.setExam(got.value.exam)
	return s.door.goOn(got.value)
}

// refused says why the login failed, where it belongs.
func (s *login) refused(err error) tea.Cmd {
	switch code(err) {
	case api.CodeWrongPassword:
		return s.form.SetErrors(map[string]string{loginPassword: s.deps.explain(err)})
	case api.CodeAccountLocked:
		return s.locked(err)
	default:
		s.again = cut(err) || serverFault(err)
		s.tell(tui.ToneError, s.deps.trouble(err, true))
		if cut(err) {
			return tea.Batch(s.deps.online(false), s.offerOther(err))
		}
		return nil
	}
}

// locked says that the account is locked and counts the time down.
func (s *login) locked(err error) tea.Cmd {
	s.lockedTo = s.deps.Now().Add(retryAfter(err))
	return s.showLocked()
}

func (s *login) showLocked() tea.Cmd {
	left := s.lockedTo.Sub(s.deps.Now())
	if left <= 0 {
		s.tell(tui.ToneError, s.text.Locked)
		return nil
	}
	s.tell(tui.ToneError, fmt.Sprintf(s.text.LockedFormat, widget.Remaining(s.kit.Texts, left)))
	return s.lock.wake(s.deps, widget.NextChange(left))
}

func (s *login) unlock() {
	s.lockedTo = time.Time{}
	s.lock.stop()
}
