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

// Names of the paper report's controls.
const (
	reportType   = "type"
	reportChoose = "choose"
	reportSave   = "save"
)

// report is step 15: choose the type of 纸质成绩报告单 or certificate, 确定, 保存,
// and 确定 again in the dialog over it.
type report struct {
	page
	text text.Report

	types   *widget.Choice
	taken   *widget.Note
	buttons *widget.Buttons

	chosen string // the type that 确定 took, empty for none
	saving submission
}

func newReport(deps *Deps) *report {
	words := deps.Text.Report
	s := &report{page: newPage(deps, tui.StepReport, words.Title, words.Help), text: words}
	s.keeps = true
	held := deps.State.Registration
	s.types = widget.NewChoice(s.kit, s.text.Type, nil, func(string) tea.Cmd {
		s.end()
		s.take("")
		return nil
	})
	s.types.SetOptions(s.options())
	s.types.SetValue(held.Report)
	s.taken = widget.NewNote(s.kit, "")
	s.buttons = widget.NewButtons(s.kit, s.press,
		widget.Button{ID: reportChoose, Label: s.text.Choose}, widget.Button{ID: reportSave, Label: s.text.Save})
	s.saving = submission{buttons: s.buttons, button: reportSave}
	s.form.Add("", widget.NewNote(s.kit, fmt.Sprintf(s.text.ForFormat, tui.Clean(held.SubjectName), tui.Clean(held.Campus)))).
		Add("", widget.NewGap(s.kit)).
		Add(reportType, s.types).
		Add("", widget.NewGap(s.kit)).
		Add("", s.taken).
		Add("", s.line).
		Add("buttons", s.buttons)
	s.take("")
	return s
}

// options are the types of the exam session for the subject held.
func (s *report) options() []widget.Option {
	var options []widget.Option
	for _, t := range s.deps.State.Exam.ReportTypes {
		if len(t.Subjects) == 0 || slices.Contains(t.Subjects, s.deps.State.Registration.Subject) {
			options = append(options, widget.Option{ID: t.Code, Label: tui.Clean(t.Name)})
		}
	}
	return options
}

// Keys are the bindings that work now.
func (s *report) Keys() []key.Binding {
	if s.saving.Busy() {
		return s.waitKeys()
	}
	if s.retry != nil {
		return s.keys(s.deps.Keys.Refresh, s.deps.Keys.Back)
	}
	return s.keys(s.deps.Keys.Back)
}

// Init waits for a choice. Without a registration there is nothing to apply for.
func (s *report) Init(ctx context.Context) tea.Cmd {
	s.enter(ctx)
	if s.deps.State.Registration.ID == "" {
		return tui.Emit(tui.Back)
	}
	return s.form.Init()
}

// Update takes keys, the end of the dialog and the outcome.
func (s *report) Update(msg tea.Msg) tea.Cmd {
	defer s.settle()
	if cmd, ok := s.beat(msg); ok {
		return cmd
	}
	if done, cmd := s.watch(&s.saving, msg); done != nil || cmd != nil {
		return tea.Batch(cmd, s.saved(done))
	}
	if back, ok := msg.(tui.Returned); ok {
		return s.returned(back)
	}
	switch {
	case s.saving.Busy(): // what was chosen stays as it was sent
		return nil
	case tui.Pressed(msg, s.deps.Keys.Refresh) && s.retry != nil:
		return s.retry()
	case tui.Pressed(msg, s.deps.Keys.Back):
		return tui.Emit(tui.Back)
	}
	return s.form.Update(msg)
}

// take keeps the type that 确定 took, none when empty, and lets 保存 work with it.
func (s *report) take(code string) {
	s.chosen = code
	words, reason := "", ""
	switch {
	case len(s.options()) == 0:
		reason = s.text.None
	case code == "":
		reason = s.text.ChooseFirst
	default:
		words = fmt.Sprintf(s.text.ChosenFmt, s.name(code))
	}
	s.taken.SetText(words)
	s.buttons.SetDisabled(reportChoose, len(s.options()) == 0, s.text.None)
	s.buttons.SetDisabled(reportSave, reason != "", reason)
}

// name is the name of a type.
func (s *report) name(code string) string {
	for _, option := range s.options() {
		if option.ID == code {
			return option.Label
		}
	}
	return tui.Clean(code)
}

// press is 确定, which takes the type, or 保存, which asks once more.
func (s *report) press(id string) tea.Cmd {
	switch {
	case s.saving.Busy():
		return nil
	case id == reportSave:
		s.end()
		return tui.Emit(tui.Chosen)
	case s.types.Value() == "":
		return s.form.SetErrors(map[string]string{reportType: s.text.TypeMissing})
	}
	s.end()
	s.take(s.types.Value())
	s.buttons.Select(reportSave)
	return nil
}

// Ask is the dialog with the second 确定.
func (s *report) Ask(tui.Step) tui.Dialog {
	body := fmt.Sprintf(s.text.AskFormat, tui.Clean(s.deps.State.Registration.SubjectName), s.name(s.chosen))
	return tui.NewConfirm(tui.ConfirmOptions{
		Title: s.text.AskTitle, Body: lines(body), Keys: s.deps.Keys, Theme: s.deps.Theme,
	})
}

// returned takes the end of the dialog: 确定 saves, 取消 keeps the choice.
func (s *report) returned(back tui.Returned) tea.Cmd {
	if back.Event != tui.Confirmed {
		return nil
	}
	return s.save()
}

// save stores the type that was taken and confirmed.
func (s *report) save() tea.Cmd {
	if s.chosen == "" {
		return nil
	}
	backend, registration, choice := s.deps.API, s.deps.State.Registration.ID, api.ReportChoice{Type: s.chosen}
	return s.submit(&s.saving, s.text.Saving, func(ctx context.Context, key string) (api.Receipt, error) {
		return backend.ChooseReport(ctx, key, registration, choice)
	})
}

// saved goes back to the registration info, which shows the type.
func (s *report) saved(done *outcome) tea.Cmd {
	if done == nil {
		return nil
	}
	if done.err != nil {
		return s.failRetry(done.err, s.save)
	}
	s.end()
	return tui.EmitNotice(tui.Saved, tui.ToneSuccess, s.text.Done)
}
