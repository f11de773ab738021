package screens

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/client"
	"houbu/screens/text"
	"houbu/tui"
	"houbu/tui/widget"
)

// Names of the controls of the audit trail.
const (
	auditStaff  = "staff"
	auditKey    = "key"
	auditSubmit = "submit"
	auditRows   = "rows"
)

// deskAudit is the audit trail, newest first. It can be read, and nothing else.
type deskAudit struct {
	page
	text text.DeskAudit

	staff   *widget.Field
	key     *widget.Field
	buttons *widget.Buttons
	table   *widget.Table

	asking request[api.Audit]
	filter client.AuditFilter // of what is listed
	rows   []api.AuditRow
	next   int64 // what to ask before, 0 when there is no more
}

func newDeskAudit(deps *Deps) *deskAudit {
	words := deps.Text.Desk.Audit
	s := &deskAudit{page: newPage(deps, tui.DeskAudit, words.Title, words.Help), text: words}
	s.staff = widget.NewField(s.kit, widget.FieldOptions{Label: s.text.Staff, Placeholder: s.text.StaffHint, Limit: 64})
	s.key = widget.NewField(s.kit, widget.FieldOptions{
		Label: s.text.Key, Placeholder: s.text.KeyHint, Limit: 64, Value: deps.State.Desk.Trail,
	})
	s.buttons = widget.NewButtons(s.kit, func(string) tea.Cmd { return s.search() },
		widget.Button{ID: auditSubmit, Label: s.text.Submit})
	s.table = widget.NewTable(s.kit, widget.TableOptions{OnPick: s.open, Brief: true, Columns: []widget.Column{
		{Title: s.text.No, Right: true, Keep: true}, {Title: s.text.At, Keep: true}, {Title: s.text.Who, Keep: true},
		{Title: s.text.Action, Keep: true}, {Title: s.text.Subject}, {Title: s.text.Note, Whole: true},
	}})
	s.form.Add(auditStaff, s.staff).
		Add(auditKey, s.key).
		Add(auditSubmit, s.buttons).
		Add("", s.line).
		Add(auditRows, s.table).
		Grow(auditRows).
		OnSubmit(s.search)
	return s
}

// Keys are the bindings that work now.
func (s *deskAudit) Keys() []key.Binding {
	keys := []key.Binding{s.deps.Keys.Refresh, s.deps.Keys.Back}
	if s.next != 0 {
		keys = append(keys, s.deps.Keys.More)
	}
	return s.keys(keys...)
}

// Init reads the newest lines, of one candidate where it was asked for.
func (s *deskAudit) Init(ctx context.Context) tea.Cmd {
	s.enter(ctx)
	return tea.Batch(s.form.Init(), s.search())
}

// Update takes keys and the reply.
func (s *deskAudit) Update(msg tea.Msg) tea.Cmd {
	defer s.settle()
	if cmd, ok := s.beat(msg); ok {
		return cmd
	}
	if got, ok := s.asking.take(msg); ok {
		return s.answered(got)
	}
	switch {
	case tui.Pressed(msg, s.deps.Keys.Refresh):
		return s.search()
	case tui.Pressed(msg, s.deps.Keys.More) && s.next != 0 && !s.asking.busy:
		return s.ask()
	case tui.Pressed(msg, s.deps.Keys.Back):
		return leaveFor(s.deps.State.Desk.Trail)
	}
	return s.form.Update(msg)
}

// search reads from the newest on, by the filter that is typed.
func (s *deskAudit) search() tea.Cmd {
	s.filter = client.AuditFilter{Staff: strings.TrimSpace(s.staff.Value()), SubjectKey: strings.TrimSpace(s.key.Value())}
	s.rows, s.next = nil, 0
	return s.ask()
}

// ask reads what follows what is listed.
func (s *deskAudit) ask() tea.Cmd {
	desk, filter := s.deps.Desk, s.filter
	filter.Before = s.next
	return tea.Batch(s.begin(s.text.Loading), s.asking.start(s.ctx, s.deps.Now(),
		func(ctx context.Context) (api.Audit, error) { return desk.StaffAudit(ctx, filter) }))
}

