package screens

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	check "houbu/api/identity"
	"houbu/screens/text"
	"houbu/tui"
	"houbu/tui/widget"
)

// Names of the controls of the search.
const (
	findText   = "text"
	findBy     = "by"
	findSubmit = "submit"
	findHits   = "hits"
)

// The searches that need two characters at least: of a name, and of anything, for
// nobody has a number or an account of one.
const (
	byName    = "name"
	byAny     = "any"
	leastFind = 2
)

// deskFind searches candidates by what they can tell at a desk. What was found is
// there again after a candidate was looked at.
type deskFind struct {
	page
	text text.DeskFind

	words   *widget.Field
	by      *widget.Choice
	buttons *widget.Buttons
	hits    *widget.Table

	asking request[api.StaffHits]
}

func newDeskFind(deps *Deps) *deskFind {
	words := deps.Text.Desk.Find
	s := &deskFind{page: newPage(deps, tui.DeskFind, words.Title, words.Help), text: words}
	s.keeps = true
	s.words = widget.NewField(s.kit, widget.FieldOptions{Label: s.text.Text, Limit: 128})
	var options []widget.Option
	for _, by := range []string{byAny, "number", byName, "student_no", "phone"} {
		options = append(options, widget.Option{ID: by, Label: s.text.Bys[by]})
	}
	s.by = widget.NewChoice(s.kit, s.text.By, options, nil)
	s.by.SetValue(options[0].ID)
	s.buttons = widget.NewButtons(s.kit, func(string) tea.Cmd { return s.search() },
		widget.Button{ID: findSubmit, Label: s.text.Submit})
	s.hits = widget.NewTable(s.kit, widget.TableOptions{OnPick: s.open, Told: true, Columns: []widget.Column{
		{Title: s.text.Name, Keep: true}, {Title: s.text.Number, Keep: true}, {Title: s.text.StudentNo},
		{Title: s.text.Phone}, {Title: s.text.Campus, Whole: true},
	}})
	s.form.Add(findText, s.words).
		Add(findBy, s.by).
		Add(findSubmit, s.buttons).
		Add("", s.line).
		Add(findHits, s.hits).
		Grow(findHits).
		OnSubmit(s.search)
	return s
}

// Keys are the bindings that work now.
func (s *deskFind) Keys() []key.Binding {
	keys := []key.Binding{s.deps.Keys.Back}
	if s.deps.State.Desk.Find.Next != "" {
		keys = append(keys, s.deps.Keys.More)
	}
	return s.keys(keys...)
}

// Init shows what was found before.
func (s *deskFind) Init(ctx context.Context) tea.Cmd {
	s.enter(ctx)
	found := s.deps.State.Desk.Find
	if !found.Done {
		return s.form.Init()
	}
	s.words.SetValue(found.Text)
	s.by.SetValue(found.By)
	s.list()
	s.hits.SetValue(s.deps.State.Desk.ID) // the one that was looked at is the current one
	if len(found.Hits) > 0 {
		return s.form.Select(findHits)
	}
	return s.form.Init()
}

// Update takes keys and the reply.
func (s *deskFind) Update(msg tea.Msg) tea.Cmd {
	defer s.settle()
	if cmd, ok := s.beat(msg); ok {
		return cmd
	}
	if got, ok := s.asking.take(msg); ok {
		return s.answered(got)
	}
	switch {
	case tui.Pressed(msg, s.deps.Keys.Refresh) && !s.asking.busy:
		return s.search()
	case tui.Pressed(msg, s.deps.Keys.More) && s.deps.State.Desk.Find.Next != "" && !s.asking.busy:
		return s.more()
	case tui.Pressed(msg, s.deps.Keys.Back):
		return tui.Emit(tui.Back)
	}
	return s.form.Update(msg)
}

// search asks for what is typed, or leads to what is missing.
func (s *deskFind) search() tea.Cmd {
	words := strings.TrimSpace(s.words.Value())
	wrong := map[string]string{}
	if words == "" {
		wrong[findText] = s.text.Missing
	} else if short := s.tooShort(words); short != "" {
		wrong[findText] = short
	}
	if focus := s.form.SetErrors(wrong); len(wrong) > 0 {
		return focus
	}
	s.deps.State.Desk.Find = DeskSearch{By: s.by.Value(), Text: words}
	return s.ask()
}

// tooShort says what is missing of a text that would find nobody; empty when nothing is.
func (s *deskFind) tooShort(words string) string {
	if utf8.RuneCountInString(check.NormalizeName(words)) >= leastFind {
		return ""
	}
	switch s.by.Value() {
	case byName:
		return s.text.TooShort
	case byAny:
		return s.text.TooShortAny
	}
	return ""
}

// more asks for what follows the hits that are listed.
func (s *deskFind) more() tea.Cmd { return s.ask() }

// ask asks for what follows what was found so far.
func (s *deskFind) ask() tea.Cmd {
	found, desk := s.deps.State.Desk.Find, s.deps.Desk
	want := api.StaffSearch{By: found.By, Text: found.Text, After: found.Next}
	s.buttons.SetBusy(findSubmit, s.text.Searching)
	return tea.Batch(s.begin(s.text.Searching), s.asking.start(s.ctx, s.deps.Now(),
		func(ctx context.Context) (api.StaffHits, error) { return desk.StaffSearch(ctx, want) }))
}

// answered lists what was found.
func (s *deskFind) answered(got reply[api.StaffHits]) tea.Cmd {
	s.buttons.SetIdle()
	found := &s.deps.State.Desk.Find
	if code(got.err) == api.CodeBadRequest && found.By == byName {
		s.end()
		return s.form.SetErrors(map[string]string{findText: s.text.TooShort})
	}
	if got.err != nil {
		return s.failRead(got.err, s.ask)
	}
	s.end()
	first := !found.Done
	found.Hits = append(found.Hits, got.value.Hits...)
	found.Next, found.Done = got.value.Next, true
	s.list()
	if first && len(found.Hits) > 0 {
		return tea.Batch(s.form.Select(findHits), s.deps.online(true))
	}
	return s.deps.online(true)
}

// list writes what was found, and how many.
func (s *deskFind) list() {
	found := s.deps.State.Desk.Find
	rows := make([]widget.Row, len(found.Hits))
	for i, hit := range found.Hits {
		name := hit.Name
		if name == "" {
			name = s.text.NoStudent
		}
		phone := hit.Phone
		if phone == "" {
			phone = hit.Account
		}
		rows[i] = widget.Row{ID: hit.ID, Cells: []string{name, hit.Number, hit.StudentNo, phone, hit.Campus}}
	}
	s.hits.SetRows(rows)
	switch {
	case len(rows) == 0:
		s.tell(tui.ToneWarning, s.text.None)
	case found.Next != "":
		s.tell(tui.ToneInfo, fmt.Sprintf(s.text.MoreFormat, len(rows)))
	default:
		s.tell(tui.ToneInfo, fmt.Sprintf(s.text.FoundFormat, len(rows)))
	}
}

// open looks at a candidate.
func (s *deskFind) open(id string) tea.Cmd {
	return s.deps.visit(id, 0)
}
