package waitlist

import (
	"context"
	"database/sql"
	"strings"

	"houbu/api"
	"houbu/backend/store"
)

// eventRegistered begins the history of a seat of the roster.
const eventRegistered = "registered"

// rosterSeat is what became of a seat of the roster. It has no entry, so its row
// is its history.
type rosterSeat struct {
	place
	createdAt  int64
	payBy      int64
	paidAt     sql.NullInt64
	releasedAt sql.NullInt64
	why        string
}

const fromRosterSeats = `SELECT r.id, r.pool_id, r.student_id, p.subject, p.campus_code, p.campus, r.kind, r.level,
	r.created_at, r.pay_by, r.paid_at, r.released_at, r.release_why
	FROM registrations r JOIN pools p ON p.id = r.pool_id `

func scanRosterSeat(rows *sql.Rows) (r rosterSeat, err error) {
	err = rows.Scan(&r.id, &r.pool, &r.student, &r.subject, &r.campusCode, &r.campus, &r.kind, &r.level,
		&r.createdAt, &r.payBy, &r.paidAt, &r.releasedAt, &r.why)
	return r, err
}

// ofRosterReleased keeps the seats of the roster that were released.
const ofRosterReleased = "entry_id IS NULL AND released_at IS NOT NULL"

// lapsed lists a student's seats of the roster that were released, as entries
// without a number.
func (s *Service) lapsed(ctx context.Context, tx store.Tx, student string) ([]api.Entry, error) {
	seats, err := collect(ctx, tx, "list the released seats of the roster", scanRosterSeat,
		fromRosterSeats+"WHERE r.student_id = $1 AND "+ofRosterReleased+" ORDER BY r.released_at DESC, r.id DESC", student)
	if err != nil {
		return nil, err
	}
	entries := make([]api.Entry, len(seats))
	for i := range seats {
		entries[i] = s.rosterEntry(&seats[i])
	}
	return entries, nil
}

func (s *Service) rosterEntry(r *rosterSeat) api.Entry {
	subject, _ := s.exam.Subject(r.subject)
	how := releasedFor(r.why)
	ended := store.Time(r.releasedAt.Int64)
	return api.Entry{
		ID: r.id, Kind: r.kind, Subject: r.subject, SubjectName: subject.Name, CampusCode: r.campusCode, Campus: r.campus,
		State: how.state, JoinedAt: store.Time(r.createdAt), ChangedAt: ended, PayBy: timePtr(r.payBy, true), EndedAt: &ended,
		Reason: how.text, History: r.history(), Roster: true,
	}
}

// seatHistory is what happened to a live registration: the history of its entry, or
// of a seat of the roster.
func seatHistory(ctx context.Context, tx store.Tx, seat *holding) ([]api.EntryEvent, error) {
	if seat.entry != "" {
		return entryHistory(ctx, tx, seat.entry)
	}
	rows, err := collect(ctx, tx, "read a seat's history", scanRosterSeat, fromRosterSeats+"WHERE r.id = $1", seat.id)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return rows[0].history(), nil
}

// history is what happened to the seat, oldest first.
func (r *rosterSeat) history() []api.EntryEvent {
	first := api.EntryEvent{At: store.Time(r.createdAt), What: eventRegistered, Reason: offerText(store.Time(r.payBy))}
	if r.paidAt.Valid && r.paidAt.Int64 == r.createdAt {
		first.Reason = "" // it came paid
	}
	events := []api.EntryEvent{first}
	if r.paidAt.Valid {
		events = append(events, api.EntryEvent{At: store.Time(r.paidAt.Int64), What: string(api.Paid)})
	}
	if r.releasedAt.Valid {
		how := releasedFor(r.why)
		events = append(events, api.EntryEvent{At: store.Time(r.releasedAt.Int64), What: string(how.state), Reason: how.text})
	}
	return events
}

// releaseWhy is how an ending is kept with a seat: its code, and the reason for
// people behind it.
func (e ending) releaseWhy() string { return e.code + "\n" + e.text }

// releasedFor reads what releaseWhy has written. A code alone, of an older version,
// stands for its usual reason.
func releasedFor(why string) ending {
	code, text, _ := strings.Cut(why, "\n")
	var how ending
	switch code {
	case codeExpired:
		how = expired()
	case codeNoWritten:
		how = closedForWritten()
	case codeStaff:
		how = ending{state: api.Closed, code: code, text: textNotQualified}
	default:
		how = ending{state: api.Cancelled, code: code, text: textRefused}
	}
	if text != "" {
		how.text = text
	}
	return how
}
