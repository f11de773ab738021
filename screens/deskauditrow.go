package screens

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/api/term"
	"houbu/client"
	"houbu/tui"
)

// auditKept is the audit trail as it was left for a candidate's page. Its zero value is
// one that was not.
type auditKept struct {
	filter client.AuditFilter
	rows   []api.AuditRow
	next   int64
	at     string // the line that is current
}

// lookAt is the answer of a line's dialog: the candidate is to be looked at.
type lookAt struct{ candidate string }

// row is a line that is listed, or nil.
func (s *deskAudit) row(id string) *api.AuditRow {
	i := slices.IndexFunc(s.rows, func(row api.AuditRow) bool { return strconv.FormatInt(row.No, 10) == id })
	if i < 0 {
		return nil
	}
	return &s.rows[i]
}

// open shows a line whole. Enter leads on to the candidate, where there is one.
func (s *deskAudit) open(id string) tea.Cmd {
	row := s.row(id)
	if row == nil {
		return nil
	}
	title := fmt.Sprintf(s.text.RowFormat, row.No)
	who := s.candidate(*row)
	if who == "" {
		return tui.OpenDialog(tui.NewMessage(tui.MessageOptions{
			Title: title, Body: s.whole(*row), OK: s.text.Close, Keys: s.deps.Keys, Theme: s.deps.Theme,
		}))
	}
	return tui.OpenDialog(tui.NewConfirm(tui.ConfirmOptions{
		Title: title, Body: s.whole(*row), YesLabel: s.text.Look, NoLabel: s.text.Close,
		Yes: tui.CloseDialog(lookAt{who}), No: tui.CloseDialog(nil), Keys: s.deps.Keys, Theme: s.deps.Theme,
	}))
}

// candidate is the id of the candidate, or of the account, that a line is about; empty
// for none.
func (s *deskAudit) candidate(row api.AuditRow) string {
	if row.CandidateID == "" && (row.SubjectKind == api.AboutCandidate || row.SubjectKind == api.AboutAccount) {
		return row.SubjectKey
	}
	return row.CandidateID
}

// look leads to a candidate, and from there back to the line.
func (s *deskAudit) look(at lookAt) tea.Cmd {
	desk := &s.deps.State.Desk
	if at.candidate == desk.Trail {
		return s.deps.leaveFor(&desk.Trail)
	}
	desk.audit = auditKept{filter: s.filter, rows: s.rows, next: s.next, at: s.table.Current()}
	desk.Trail = ""
	return s.deps.visit(at.candidate, tui.DeskAudit)
}

// subject is what a line is about: what it is called, or else its key.
func (s *deskAudit) subject(row api.AuditRow) string {
	words := cmp.Or(row.SubjectName, term.Key(row.SubjectKind, row.SubjectKey))
	return strings.TrimSpace(s.deps.subjectKind(row.SubjectKind) + " " + tui.Clean(words))
}

// subjectKind is the name of a kind of subject. An unknown one is its own name.
func (d *Deps) subjectKind(kind api.AuditSubject) string {
	if name, known := d.Text.Desk.Audit.Subjects[kind]; known {
		return name
	}
	return tui.Clean(string(kind))
}

// whole is all that a line says.
func (s *deskAudit) whole(row api.AuditRow) []string {
	end, who := s.kit.Texts.LabelEnd, tui.Clean(strings.TrimSpace(row.CandidateName+" "+row.CandidateNumber))
	subject := s.subject(row)
	if row.SubjectKind == api.AboutCandidate && who != "" {
		subject, who = s.deps.subjectKind(row.SubjectKind)+" "+who, "" // the same, said once
	}
	body := []string{
		s.text.At + end + s.deps.local(row.At).Format(s.deps.Text.Common.TimeFormat),
		s.text.Who + end + tui.Clean(row.Staff) + " " + s.deps.roleName(row.Role),
		s.text.Address + end + s.from(row),
		s.text.Action + end + s.deps.actionName(row.Action),
		s.text.Subject + end + subject,
	}
	if who != "" {
		body = append(body, s.text.Candidate+end+who)
	}
	body = append(body, s.text.Note+end+cmp.Or(tui.Clean(row.Note), s.text.Nothing))
	return slices.Concat(body, s.facts(s.text.Before, row.Before), s.facts(s.text.After, row.After))
}

// from is where a line's request came from.
func (s *deskAudit) from(row api.AuditRow) string {
	if row.Role == api.RoleConsole {
		return s.text.Console
	}
	return cmp.Or(tui.Clean(row.Address), s.text.Nothing)
}

// facts are what a line changed, in the words of the desk, under a heading.
func (s *deskAudit) facts(heading string, facts map[string]string) []string {
	end := s.kit.Texts.LabelEnd
	if len(facts) == 0 {
		return []string{heading + end + s.text.Nothing}
	}
	names := term.Names{Subject: func(code string) string { return s.deps.subject(code).Name }, Reason: s.deps.cancelReason}
	lines := []string{heading + end}
	for _, fact := range term.Facts(facts, names) {
		lines = append(lines, "  "+tui.Clean(fact.Label)+end+tui.Clean(fact.Value))
	}
	return lines
}

// cancelReason is the name of a reason to cancel, or its code.
func (d *Deps) cancelReason(code string) string {
	for _, reason := range d.State.Exam.CancelReasons {
		if reason.Code == code {
			return reason.Name
		}
	}
	return code
}
