package screens

import (
	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/tui"
)

// resume is the event that leads to the first step not done. fresh is the one
// for a candidate who has done nothing yet.
func resume(next api.Progress, fresh tui.Event) tui.Event {
	switch next {
	case api.NextIdentity:
		return tui.ResumeIdentity
	case api.NextReview:
		return tui.ResumeReview
	case api.NextWritten:
		return tui.ResumeWritten
	case api.NextInfo:
		return tui.ResumeInfo
	case api.NextAgreement:
	}
	return fresh
}

// header tells the machine's header who is logged in, to which exam session and
// over which line.
func (d *Deps) header() tea.Cmd {
	exam, person, line, online := d.State.Exam.Name, d.State.Candidate.Name, d.line(), true
	if person == "" {
		person = d.maskAccount(d.State.Candidate.Account)
	}
	return func() tea.Msg {
		return tui.StatusMsg{Exam: &exam, Person: &person, Line: &line, Online: &online}
	}
}

// line is the name of the line in use.
func (d *Deps) line() string {
	endpoints, line := d.API.Endpoints(), d.API.Line()
	if line >= len(endpoints) {
		return ""
	}
	return endpoints[line].Name
}
