package screens

import (
	"context"
	"fmt"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/screens/text"
	"houbu/tui"
	"houbu/tui/widget"
)

// Names of the controls of the finished entries.
const (
	finishedTable = "table"
	finishedBack  = "back"
)

// finished is step 12: the entries that have ended or led to a seat, with the
// outcome, the reason and the times.
type finished struct {
	page
	text text.Finished

	table   *widget.Table
	history *widget.Card // of the current row
	buttons *widget.Buttons
	reading request[api.Finished]
	entries []api.Entry
	built   bool // the form is for these entries
	some    bool // and there are some
}

func newFinished(deps *Deps) *finished {
	words := deps.Text.Finished
	s := &finished{page: newPage(deps, tui.StepFinished, words.Title, words.Help), text: words}
	s.table = widget.NewTable(s.kit, widget.TableOptions{Brief: true, Columns: []widget.Column{
		{Title: s.text.Subject, Keep: true}, {Title: s.text.Outcome, Keep: true},
		{Title: s.text.Ended, Keep: true}, {Title: s.text.Reason}, {Title: s.text.Campus, Whole: true},
	}})
	s.history = widget.NewCard(s.kit, nil)
	s.buttons = widget.NewButtons(s.kit, func(string) tea.Cmd { return tui.Emit(tui.Back) },
		widget.Button{ID: finishedBack, Label: deps.Text.Common.Back})
	s.form.Add("", s.line).Add(finishedBack, s.buttons)
	return s
}

// build makes the form, which is another when nothing has finished yet.
func (s *finished) build() tea.Cmd {
	some := len(s.entries) > 0
	if s.built && some == s.some {
		return nil
	}
	s.built, s.some = true, some
	s.form.Blur()
	s.form = widget.NewForm(s.kit)
	if !some {
		s.form.Add("", widget.NewNote(s.kit, s.text.None))
	} else {
		s.form.Add(finishedTable, s.table).Add("", widget.NewSpace(s.kit)).Add("", s.history)
	}
	s.form.Add("", widget.NewSpace(s.kit)).Add("", s.line).Add(finishedBack, s.buttons).Grow(finishedTable)
	s.settle()
	if len(s.entries) > 1 {
		return s.form.Select(finishedTable)
	}
	return s.form.Select(finishedBack)
}

// Keys are the bindings that work now.
func (s *finished) Keys() []key.Binding { return s.keys(s.deps.Keys.Refresh, s.deps.Keys.Back) }

// Init reads the list.
func (s *finished) Init(ctx context.Context) tea.Cmd {
	s.enter(ctx)
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
		return s.failRead(got.err, s.load)
	}
	s.end()
	s.entries = got.value.Entries
	rows := make([]widget.Row, len(s.entries))
	for i, e := range s.entries {
		rows[i] = widget.Row{ID: e.ID, Cells: []string{
			tui.Clean(e.SubjectName), s.deps.stateName(e.State), s.when(ended(e)),
			tui.Clean(s.deps.maskText(e.Reason)), tui.Clean(named(e.Campus, e.CampusCode)),
		}}
	}
	s.table.SetRows(rows)
	s.tellCurrent()
	return tea.Batch(s.build(), s.deps.online(true))
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
		if e.ID == s.table.Current() {
			s.history.SetLines(s.historyOf(e)...)
			return
		}
	}
}

func (s *finished) historyOf(e api.Entry) []widget.Line {
	theme := s.kit.Theme
	of := fmt.Sprintf(s.text.HistoryFormat, tui.Clean(e.SubjectName), tui.Clean(named(e.Campus, e.CampusCode)))
	said := []widget.Line{{Parts: []widget.Part{{Text: of, Style: theme.Title}}}}
	for _, event := range e.History {
		said = append(said, widget.Line{Parts: s.deps.eventParts(event, theme.Text)})
	}
	return said
}

func (s *finished) when(at time.Time) string {
	return s.deps.local(at).Format(s.deps.Text.Common.MinuteClock)
}
