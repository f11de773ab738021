package screens

import (
	"context"
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/screens/text"
	"houbu/tui"
	"houbu/tui/widget"
)

// finished is step 12: the entries that have ended or led to a seat, with the
// outcome, the reason and the times.
type finished struct {
	page
	text text.Finished

	table   *widget.Table
	detail  *widget.Note
	buttons *widget.Buttons
	reading request[api.Finished]
	entries []api.Entry
}

func newFinished(deps *Deps) *finished {
	s := &finished{page: newPage(deps), text: deps.Text.Finished}
	s.table = widget.NewTable(s.kit, widget.TableOptions{Columns: []widget.Column{
		{Title: s.text.Subject, Keep: true}, {Title: s.text.Outcome, Keep: true},
		{Title: s.text.Ended, Keep: true}, {Title: s.text.Campus}, {Title: s.text.Reason},
	}})
	s.detail = widget.NewNote(s.kit, "")
	s.buttons = widget.NewButtons(s.kit, func(string) tea.Cmd { return tui.Emit(tui.Back) },
		widget.Button{ID: "back", Label: deps.Text.Common.Back})
	s.form.Add("table", s.table).
		Add("", widget.NewGap(s.kit)).
		Add("", s.detail).
		Add("", s.line).
		Add("back", s.buttons).
		Grow("table")
	return s
}

// Title is shown in the header.
func (s *finished) Title() string { return s.text.Title }

// Step is the finished entries.
func (s *finished) Step() tui.Step { return tui.StepFinished }

// Help says what this step is for.
func (s *finished) Help() string { return s.text.Help }

// Keys are the bindings that work now.
func (s *finished) Keys() []key.Binding { return s.keys(s.deps.Keys.Refresh, s.deps.Keys.Back) }

// Init reads the list.
func (s *finished) Init(ctx context.Context) tea.Cmd {
	s.ctx = ctx
	return tea.Batch(s.form.Init(), s.load())
}

func (s *finished) load() tea.Cmd {
	return tea.Batch(s.begin(s.text.Loading), s.reading.start(s.ctx, s.deps.Now(), s.deps.API.Finished))
}

// Update takes keys and the reply.
func (s *finished) Update(msg tea.Msg) tea.Cmd {
	defer s.settle()
	if cmd, ok := s.beat(msg); ok {
		return cmd
	}
	if got, ok := s.reading.take(msg); ok {
		return s.loaded(got)
	}
	switch {
	case tui.Pressed(msg, s.deps.Keys.Refresh):
		return s.load()
	case tui.Pressed(msg, s.deps.Keys.Back):
		return tui.Emit(tui.Back)
	}
	cmd := s.form.Update(msg)
	s.tellCurrent()
	return cmd
}

func (s *finished) loaded(got reply[api.Finished]) tea.Cmd {
	if got.err != nil {
		return s.fail(got.err)
	}
	s.end()
	s.entries = got.value.Entries
	rows := make([]widget.Row, len(s.entries))
	for i, e := range s.entries {
		rows[i] = widget.Row{ID: e.ID, Cells: []string{
			tui.Clean(e.SubjectName), s.deps.Text.Common.StateNames[e.State], s.when(ended(e)),
			tui.Clean(e.Campus), tui.Clean(e.Reason),
		}}
	}
	s.table.SetRows(rows)
	if len(rows) == 0 {
		s.detail.SetText(s.text.None)
	}
	s.tellCurrent()
	return tea.Batch(s.form.Init(), s.form.Select("back"), s.deps.online(true))
}

// ended is when an entry ended, or led to a seat.
func ended(e api.Entry) time.Time {
	if e.EndedAt != nil {
		return *e.EndedAt
	}
	return e.ChangedAt
}

// tellCurrent writes the history of the current row below the table.
func (s *finished) tellCurrent() {
	for _, e := range s.entries {
		if e.ID != s.table.Current() {
			continue
		}
		words := []string{s.text.History + "  " + tui.Clean(e.SubjectName) + " · " + tui.Clean(e.Campus)}
		for _, event := range e.History {
			line := s.when(event.At) + "  " + s.text.Events[event.What]
			if event.Reason != "" {
				line += "  " + tui.Clean(event.Reason)
			}
			words = append(words, line)
		}
		s.detail.SetText(strings.Join(words, "\n"))
		return
	}
}

func (s *finished) when(at time.Time) string {
	return s.deps.local(at).Format(s.deps.Text.Common.MinuteClock)
}
