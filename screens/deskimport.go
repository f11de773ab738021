package screens

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/screens/text"
	"houbu/tui"
	"houbu/tui/widget"
)

// Names of the import's controls.
const (
	importKind   = "kind"
	importPath   = "path"
	importSkip   = "skip"
	importNote   = "note"
	importErrors = "errors"
	importStart  = "import"
	importSave   = "save"
	importBack   = "back"
)

// mostRoster is the largest roster that is sent, in bytes.
const mostRoster = 64 << 20

// deskImport imports a roster: it sends a file, tells how far the backend is, and
// lists what is wrong with the rows. For managers.
type deskImport struct {
	page
	text text.DeskFiles

	kind       *widget.Choice
	path, note *widget.Field
	skip       *widget.Checkbox
	result     *widget.Note
	errors     *widget.Grid
	buttons    *widget.Buttons
	sending    request[api.Import]
	reading    request[api.Import]
	saving     request[string]
	poll       poller
	now        api.Import // the last import
	listed     bool       // the form lists what is wrong
}

func newDeskImport(deps *Deps) *deskImport {
	words := deps.Text.Desk.Files
	s := &deskImport{page: newPage(deps, tui.DeskImport, words.ImportTitle, words.ImportHelp), text: words}
	s.keeps = true
	s.kind = widget.NewChoice(s.kit, words.Kind, []widget.Option{
		{ID: string(api.RosterCandidates), Label: words.Candidates}, {ID: string(api.RosterSeats), Label: words.Seats},
	}, nil)
	s.kind.SetValue(string(api.RosterCandidates))
	const most, cells = 500, 60
	s.path = newPathField(s.kit, words)
	s.note = widget.NewField(s.kit, widget.FieldOptions{
		Label: deps.Text.Desk.Act.Note, Placeholder: deps.Text.Desk.Act.NoteInner, Limit: most, Cells: cells,
	})
	s.skip = widget.NewCheckbox(s.kit, words.SkipBad, nil)
	s.result = widget.NewNote(s.kit, "")
	s.errors = widget.NewGrid(s.kit, widget.GridOptions{Columns: []widget.GridColumn{
		{Title: words.Line, Width: 8, Right: true}, {Title: words.Column, Width: 12}, {Title: words.Reason, Width: 20, Grow: true},
	}})
	s.buttons = widget.NewButtons(s.kit, s.press)
	s.build()
	return s
}

// build makes the form, with the list of what is wrong where there is one.
func (s *deskImport) build() {
	at := s.form.Current()
	s.form.Blur()
	s.form = widget.NewForm(s.kit)
	s.form.Add(importKind, s.kind).Add(importPath, s.path).Add(importNote, s.note).Add(importSkip, s.skip).
		Add("", s.result)
	buttons := []widget.Button{{ID: importStart, Label: s.text.Import}, {ID: importBack, Label: s.deps.Text.Common.Back}}
	if s.listed = len(s.now.Errors) > 0; s.listed {
		s.form.Add(importErrors, s.errors).Grow(importErrors)
		buttons = append([]widget.Button{{ID: importSave, Label: s.text.SaveErrors}}, buttons...)
	}
	s.buttons.SetButtons(buttons...)
	s.form.Add("", s.line).Add("buttons", s.buttons)
	s.settle()
	if at != "" {
		s.form.Select(at)
	}
}

// Keys are the bindings that work now.
func (s *deskImport) Keys() []key.Binding {
	if s.retry != nil {
		return s.keys(s.deps.Keys.Refresh, s.deps.Keys.Back)
	}
	return s.keys(s.deps.Keys.Back)
}

// Init waits for a file.
func (s *deskImport) Init(ctx context.Context) tea.Cmd {
	s.enter(ctx)
	return s.form.Init()
}

// busy tells whether an import is under way.
func (s *deskImport) busy() bool {
	return s.sending.busy || (s.now.ID != "" && s.now.State == api.ImportRunning)
}

