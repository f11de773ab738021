package screens

import (
	"context"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/screens/text"
	"houbu/tui"
	"houbu/tui/widget"
)

// Names of the agreement's controls.
const (
	agreementText  = "text"
	agreementCheck = "check"
	agreementAgree = "agree"
)

// agreement is step 3: read it, tick it, agree.
type agreement struct {
	page
	text text.Agreement

	scroll  *widget.Scroll
	check   *widget.Checkbox
	buttons *widget.Buttons

	reading request[api.Agreement]
	saving  request[struct{}]
	again   bool   // saving may be tried again as it is
	version string // of the text shown, empty before there is one
}

func newAgreement(deps *Deps) *agreement {
	words := deps.Text.Agreement
	s := &agreement{page: newPage(deps, tui.StepAgreement, words.Title, words.Help), text: words}
	s.keeps = true
	s.scroll = widget.NewScroll(s.kit, widget.Text(s.text.Empty))
	s.check = widget.NewCheckbox(s.kit, s.text.Check, func(bool) tea.Cmd {
		s.allow()
		return nil
	})
	s.buttons = widget.NewButtons(s.kit, func(string) tea.Cmd { return s.agree() },
		widget.Button{ID: agreementAgree, Label: s.text.Agree})
	s.form.Add(agreementText, s.scroll).
		Add(agreementCheck, s.check).
		Add("", s.line).
		Add(agreementAgree, s.buttons).
		Grow(agreementText)
	s.allow()
	return s
}

// allow makes the button work when there is a text and it is ticked.
func (s *agreement) allow() {
	reason := ""
	switch {
	case s.version == "":
		reason = s.text.Empty
	case !s.check.Checked():
		s.again = false
		reason = s.text.TickFirst
	}
	s.buttons.SetDisabled(agreementAgree, reason != "", reason)
}

// Keys are the bindings that work now.
func (s *agreement) Keys() []key.Binding { return s.keys(s.deps.Keys.Refresh, s.deps.Keys.Back) }

// Init reads the text.
func (s *agreement) Init(ctx context.Context) tea.Cmd {
	s.enter(ctx)
	return tea.Batch(s.form.Init(), s.read())
}

func (s *agreement) read() tea.Cmd {
	return tea.Batch(s.begin(s.text.Loading), s.reading.start(s.ctx, s.deps.Now(), s.deps.API.Agreement))
}

// Update takes keys and replies.
func (s *agreement) Update(msg tea.Msg) tea.Cmd {
	defer s.settle()
	if cmd, ok := s.beat(msg); ok {
		return cmd
	}
	if got, ok := s.reading.take(msg); ok {
		return s.got(got)
	}
	if got, ok := s.saving.take(msg); ok {
		return s.agreed(got.err)
	}
	switch {
	case tui.Pressed(msg, s.deps.Keys.Refresh) && !s.saving.busy:
		if s.again {
			return s.agree()
		}
		return s.read()
	case tui.Pressed(msg, s.deps.Keys.Back) && (!s.saving.busy || s.waiting()):
		return tui.Emit(tui.Back)
	}
	return s.form.Update(msg)
}

// got shows the text. A version other than the one that was shown has to be
// ticked again.
func (s *agreement) got(got reply[api.Agreement]) tea.Cmd {
	if got.err != nil {
		return s.failRead(got.err, s.read)
	}
	s.end()
	if s.version != "" && s.version != got.value.Version {
		s.check.SetChecked(false)
		s.tell(tui.ToneWarning, s.text.Outdated)
	}
	s.version = got.value.Version
	s.scroll.SetSource(widget.Text(got.value.Text))
	s.allow()
	return s.deps.online(true)
}

// agree stores that this version is agreed to.
func (s *agreement) agree() tea.Cmd {
	if s.saving.busy || s.version == "" || !s.check.Checked() {
		return nil
	}
	s.again = false
	s.reading.drop()
	s.buttons.SetBusy(agreementAgree, s.text.Saving)
	backend, version := s.deps.API, s.version
	return tea.Batch(s.begin(s.text.Saving), s.saving.start(s.ctx, s.deps.Now(),
		func(ctx context.Context) (struct{}, error) { return struct{}{}, backend.Agree(ctx, version) }))
}

// agreed goes on, or reads the version that came into force meanwhile.
func (s *agreement) agreed(err error) tea.Cmd {
	s.buttons.SetIdle()
	switch {
	case err == nil:
		s.end()
		return tea.Batch(s.deps.reached(nil), tui.Emit(tui.Agreed))
	case code(err) == api.CodeAgreementOutdated:
		s.check.SetChecked(false)
		s.allow()
		return s.read()
	}
	s.again = cut(err) || serverFault(err)
	return s.fail(err)
}
