package screens

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/tui/widget"
)

// infoAll names the row of buttons that belong to no entry or registration.
const infoAll = "all"

// block is an entry or a registration on the registration info: what is said of
// it, which changes with the clock, and what can be done with it.
type block struct {
	name    string // in the form
	card    *widget.Card
	buttons []widget.Button
	say     func(now time.Time) []widget.Line
	due     func() *time.Time // what is counted down, nil for nothing
}

// build makes the form for what was read. As long as the same things can be
// done with the same rows, the form stays, and with it the focus; otherwise the
// focus goes to the same button of the same row, as far as they are there.
func (s *info) build() tea.Cmd {
	shape := shapeOf(s.info)
	if shape == s.shape {
		return nil
	}
	row, button := s.form.Current(), s.button(s.form.Current())
	s.shape, s.form, s.blocks = shape, widget.NewForm(s.kit).Rows(), nil
	s.form.Add("", widget.NewHeading(s.kit, s.text.Entries))
	for i := range s.info.Entries {
		s.addEntry(i)
	}
	s.none(len(s.info.Entries))
	s.addRegistrations(s.text.Written, func() []api.Registration { return s.info.Written })
	s.addRegistrations(s.text.Oral, func() []api.Registration { return s.info.Oral })
	s.addStaffActions()
	s.all = widget.NewButtons(s.kit, s.press, s.common()...)
	s.form.Add("", widget.NewSpace(s.kit)).Add(infoAll, s.all)
	s.form.SetSize(s.size)
	return s.focus(row, button)
}

// focus gives the focus to a button of a row, or where the row is gone to the
// first button that takes nothing away.
func (s *info) focus(row, button string) tea.Cmd {
	s.all.Select(button)
	first := infoAll
	for _, b := range s.blocks {
		if first == infoAll && len(b.buttons) > 0 && b.buttons[0].ID != actionCancel {
			first = b.name
		}
		if b.name == row && len(b.buttons) > 0 {
			b.card.Select(button)
			first = row
			break
		}
	}
	if row == infoAll {
		first = row
	}
	return s.form.Select(first)
}

// button is the button of a row that the focus is on, or would be.
func (s *info) button(row string) string {
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

// addStaffActions adds what the staff did for the candidate, and why.
func (s *info) addStaffActions() {
	if len(s.info.StaffActions) == 0 {
		return
	}
	s.form.Add("", widget.NewSpace(s.kit)).Add("", widget.NewHeading(s.kit, s.text.StaffActions))
	for i := range s.info.StaffActions {
		b := &block{due: func() *time.Time { return nil }}
		b.say = func(time.Time) []widget.Line { return s.deps.actionLines(s.info.StaffActions[i], s.kit.Theme) }
		s.add(b, nil)
	}
}

func (s *info) none(rows int) {
	if rows == 0 {
		s.form.Add("", widget.NewHint(s.kit, " "+s.text.None))
	}
}

// addEntry adds a waiting entry. What it says is read from the newest info, in
// which the shape guarantees the same place.
func (s *info) addEntry(i int) {
	e := s.info.Entries[i]
	b := &block{name: rowOf(e.ID), due: s.lastAllocation}
	b.say = func(now time.Time) []widget.Line { return s.entryLines(s.info.Entries[i], now) }
	if e.CanCancel {
		b.buttons = []widget.Button{{ID: actionCancel, Label: s.text.Cancel}}
	}
	s.add(b, func(string) tea.Cmd { return s.cancel(s.info.Entries[i]) })
}

func (s *info) addRegistrations(title string, list func() []api.Registration) {
	s.form.Add("", widget.NewSpace(s.kit)).Add("", widget.NewHeading(s.kit, title))
	for i, r := range list() {
		b := &block{name: rowOf(r.ID), buttons: s.rowButtons(r)}
		if r.EntryID != "" {
			b.name = rowOf(r.EntryID) // the focus goes from the entry to its seat
		}
		b.due = func() *time.Time { return list()[i].PayBy }
		b.say = func(now time.Time) []widget.Line { return s.registrationLines(list()[i], now) }
		s.add(b, func(id string) tea.Cmd { return s.act(id, list()[i]) })
	}
	s.none(len(list()))
}

func (s *info) add(b *block, press func(id string) tea.Cmd) {
	b.card = widget.NewCard(s.kit, press, b.buttons...)
	s.blocks = append(s.blocks, b)
	s.form.Add(b.name, b.card)
}

// rowOf names the row of an entry, or of a registration that came of none.
func rowOf(id string) string { return "row " + id }
