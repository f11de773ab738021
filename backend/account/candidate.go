package account

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"houbu/api"
	"houbu/backend/store"
)

// Candidate returns who an account is and the first step it has not done.
func (s *Service) Candidate(ctx context.Context, accountID string) (api.Candidate, error) {
	var out api.Candidate
	err := s.db.Read(ctx, func(tx store.Tx) error {
		var err error
		out, err = s.candidate(ctx, tx, accountID)
		return err
	})
	return out, err
}

func (s *Service) candidate(ctx context.Context, tx store.Tx, accountID string) (api.Candidate, error) {
	var out api.Candidate
	var version string
	var student, name sql.NullString
	var confirmed sql.NullInt64
	err := tx.QueryRowContext(ctx, `SELECT a.login, a.phone, a.agreement_version, a.confirmed_at, a.student_id, s.name
		FROM accounts a LEFT JOIN students s ON s.id = a.student_id WHERE a.id = $1`, accountID).
		Scan(&out.Account, &out.Phone, &version, &confirmed, &student, &name)
	if err != nil {
		return api.Candidate{}, fmt.Errorf("read an account: %w", err)
	}
	out.Name = name.String
	id := Identity{
		Agreed: version == s.exam.Agreement.Version, StudentID: student.String, Confirmed: confirmed.Valid,
	}
	out.Next, out.Status = id.firstMissing(), api.StatusNotRegistered
	if !student.Valid {
		return out, nil
	}
	live, payBy, err := s.holdsOrWaits(ctx, tx, student.String)
	if err != nil {
		return api.Candidate{}, err
	}
	out.PayBy = payBy
	switch {
	case live: // the roster may hold a seat for who has not confirmed anything yet
		out.Status = api.StatusConfirmed
		if out.Next == api.NextWritten {
			out.Next = api.NextInfo
		}
	case confirmed.Valid:
		out.Status = api.StatusNoSubject
	}
	return out, nil
}

// holdsOrWaits tells whether a student has a seat or a place in a waitlist now, and
// until when the first of the seats is to be paid, nil when none is. A seat whose
// pay deadline has passed is none, swept or not.
func (s *Service) holdsOrWaits(ctx context.Context, tx store.Tx, studentID string) (bool, *time.Time, error) {
	var live int
	var payBy sql.NullInt64
	err := tx.QueryRowContext(ctx, `SELECT CASE WHEN
		EXISTS (SELECT 1 FROM entries WHERE student_id = $1 AND state IN ('waiting', 'offered') AND state = 'waiting') OR
		EXISTS (SELECT 1 FROM registrations WHERE student_id = $1 AND state = 'paid') THEN 1 ELSE 0 END,
		(SELECT min(pay_by) FROM registrations WHERE student_id = $1 AND state = 'held' AND pay_by > $2)`,
		studentID, s.now().UnixNano()).Scan(&live, &payBy)
	if err != nil {
		return false, nil, fmt.Errorf("ask for entries and registrations: %w", err)
	}
	if !payBy.Valid {
		return live == 1, nil, nil
	}
	first := store.Time(payBy.Int64)
	return true, &first, nil
}
