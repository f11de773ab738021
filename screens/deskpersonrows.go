package screens

import (
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/tui"
	"houbu/tui/widget"
)

// addRecord adds step 5: 资格信息 and 学籍信息, as the candidate reviews them.
func (s *deskPerson) addRecord() {
	if s.person.Record == nil {
		s.form.Add("", widget.NewHint(s.kit, " "+s.text.NoStudent))
		return
	}
	s.form.Add("", widget.NewFacts(s.kit, s.review.sections(*s.person.Record)...))
}

// addAccounts adds the accounts, with 报名状态 of step 2 and the lock.
func (s *deskPerson) addAccounts() {
	s.heading(s.text.Accounts)
	if len(s.person.Accounts) == 0 {
		s.form.Add("", widget.NewHint(s.kit, " "+s.text.NoAccount))
	}
	for _, account := range s.person.Accounts {
		b := &block{name: "account " + account.ID, buttons: []widget.Button{
			{ID: string(api.AuditPassword), Label: s.text.Password}, {ID: string(api.AuditUnlock), Label: s.text.Unlock},
		}}
		if s.person.Record != nil {
			b.buttons = append(b.buttons, widget.Button{ID: string(api.AuditUnbind), Label: s.text.Unbind})
		}
		b.say = func(now time.Time) []widget.Line { return s.accountLines(account, now) }
		b.due = func() *time.Time { return account.LockedUntil }
		s.add(b, s.account)
	}
}

// account is a button of an account.
func (s *deskPerson) account(id string) tea.Cmd {
	s.deps.State.Desk.Account = api.AuditAction(id)
	return tui.Emit(tui.WantAccount)
}

// accountLines say how far an account is, and whether it is locked.
func (s *deskPerson) accountLines(a api.StaffAccount, now time.Time) []widget.Line {
	t, theme := s.text, s.kit.Theme
	head := widget.Line{Parts: []widget.Part{
		{Text: tui.Clean(a.Login), Style: theme.Title},
		{Text: fmt.Sprintf(t.PhoneFormat, tui.Clean(a.Phone)), Style: theme.Text},
	}}
	if home := s.person.Home; home != nil {
		head.Parts = append(head.Parts, widget.Part{Text: s.deps.Text.Home.Statuses[home.Status], Style: theme.Accent})
	}
	said := []widget.Line{head, s.info.plain(s.steps(a)...)}
	if a.LockedUntil != nil && now.Before(*a.LockedUntil) {
		words := fmt.Sprintf(t.LockedFormat, s.info.when(*a.LockedUntil), s.info.left(*a.LockedUntil, now))
		return append(said, widget.Line{Tone: tui.ToneWarning, Parts: []widget.Part{
			{Text: words, Style: theme.Warning}, {Text: fmt.Sprintf(t.FailuresFormat, a.Failures), Style: theme.Warning},
		}})
	}
	if a.Failures > 0 {
		said = append(said, s.info.plain(fmt.Sprintf(t.FailuresFormat, a.Failures)))
	}
	return said
}

// steps are when an account did the steps that it did.
func (s *deskPerson) steps(a api.StaffAccount) []string {
	steps := []string{s.text.Unbound}
	if a.BoundAt != nil {
		steps[0] = fmt.Sprintf(s.text.BoundFormat, s.info.when(*a.BoundAt))
	}
	if a.AgreedAt != nil {
		steps = append(steps, fmt.Sprintf(s.text.AgreedFormat, s.info.when(*a.AgreedAt)))
	}
	if a.ConfirmedAt != nil {
		steps = append(steps, fmt.Sprintf(s.text.ConfirmedFormat, s.info.when(*a.ConfirmedAt)))
	}
	return steps
}

// addWaiting adds step 10: what the candidate waits for and holds.
func (s *deskPerson) addWaiting() {
	t := s.deps.Text.Info
	s.heading(t.Entries)
	for _, e := range s.person.Info.Entries {
		b := &block{name: rowOf(e.ID), due: s.info.lastAllocation, buttons: s.leave(e.CanCancel)}
		b.say = func(now time.Time) []widget.Line { return s.info.entryLines(e, now) }
		s.add(b, func(string) tea.Cmd { return s.cancel(e) })
	}
	s.none(len(s.person.Info.Entries))
	s.addSeats(t.Written, s.person.Info.Written)
	s.addSeats(t.Oral, s.person.Info.Oral)
}

// leave is the button of what can be cancelled.
func (s *deskPerson) leave(can bool) []widget.Button {
	if !can {
		return nil
	}
	return []widget.Button{{ID: actionCancel, Label: s.text.Cancel}}
}

// cancel is 取消候补 for the candidate.
func (s *deskPerson) cancel(e api.Entry) tea.Cmd {
	s.deps.State.Desk.Entry = e
	return tui.Emit(tui.WantLeave)
}

// addSeats adds the seats held, each with its whole history.
func (s *deskPerson) addSeats(title string, list []api.Registration) {
	s.heading(title)
	for _, r := range list {
		b := &block{name: rowOf(r.ID), buttons: s.leave(r.CanCancel), due: func() *time.Time { return r.PayBy }}
		b.say = func(now time.Time) []widget.Line {
			return append(s.info.registrationLines(r, now), s.events(r.History)...)
		}
		s.add(b, func(string) tea.Cmd { return s.cancel(entryOf(r)) })
	}
	s.none(len(list))
}

func (s *deskPerson) events(history []api.EntryEvent) []widget.Line {
	lines := make([]widget.Line, len(history))
	for i, event := range history {
		lines[i].Parts = s.deps.eventParts(event, s.kit.Theme.Text)
	}
	return lines
}

func (s *deskPerson) none(rows int) {
	if rows == 0 {
		s.form.Add("", widget.NewHint(s.kit, " "+s.deps.Text.Info.None))
	}
}

// addFinished adds step 12: what has ended, each with its whole history.
func (s *deskPerson) addFinished() {
	if s.person.Finished == nil || len(s.person.Finished.Entries) == 0 {
		return
	}
	s.heading(s.text.Finished)
	for _, e := range s.person.Finished.Entries {
		s.add(&block{say: func(time.Time) []widget.Line {
			lines := s.finished.historyOf(e)
			lines[0].Parts = append(lines[0].Parts, widget.Part{Text: s.deps.stateName(e.State), Style: s.kit.Theme.Accent})
			return lines
		}}, nil)
	}
}

// addActions adds what the staff did, as the candidate reads it.
func (s *deskPerson) addActions() {
	if len(s.info.info.StaffActions) == 0 {
		return
	}
	s.heading(s.deps.Text.Info.StaffActions)
	for _, action := range s.info.info.StaffActions {
		s.add(&block{say: func(time.Time) []widget.Line { return s.deps.actionLines(action, s.kit.Theme) }}, nil)
	}
}

// actionLines are what the staff did, and why.
func (d *Deps) actionLines(a api.StaffAction, theme *tui.Theme) []widget.Line {
	head := []widget.Part{
		{Text: d.local(a.At).Format(d.Text.Common.MinuteClock), Style: theme.Text},
		{Text: fmt.Sprintf(d.Text.Desk.Person.StaffActionFormat, d.roleName(a.Role), d.actionName(a.Action)), Style: theme.Title},
	}
	return []widget.Line{{Parts: head}, {Parts: []widget.Part{{Text: tui.Clean(d.maskText(a.Note)), Style: theme.Text}}}}
}
