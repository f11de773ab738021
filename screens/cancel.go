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
	cancelReason = "reason"
	cancelText   = "text"
)

// cancelLimit is the greatest number of characters of a reason's text.
const cancelLimit = 200

// cancel is step 11 after its dialog: choose 取消候补原因.
type cancel struct {
	page
	text text.Cancel

	reasons *widget.Choice
	words   *widget.Field
	buttons *widget.Buttons

	sending submission
}

func newCancelReason(deps *Deps) *cancel {
	s := &cancel{page: newPage(deps), text: deps.Text.Cancel}
	s.keeps = true
	var options []widget.Option
	for _, reason := range deps.State.Exam.CancelReasons {
		options = append(options, widget.Option{ID: reason.Code, Label: tui.Clean(reason.Name)})
	}
	s.reasons = widget.NewChoice(s.kit, s.text.Reason, options, func(string) tea.Cmd {
		s.allow()
		return nil
	})
	s.words = widget.NewField(s.kit, widget.FieldOptions{Label: s.text.Text, Placeholder: s.text.TextHint, Limit: cancelLimit})
	s.buttons = widget.NewButtons(s.kit, func(string) tea.Cmd { return s.submitReason() },
		widget.Button{ID: "submit", Label: s.text.Submit})
	entry := deps.State.Entry
	which := fmt.Sprintf(s.text.Which, tui.Clean(entry.SubjectName), tui.Clean(entry.Campus))
	s.form.Add("", widget.NewNote(s.kit, which)).
		Add("", widget.NewGap(s.kit)).
		Add(cancelReason, s.reasons).
		Add(cancelText, s.words).
		Add("", s.line).
		Add("buttons", s.buttons).
		OnSubmit(s.submitReason)
	s.allow()
	return s
}

// allow makes 确定 work once a reason is chosen.
func (s *cancel) allow() {
	reason := ""
	if s.reasons.Value() == "" {
		reason = s.deps.Text.Errors.ByCode[api.CodeReasonUnknown]
	}
	s.buttons.SetDisabled("submit", reason != "", reason)
}

// Title is shown in the header.
func (s *cancel) Title() string { return s.text.Title }

// Step is the cancel reason.
func (s *cancel) Step() tui.Step { return tui.StepCancelReason }

// Help says what this step is for.
func (s *cancel) Help() string { return s.text.Help }

// Keys are the bindings that work now.
func (s *cancel) Keys() []key.Binding { return s.keys(s.deps.Keys.Back) }

// Init waits for a reason. Without an entry there is nothing to cancel.
func (s *cancel) Init(ctx context.Context) tea.Cmd {
	s.ctx = ctx
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
	case s.sending.Busy():
	case tui.Pressed(msg, s.deps.Keys.Back):
		return tui.Emit(tui.Back)
	}
	return s.form.Update(msg)
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
	words := strings.TrimSpace(s.words.Value())
	if s.needsText() && words == "" {
		return s.form.SetErrors(map[string]string{cancelText: s.text.TextMissing})
	}
	s.buttons.SetBusy("submit", s.text.Submitting)
	backend, entry := s.deps.API, s.deps.State.Entry.ID
	cancellation := api.Cancellation{Reason: s.reasons.Value(), Text: words}
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
	s.buttons.SetIdle()
	switch {
	case done.err == nil:
		s.end()
		return tui.EmitNotice(tui.Cancelled, tui.ToneSuccess, s.text.Done)
	case code(done.err) == api.CodeEntryFinished:
		s.end()
		return tui.EmitNotice(tui.Cancelled, tui.ToneWarning, s.deps.explain(done.err))
	}
	return s.fail(done.err)
}
