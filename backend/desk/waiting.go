package desk

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"

	"houbu/api"
	"houbu/backend/audit"
	"houbu/backend/store"
	"houbu/backend/waitlist"
)

// Join is 提交候补 for a candidate, by the same rules and with the same refusals as
// the candidate's own.
func (s *Service) Join(ctx context.Context, who Caller, id string, want api.StaffJoin) (api.Receipt, error) {
	caller, err := s.behalf(ctx, who, id, audit.Line{Action: api.AuditJoin, Note: want.Note},
		func(_ context.Context, _ store.Tx, line *audit.Line, done *api.Receipt) error {
			line.After = map[string]string{
				"entry": done.EntryID, "pool": done.Pool, "state": string(done.State), "sequence": strconv.FormatInt(done.Sequence, 10),
			}
			return nil
		})
	if err != nil {
		return api.Receipt{}, err
	}
	return s.waitlist.Join(ctx, caller, api.Join{CampusCode: want.CampusCode, Subject: want.Subject})
}

// Cancel is 取消候补 for a candidate, by the same rules and with the same refusals as
// the candidate's own.
func (s *Service) Cancel(ctx context.Context, who Caller, id string, want api.StaffCancellation) (api.Receipt, error) {
	caller, err := s.behalf(ctx, who, id, audit.Line{Action: api.AuditCancel, Note: want.Note},
		func(ctx context.Context, tx store.Tx, line *audit.Line, done *api.Receipt) error {
			before, err := stateBefore(ctx, tx, done.EntryID)
			line.Before = map[string]string{"entry": done.EntryID, "pool": done.Pool, "state": string(before)}
			line.After = map[string]string{"entry": done.EntryID, "pool": done.Pool, "state": string(done.State), "reason": want.Reason}
			return err
		})
	if err != nil {
		return api.Receipt{}, err
	}
	return s.waitlist.Cancel(ctx, caller, want.EntryID, api.Cancellation{Reason: want.Reason, Text: want.Text})
}

// behalf is the caller of the waitlist's operations for a student, whose change gets
// its line in the audit trail. complete says what changed.
func (s *Service) behalf(
	ctx context.Context, who Caller, id string, line audit.Line,
	complete func(ctx context.Context, tx store.Tx, line *audit.Line, done *api.Receipt) error,
) (waitlist.Caller, error) {
	note, err := audit.Note(line.Note)
	if err != nil {
		return waitlist.Caller{}, err
	}
	line.Note = note
	var p person
	err = s.db.Read(ctx, func(tx store.Tx) (err error) {
		p, err = findStudent(ctx, tx, id)
		return err
	})
	if err != nil {
		return waitlist.Caller{}, err
	}
	p.concerns(&line)
	return waitlist.Caller{
		AccountID: who.account(), StudentID: p.student, Key: who.Key,
		For: &waitlist.Behalf{Content: note, Also: func(ctx context.Context, tx store.Tx, done *api.Receipt) error {
			line := line // the transaction may be tried again
			if err := complete(ctx, tx, &line, done); err != nil {
				return err
			}
			no, err := audit.Write(ctx, tx, who.Actor, done.At, line)
			done.Audit = no
			return err
		}},
	}, nil
}

// stateBefore is the state that an entry had before it was cancelled: one that was
// offered a seat has had a pay deadline.
func stateBefore(ctx context.Context, tx store.Tx, entry string) (api.EntryState, error) {
	var payBy sql.NullInt64
	if err := tx.QueryRowContext(ctx, "SELECT pay_by FROM entries WHERE id = $1", entry).Scan(&payBy); err != nil {
		return "", fmt.Errorf("read a cancelled entry: %w", err)
	}
	if payBy.Valid {
		return api.Offered, nil
	}
	return api.Waiting, nil
}
