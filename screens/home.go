package screens

import (
	"context"
	"fmt"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/screens/text"
	"houbu/tui"
	"houbu/tui/widget"
)

// Names of the home's buttons.
const (
	homeStart  = "start"
	homeLogout = "logout"
)

// home is step 2: the exam session, how far the candidate is, 开始报名.
type home struct {
	page
	text text.Home

	facts   *widget.Facts
	buttons *widget.Buttons

	reading  request[entry] // the exam session and the candidate, anew
	starting request[api.Candidate]
	leaving  request[struct{}]
	tick     pulse // when a time left says something else
}

func newHome(deps *Deps) *home {
	words := deps.Text.Home
	s := &home{page: newPage(deps, tui.StepHome, words.Title, words.Help), text: words}
	s.facts = widget.NewFacts(s.kit).Single()
	s.buttons = widget.NewButtons(s.kit, s.press,
		widget.Button{ID: homeStart, Label: s.text.Start},
		widget.Button{ID: homeLogout, Label: s.text.Logout})
	s.form.Add("", s.facts).
		Add("", widget.NewGap(s.kit)).
		Add("", s.line).
		Add("buttons", s.buttons)
	return s
}

// Keys are the bindings that work now.
func (s *home) Keys() []key.Binding {
	if s.waiting() {
		return s.keys(s.deps.Keys.Refresh, s.giveUp())
	}
	return s.keys(s.deps.Keys.Refresh)
}

// SetSize gives the room for the body.
func (s *home) SetSize(size tui.Size) {
	s.page.SetSize(size)
	s.write()
	s.settle()
}

// Init shows what is known already and asks for what has changed since.
func (s *home) Init(ctx context.Context) tea.Cmd {
	s.enter(ctx)
	return tea.Batch(s.form.Init(), s.show(), s.read())
}

// read asks for the exam session and the candidate anew.
func (s *home) read() tea.Cmd {
	backend := s.deps.API
	return s.reading.start(s.ctx, s.deps.Now(), func(ctx context.Context) (entry, error) {
		candidate, err := backend.Candidate(ctx)
		if err != nil {
			return entry{}, err
		}
		exam, err := backend.Exam(ctx)
		return entry{candidate: candidate, exam: exam}, err
	})
}

// Update takes keys, replies and the clock.
func (s *home) Update(msg tea.Msg) tea.Cmd {
	defer s.settle()
	if cmd, ok := s.beat(msg); ok {
		return cmd
	}
	if s.tick.take(msg) {
		return tea.Batch(s.show(), s.lapsed())
	}
	if got, ok := s.reading.take(msg); ok {
		return s.shown(got)
	}
	if got, ok := s.starting.take(msg); ok {
		return s.started(got)
	}
	if got, ok := s.leaving.take(msg); ok {
		return s.left(got.err)
	}
	if tui.Pressed(msg, s.deps.Keys.Back) && s.waiting() {
		return s.stop()
	}
	if tui.Pressed(msg, s.deps.Keys.Refresh) && !s.buttons.Busy() {
		if s.retry != nil {
			return s.retry()
		}
		return tea.Batch(s.begin(s.deps.Text.Common.Loading), s.read())
	}
	return s.form.Update(msg)
}

// shown shows what was read.
func (s *home) shown(got reply[entry]) tea.Cmd {
	if s.buttons.Busy() { // what the button does says its own
		return nil
	}
	if got.err != nil {
		return s.failRead(got.err, func() tea.Cmd { return tea.Batch(s.begin(s.deps.Text.Common.Loading), s.read()) })
	}
	s.end()
	s.deps.setExam(got.value.exam)
	s.deps.State.Candidate = got.value.candidate
	return tea.Batch(s.deps.header(), s.show())
}

// press is 开始报名 or 退出登录, of which one runs at a time.
func (s *home) press(id string) tea.Cmd {
	s.reading.drop()
	if id == homeLogout {
		s.buttons.SetBusy(id, s.text.LoggingOut)
		return tea.Batch(s.begin(s.text.LoggingOut), s.leaving.start(s.ctx, s.deps.Now(),
			func(ctx context.Context) (struct{}, error) { return struct{}{}, s.deps.API.Logout(ctx) }))
	}
	s.buttons.SetBusy(id, s.text.Starting)
	return tea.Batch(s.begin(s.text.Starting), s.starting.start(s.ctx, s.deps.Now(), s.deps.API.Candidate))
}

// stop ends a wait for an overloaded backend.
func (s *home) stop() tea.Cmd {
	s.reading.drop()
	s.starting.drop()
	s.buttons.SetIdle()
	s.end()
	return nil
}

