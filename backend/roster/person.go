package roster

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"houbu/backend/store"
)

// known is what the database has of a row's account and document.
type known struct {
	accountID, boundTo string // boundTo is the student that the account is bound to
	studentID, owner   string // owner is the account that the student is bound to
}

// writePerson writes one candidate: account, student, 资格科目 and 已报科目. When
// the row turns out bad, nothing of it is left behind.
func writePerson(ctx context.Context, tx store.Tx, opts Options, c *Candidate, hash string) (added bool, bad []RowError, err error) {
	k, err := lookUp(ctx, tx, c)
	if err != nil {
		return false, nil, err
	}
	if column, reason := k.conflict(); reason != "" {
		return false, []RowError{{c.Line, column, reason}}, nil
	}
	bad, err = undone(ctx, tx, func() ([]RowError, error) {
		added = k.studentID == ""
		if added {
			k.studentID = uuid.NewString()
			err = insertPerson(ctx, tx, k.studentID, c, hash)
		} else {
			err = updatePerson(ctx, tx, k, c, hash)
		}
		if err != nil {
			return nil, err
		}
		bad, err := writeQualified(ctx, tx, k.studentID, c)
		if err != nil || len(bad) > 0 {
			return bad, err
		}
		return writeHeld(ctx, tx, opts, k.studentID, c)
	})
	return added, bad, err
}

func lookUp(ctx context.Context, tx store.Tx, c *Candidate) (known, error) {
	var k known
	err := tx.QueryRowContext(ctx, "SELECT id, COALESCE(student_id, '') FROM accounts WHERE login = $1", c.Login).
		Scan(&k.accountID, &k.boundTo)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return known{}, fmt.Errorf("look up an account: %w", err)
	}
	err = tx.QueryRowContext(ctx, `SELECT s.id, COALESCE(a.id, '') FROM students s LEFT JOIN accounts a ON a.student_id = s.id
		WHERE s.document_type = $1 AND s.document_number = $2`, c.Record.TypeCode, c.Record.Number).
		Scan(&k.studentID, &k.owner)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return known{}, fmt.Errorf("look up a student: %w", err)
	}
	return k, nil
}

// conflict says why a row contradicts the database; empty when it does not.
func (k known) conflict() (column, reason string) {
	switch {
	case k.accountID != "" && k.studentID == "":
		return colAccount, "数据库中已有这个账号，但证件不同"
	case k.accountID == "" && k.studentID != "":
		return colNumber, "数据库中已有这个证件号码，但账号不同"
	case k.boundTo != "" && k.boundTo != k.studentID:
		return colAccount, "这个账号已与另一考生绑定"
	case k.owner != "" && k.owner != k.accountID:
		return colNumber, "这名考生已与另一账号绑定"
	}
	return "", ""
}

func insertPerson(ctx context.Context, tx store.Tx, studentID string, c *Candidate, hash string) error {
	r := c.Record
	_, err := tx.ExecContext(ctx, `INSERT INTO students (id, document_type, document_number, name, sex, school_code, school,
		campus_code, campus, education, duration, entry_year, grade, department, major, class, student_no, remark)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
		studentID, r.TypeCode, r.Number, r.Name, r.Sex, r.SchoolCode, r.School,
		r.CampusCode, r.Campus, r.Education, r.Duration, r.EntryYear, r.Grade, r.Department, r.Major, r.Class, r.StudentNo, r.Remark)
	if err != nil {
		return fmt.Errorf("add a student: %w", err)
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO accounts (id, login, password_hash, phone) VALUES ($1, $2, $3, $4)",
		uuid.NewString(), c.Login, hash, r.Phone)
	if err != nil {
		return fmt.Errorf("add an account: %w", err)
	}
	return nil
}

func updatePerson(ctx context.Context, tx store.Tx, k known, c *Candidate, hash string) error {
	r := c.Record
	_, err := tx.ExecContext(ctx, `UPDATE students SET name = $1, sex = $2, school_code = $3, school = $4, campus_code = $5,
		campus = $6, education = $7, duration = $8, entry_year = $9, grade = $10, department = $11, major = $12, class = $13,
		student_no = $14, remark = $15 WHERE id = $16`,
		r.Name, r.Sex, r.SchoolCode, r.School, r.CampusCode, r.Campus, r.Education, r.Duration, r.EntryYear,
		r.Grade, r.Department, r.Major, r.Class, r.StudentNo, r.Remark, k.studentID)
	if err != nil {
		return fmt.Errorf("update a student: %w", err)
	}
	// The news of a success goes to the confirmed number, so it stays.
	_, err = tx.ExecContext(ctx, "UPDATE accounts SET phone = $1 WHERE id = $2 AND confirmed_at IS NULL", r.Phone, k.accountID)
	if err != nil {
		return fmt.Errorf("update an account's phone: %w", err)
	}
	_, err = tx.ExecContext(ctx, "UPDATE accounts SET password_hash = $1 WHERE id = $2 AND password_hash = ''", hash, k.accountID)
	if err != nil {
		return fmt.Errorf("set a first password: %w", err)
	}
	return nil
}
