package screens

import (
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/tui"
)

// hasHistory tells whether anything is waited for or held.
func (s *info) hasHistory() bool {
	return len(s.info.Entries)+len(s.info.Written)+len(s.info.Oral) > 0
}

// showHistory is F3: what happened so far to everything that is waited for or
// held, in the order of the page.
func (s *info) showHistory() tea.Cmd {
	var body []string
	add := func(subject, campus, campusCode string, events []api.EntryEvent) {
		if len(body) > 0 {
			body = append(body, "")
		}
		body = append(body, fmt.Sprintf(s.deps.Text.Info.HistoryFormat, tui.Clean(subject), tui.Clean(named(campus, campusCode))))
		for _, event := range events {
			body = append(body, strings.Join(s.deps.eventWords(event), "  "))
		}
	}
	for _, e := range s.info.Entries {
		add(e.SubjectName, e.Campus, e.CampusCode, e.History)
	}
	for _, r := range slices.Concat(s.info.Written, s.info.Oral) {
		add(r.SubjectName, r.Campus, r.CampusCode, r.History)
	}
	return tui.OpenDialog(tui.NewMessage(tui.MessageOptions{
		Title: s.deps.Text.Info.HistoryTitle, Body: body, Keys: s.deps.Keys, Theme: s.deps.Theme,
	}))
}