// started goes to the first step not done.
func (s *home) started(got reply[api.Candidate]) tea.Cmd {
	s.buttons.SetIdle()
	if got.err != nil {
		return s.failRetry(got.err, func() tea.Cmd { return s.press(homeStart) })
	}
	s.end()
	s.deps.State.Candidate = got.value
	return tea.Batch(s.deps.reached(nil), tui.Emit(resume(got.value.Next, tui.Started)))
}

// left goes back to the login. The client has forgotten the token even when the
// backend could not be told.
func (s *home) left(err error) tea.Cmd {
	s.buttons.SetIdle()
	s.end()
	if err != nil {
		return tui.EmitNotice(tui.LoggedOut, tui.ToneWarning, s.text.NotRevoked)
	}
	return tui.Emit(tui.LoggedOut)
}

// show writes the facts, and asks to be woken when a time left changes.
func (s *home) show() tea.Cmd {
	s.write()
	return s.wake(s.deps.Clock())
}

func (s *home) write() {
	exam, candidate, now := s.deps.State.Exam, s.deps.State.Candidate, s.deps.Clock()
	facts := []widget.Fact{
		{Label: s.text.Exam, Value: exam.Name},
		{Label: s.text.Window, Value: s.window(exam, now)},
		{Label: s.text.PayEnd, Value: s.instant(exam.PaymentEndsAt) + "  " + widget.Remaining(s.kit.Texts, exam.PaymentEndsAt.Sub(now))},
		{Label: s.text.Status, Value: s.text.Statuses[candidate.Status]},
	}
	if fact, some := s.toPay(candidate, now); some {
		facts = append(facts, fact)
	}
	facts = append(facts, widget.Fact{Label: s.text.Account, Value: s.deps.maskAccount(candidate.Account)})
	if candidate.Name != "" {
		facts = append(facts, widget.Fact{Label: s.text.Name, Value: candidate.Name})
	}
	s.facts.SetSections(widget.Section{Facts: facts})
}

// toPay says until when a seat is to be paid. Who is not known yet, so that no seat
// is either, learns that there may be one.
func (s *home) toPay(candidate api.Candidate, now time.Time) (widget.Fact, bool) {
	switch {
	case candidate.PayBy != nil && now.Before(*candidate.PayBy):
		left := widget.Remaining(s.kit.Texts, candidate.PayBy.Sub(now))
		return widget.Fact{Label: s.text.ToPay, Value: fmt.Sprintf(s.text.PayByFormat, s.instant(*candidate.PayBy), left)}, true
	case candidate.Name == "":
		return widget.Fact{Label: s.text.Hint, Value: s.text.RosterHint}, true
	default:
		return widget.Fact{}, false
	}
}

// lapsed asks anew once a pay deadline that is shown has passed.
func (s *home) lapsed() tea.Cmd {
	payBy := s.deps.State.Candidate.PayBy
	if payBy == nil || s.deps.Clock().Before(*payBy) || s.buttons.Busy() {
		return nil
	}
	s.deps.State.Candidate.PayBy = nil
	return s.read()
}

// window is when registration is open, and what is left until it opens or closes.
func (s *home) window(exam api.Exam, now time.Time) string {
	span := fmt.Sprintf(s.text.WindowFormat, s.instant(exam.OpensAt), s.instant(exam.ClosesAt))
	left := widget.Remaining(s.kit.Texts, exam.ClosesAt.Sub(now))
	if now.Before(exam.OpensAt) {
		left = fmt.Sprintf(s.text.OpensFormat, widget.Remaining(s.kit.Texts, exam.OpensAt.Sub(now)))
	}
	return span + "  " + left
}

// instant writes an instant, without its year where that would break the line.
func (s *home) instant(at time.Time) string {
	layout := s.text.TimeFormat
	if tui.BreakpointOf(s.size.Width) == tui.Compact {
		layout = s.deps.Text.Common.MinuteClock
	}
	return s.deps.local(at).Format(layout)
}

// wake asks to be woken at the first change of any time left.
func (s *home) wake(now time.Time) tea.Cmd {
	exam := s.deps.State.Exam
	times := []time.Time{exam.OpensAt, exam.ClosesAt, exam.PaymentEndsAt}
	if payBy := s.deps.State.Candidate.PayBy; payBy != nil {
		times = append(times, *payBy)
	}
	var first time.Duration
	for _, at := range times {
		if next := widget.NextChange(at.Sub(now)); next > 0 && (first == 0 || next < first) {
			first = next
		}
	}
	if first == 0 {
		return nil
	}
	return s.tick.wake(s.deps, first)
}
