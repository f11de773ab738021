package script

import (
	"slices"

	"houbu/api"
)

// entriesOf are everything that a candidate waits for and holds, one list.
func entriesOf(info api.Info) []Entry {
	entries := make([]Entry, 0, len(info.Entries)+len(info.Written)+len(info.Oral))
	for _, e := range info.Entries {
		entries = append(entries, ofEntry(e))
	}
	for _, r := range slices.Concat(info.Written, info.Oral) {
		entries = append(entries, ofRegistration(r))
	}
	return entries
}

func ofEntry(e api.Entry) Entry {
	out := Entry{
		ID: e.ID, Kind: e.Kind, Subject: e.Subject, SubjectName: e.SubjectName, CampusCode: e.CampusCode, Campus: e.Campus,
		State: e.State, Sequence: e.Sequence, PayBy: stampOf(e.PayBy), JoinedAt: stamp(e.JoinedAt), ChangedAt: stamp(e.ChangedAt),
		EndedAt: stampOf(e.EndedAt), Reason: e.Reason, CanCancel: e.CanCancel, Events: ofEvents(e.History),
	}
	if e.Roster {
		out.ID = "" // it names no entry that could be asked for
	}
	if e.State == api.Waiting {
		out.Position = e.Ahead + 1
	}
	return out
}

// ofRegistration is a seat as the entry that it came from. A seat of the roster
// that awaits its payment stands as one offered, which it is by all but its name.
func ofRegistration(r api.Registration) Entry {
	out := Entry{
		ID: r.EntryID, RegistrationID: r.ID, Kind: r.Kind, Subject: r.Subject, SubjectName: r.SubjectName,
		CampusCode: r.CampusCode, Campus: r.Campus, State: api.Offered, FeeFen: r.FeeFen, PayBy: stampOf(r.PayBy),
		CanCancel: r.CanCancel, CanPay: slices.Contains(r.Actions, api.ActionPay), Events: ofEvents(r.History),
	}
	if r.Paid {
		out.State, out.PayBy = api.Paid, ""
	}
	return out
}

func ofEvents(history []api.EntryEvent) []Event {
	var events []Event
	for _, e := range history {
		events = append(events, Event{At: stamp(e.At), What: e.What, Reason: e.Reason})
	}
	return events
}

// withoutEvents are entries as houbu status shows them.
func withoutEvents(entries []Entry) []Entry {
	for i := range entries {
		entries[i].Events = nil
	}
	return entries
}

// is tells whether a name given means this entry: its id, that of its seat, or
// its subject's code or name.
func (e Entry) is(name string) bool {
	return name != "" && (name == e.ID || name == e.RegistrationID || name == e.Subject || name == e.SubjectName)
}

// identity names an entry among others: a seat of the roster has no entry's id.
func (e Entry) identity() string {
	if e.ID != "" {
		return e.ID
	}
	return e.RegistrationID
}

// matching are the entries that a name means; all for none.
func matching(entries []Entry, name string) []Entry {
	if name == "" {
		return entries
	}
	var out []Entry
	for _, e := range entries {
		if e.is(name) {
			out = append(out, e)
		}
	}
	return out
}
