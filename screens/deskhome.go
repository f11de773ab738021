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

// deskLogout is the button of the desk's home that leads nowhere in the table.
const deskLogout = "logout"

// deskHome is where the support desk begins: who is logged in, the exam session, and
// what can be done. What only a manager may do is not shown to a helper.
type deskHome struct {
	page
	text text.DeskHome

	facts   *widget.Facts
	buttons *widget.Buttons

	reading request[entry] // the exam session and the login, anew
	leaving request[struct{}]
}

// deskPlace is a button of the home, and the event that it reports.
type deskPlace struct {
	id, label string
	event     tui.Event
	manager   bool // not for helpers
}

func newDeskHome(deps *Deps) *deskHome {
	words := deps.Text.Desk.Home
	s := &deskHome{page: newPage(deps, tui.DeskHome, words.Title, words.Help), text: words}
	s.facts = widget.NewFacts(s.kit).Single()
	s.buttons = widget.NewButtons(s.kit, s.press)
	s.form.Add("", s.facts).
		Add("", widget.NewGap(s.kit)).
		Add("", s.line).
		Add("buttons", s.buttons)
	return s
}

// places are the buttons, in their order.
func (s *deskHome) places() []deskPlace {
	return []deskPlace{
		{"find", s.text.Find, tui.WantFind, false},
		{"board", s.text.Board, tui.WantBoard, false},
		{"payments", s.text.Payments, tui.WantPayments, false},
		{"audit", s.text.Audit, tui.WantAudit, false},
		{"windows", s.text.Windows, tui.WantWindows, true},
		{"import", s.text.Import, tui.WantImport, true},
		{"export", s.text.Export, tui.WantExport, true},
	}
}

// Keys are the bindings that work now.
func (s *deskHome) Keys() []key.Binding { return s.keys(s.deps.Keys.Refresh) }

// SetSize gives the room for the body.
func (s *deskHome) SetSize(size tui.Size) {
	s.page.SetSize(size)
	s.show()
}

// Init shows what is known already and asks for what has changed since.
func (s *deskHome) Init(ctx context.Context) tea.Cmd {
	s.enter(ctx)
	s.show()
	return tea.Batch(s.form.Init(), s.read())
}

// read asks for the exam session and the login anew.
func (s *deskHome) read() tea.Cmd {
	exams, desk := s.deps.API, s.deps.Desk
	return s.reading.start(s.ctx, s.deps.Now(), func(ctx context.Context) (entry, error) {
		staff, err := desk.StaffMe(ctx)
		if err != nil {
			return entry{}, err
		}
		exam, err := exams.Exam(ctx)
		return entry{staff: staff, exam: exam}, err
	})
}

// refresh is F5.
func (s *deskHome) refresh() tea.Cmd {
	return tea.Batch(s.begin(s.deps.Text.Common.Loading), s.read())
}

// Update takes keys and replies.
func (s *deskHome) Update(msg tea.Msg) tea.Cmd {
	defer s.settle()
	if cmd, ok := s.beat(msg); ok {
		return cmd
	}
	if got, ok := s.reading.take(msg); ok {
		return s.shown(got)
	}
	if got, ok := s.leaving.take(msg); ok {
		return s.left(got.err)
	}
	if tui.Pressed(msg, s.deps.Keys.Refresh) && !s.buttons.Busy() {
		return s.refresh()
	}
	return s.form.Update(msg)
}

func (s *deskHome) shown(got reply[entry]) tea.Cmd {
	if got.err != nil {
		return s.failRead(got.err, s.refresh)
	}
	s.end()
	s.deps.setExam(got.value.exam)
	s.deps.State.Staff = got.value.staff
	s.show()
	return s.deps.deskHeader()
}

// press goes to a place, or logs out.
func (s *deskHome) press(id string) tea.Cmd {
	for _, place := range s.places() {
		if place.id == id {
			desk := &s.deps.State.Desk
			desk.Payer, desk.Trail, desk.Via, desk.audit = "", "", 0, auditKept{} // of everybody, from the start
			return tui.Emit(place.event)
		}
	}
	s.reading.drop()
	s.buttons.SetBusy(id, s.text.LoggingOut)
	return tea.Batch(s.begin(s.text.LoggingOut), s.leaving.start(s.ctx, s.deps.Now(),
		func(ctx context.Context) (struct{}, error) { return struct{}{}, s.deps.Desk.StaffLogout(ctx) }))
}

// left goes back to the login. The client has forgotten the token even when the
// backend could not be told.
func (s *deskHome) left(err error) tea.Cmd {
	s.buttons.SetIdle()
	s.end()
	if err != nil {
		return tui.EmitNotice(tui.LoggedOut, tui.ToneWarning, s.deps.Text.Home.NotRevoked)
	}
	return tui.Emit(tui.LoggedOut)
}

// show writes who and what it is about, and the buttons.
func (s *deskHome) show() {
	home, exam, staff := s.deps.Text.Home, s.deps.State.Exam, s.deps.State.Staff
	s.facts.SetSections(widget.Section{Facts: []widget.Fact{
		{Label: home.Exam, Value: exam.Name},
		{Label: home.Window, Value: fmt.Sprintf(home.WindowFormat, s.instant(exam.OpensAt), s.instant(exam.ClosesAt)) + "  " + s.open(exam)},
		{Label: home.PayEnd, Value: s.instant(exam.PaymentEndsAt)},
		{Label: s.text.Staff, Value: staff.Login},
		{Label: s.text.Role, Value: s.deps.roleName(staff.Role)},
	}})
	var buttons []widget.Button
	for _, place := range s.places() {
		if s.deps.manages() || !place.manager {
			buttons = append(buttons, widget.Button{ID: place.id, Label: place.label})
		}
	}
	s.buttons.SetButtons(append(buttons, widget.Button{ID: deskLogout, Label: home.Logout})...)
	s.settle()
}

// open says whether registration is open.
func (s *deskHome) open(exam api.Exam) string {
	switch now := s.deps.Clock(); {
	case now.Before(exam.OpensAt):
		return s.text.NotYet
	case now.Before(exam.ClosesAt):
		return s.text.Open
	}
	return s.text.Closed
}

// instant writes an instant, without its year where that would break the line.
func (s *deskHome) instant(at time.Time) string {
	layout := s.deps.Text.Home.TimeFormat
	if tui.BreakpointOf(s.size.Width) == tui.Compact {
		layout = s.deps.Text.Common.MinuteClock
	}
	return s.deps.local(at).Format(layout)
}
