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

// Names of the review's controls.
const (
	reviewFacts = "facts"
	reviewCheck = "check"
	reviewSave  = "save"
)

// review is step 5, with the dialogs of steps 6 and 7 over it: check 学籍信息 and
// 资格信息, tick, 保存并继续.
type review struct {
	page
	text text.Review

	facts   *widget.Facts
	scroll  *widget.Scroll
	hint    *widget.Note
	check   *widget.Checkbox
	buttons *widget.Buttons

	reading request[api.Record]
	saving  request[struct{}]
	again   bool // saving may be tried again, both dialogs were confirmed
	record  api.Record
	read    bool // record is the backend's
}

func newReview(deps *Deps) *review {
	words := deps.Text.Review
	s := &review{page: newPage(deps, tui.StepReview, words.Title, words.Help), text: words}
	s.keeps = true
	s.facts = widget.NewFacts(s.kit)
	s.scroll = widget.NewScroll(s.kit, s.facts)
	s.hint = widget.NewHint(s.kit, s.text.Hint)
	s.check = widget.NewCheckbox(s.kit, s.text.Check, func(bool) tea.Cmd {
		s.allow()
		return nil
	})
	s.buttons = widget.NewButtons(s.kit, func(string) tea.Cmd { return s.save() }, widget.Button{ID: reviewSave})
	s.form.Add(reviewFacts, s.scroll).
		Add("", s.hint).
		Add(reviewCheck, s.check).
		Add("", s.line).
		Add(reviewSave, s.buttons).
		Grow(reviewFacts)
	s.allow()
	return s
}

// Keys are the bindings that work now.
func (s *review) Keys() []key.Binding { return s.keys(s.deps.Keys.Refresh, s.deps.Keys.Back) }

// Init reads the record. That of step 4, just found, is shown meanwhile.
func (s *review) Init(ctx context.Context) tea.Cmd {
	s.enter(ctx)
	if s.deps.State.Record.Name != "" {
		s.show(s.deps.State.Record)
	}
	return tea.Batch(s.form.Init(), s.load())
}

func (s *review) load() tea.Cmd {
	return tea.Batch(s.begin(s.text.Loading), s.reading.start(s.ctx, s.deps.Now(), s.deps.API.Record))
}

// Update takes keys, replies and the ends of the two dialogs.
func (s *review) Update(msg tea.Msg) tea.Cmd {
	defer s.settle()
	if cmd, ok := s.beat(msg); ok {
		return cmd
	}
	if got, ok := s.reading.take(msg); ok {
		return s.loaded(got)
	}
	if got, ok := s.saving.take(msg); ok {
		return s.saved(got.err)
	}
	if back, ok := msg.(tui.Returned); ok {
		return s.returned(back)
	}
	switch {
	case tui.Pressed(msg, s.deps.Keys.Refresh) && !s.saving.busy:
		if s.again && s.ready() {
			return s.confirm()
		}
		return s.load()
	case tui.Pressed(msg, s.deps.Keys.Back) && (!s.saving.busy || s.waiting()):
		return tui.Emit(tui.Back)
	}
	return s.form.Update(msg)
}

// loaded shows the record.
func (s *review) loaded(got reply[api.Record]) tea.Cmd {
	if got.err != nil {
		return s.failRead(got.err, s.load)
	}
	s.end()
	s.deps.State.Record = got.value
	s.deps.State.Candidate.Name = got.value.Name
	s.show(got.value)
	return s.deps.header()
}

// show writes the record, and takes the tick away when it is not the one that
// was ticked.
func (s *review) show(record api.Record) {
	if s.read && !same(s.record, record) {
		s.check.SetChecked(false)
	}
	s.record, s.read = record, true
	s.facts.SetSections(s.sections(record)...)
	s.scroll.SetSource(s.facts)
	s.hint.SetText(s.text.Hint)
	s.hint.SetTone(tui.ToneInfo)
	if len(record.Qualified) == 0 {
		s.hint.SetText(s.text.Unqualified)
		s.hint.SetTone(tui.ToneError)
	}
	s.allow()
}

// allow gives the button its documented label: 请勾选确认 until it is ticked. It
// does not work without a record, or with one that cannot go on.
func (s *review) allow() {
	label, reason := s.text.TickFirst, ""
	if s.check.Checked() {
		label = s.text.SaveAndGo
	}
	switch {
	case !s.read:
		reason = s.text.Empty
	case len(s.record.Qualified) == 0:
		reason = s.text.NotQualified
	}
	s.buttons.SetLabel(reviewSave, label)
	s.buttons.SetDisabled(reviewSave, reason != "", reason)
}

func (s *review) ready() bool {
	return s.read && s.check.Checked() && len(s.record.Qualified) > 0
}

// save asks for the two dialogs; after them confirm saves. Before the tick it
// leads to the checkbox.
func (s *review) save() tea.Cmd {
	if !s.check.Checked() {
		return s.form.Select(reviewCheck)
	}
	if !s.ready() || s.saving.busy {
		return nil
	}
	s.again = false
	s.end()
	return tui.Emit(tui.Checked)
}

// returned takes the end of a dialog. 取消 keeps everything as it is.
func (s *review) returned(back tui.Returned) tea.Cmd {
	if back.From != tui.StepStudentRecord || back.Event != tui.Confirmed || s.saving.busy {
		return nil
	}
	return s.confirm()
}

// confirm saves what was ticked and confirmed in both dialogs.
func (s *review) confirm() tea.Cmd {
	s.again = false
	s.reading.drop()
	s.buttons.SetBusy(reviewSave, s.text.Saving)
	backend := s.deps.API
	return tea.Batch(s.begin(s.text.Saving), s.saving.start(s.ctx, s.deps.Now(),
		func(ctx context.Context) (struct{}, error) {
			all := api.Confirmation{RecordChecked: true, PhoneRight: true, StudentRight: true}
			return struct{}{}, backend.Confirm(ctx, all)
		}))
}

// saved goes on to the subjects.
func (s *review) saved(err error) tea.Cmd {
	s.buttons.SetIdle()
	if err != nil {
		s.again = cut(err) || serverFault(err)
		return s.fail(err)
	}
	s.end()
	if s.deps.State.Candidate.Status != api.StatusConfirmed { // it may be, by the roster
		s.deps.State.Candidate.Status = api.StatusNoSubject
	}
	s.deps.State.Candidate.Next = api.NextWritten
	return tea.Batch(s.deps.reached(nil), tui.EmitNotice(tui.Saved, tui.ToneSuccess, s.deps.Text.Common.SaveDone))
}
