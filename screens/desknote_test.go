package screens

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

// evilNote is a note that would clear a terminal, set its title, fill its clipboard, ask
// it to answer, hide what follows and turn it round.
const evilNote = "本人\x1b[2J\x1b]0;title\a\x1b]52;c;aGk=\x1b\\\x1bP$qm\x1b\\\x1b[c\u009b31m\x1b[8m\r\b\x00\u202e来电"

// styling are the only sequences that a frame may hold.
var styling = regexp.MustCompile(`\x1b\[[0-9;]*m`)

// harmless fails if a frame holds what a terminal acts on, or if it does not show the
// note.
func (s *stage) harmless() {
	s.t.Helper()
	frame := s.machine.View()
	for _, r := range styling.ReplaceAllString(frame, "") {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			s.t.Fatalf("the frame has %U:\n%q", r, frame)
		}
	}
	if strings.Contains(frame, "\x1b[8m") {
		s.t.Errorf("the note hides what follows:\n%q", frame)
	}
	s.sees("⟨U+202E⟩来电") // its end
	s.fits()
}

// TestANoteCannotHarmTheTerminal of the staff who read it, or of the candidate.
func TestANoteCannotHarmTheTerminal(t *testing.T) {
	t.Parallel()
	line := auditLines(1)[0]
	line.Note, line.Before = evilNote, map[string]string{"payment": evilNote}
	trail := func() *fakeDesk {
		desk := wholeDesk()
		desk.audit = func(client.AuditFilter) (api.Audit, error) { return api.Audit{Rows: []api.AuditRow{line}}, nil }
		return desk
	}
	told := func() api.Info {
		info := everything()
		info.Entries[0].History = append(info.Entries[0].History, api.EntryEvent{At: testNow(), What: "skipped", Reason: evilNote})
		info.StaffActions = []api.StaffAction{{At: testNow(), Role: api.RoleHelper, Action: api.AuditUnlock, Note: evilNote}}
		return info
	}
	person := func() *fakeDesk {
		desk, who := wholeDesk(), testPerson()
		info := told()
		who.Info = &info
		desk.candidate = func(string) (api.StaffCandidate, error) { return who, nil }
		return desk
	}
	for name, play := range map[string]func(s *stage){
		"the audit trail": func(s *stage) { s.manned(trail()).openDesk(tui.DeskAudit) },
		"a line of it": func(s *stage) {
			s.manned(trail()).openDesk(tui.DeskAudit)
			s.press(s.deps.Keys.Activate)
		},
		"a candidate at the desk": func(s *stage) {
			s.manned(person()).deps.State.Desk.ID = "student-1"
			s.openDesk(tui.DeskPerson)
		},
		"the candidate's history at the desk": func(s *stage) {
			s.manned(person()).deps.State.Desk.ID = "student-1"
			s.openDesk(tui.DeskPerson)
			s.press(s.deps.Keys.History)
		},
		"a payment": func(s *stage) {
			desk, order := wholeDesk(), twicePaid()
			order.Payments[1].Note = evilNote
			desk.attention = func() (api.StaffOrders, error) { return api.StaffOrders{Orders: []api.StaffOrder{order}}, nil }
			s.manned(desk).openDesk(tui.DeskPayments)
		},
		"the confirmation": func(s *stage) {
			acting(s.manned(wholeDesk()), tui.DeskAccount)
			s.paste(evilNote)
			s.hit("解锁账号")
			s.at(tui.DeskAccountAsk)
		},
		"the candidate": func(s *stage) {
			backend, _ := keeping(told())
			s.backend, s.deps.API = backend, backend
			s.open(tui.StepInfo)
		},
		"the candidate's history": func(s *stage) {
			backend, _ := keeping(told())
			s.backend, s.deps.API = backend, backend
			s.open(tui.StepInfo)
			s.press(s.deps.Keys.History)
		},
		"what has ended": func(s *stage) {
			entries := finishedEntries()
			entries[0].Reason = evilNote
			s.backend.finished = func() (api.Finished, error) { return api.Finished{Entries: entries}, nil }
			s.open(tui.StepFinished)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, willing(api.NextAgreement), tui.Size{Width: 180, Height: 110})
			play(s)
			s.harmless()
		})
	}
}
