package screens

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/client"
	"houbu/screens/text"
	"houbu/tui"
	"houbu/tui/widget"
)

// Names of the export's controls.
const (
	exportWhat   = "what"
	exportFormat = "format"
	exportPath   = "path"
	exportStart  = "export"
	exportBack   = "back"
)

// deskExport writes what the backend knows into a file: for managers.
type deskExport struct {
	page
	text text.DeskFiles

	what, format *widget.Choice
	path         *widget.Field
	suggested    string // what the path was set to; another was typed
	buttons      *widget.Buttons
	writing      request[string]
}

func newDeskExport(deps *Deps) *deskExport {
	words := deps.Text.Desk.Files
	s := &deskExport{page: newPage(deps, tui.DeskExport, words.ExportTitle, words.ExportHelp), text: words}
	s.keeps = true
	chosen := func(string) tea.Cmd {
		s.end()
		s.suggest()
		return nil
	}
	s.what = widget.NewChoice(s.kit, words.What, []widget.Option{
		{ID: client.ExportRegistrations, Label: words.Registrations},
		{ID: client.ExportWaitlist, Label: words.Waitlist},
		{ID: client.ExportAudit, Label: words.Audit},
	}, chosen)
	s.what.SetValue(client.ExportRegistrations)
	s.format = widget.NewChoice(s.kit, words.Format, []widget.Option{
		{ID: client.FormatXLSX, Label: words.XLSX}, {ID: client.FormatCSV, Label: words.CSV},
	}, chosen)
	s.format.SetValue(client.FormatXLSX)
	s.path = newPathField(s.kit, words)
	s.buttons = widget.NewButtons(s.kit, s.press,
		widget.Button{ID: exportStart, Label: words.Export}, widget.Button{ID: exportBack, Label: deps.Text.Common.Back})
	s.form.Add(exportWhat, s.what).Add(exportFormat, s.format).Add("", widget.NewGap(s.kit)).Add(exportPath, s.path).
		Add("", widget.NewNote(s.kit, words.PersonalData)).Add("", s.line).Add("buttons", s.buttons)
	s.suggest()
	return s
}

// newPathField is where the path of a file is typed.
func newPathField(kit widget.Kit, words text.DeskFiles) *widget.Field {
	const most, cells = 1024, 60
	return widget.NewField(kit, widget.FieldOptions{Label: words.Path, Placeholder: words.PathHint, Limit: most, Cells: cells})
}

// suggest fills in a path of what is chosen, unless another was typed.
func (s *deskExport) suggest() {
	if now := s.path.Value(); now != s.suggested && now != "" {
		return
	}
	const stamp = "20060102-150405"
	name := fmt.Sprintf("houbu-%s-%s.%s", s.what.Value(), s.deps.local(s.deps.Clock()).Format(stamp), s.format.Value())
	s.suggested = s.deps.Files.Suggest(name)
	s.path.SetValue(s.suggested)
	s.path.SetError("")
}

// Keys are the bindings that work now.
func (s *deskExport) Keys() []key.Binding {
	if s.retry != nil {
		return s.keys(s.deps.Keys.Refresh, s.deps.Keys.Back)
	}
	return s.keys(s.deps.Keys.Back)
}

// Init waits for a choice.
func (s *deskExport) Init(ctx context.Context) tea.Cmd {
	s.enter(ctx)
	return s.form.Init()
}

// Update takes keys and the end of the writing. Esc gives it up.
func (s *deskExport) Update(msg tea.Msg) tea.Cmd {
	defer s.settle()
	if cmd, ok := s.beat(msg); ok {
		return cmd
	}
	if got, ok := s.writing.take(msg); ok {
		return s.written(got)
	}
	switch {
	case tui.Pressed(msg, s.deps.Keys.Back) && s.writing.busy:
		s.writing.drop()
		s.buttons.SetIdle()
		s.end()
		return tui.Notify(tui.ToneInfo, s.deps.Text.Errors.GaveUp)
	case tui.Pressed(msg, s.deps.Keys.Back):
		return tui.Emit(tui.Back)
	case tui.Pressed(msg, s.deps.Keys.Refresh) && s.retry != nil:
		return s.retry()
	}
	return s.form.Update(msg)
}

// press is 导出 or 返回.
func (s *deskExport) press(id string) tea.Cmd {
	switch {
	case s.writing.busy:
		return nil
	case id == exportBack:
		return tui.Emit(tui.Back)
	}
	return s.export()
}

func (s *deskExport) export() tea.Cmd {
	s.end()
	path := strings.TrimSpace(s.path.Value())
	if path == "" {
		return s.form.SetErrors(map[string]string{exportPath: s.text.PathMissing})
	}
	s.path.SetError("")
	s.buttons.SetBusy(exportStart, s.text.Exporting)
	files, backend, what, format := s.deps.Files, s.deps.Desk, s.what.Value(), s.format.Value()
	return tea.Batch(s.begin(s.text.Exporting), s.writing.start(s.ctx, s.deps.Now(), func(ctx context.Context) (string, error) {
		return path, files.Save(ctx, path, func(to io.Writer) error { return backend.StaffExport(ctx, what, format, to) })
	}))
}

// written says where the file is, or what went wrong.
func (s *deskExport) written(got reply[string]) tea.Cmd {
	s.buttons.SetIdle()
	s.end()
	if problem := s.deps.fileProblem(got.err, s.text.CannotWrite); problem != "" {
		return s.form.SetErrors(map[string]string{exportPath: problem})
	}
	if got.err != nil {
		return s.failRetry(got.err, s.export)
	}
	s.suggested = got.value // another export gets another name
	s.suggest()
	s.tell(tui.ToneSuccess, fmt.Sprintf(s.text.ExportedFormat, tui.Clean(got.value)))
	return s.deps.online(true)
}
