package desk

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"houbu/api"
	"houbu/backend/audit"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

// person is a candidate as the desk names them: a student with the account bound, if
// one is, or an account that is bound to nobody.
type person struct {
	student string // empty: only an account
	account string // empty: only a student
	login   string
}

// find returns who an id of a search belongs to. api.CodeNotFound when nobody.
func find(ctx context.Context, tx store.Tx, id string) (person, error) {
	var p person
	err := tx.QueryRowContext(ctx, `SELECT s.id, COALESCE(a.id, ''), COALESCE(a.login, '') FROM students s
		LEFT JOIN accounts a ON a.student_id = s.id WHERE s.id = $1`, id).Scan(&p.student, &p.account, &p.login)
	if errors.Is(err, sql.ErrNoRows) {
		err = tx.QueryRowContext(ctx, "SELECT COALESCE(student_id, ''), id, login FROM accounts WHERE id = $1", id).
			Scan(&p.student, &p.account, &p.login)
	}
	if errors.Is(err, sql.ErrNoRows) {
		return p, refusal.New(api.CodeNotFound, "no such candidate")
	}
	if err != nil {
		return p, fmt.Errorf("find a candidate: %w", err)
	}
	return p, nil
}

// findAccount is find for what is done to an account. api.CodeNothingToDo when none
// is bound.
func findAccount(ctx context.Context, tx store.Tx, id string) (person, error) {
	p, err := find(ctx, tx, id)
	if err == nil && p.account == "" {
		err = refusal.New(api.CodeNothingToDo, "no account is bound to the student")
	}
	return p, err
}

// findStudent is find for what is done for a student. api.CodeStudentNotFound for an
// account without one.
func findStudent(ctx context.Context, tx store.Tx, id string) (person, error) {
	p, err := find(ctx, tx, id)
	if err == nil && p.student == "" {
		err = refusal.New(api.CodeStudentNotFound, "the account is bound to no student")
	}
	return p, err
}

// concerns makes a line of the audit trail one about the person.
func (p person) concerns(line *audit.Line) {
	line.Kind, line.Key, line.StudentID = api.AboutCandidate, p.student, p.student
	if p.student == "" {
		line.Kind, line.Key = api.AboutAccount, p.account
	}
}

// Candidate is a candidate as the staff sees them: the answers of the candidate's own
// operations, made by the very functions that answer the candidate, and the accounts.
func (s *Service) Candidate(ctx context.Context, id string) (api.StaffCandidate, error) {
	out := api.StaffCandidate{ID: id, Now: s.now().UTC()}
	var p person
	err := s.db.Read(ctx, func(tx store.Tx) (err error) {
		if p, err = find(ctx, tx, id); err != nil {
			return err
		}
		return s.accountViews(ctx, tx, p, &out)
	})
	if err != nil || p.student == "" {
		return out, err
	}
	info, err := s.waitlist.Info(ctx, p.student)
	if err != nil {
		return out, err
	}
	finished, err := s.waitlist.Finished(ctx, p.student)
	out.Info, out.Finished = &info, &finished
	return out, err
}

// accountViews adds what the packages of the accounts know.
func (s *Service) accountViews(ctx context.Context, tx store.Tx, p person, out *api.StaffCandidate) error {
	if p.student != "" {
		record, err := s.accounts.RecordOf(ctx, tx, p.student)
		if err != nil {
			return err
		}
		out.ID, out.Record = p.student, &record
	}
	out.Accounts = []api.StaffAccount{}
	if p.account == "" {
		return nil
	}
	home, err := s.accounts.CandidateIn(ctx, tx, p.account)
	if err != nil {
		return err
	}
	out.Home = &home
	one, err := s.accountView(ctx, tx, p)
	out.Accounts = append(out.Accounts, one)
	return err
}

func (s *Service) accountView(ctx context.Context, tx store.Tx, p person) (api.StaffAccount, error) {
	out := api.StaffAccount{ID: p.account, Login: p.login}
	var bound, agreed, confirmed sql.NullInt64
	err := tx.QueryRowContext(ctx, "SELECT phone, bound_at, agreed_at, confirmed_at FROM accounts WHERE id = $1", p.account).
		Scan(&out.Phone, &bound, &agreed, &confirmed)
	if err != nil {
		return out, fmt.Errorf("read an account: %w", err)
	}
	out.BoundAt, out.AgreedAt, out.ConfirmedAt = timeOf(bound), timeOf(agreed), timeOf(confirmed)
	lock, err := s.accounts.Locked(ctx, tx, p.account, p.login)
	out.Failures = lock.Failures
	if !lock.Until.IsZero() {
		out.LockedUntil = &lock.Until
	}
	return out, err
}

// timeOf is a stored instant that may be missing.
func timeOf(at sql.NullInt64) *time.Time {
	if !at.Valid {
		return nil
	}
	t := store.Time(at.Int64)
	return &t
}
