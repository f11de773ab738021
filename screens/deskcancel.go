package screens

import (
	"context"
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/screens/text"
	"houbu/tui"
	"houbu/tui/widget"
)

// deskCancel is 取消候补 for a candidate, with one of the documented reasons.
type deskCancel struct {
	act
	text text.DeskCancel

	entry   api.Entry
	reasons *widget.Choice
	because *widget.Field // is there for a reason that takes a text
}

func newDeskCancel(deps *Deps) *deskCancel {
	words := deps.Text.Desk.Cancel
	s := &deskCancel{text: words, entry: deps.State.Desk.Entry}
	s.act = newAct(deps, tui.DeskCancel, words.Title, words.Help, plan{
		submit: words.Submit, no: words.Not, doing: words.Submitting, said: words.Done, shown: true,
		missing: s.missing, title: func() string { return words.AskTitle }, ask: s.ask, send: s.sends,
	})
	var options []widget.Option
	for _, reason := range deps.State.Exam.CancelReasons {
		options = append(options, widget.Option{ID: reason.Code, Label: tui.Clean(reason.Name)})
	}
	s.reasons = widget.NewChoice(s.kit, deps.Text.Cancel.Reason, options, func(string) tea.Cmd {
		s.because.SetHidden(!s.reason().NeedsText)
		return nil
	})
	s.because = widget.NewField(s.kit, widget.FieldOptions{
		Label: deps.Text.Cancel.Text, Placeholder: deps.Text.Cancel.TextHint, Limit: cancelLimit, Cells: 60,
	})
	s.because.SetHidden(true)
	s.about(fmt.Sprintf(deps.Text.Cancel.Which, tui.Clean(s.entry.SubjectName), tui.Clean(named(s.entry.Campus, s.entry.CampusCode))))
	s.form.Add(cancelReason, s.reasons).Add(cancelText, s.because)
	s.buildAct(s.press)
	return s
}

// Init waits for a reason. Without an entry there is nothing to cancel.
func (s *deskCancel) Init(ctx context.Context) tea.Cmd {
	if s.entry.ID == "" {
		return tui.Emit(tui.Back)
	}
	return s.act.Init(ctx)
}

// reason is the one that is chosen, or the zero value.
func (s *deskCancel) reason() api.CancelReason {
	for _, reason := range s.deps.State.Exam.CancelReasons {
		if reason.Code == s.reasons.Value() {
			return reason
		}
	}
	return api.CancelReason{}
}

func (s *deskCancel) missing() map[string]string {
	wrong := map[string]string{}
	if s.reasons.Value() == "" {
		wrong[cancelReason] = s.deps.Text.Errors.ByCode[api.CodeReasonUnknown]
	}
	if s.reason().NeedsText && strings.TrimSpace(s.because.Value()) == "" {
		wrong[cancelText] = s.deps.Text.Cancel.TextMissing
	}
	return wrong
}

func (s *deskCancel) ask() []string {
	lost := s.deps.Text.Info.CancelAskPlace
	if s.entry.State == api.Offered {
		lost = s.deps.Text.Info.CancelAskSeat
	}
	which := fmt.Sprintf(s.text.AskFormat, tui.Clean(s.entry.SubjectName), tui.Clean(named(s.entry.Campus, s.entry.CampusCode)))
	return append(lines(which), "", lost, fmt.Sprintf(s.text.AskReasonFormat, tui.Clean(s.reason().Name)))
}

func (s *deskCancel) sends(note string) func(ctx context.Context, key string) (api.Receipt, error) {
	cancellation := api.StaffCancellation{EntryID: s.entry.ID, Reason: s.reasons.Value(), Note: note}
	if s.reason().NeedsText {
		cancellation.Text = strings.TrimSpace(s.because.Value())
	}
	desk, id := s.deps.Desk, s.deps.State.Desk.ID
	return func(ctx context.Context, key string) (api.Receipt, error) {
		return desk.StaffCancel(ctx, key, id, cancellation)
	}
}