// answered lists what was read.
func (s *deskAudit) answered(got reply[api.Audit]) tea.Cmd {
	if got.err != nil {
		return s.failRead(got.err, s.ask)
	}
	s.end()
	first := len(s.rows) == 0
	s.rows, s.next = append(s.rows, got.value.Rows...), got.value.Next
	s.list()
	if first && len(s.rows) > 0 {
		return tea.Batch(s.form.Select(auditRows), s.deps.online(true))
	}
	return s.deps.online(true)
}

// list writes the lines, and how many.
func (s *deskAudit) list() {
	rows := make([]widget.Row, len(s.rows))
	for i, row := range s.rows {
		rows[i] = widget.Row{ID: strconv.FormatInt(row.No, 10), Cells: []string{
			strconv.FormatInt(row.No, 10), s.deps.local(row.At).Format(s.deps.Text.Common.MinuteClock), row.Staff,
			s.deps.actionName(row.Action), s.subject(row), row.Note,
		}}
	}
	s.table.SetRows(rows)
	switch {
	case len(rows) == 0:
		s.tell(tui.ToneInfo, s.text.None)
	case s.next != 0:
		s.tell(tui.ToneInfo, fmt.Sprintf(s.text.MoreFormat, len(rows)))
	default:
		s.tell(tui.ToneInfo, fmt.Sprintf(s.text.FoundFormat, len(rows)))
	}
}

// subject is what a line is about.
func (s *deskAudit) subject(row api.AuditRow) string {
	kind, known := s.text.Subjects[row.SubjectKind]
	if !known {
		kind = string(row.SubjectKind)
	}
	return kind + " " + row.SubjectKey
}

// actionName is the name of what the staff did. An unknown one is its own name.
func (d *Deps) actionName(action api.AuditAction) string {
	if name, ok := d.Text.Desk.Actions[action]; ok {
		return name
	}
	return tui.Clean(string(action))
}

// open shows a line whole.
func (s *deskAudit) open(id string) tea.Cmd {
	i := slices.IndexFunc(s.rows, func(row api.AuditRow) bool { return strconv.FormatInt(row.No, 10) == id })
	if i < 0 {
		return nil
	}
	row := s.rows[i]
	return tui.OpenDialog(tui.NewMessage(tui.MessageOptions{
		Title: fmt.Sprintf(s.text.RowFormat, row.No), Body: s.whole(row), Keys: s.deps.Keys, Theme: s.deps.Theme,
	}))
}

// whole is all that a line says.
func (s *deskAudit) whole(row api.AuditRow) []string {
	end := s.kit.Texts.LabelEnd
	body := []string{
		s.text.At + end + s.deps.local(row.At).Format(s.deps.Text.Common.TimeFormat),
		s.text.Who + end + tui.Clean(row.Staff) + " " + s.deps.roleName(row.Role),
		s.text.Address + end + s.from(row),
		s.text.Action + end + s.deps.actionName(row.Action),
		s.text.Subject + end + tui.Clean(s.subject(row)),
		s.text.Note + end + cmp.Or(tui.Clean(row.Note), s.text.Nothing),
		"", s.text.Before,
	}
	body = append(body, s.facts(row.Before)...)
	return append(append(body, "", s.text.After), s.facts(row.After)...)
}

// from is where a line's request came from.
func (s *deskAudit) from(row api.AuditRow) string {
	if row.Role == api.RoleConsole {
		return s.text.Console
	}
	return tui.Clean(row.Address)
}

// facts are what a line changed, in a fixed order.
func (s *deskAudit) facts(facts map[string]string) []string {
	if len(facts) == 0 {
		return []string{s.text.Nothing}
	}
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(facts)) {
		lines = append(lines, tui.Clean(name)+" = "+tui.Clean(facts[name]))
	}
	return lines
}
