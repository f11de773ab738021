package account

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"houbu/api"
	"houbu/api/identity"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

// Identify looks a student up and binds them to the account for good (step 4,
// 查询). The same again is fine. Failures are counted, so that an account cannot
// find out which numbers exist.
//
// Refusals: api.CodeStepNotDone, api.CodeBadRequest (the document or the name
// is malformed), api.CodeStudentNotFound, api.CodeNameMismatch,
// api.CodeBoundElsewhere, api.CodeAccountBound, and api.CodeTooManyRequests
// with RetryAfter.
func (s *Service) Identify(ctx context.Context, id Identity, request api.Identity) (api.Record, error) {
	if err := id.Require(api.NextIdentity); err != nil {
		return api.Record{}, err
	}
	request, err := s.checked(request)
	if err != nil {
		return api.Record{}, err
	}
	var record api.Record
	var no *refusal.Error
	err = s.db.Write(ctx, func(tx store.Tx) error {
		// A refusal must not roll the count back, so it leaves by its own way.
		no = nil // of a try that was rolled back
		err := s.lookUp(ctx, tx, id.AccountID, request)
		if errors.As(err, &no) {
			return nil
		}
		if err != nil {
			return err
		}
		record, err = s.record(ctx, tx, id.AccountID)
		return err
	})
	switch {
	case store.IsUnique(err): // another account was faster
		return api.Record{}, elsewhere()
	case err != nil:
		return api.Record{}, fmt.Errorf("identify a student: %w", err)
	case no != nil:
		return api.Record{}, no
	}
	return record, nil
}

// checked normalises the request and checks it as the screen has.
func (s *Service) checked(request api.Identity) (api.Identity, error) {
	request.Number = identity.NormalizeNumber(request.Number)
	request.Name = identity.NormalizeName(request.Name)
	known := false
	for _, t := range s.exam.DocumentTypes {
		known = known || t.Code == request.Type
	}
	findings := []identity.Finding{
		identity.CheckType(request.Type),
		identity.CheckNumber(request.Type, request.Number, s.now()),
		identity.CheckName(request.Name),
	}
	for _, finding := range findings {
		if finding.Refuses() {
			return request, refusal.New(api.CodeBadRequest, "identity: "+string(finding.Code))
		}
	}
	if !known {
		return request, refusal.New(api.CodeBadRequest, "identity: not a document type of the session")
	}
	return request, nil
}

// lookUp finds the student and binds them to the account.
func (s *Service) lookUp(ctx context.Context, tx store.Tx, accountID string, request api.Identity) error {
	key := throttleKey("lookup", accountID)
	wait, err := charge(ctx, tx, key, s.lookupRule(), s.now())
	if err != nil {
		return err
	}
	if wait > 0 {
		return locked(api.CodeTooManyRequests, "too many failed lookups", wait)
	}
	studentID, err := findStudent(ctx, tx, request)
	if err != nil {
		return err
	}
	if err := s.bind(ctx, tx, accountID, studentID); err != nil {
		return err
	}
	return uncharge(ctx, tx, key)
}

func findStudent(ctx context.Context, tx store.Tx, request api.Identity) (string, error) {
	var id, name string
	err := tx.QueryRowContext(ctx,
		"SELECT id, name FROM students WHERE document_type = $1 AND document_number = $2",
		request.Type, request.Number).Scan(&id, &name)
	if errors.Is(err, sql.ErrNoRows) {
		return "", refusal.New(api.CodeStudentNotFound, "no student has this document")
	}
	if err != nil {
		return "", fmt.Errorf("look up a student: %w", err)
	}
	if identity.NormalizeName(name) != request.Name {
		return "", refusal.New(api.CodeNameMismatch, "the document belongs to another name")
	}
	return id, nil
}

// bind gives the student to the account unless one of the two has another. The
// unique constraint on accounts.student_id decides races.
func (s *Service) bind(ctx context.Context, tx store.Tx, accountID, studentID string) error {
	var owner string
	err := tx.QueryRowContext(ctx, "SELECT id FROM accounts WHERE student_id = $1", studentID).Scan(&owner)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("look up the owner of a student: %w", err)
	}
	if owner == accountID {
		return nil
	}
	if owner != "" {
		return elsewhere()
	}
	result, err := tx.ExecContext(ctx,
		"UPDATE accounts SET student_id = $1, bound_at = $2 WHERE id = $3 AND student_id IS NULL",
		studentID, s.now().UnixNano(), accountID)
	if err != nil {
		return fmt.Errorf("bind a student: %w", err)
	}
	rows, err := result.RowsAffected()
	if err != nil {
		return fmt.Errorf("bind a student: %w", err)
	}
	if rows == 0 {
		return refusal.New(api.CodeAccountBound, "this account belongs to another student")
	}
	return nil
}

func elsewhere() error {
	return refusal.New(api.CodeBoundElsewhere, "the student belongs to another account")
}