// Update takes keys, replies, the clock and the end of the dialog. An import that the
// backend has begun goes on when the page is left.
func (s *deskImport) Update(msg tea.Msg) tea.Cmd {
	defer s.settle()
	if cmd, ok := s.beat(msg); ok {
		return cmd
	}
	if s.poll.take(msg) {
		return s.look()
	}
	if got, ok := s.sending.take(msg); ok {
		return s.begun(got)
	}
	if got, ok := s.reading.take(msg); ok {
		return s.looked(got)
	}
	if got, ok := s.saving.take(msg); ok {
		return s.saved(got)
	}
	if back, ok := msg.(tui.Returned); ok && back.Event == tui.Confirmed {
		return s.send()
	}
	switch {
	case tui.Pressed(msg, s.deps.Keys.Back):
		return tui.Emit(tui.Back)
	case tui.Pressed(msg, s.deps.Keys.Refresh) && s.retry != nil:
		return s.retry()
	case s.busy(): // what was chosen stays as it was sent
		return nil
	}
	return s.form.Update(msg)
}

// press is 导入, which asks first, 保存错误清单 or 返回.
func (s *deskImport) press(id string) tea.Cmd {
	switch {
	case s.busy() || s.saving.busy:
		return nil
	case id == importBack:
		return tui.Emit(tui.Back)
	case id == importSave:
		return s.save()
	}
	problems := map[string]string{}
	if strings.TrimSpace(s.path.Value()) == "" {
		problems[importPath] = s.text.PathMissing
	}
	if strings.TrimSpace(s.note.Value()) == "" {
		problems[importNote] = s.deps.Text.Desk.Act.NoteMissing
	}
	focus := s.form.SetErrors(problems)
	if len(problems) > 0 {
		return focus
	}
	s.end()
	return tea.Batch(focus, tui.Emit(tui.Chosen))
}

// Ask is the question before a file is imported.
func (s *deskImport) Ask(tui.Step) tui.Dialog {
	kind := s.text.Candidates
	if s.kind.Value() == string(api.RosterSeats) {
		kind = s.text.Seats
	}
	body := []string{fmt.Sprintf(s.text.ImportAsk, tui.Clean(filepath.Base(s.path.Value())), kind)}
	if s.skip.Checked() {
		body = append(body, "", s.text.SkipAsk)
	}
	return tui.NewConfirm(tui.ConfirmOptions{
		Title: s.text.AskTitle, Body: body, YesLabel: s.text.Import, DefaultNo: true, Keys: s.deps.Keys, Theme: s.deps.Theme,
	})
}

// send reads the file and sends it.
func (s *deskImport) send() tea.Cmd {
	s.now = api.Import{}
	s.result.SetText("")
	s.build()
	s.buttons.SetBusy(importStart, s.text.Importing)
	files, backend, path := s.deps.Files, s.deps.Desk, strings.TrimSpace(s.path.Value())
	kind, skip, note := api.RosterKind(s.kind.Value()), s.skip.Checked(), strings.TrimSpace(s.note.Value())
	return tea.Batch(s.begin(s.text.Importing), s.sending.start(s.ctx, s.deps.Now(), func(ctx context.Context) (api.Import, error) {
		file, err := files.Read(ctx, path, mostRoster)
		if err != nil {
			return api.Import{}, err
		}
		return backend.StaffImport(ctx, kind, skip, note, file)
	}))
}

// begun goes on asking how far an import is.
func (s *deskImport) begun(got reply[api.Import]) tea.Cmd {
	if got.err == nil {
		return s.show(got.value)
	}
	s.buttons.SetIdle()
	s.end()
	if problem := s.deps.fileProblem(got.err, s.text.CannotRead); problem != "" {
		return s.form.SetErrors(map[string]string{importPath: problem})
	}
	return s.failRetry(got.err, s.send)
}

func (s *deskImport) look() tea.Cmd {
	backend, id := s.deps.Desk, s.now.ID
	return s.reading.start(s.ctx, s.deps.Now(), func(ctx context.Context) (api.Import, error) {
		return backend.StaffGetImport(ctx, id)
	})
}

// looked shows how far an import is. While the backend is away, it is asked again: the
// import itself has begun.
func (s *deskImport) looked(got reply[api.Import]) tea.Cmd {
	switch {
	case got.err == nil:
		return s.show(got.value)
	case cut(got.err) || serverFault(got.err) || crowded(got.err) > 0:
		return tea.Batch(s.poll.later(s.deps), s.deps.online(!cut(got.err)))
	}
	s.now = api.Import{}
	s.buttons.SetIdle()
	return s.fail(got.err)
}
