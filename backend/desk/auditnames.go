package desk

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"houbu/api"
	"houbu/api/mask"
	"houbu/backend/audit"
	"houbu/backend/receipt"
	"houbu/backend/store"
)

// Audit returns a part of the audit trail, newest first, with the names of what its
// lines are about. The trail itself keeps ids only, since it is never changed and a
// name may be.
func (s *Service) Audit(ctx context.Context, want audit.Filter) (out api.Audit, err error) {
	err = s.db.Read(ctx, func(tx store.Tx) error {
		if out, err = audit.List(ctx, tx, want); err != nil {
			return err
		}
		return s.nameRows(ctx, tx, out.Rows)
	})
	return out, err
}

// auditName is what the subject of a line is called; of a candidate the number too.
type auditName struct{ name, number string }

// nameRows adds the names of what lines are about.
func (s *Service) nameRows(ctx context.Context, tx store.Tx, rows []api.AuditRow) error {
	var students, accounts, pools []string
	for _, row := range rows {
		if row.CandidateID != "" {
			students = append(students, row.CandidateID)
		}
		switch row.SubjectKind {
		case api.AboutAccount:
			accounts = append(accounts, row.SubjectKey)
		case api.AboutPool:
			pools = append(pools, row.SubjectKey)
		default: // has no name, or is a candidate
		}
	}
	candidates, err1 := namesOf(ctx, tx, "SELECT id, name, document_number FROM students WHERE id IN ", students)
	logins, err2 := namesOf(ctx, tx, "SELECT id, login, '' FROM accounts WHERE id IN ", accounts)
	campuses, err3 := namesOf(ctx, tx, "SELECT id, campus, subject FROM pools WHERE id IN ", pools)
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	for i := range rows {
		row := &rows[i]
		who := candidates[row.CandidateID]
		row.CandidateName, row.CandidateNumber = who.name, mask.Number(who.number)
		switch row.SubjectKind {
		case api.AboutCandidate:
			row.SubjectName = who.name
		case api.AboutAccount:
			row.SubjectName = logins[row.SubjectKey].name
		case api.AboutPool:
			if pool, known := campuses[row.SubjectKey]; known {
				row.SubjectName = pool.name + " " + s.subjectName(pool.number)
			}
		case api.AboutOrder:
			row.SubjectName = receipt.OrderNumber(row.SubjectKey)
		default:
		}
	}
	return nil
}

// subjectName is the name of a subject, or its code.
func (s *Service) subjectName(code string) string {
	if subject, known := s.exam.Subject(code); known {
		return subject.Name
	}
	return code
}

// namesOf runs a query for a list of ids, up to which it is given.
func namesOf(ctx context.Context, tx store.Tx, query string, ids []string) (names map[string]auditName, err error) {
	names = make(map[string]auditName, len(ids))
	if len(ids) == 0 {
		return names, nil
	}
	found, err := tx.QueryContext(ctx, query+store.In(1, len(ids)), store.Args(ids)...)
	if err != nil {
		return nil, fmt.Errorf("name the lines of the audit trail: %w", err)
	}
	defer func() { err = errors.Join(err, found.Close()) }()
	for found.Next() {
		if err := scanName(found, names); err != nil {
			return nil, fmt.Errorf("name the lines of the audit trail: %w", err)
		}
	}
	if err := found.Err(); err != nil {
		return nil, fmt.Errorf("name the lines of the audit trail: %w", err)
	}
	return names, nil
}

func scanName(from *sql.Rows, into map[string]auditName) error {
	var id string
	var one auditName
	if err := from.Scan(&id, &one.name, &one.number); err != nil {
		return err
	}
	into[id] = one
	return nil
}
