package account

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"houbu/api"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

// Record returns 学籍信息 and 资格信息 of the account's student (step 5).
// api.CodeStepNotDone before step 4.
func (s *Service) Record(ctx context.Context, id Identity) (api.Record, error) {
	if err := id.Require(api.NextReview); err != nil {
		return api.Record{}, err
	}
	var out api.Record
	err := s.db.Read(ctx, func(tx store.Tx) error {
		var err error
		out, err = s.record(ctx, tx, id.AccountID)
		return err
	})
	return out, err
}

// Confirm stores that the record was checked and found right (steps 5 to 7).
// Doing it again changes nothing. Refusals: api.CodeStepNotDone,
// api.CodeBadRequest unless all three are confirmed, api.CodeNotQualified when
// 资格科目 is 无.
func (s *Service) Confirm(ctx context.Context, id Identity, confirmation api.Confirmation) (api.Record, error) {
	if err := id.Require(api.NextReview); err != nil {
		return api.Record{}, err
	}
	if !confirmation.RecordChecked || !confirmation.PhoneRight || !confirmation.StudentRight {
		return api.Record{}, refusal.New(api.CodeBadRequest, "record, phone and student must all be confirmed")
	}
	var out api.Record
	err := s.db.Write(ctx, func(tx store.Tx) error {
		var err error
		if out, err = s.record(ctx, tx, id.AccountID); err != nil {
			return err
		}
		if len(out.Qualified) == 0 {
			return refusal.New(api.CodeNotQualified, "the student may take no subject")
		}
		_, err = tx.ExecContext(ctx, "UPDATE accounts SET confirmed_at = $1 WHERE id = $2 AND confirmed_at IS NULL",
			s.now().UnixNano(), id.AccountID)
		if err != nil {
			return fmt.Errorf("save a confirmation: %w", err)
		}
		out.Confirmed = true
		return nil
	})
	if err != nil {
		return api.Record{}, err
	}
	return out, nil
}

func (s *Service) record(ctx context.Context, tx store.Tx, accountID string) (api.Record, error) {
	return s.recordWhere(ctx, tx, "a.id = $1", accountID)
}

// recordWhere reads the record of the one student that satisfies a condition on the
// student or the account.
func (s *Service) recordWhere(ctx context.Context, tx store.Tx, where, id string) (api.Record, error) {
	var r api.Record
	var studentID string
	var confirmed sql.NullInt64
	err := tx.QueryRowContext(ctx, `SELECT s.id, s.name, s.sex, s.document_type, s.document_number, s.school_code, s.school,
		s.campus_code, s.campus, s.education, s.duration, s.entry_year, s.grade, s.department, s.major, s.class,
		s.student_no, s.remark, COALESCE(a.phone, ''), a.confirmed_at
		FROM students s LEFT JOIN accounts a ON a.student_id = s.id WHERE `+where, id).
		Scan(&studentID, &r.Name, &r.Sex, &r.TypeCode, &r.Number, &r.SchoolCode, &r.School,
			&r.CampusCode, &r.Campus, &r.Education, &r.Duration, &r.EntryYear, &r.Grade, &r.Department, &r.Major, &r.Class,
			&r.StudentNo, &r.Remark, &r.Phone, &confirmed)
	if err != nil {
		return api.Record{}, fmt.Errorf("read a record: %w", err)
	}
	r.Confirmed = confirmed.Valid
	r.Qualified, err = s.qualified(ctx, tx, studentID)
	return r, err
}

// qualified returns the names of a student's 资格科目 in the session's order.
// It is never nil, so that 无 is an empty list on the wire.
func (s *Service) qualified(ctx context.Context, tx store.Tx, studentID string) (names []string, err error) {
	rows, err := tx.QueryContext(ctx, "SELECT subject FROM qualifications WHERE student_id = $1 ORDER BY subject", studentID)
	if err != nil {
		return nil, fmt.Errorf("read the qualifications: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var codes []string
	for rows.Next() {
		var code string
		if err := rows.Scan(&code); err != nil {
			return nil, fmt.Errorf("read a qualification: %w", err)
		}
		codes = append(codes, code)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read the qualifications: %w", err)
	}
	names = []string{}
	for _, subject := range s.exam.Subjects {
		if slices.Contains(codes, subject.Code) {
			names = append(names, subject.Name)
		}
	}
	return names, nil
}
