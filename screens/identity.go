package screens

import (
	"context"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/screens/text"
	"houbu/tui"
	"houbu/tui/widget"
)

// Names of the controls of the three mandatory fields.
const (
	identityType   = "type"
	identityNumber = "number"
	identityName   = "name"
	identitySubmit = "submit"
)

// identity is step 4: 证件类型, 证件号码, 姓名, 查询.
type identity struct {
	page
	text text.Identity

	kind    *widget.Choice
	number  *widget.Field
	name    *widget.Field
	buttons *widget.Buttons

	asking request[api.Record]
	again  bool      // the last look-up may be tried again as it is
	restTo time.Time // until when the button rests after a server error
	rest   pulse
	before typedBefore
}

func newIdentity(deps *Deps) *identity {
	words := deps.Text.Identity
	s := &identity{page: newPage(deps, tui.StepIdentity, words.Title, words.Help), text: words}
	s.keeps = true
	options := make([]widget.Option, len(deps.State.Exam.DocumentTypes))
	for i, t := range deps.State.Exam.DocumentTypes {
		options[i] = widget.Option{ID: t.Code, Label: t.Name}
	}
	s.kind = widget.NewChoice(s.kit, s.text.Type, options, s.changed)
	// Longer than a number may be, so that a paste with spaces is not cut.
	const roomForPaste = 64
	s.number = widget.NewField(s.kit, widget.FieldOptions{
		Label: s.text.Number, Limit: roomForPaste, Mask: deps.maskNumber, OnChange: s.changed,
	})
	s.name = widget.NewField(s.kit, widget.FieldOptions{Label: s.text.Name, Limit: 2 * roomForPaste, OnChange: s.changed})
	s.buttons = widget.NewButtons(s.kit, func(string) tea.Cmd { return s.submit() },
		widget.Button{ID: identitySubmit, Label: s.text.Submit})
	s.form.Add("", widget.NewHint(s.kit, s.text.Intro)).
		Add(identityType, s.kind).
		Add(identityNumber, s.number).
		Add(identityName, s.name).
		Add("", s.line).
		Add(identitySubmit, s.buttons).
		Grow(identityType).
		OnSubmit(s.submit)
	return s
}

// Keys are the bindings that work now.
func (s *identity) Keys() []key.Binding {
	if s.again {
		return s.keys(s.deps.Keys.Refresh, s.deps.Keys.Back)
	}
	return s.keys(s.deps.Keys.Back)
}

// Init gives the focus to the first field.
func (s *identity) Init(ctx context.Context) tea.Cmd {
	s.enter(ctx)
	return s.form.Init()
}

// Update takes keys, replies and the clock.
func (s *identity) Update(msg tea.Msg) tea.Cmd {
	defer s.settle()
	if cmd, ok := s.beat(msg); ok {
		return cmd
	}
	if s.rest.take(msg) {
		return s.resting()
	}
	if got, ok := s.asking.take(msg); ok {
		return s.answered(got)
	}
	switch {
	case tui.Pressed(msg, s.deps.Keys.Refresh):
		if s.again {
			return s.submit()
		}
		return nil
	case tui.Pressed(msg, s.deps.Keys.Back):
		return tui.Emit(tui.Back)
	}
	return s.form.Update(msg)
}

// changed takes away what was said about what was typed before.
func (s *identity) changed(string) tea.Cmd {
	s.again = false
	s.number.SetWarning("")
	if !s.asking.busy {
		s.end()
	}
	return nil
}

// submit looks the student up, unless a check refuses what is typed. While a
// look-up is under way, or the button rests, it does nothing.
func (s *identity) submit() tea.Cmd {
	if s.buttons.Busy() {
		return nil
	}
	s.end()
	s.again = false
	question, refused := s.check()
	if focus := s.form.SetErrors(refused); len(refused) > 0 {
		return focus
	}
	s.buttons.SetBusy(identitySubmit, s.text.Busy)
	backend := s.deps.API
	return tea.Batch(s.begin(s.text.Busy), s.asking.start(s.ctx, s.deps.Now(),
		func(ctx context.Context) (api.Record, error) { return backend.Identify(ctx, question) }))
}

// answered goes on with the student found, or says why there is none.
func (s *identity) answered(got reply[api.Record]) tea.Cmd {
	s.buttons.SetIdle()
	s.end()
	if got.err != nil {
		return tea.Batch(s.refused(got.err), s.deps.reached(got.err))
	}
	s.deps.State.Record = got.value
	s.deps.State.Candidate.Name = got.value.Name
	s.deps.State.Candidate.Next = api.NextReview
	return tea.Sequence(s.deps.header(), tui.Emit(tui.Identified))
}

// refused says why no student was found: beside the field that is wrong where
// there is one.
func (s *identity) refused(err error) tea.Cmd {
	words := s.deps.explain(err)
	switch code(err) {
	case api.CodeStudentNotFound:
		return s.form.SetErrors(map[string]string{identityNumber: words})
	case api.CodeNameMismatch:
		return s.form.SetErrors(map[string]string{identityName: words})
	case api.CodeBoundElsewhere, api.CodeAccountBound:
		s.tell(tui.ToneError, words)
		return nil
	default:
		cmd := s.fail(err)
		s.again = cut(err) || serverFault(err)
		return tea.Batch(cmd, s.startRest(err))
	}
}

// startRest lets the button rest after a server error, as the documented form
// does, or as long as the backend asks.
func (s *identity) startRest(err error) tea.Cmd {
	pause := retryAfter(err)
	if serverFault(err) {
		pause = max(pause, 5*time.Second)
	}
	if pause <= 0 {
		return nil
	}
	s.restTo = s.deps.Now().Add(pause)
	return s.resting()
}
