package screens

import (
	"context"
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/screens/text"
	"houbu/tui"
	"houbu/tui/widget"
)

// Names of the cancel reason's controls.
const (
	cancelReason  = "reason"
	cancelText    = "text"
	cancelButtons = "buttons"
	cancelSubmit  = "submit"
	cancelBack    = "back"
)

// cancelLimit is the greatest number of characters of a reason's text.
const cancelLimit = 200

// cancel is step 11 after its dialog: choose 取消候补原因.
type cancel struct {
	page
	text text.Cancel

	reasons *widget.Choice
	words   *widget.Field // is there for a reason that takes a text
	buttons *widget.Buttons

	sending submission
}

func newCancelReason(deps *Deps) *cancel {
	words := deps.Text.Cancel
	s := &cancel{page: newPage(deps, tui.StepCancelReason, words.Title, words.Help), text: words}
	s.keeps = true
	var options []widget.Option
	for _, reason := range deps.State.Exam.CancelReasons {
		options = append(options, widget.Option{ID: reason.Code, Label: tui.Clean(reason.Name)})
	}
	s.reasons = widget.NewChoice(s.kit, s.text.Reason, options, func(string) tea.Cmd { return s.chose() })
	s.words = widget.NewField(s.kit, widget.FieldOptions{
		Label: s.text.Text, Placeholder: s.text.TextHint, Limit: cancelLimit, Mask: deps.maskText, OnChange: s.typed,
	})
	s.buttons = widget.NewButtons(s.kit, s.press,
		widget.Button{ID: cancelSubmit, Label: s.text.Submit}, widget.Button{ID: cancelBack, Label: deps.Text.Common.Back})
	s.sending = submission{buttons: s.buttons, button: cancelSubmit}
	entry := deps.State.Entry
	which := fmt.Sprintf(s.text.Which, tui.Clean(entry.SubjectName), tui.Clean(named(entry.Campus, entry.CampusCode)))
	s.form.Add("", widget.NewNote(s.kit, which))
	if entry.State == api.Offered {
		seat := widget.NewNote(s.kit, deps.Text.Info.CancelAskSeat)
		seat.SetTone(tui.ToneWarning)
		s.form.Add("", seat)
	}
	s.form.Add("", widget.NewSpace(s.kit)).
		Add(cancelReason, s.reasons).
		Add(cancelText, s.words).
		Add("", s.line).
		Add(cancelButtons, s.buttons).
		OnSubmit(s.submitReason)
	s.allow()
	return s
}

// allow makes 确定 work once a reason is chosen, and shows the text field for one
// that takes a text. What was typed stays.
func (s *cancel) allow() {
	s.words.SetHidden(!s.needsText())
	reason := ""
	if s.reasons.Value() == "" {
		reason = s.deps.Text.Errors.ByCode[api.CodeReasonUnknown]
	}
	s.buttons.SetDisabled(cancelSubmit, reason != "", reason)
}

// chose takes a failure away that was about another reason. One that takes a text
// leads to it.
func (s *cancel) chose() tea.Cmd {
	s.end()
	s.allow()
	return s.form.Select(cancelText)
}

// typed takes a failure away that was about another text.
func (s *cancel) typed(string) tea.Cmd {
	s.end()
	return nil
}

// Keys are the bindings that work now.
func (s *cancel) Keys() []key.Binding {
	switch {
	case s.sending.Busy():
		return s.waitKeys()
	case s.retry != nil:
		return s.keys(s.deps.Keys.Refresh, s.deps.Keys.Back)
	}
	return s.keys(s.deps.Keys.Back)
}

// Init waits for a reason. Without an entry there is nothing to cancel.
func (s *cancel) Init(ctx context.Context) tea.Cmd {
	s.enter(ctx)
	if s.deps.State.Entry.ID == "" {
		return tui.Emit(tui.Back)
	}
	return s.form.Init()
}

// Update takes keys and the outcome.
func (s *cancel) Update(msg tea.Msg) tea.Cmd {
	defer s.settle()
	if cmd, ok := s.beat(msg); ok {
		return cmd
	}
	if done, cmd := s.watch(&s.sending, msg); done != nil || cmd != nil {
		return tea.Batch(cmd, s.cancelled(done))
	}
	switch {
	case s.sending.Busy(): // what was chosen stays as it was sent
		return nil
	case tui.Pressed(msg, s.deps.Keys.Refresh) && s.retry != nil:
		return s.retry()
	case tui.Pressed(msg, s.deps.Keys.Back):
		return tui.Emit(tui.Back)
	}
	return s.form.Update(msg)
}

// press is 确定, or 返回, which keeps the entry.
func (s *cancel) press(id string) tea.Cmd {
	if id == cancelBack {
		return tui.Emit(tui.Back)
	}
	return s.submitReason()
}

// needsText tells whether the reason chosen takes a text: 其他.
func (s *cancel) needsText() bool {
	for _, reason := range s.deps.State.Exam.CancelReasons {
		if reason.Code == s.reasons.Value() {
			return reason.NeedsText
		}
	}
	return false
}

// submitReason sends the reason, or leads to what is missing.
func (s *cancel) submitReason() tea.Cmd {
	if s.reasons.Value() == "" || s.sending.Busy() {
		return nil
	}
	cancellation := api.Cancellation{Reason: s.reasons.Value()}
	if s.needsText() {
		cancellation.Text = strings.TrimSpace(s.words.Value())
		if cancellation.Text == "" {
			return s.form.SetErrors(map[string]string{cancelText: s.text.TextMissing})
		}
	}
	backend, entry := s.deps.API, s.deps.State.Entry.ID
	return s.submit(&s.sending, s.text.Submitting, func(ctx context.Context, key string) (api.Receipt, error) {
		return backend.Cancel(ctx, key, entry, cancellation)
	})
}

// cancelled goes on to the finished entries, where the outcome stands. So does
// an entry that ended meanwhile.
func (s *cancel) cancelled(done *outcome) tea.Cmd {
	if done == nil {
		return nil
	}
	switch {
	case done.err == nil:
		s.end()
		return tea.Sequence(
			tui.EmitNotice(tui.Cancelled, tui.ToneSuccess, s.deps.attested(s.text.Done, done.receipt.Number)),
			s.print(s.deps.Text.Slip.Cancelled, done.receipt))
	case code(done.err) == api.CodeEntryFinished:
		s.end()
		return tui.EmitNotice(tui.Cancelled, tui.ToneWarning, s.deps.explain(done.err))
	}
	return s.failRetry(done.err, s.submitReason)
}
