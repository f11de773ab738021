package roster

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"houbu/api"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

// undone runs fn and takes back what it wrote when it found bad rows.
func undone(ctx context.Context, tx store.Tx, fn func() ([]RowError, error)) ([]RowError, error) {
	if _, err := tx.ExecContext(ctx, "SAVEPOINT roster_row"); err != nil {
		return nil, fmt.Errorf("begin a row: %w", err)
	}
	bad, err := fn()
	if err != nil {
		return nil, err // the whole transaction is rolled back
	}
	if len(bad) > 0 {
		if _, err := tx.ExecContext(ctx, "ROLLBACK TO SAVEPOINT roster_row"); err != nil {
			return nil, fmt.Errorf("take a row back: %w", err)
		}
	}
	if _, err := tx.ExecContext(ctx, "RELEASE SAVEPOINT roster_row"); err != nil {
		return nil, fmt.Errorf("end a row: %w", err)
	}
	return bad, nil
}

// writeQualified brings 资格科目 up to date. A subject that the student holds or
// waits for cannot be taken away by a file: staff does that, with a reason.
func writeQualified(ctx context.Context, tx store.Tx, studentID string, c *Candidate) ([]RowError, error) {
	before, err := qualifications(ctx, tx, studentID)
	if err != nil {
		return nil, err
	}
	for _, subject := range before {
		if slices.Contains(c.Qualified, subject) {
			continue
		}
		used, err := inUse(ctx, tx, studentID, subject)
		if err != nil {
			return nil, err
		}
		if used {
			return []RowError{{c.Line, colQualified, "去掉了考生已报考或正在候补的科目"}}, nil
		}
		_, err = tx.ExecContext(ctx, "DELETE FROM qualifications WHERE student_id = $1 AND subject = $2", studentID, subject)
		if err != nil {
			return nil, fmt.Errorf("take a qualification away: %w", err)
		}
	}
	for _, subject := range c.Qualified {
		if slices.Contains(before, subject) {
			continue
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO qualifications (student_id, subject) VALUES ($1, $2)", studentID, subject)
		if err != nil {
			return nil, fmt.Errorf("add a qualification: %w", err)
		}
	}
	return nil, nil
}

func qualifications(ctx context.Context, tx store.Tx, studentID string) (subjects []string, err error) {
	rows, err := tx.QueryContext(ctx, "SELECT subject FROM qualifications WHERE student_id = $1", studentID)
	if err != nil {
		return nil, fmt.Errorf("read the qualifications: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var subject string
		if err := rows.Scan(&subject); err != nil {
			return nil, fmt.Errorf("read a qualification: %w", err)
		}
		subjects = append(subjects, subject)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read the qualifications: %w", err)
	}
	return subjects, nil
}

// inUse tells whether a student holds or waits for a subject.
func inUse(ctx context.Context, tx store.Tx, studentID, subject string) (bool, error) {
	var n int
	err := tx.QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM entries e JOIN pools p ON p.id = e.pool_id
			WHERE e.student_id = $1 AND p.subject = $2 AND e.state IN ('waiting', 'offered')) +
		(SELECT count(*) FROM registrations r JOIN pools p ON p.id = r.pool_id
			WHERE r.student_id = $1 AND p.subject = $2 AND r.state IN ('held', 'paid'))`, studentID, subject).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("look for a subject in use: %w", err)
	}
	return n > 0, nil
}

// writeHeld registers 已报科目. One that a roster brought before is left alone,
// also after it has lapsed: importing again must not give the seat back.
func writeHeld(ctx context.Context, tx store.Tx, opts Options, studentID string, c *Candidate) ([]RowError, error) {
	for _, h := range c.Held {
		var n int
		err := tx.QueryRowContext(ctx, `SELECT count(*) FROM registrations r JOIN pools p ON p.id = r.pool_id
			WHERE r.student_id = $1 AND p.subject = $2 AND (r.entry_id IS NULL OR r.state IN ('held', 'paid'))`,
			studentID, h.Subject).Scan(&n)
		if err != nil {
			return nil, fmt.Errorf("look up a registration: %w", err)
		}
		if n > 0 {
			continue
		}
		err = opts.Register(ctx, tx, studentID, c.Record.CampusCode, h.Subject, h.Paid)
		var no *refusal.Error
		if errors.As(err, &no) {
			return []RowError{{c.Line, colHeld, refused(no.Code)}}, nil
		}
		if err != nil {
			return nil, fmt.Errorf("register a subject of the roster: %w", err)
		}
	}
	return nil, nil
}

// writeSeats writes one pool.
func writeSeats(ctx context.Context, tx store.Tx, opts Options, s Seats) (added bool, bad []RowError, err error) {
	var n int
	err = tx.QueryRowContext(ctx, "SELECT count(*) FROM pools WHERE campus_code = $1 AND subject = $2",
		s.Pool.CampusCode, s.Pool.Subject).Scan(&n)
	if err != nil {
		return false, nil, fmt.Errorf("look up a pool: %w", err)
	}
	bad, err = undone(ctx, tx, func() ([]RowError, error) {
		err := opts.AddPool(ctx, tx, s.Pool, s.Capacity)
		var no *refusal.Error
		if errors.As(err, &no) {
			return []RowError{{s.Line, colCapacity, refused(no.Code)}}, nil
		}
		if err != nil {
			return nil, fmt.Errorf("add a pool: %w", err)
		}
		return nil, nil
	})
	return n == 0, bad, err
}

// refused says in Chinese why the waitlist's rules said no to a row.
func refused(code api.Code) string {
	switch code {
	case api.CodePoolNotFound:
		return "该校区没有这个科目的座位；请先导入座位名单"
	case api.CodeLevelTaken:
		return "考生已报考或正在候补同级别的科目"
	case api.CodeWrittenRequired:
		return "报口试须先报考同级别的笔试科目"
	case api.CodeWrittenUnpaid:
		return "报口试须先支付同级别的笔试科目"
	case api.CodeNotQualified:
		return "不在资格科目中"
	default:
		return "不能登记（" + string(code) + "）"
	}
}
