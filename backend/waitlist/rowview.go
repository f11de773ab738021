package waitlist

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"houbu/api"
	"houbu/backend/store"
)

// entryView is an entry as its candidate sees it, with its history.
func (s *Service) entryView(ctx context.Context, tx store.Tx, e *entry) (api.Entry, error) {
	subject, _ := s.exam.Subject(e.subject)
	out := api.Entry{
		ID: e.id, Kind: e.kind, Subject: e.subject, SubjectName: subject.Name,
		CampusCode: e.campusCode, Campus: e.campus, Sequence: e.sequence, State: e.state,
		JoinedAt: store.Time(e.joinedAt), ChangedAt: store.Time(e.changedAt), Reason: e.reason,
		PayBy: timePtr(e.payBy.Int64, e.payBy.Valid), EndedAt: timePtr(e.endedAt.Int64, e.endedAt.Valid),
		CanCancel: e.state == api.Waiting || e.state == api.Offered,
	}
	var err error
	if out.History, err = entryHistory(ctx, tx, e.id); err != nil {
		return out, err
	}
	if e.state != api.Waiting {
		return out, nil
	}
	if out.Ahead, err = ahead(ctx, tx, e.pool, e.sequence); err != nil {
		return out, err
	}
	moved, err := lastMove(ctx, tx, e)
	out.ChangedAt = store.Time(max(e.changedAt, moved))
	return out, err
}

// lastLeft is when somebody before a number last left a queue without having been
// served, since an instant.
const lastLeft = "SELECT max(left_at) FROM entries WHERE pool_id = $1 AND left_at > $2 AND pay_by IS NULL AND " + queueOrder + " < $3"

// lastMove is when the position of a waiting entry last changed: somebody ahead left
// the queue, or the queue was served, which begins at its head. Who was passed over is
// looked at again each time that it is.
func lastMove(ctx context.Context, tx store.Tx, e *entry) (int64, error) {
	var left, served sql.NullInt64
	err := tx.QueryRowContext(ctx, "SELECT ("+lastLeft+"), (SELECT served_at FROM pools WHERE id = $1 AND served_at > $2)",
		e.pool, e.joinedAt, e.sequence).Scan(&left, &served)
	if err != nil {
		return 0, fmt.Errorf("find the last move of the queue: %w", err)
	}
	return max(left.Int64, served.Int64), nil
}

// entryHistory is what happened to an entry, oldest first.
func entryHistory(ctx context.Context, tx store.Tx, entry string) ([]api.EntryEvent, error) {
	return collect(ctx, tx, "read an entry's history", scanEvent,
		"SELECT at, what, reason FROM entry_events WHERE entry_id = $1 ORDER BY no", entry)
}

func scanEvent(rows *sql.Rows) (api.EntryEvent, error) {
	var event api.EntryEvent
	var at int64
	err := rows.Scan(&at, &event.What, &event.Reason)
	event.At = store.Time(at)
	return event, err
}

// addSeat adds a live registration to what its candidate sees.
func (s *Service) addSeat(out *api.Info, st *standing, pooled []string, seat *holding, now time.Time, history []api.EntryEvent) {
	subject, _ := s.exam.Subject(seat.subject)
	view := api.Registration{
		ID: seat.id, Kind: seat.kind, Subject: seat.subject, SubjectName: subject.Name, Level: seat.level,
		CampusCode: seat.campusCode, Campus: seat.campus, Time: subject.Time, FeeFen: subject.FeeFen,
		Paid: seat.state == regPaid, EntryID: seat.entry, Report: seat.report,
		CanCancel: seat.state == regHeld && seat.entry != "", Actions: s.seatActions(st, pooled, seat, now),
		History: history,
	}
	if !view.Paid {
		view.PayBy = timePtr(seat.payBy, true)
	}
	if seat.kind == api.Oral {
		out.Oral = append(out.Oral, view)
		return
	}
	out.Written = append(out.Written, view)
}

// seatActions are what a candidate can do with a registration now.
func (s *Service) seatActions(st *standing, pooled []string, seat *holding, now time.Time) []api.Action {
	actions := []api.Action{}
	if seat.state == regHeld && (seat.kind == api.Written || !s.owesWritten(st)) {
		actions = append(actions, api.ActionPay)
	}
	if seat.kind != api.Written {
		return actions
	}
	if slices.ContainsFunc(s.exam.Subjects, func(oral api.Subject) bool {
		return restsOn(oral, seat) && s.offersJoin(st, pooled, oral, now)
	}) {
		actions = append(actions, api.ActionOral)
	}
	if slices.ContainsFunc(s.exam.ReportTypes, func(r api.ReportType) bool {
		return len(r.Subjects) == 0 || slices.Contains(r.Subjects, seat.subject)
	}) {
		actions = append(actions, api.ActionReport)
	}
	return actions
}

// owesWritten tells whether a written registration awaits payment: written is
// paid before oral.
func (s *Service) owesWritten(st *standing) bool {
	return slices.ContainsFunc(st.seats, func(seat holding) bool {
		return seat.kind == api.Written && seat.state == regHeld
	})
}
