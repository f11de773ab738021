package screens

import (
	"context"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/screens/text"
	"houbu/tui"
	"houbu/tui/widget"
)

// Buttons of a candidate's page that are no api.AuditAction.
const (
	personOrders = "orders"
	personAudit  = "trail"
)

// deskPerson is a candidate at the support desk: what the candidate's own screens
// show, written by those very screens, the accounts, and what can be done.
type deskPerson struct {
	page
	text text.DeskPerson

	info     *info // the candidate's own screens, which are not shown but write
	review   *review
	finished *finished

	reading request[api.StaffCandidate]
	person  api.StaffCandidate
	read    bool
	blocks  []*block
	all     *widget.Buttons
	tick    pulse // when a time left says something else
}

func newDeskPerson(deps *Deps) *deskPerson {
	words := deps.Text.Desk.Person
	s := &deskPerson{
		page: newPage(deps, tui.DeskPerson, words.Title, words.Help), text: words,
		info: newInfo(deps), review: newReview(deps), finished: newFinished(deps),
	}
	s.form.Add("", s.line)
	return s
}

// Keys are the bindings that work now.
func (s *deskPerson) Keys() []key.Binding {
	keys := []key.Binding{s.deps.Keys.Refresh, s.deps.Keys.Back}
	if s.info.hasHistory() {
		keys = append(keys, s.deps.Keys.History)
	}
	return s.keys(keys...)
}

// Init reads the candidate.
func (s *deskPerson) Init(ctx context.Context) tea.Cmd {
	s.enter(ctx)
	if s.deps.State.Desk.ID == "" {
		return tui.Emit(tui.Back)
	}
	return s.load()
}

func (s *deskPerson) load() tea.Cmd {
	desk, id := s.deps.Desk, s.deps.State.Desk.ID
	return tea.Batch(s.begin(s.text.Loading), s.reading.start(s.ctx, s.deps.Now(),
		func(ctx context.Context) (api.StaffCandidate, error) { return desk.StaffCandidate(ctx, id) }))
}

// Update takes keys, the reply and the clock.
func (s *deskPerson) Update(msg tea.Msg) tea.Cmd {
	defer s.settle()
	if cmd, ok := s.beat(msg); ok {
		return cmd
	}
	if s.tick.take(msg) {
		return s.write()
	}
	if got, ok := s.reading.take(msg); ok {
		return s.loaded(got)
	}
	switch {
	case tui.Pressed(msg, s.deps.Keys.Refresh):
		return s.load()
	case tui.Pressed(msg, s.deps.Keys.Back):
		return s.deps.leavePerson()
	case tui.Pressed(msg, s.deps.Keys.History) && s.info.hasHistory():
		return s.info.showHistory()
	}
	return s.form.Update(msg)
}

// loaded shows what was read.
func (s *deskPerson) loaded(got reply[api.StaffCandidate]) tea.Cmd {
	if got.err != nil {
		return s.failRead(got.err, s.load)
	}
	s.end()
	s.person, s.read = got.value, true
	s.deps.State.Desk.Person = got.value
	s.info.info = api.Info{}
	if got.value.Info != nil {
		s.info.info = *got.value.Info
	}
	return tea.Batch(s.build(), s.write(), s.deps.online(true))
}

// write says everything anew, and asks to be woken when a time left changes.
func (s *deskPerson) write() tea.Cmd {
	if next := say(s.blocks, s.deps.Clock()); next > 0 {
		return s.tick.wake(s.deps, next)
	}
	return nil
}

// build makes the form for what was read, with what belongs to no row at its top. The
// focus stays on the same button of the same row as far as they are there.
func (s *deskPerson) build() tea.Cmd {
	row, button := s.form.Current(), s.button(s.form.Current())
	s.form, s.blocks = widget.NewForm(s.kit).Rows(), nil
	s.all = widget.NewButtons(s.kit, s.press, s.common()...)
	s.form.Add("", s.line).Add(infoAll, s.all) // first, so that the page opens at its top
	s.addRecord()
	s.addAccounts()
	if s.person.Info != nil {
		s.addWaiting()
	}
	s.addFinished()
	s.addActions()
	s.form.SetSize(s.size)
	return s.focus(row, button)
}

// focus gives the focus to a button of a row, or where that is gone to the first.
func (s *deskPerson) focus(row, button string) tea.Cmd {
	s.all.Select(button)
	for _, b := range s.blocks {
		if b.name == row && len(b.buttons) > 0 {
			b.card.Select(button)
			return s.form.Select(row)
		}
	}
	if row == infoAll {
		return s.form.Select(row)
	}
	return s.form.Init()
}

// button is the button of a row that the focus is on, or would be.
func (s *deskPerson) button(row string) string {
	for _, b := range s.blocks {
		if b.name == row {
			return b.card.Current()
		}
	}
	if s.all == nil {
		return ""
	}
	return s.all.Current()
}

// add adds a block, with a name where it has buttons.
func (s *deskPerson) add(b *block, press func(id string) tea.Cmd) {
	if b.due == nil {
		b.due = func() *time.Time { return nil }
	}
	b.card = widget.NewCard(s.kit, press, b.buttons...)
	s.blocks = append(s.blocks, b)
	s.form.Add(b.name, b.card)
}

// heading opens a part of the page.
func (s *deskPerson) heading(words string) {
	s.form.Add("", widget.NewSpace(s.kit)).Add("", widget.NewHeading(s.kit, words))
}

// common are the buttons that belong to no row.
func (s *deskPerson) common() []widget.Button {
	var buttons []widget.Button
	if s.person.Record != nil {
		buttons = append(buttons, widget.Button{ID: string(api.AuditJoin), Label: s.text.Join},
			widget.Button{ID: personOrders, Label: s.text.Orders})
	}
	return append(buttons, widget.Button{ID: personAudit, Label: s.text.AuditRow})
}

// press does what a common button says.
func (s *deskPerson) press(id string) tea.Cmd {
	switch id {
	case personOrders:
		s.deps.State.Desk.Payer = s.person.ID
		return tui.Emit(tui.WantPayments)
	case personAudit:
		s.deps.State.Desk.Trail = s.person.ID
		return tui.Emit(tui.WantAudit)
	}
	return tui.Emit(tui.WantDeskJoin)
}
