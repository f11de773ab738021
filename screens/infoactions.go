package screens

import (
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/tui"
	"houbu/tui/widget"
)

// Buttons of the registration info that are no api.Action.
const (
	actionCancel   = "cancel"
	actionFinished = "finished"
)

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
		buttons = append(buttons, widget.Button{ID: actionCancel, Label: s.text.Cancel})
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
	return s.cancel(entryOf(r))
}

// entryOf is the entry that a registration came of, as far as its cancellation needs
// it.
func entryOf(r api.Registration) api.Entry {
	return api.Entry{
		ID: r.EntryID, Kind: r.Kind, Subject: r.Subject, SubjectName: r.SubjectName,
		CampusCode: r.CampusCode, Campus: r.Campus, State: api.Offered,
	}
}

// cancel is 取消候补, which asks first.
func (s *info) cancel(e api.Entry) tea.Cmd {
	s.deps.State.Entry = e
	return tui.Emit(tui.WantCancel)
}

// Ask is the dialog of step 11. The safe button is the default.
func (s *info) Ask(tui.Step) tui.Dialog {
	e := s.deps.State.Entry
	body := lines(fmt.Sprintf(s.text.CancelAskFormat, tui.Clean(e.SubjectName), tui.Clean(named(e.Campus, e.CampusCode))))
	lost := s.text.CancelAskPlace
	if e.State == api.Offered {
		lost = s.text.CancelAskSeat
	}
	body = append(body, "", lost)
	if oral := s.restingOn(e); oral != "" {
		body = append(body, fmt.Sprintf(s.text.CancelAskOral, tui.Clean(oral)))
	}
	return tui.NewConfirm(tui.ConfirmOptions{
		Title: s.text.CancelAskTitle, Body: body, YesLabel: s.text.CancelYes, NoLabel: s.text.CancelNo,
		DefaultNo: true, Keys: s.deps.Keys, Theme: s.deps.Theme,
	})
}

// restingOn is the name of the oral subject that ends with a written seat, empty
// for none: it needs the written subject held.
func (s *info) restingOn(e api.Entry) string {
	if e.Kind != api.Written || e.State != api.Offered {
		return ""
	}
	rests := func(code string) bool {
		oral := s.deps.subject(code)
		return oral.Kind == api.Oral && restsOn(oral, e.Subject, s.deps.subject(e.Subject).Level)
	}
	for _, waiting := range s.info.Entries {
		if rests(waiting.Subject) {
			return waiting.SubjectName
		}
	}
	for _, held := range s.info.Oral {
		if rests(held.Subject) {
			return held.SubjectName
		}
	}
	return ""
}

// common are the actions that belong to no row.
func (s *info) common() []widget.Button {
	var buttons []widget.Button
	if len(s.payable()) > 1 {
		buttons = append(buttons, widget.Button{ID: string(api.ActionPay), Label: s.text.PayAll})
	}
	buttons = append(buttons, widget.Button{ID: actionFinished, Label: s.text.ShowFinished})
	if slices.Contains(s.info.Actions, api.ActionJoin) {
		buttons = append(buttons, widget.Button{ID: string(api.ActionJoin), Label: s.text.Join})
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
	case string(api.ActionPay):
		s.deps.State.ToPay = s.payable()
		return tui.Emit(tui.WantPay)
	case actionFinished:
		return tui.Emit(tui.ShowFinished)
	default:
		return tui.Emit(tui.WantJoin)
	}
}

// shapeOf names the rows of an info and what can be done with them.
func shapeOf(info api.Info) string {
	var shape strings.Builder
	for _, e := range info.Entries {
		_, _ = fmt.Fprintf(&shape, "e%q %v;", e.ID, e.CanCancel) // a Builder never fails to write
	}
	for _, list := range [][]api.Registration{info.Written, info.Oral} {
		for _, r := range list {
			_, _ = fmt.Fprintf(&shape, "r%q %v %v %v;", r.ID, r.Paid, r.CanCancel, r.Actions)
		}
		shape.WriteByte('|')
	}
	_, _ = fmt.Fprintf(&shape, "%v %d", info.Actions, len(info.StaffActions))
	return shape.String()
}
