package screens

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/tui"
	"houbu/tui/widget"
)

// block is an entry or a registration on the registration info: what is said of
// it, which changes with the clock, and its buttons.
type block struct {
	note    *widget.Note
	buttons *widget.Buttons
	say     func(now time.Time) string
	due     *time.Time // what is counted down, nil for nothing
}

// build makes the form for what was read. As long as the same things can be
// done with the same rows, the form stays, and with it the focus.
func (s *info) build() tea.Cmd {
	shape := shapeOf(s.info)
	if shape == s.shape {
		return nil
	}
	s.shape = shape
	focus := s.form.Current()
	s.form, s.blocks = widget.NewForm(s.kit), nil
	s.form.Add("", s.line)
	s.form.Add("", widget.NewHeading(s.kit, s.text.Entries))
	for i := range s.info.Entries {
		s.addEntry(i)
	}
	s.none(len(s.info.Entries))
	s.addRegistrations(s.text.Written, "w", func() []api.Registration { return s.info.Written })
	s.addRegistrations(s.text.Oral, "o", func() []api.Registration { return s.info.Oral })
	s.form.Add("", widget.NewGap(s.kit))
	s.form.Add("all", widget.NewButtons(s.kit, s.press, s.common()...))
	s.form.SetSize(s.size)
	return tea.Batch(s.form.Init(), s.form.Select(focus))
}

func (s *info) none(rows int) {
	if rows == 0 {
		s.form.Add("", widget.NewHint(s.kit, " "+s.text.None))
	}
}

// addEntry adds a waiting entry. What it says is read from the newest info, in
// which the shape guarantees the same place.
func (s *info) addEntry(i int) {
	b := &block{note: widget.NewNote(s.kit, "")}
	b.say = func(time.Time) string { return s.entryWords(s.info.Entries[i]) }
	b.buttons = widget.NewButtons(s.kit, func(string) tea.Cmd {
		s.deps.State.Entry = s.info.Entries[i]
		return tui.Emit(tui.WantCancel)
	})
	s.form.Add("", b.note)
	if s.info.Entries[i].CanCancel {
		b.buttons.SetButtons(widget.Button{ID: "cancel", Label: s.text.Cancel})
		s.form.Add("e"+s.info.Entries[i].ID, b.buttons)
	}
	s.blocks = append(s.blocks, b)
}

func (s *info) addRegistrations(title, prefix string, list func() []api.Registration) {
	s.form.Add("", widget.NewHeading(s.kit, title))
	for i := range list() {
		r := list()[i]
		b := &block{note: widget.NewNote(s.kit, "")}
		b.say = func(now time.Time) string { return s.registrationWords(list()[i], now) }
		if !r.Paid {
			b.due = r.PayBy
		}
		s.form.Add("", b.note)
		if buttons := s.rowButtons(r); len(buttons) > 0 {
			b.buttons = widget.NewButtons(s.kit, func(id string) tea.Cmd { return s.act(id, list()[i]) }, buttons...)
			s.form.Add(prefix+r.ID, b.buttons)
		}
		s.blocks = append(s.blocks, b)
	}
	s.none(len(list()))
}

// rowButtons are the actions that are possible with a registration now.
func (s *info) rowButtons(r api.Registration) []widget.Button {
	var buttons []widget.Button
	labels := map[api.Action]string{api.ActionOral: s.text.OralJoin, api.ActionReport: s.text.PaperReport, api.ActionPay: s.text.Pay}
	for _, action := range r.Actions {
		if label, ok := labels[action]; ok {
			buttons = append(buttons, widget.Button{ID: string(action), Label: label})
		}
	}
	if r.CanCancel {
		buttons = append(buttons, widget.Button{ID: "cancel", Label: s.text.Cancel})
	}
	return buttons
}

// act does what a registration's button says.
func (s *info) act(id string, r api.Registration) tea.Cmd {
	s.deps.State.Registration = r
	switch api.Action(id) {
	case api.ActionOral:
		return tui.Emit(tui.WantOral)
	case api.ActionReport:
		return tui.Emit(tui.WantReport)
	case api.ActionPay:
		s.deps.State.ToPay = []api.Registration{r}
		return tui.Emit(tui.WantPay)
	case api.ActionJoin:
	}
	s.deps.State.Entry = api.Entry{
		ID: r.EntryID, Kind: r.Kind, Subject: r.Subject, SubjectName: r.SubjectName,
		CampusCode: r.CampusCode, Campus: r.Campus, State: api.Offered,
	}
	return tui.Emit(tui.WantCancel)
}

// common are the actions that belong to no row.
func (s *info) common() []widget.Button {
	var buttons []widget.Button
	if len(s.payable()) > 1 {
		buttons = append(buttons, widget.Button{ID: "pay", Label: s.text.PayAll})
	}
	buttons = append(buttons, widget.Button{ID: "finished", Label: s.text.ShowFinished})
	if slices.Contains(s.info.Actions, api.ActionJoin) {
		buttons = append(buttons, widget.Button{ID: "join", Label: s.text.Join})
	}
	return buttons
}

// payable are the written registrations that await payment; the oral ones, once
// no written one does.
func (s *info) payable() []api.Registration {
	for _, list := range [][]api.Registration{s.info.Written, s.info.Oral} {
		var due []api.Registration
		for _, r := range list {
			if slices.Contains(r.Actions, api.ActionPay) {
				due = append(due, r)
			}
		}
		if len(due) > 0 {
			return due
		}
	}
	return nil
}

// press does what a common button says.
func (s *info) press(id string) tea.Cmd {
	switch id {
	case "pay":
		s.deps.State.ToPay = s.payable()
		return tui.Emit(tui.WantPay)
	case "finished":
		return tui.Emit(tui.ShowFinished)
	default:
		return tui.Emit(tui.WantJoin)
	}
}

// shapeOf names the rows of an info and what can be done with them.
func shapeOf(info api.Info) string {
	var shape strings.Builder
	for _, e := range info.Entries {
		_, _ = fmt.Fprintf(&shape, "e%s %v;", e.ID, e.CanCancel) // a Builder never fails to write
	}
	for _, list := range [][]api.Registration{info.Written, info.Oral} {
		for _, r := range list {
			_, _ = fmt.Fprintf(&shape, "r%s %v %v %v;", r.ID, r.Paid, r.CanCancel, r.Actions)
		}
		shape.WriteByte('|')
	}
	_, _ = fmt.Fprintf(&shape, "%v", info.Actions)
	return shape.String()
}
