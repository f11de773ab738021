package screens

import (
	"fmt"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/tui"
)

// news says that a seat came, or that an entry ended, while one was looking.
func (s *info) news(now api.Info) tea.Cmd {
	if !s.read {
		return nil
	}
	told := s.losses(now)
	for _, before := range s.info.Entries {
		name := tui.Clean(before.SubjectName)
		switch {
		case hasEntry(now.Entries, before.ID):
		case seatOf(now, before.ID):
			s.seated(before.ID)
			told = tui.Notify(tui.ToneSuccess, fmt.Sprintf(s.text.Offer, name))
		case told == nil: // a seat is the better news
			told = tui.Notify(tui.ToneWarning, fmt.Sprintf(s.text.Ended, name))
		}
	}
	return told
}

// losses says that a seat is gone: the pay window has ended, or it was given up
// at another terminal.
func (s *info) losses(now api.Info) tea.Cmd {
	for _, before := range slices.Concat(s.info.Written, s.info.Oral) {
		same := func(r api.Registration) bool { return r.ID == before.ID }
		if !slices.ContainsFunc(now.Written, same) && !slices.ContainsFunc(now.Oral, same) {
			return tui.Notify(tui.ToneWarning, fmt.Sprintf(s.text.Lost, tui.Clean(before.SubjectName)))
		}
	}
	return nil
}

// seated keeps in mind that the entry that is about to be cancelled has led to a
// seat since the dialog was opened, so that the next step says so.
func (s *info) seated(entry string) {
	if s.deps.State.Entry.ID == entry {
		s.deps.State.Entry.State = api.Offered
	}
}

func hasEntry(entries []api.Entry, id string) bool {
	return slices.ContainsFunc(entries, func(e api.Entry) bool { return e.ID == id })
}

// seatOf tells whether an entry has led to a seat.
func seatOf(info api.Info, entry string) bool {
	from := func(r api.Registration) bool { return r.EntryID == entry }
	return slices.ContainsFunc(info.Written, from) || slices.ContainsFunc(info.Oral, from)
}
