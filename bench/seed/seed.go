// Package seed fills an empty database with synthetic candidates for the
// benchmarks, faster than a roster's import could: it writes rows, not rules.
// Nobody in it is real: region 99 of the identity numbers is unassigned.
package seed

import (
	"context"
	"errors"
	"fmt"
	"time"

	"houbu/api"
	"houbu/backend/account"
	"houbu/backend/exam"
	"houbu/backend/store"
)

var (
	// ErrInUse is returned for a database that holds anything.
	ErrInUse = errors.New("the database is not empty")
	// ErrNotSynthetic is returned for a database that Write has not filled.
	ErrNotSynthetic = errors.New("the database holds no synthetic candidates")
	// ErrPlan is returned for a plan that cannot be carried out.
	ErrPlan = errors.New("the plan needs at least one pool and no negative number")
)

// mark is the row of meta by which a seeded database is known.
const mark = "bench"

// Plan says how many of each kind are made. All are spread evenly over the
// pools.
type Plan struct {
	Pools   int // campuses, each with the first written subject of the session
	Ready   int // candidates with a login who may join at once, and log in anew with Password
	Fresh   int // candidates who have done no step yet and log in with Password
	Waiting int // others who wait already
	Held    int // others with an unpaid seat; as many seats exist
	Now     time.Time
	// Progress is told what is done of how much; it may be nil.
	Progress func(done, total int)
}

// Write fills an empty database by a plan, and returns who is in it.
func Write(ctx context.Context, db *store.DB, session *exam.Exam, plan Plan) (*File, error) {
	subject, err := firstWritten(session)
	if err != nil {
		return nil, err
	}
	if plan.Pools < 1 || min(plan.Ready, plan.Fresh, plan.Waiting, plan.Held) < 0 || plan.Pools > maxCampuses {
		return nil, ErrPlan
	}
	file := &File{Session: session.ID, Agreement: session.Agreement.Version, Subject: subject.Code}
	if plan.Fresh+plan.Ready > 0 {
		file.Password = Password
	}
	w := &writer{plan: plan, exam: session, subject: subject, file: file}
	if file.Password != "" {
		if w.hash, err = account.HashPassword(Password); err != nil {
			return nil, fmt.Errorf("hash the password of all: %w", err)
		}
	}
	if err := w.begin(ctx, db); err != nil {
		return nil, err
	}
	if err := w.people(ctx, db); err != nil {
		return nil, err
	}
	return file, nil
}

// Verify returns ErrNotSynthetic for a database that Write has not filled.
func Verify(ctx context.Context, db *store.DB) error {
	n := 0
	err := db.Read(ctx, func(tx store.Tx) error {
		return tx.QueryRowContext(ctx, "SELECT count(*) FROM meta WHERE name = $1", mark).Scan(&n)
	})
	if err != nil {
		return fmt.Errorf("look for the mark of synthetic candidates: %w", err)
	}
	if n == 0 {
		return ErrNotSynthetic
	}
	return nil
}

func firstWritten(session *exam.Exam) (api.Subject, error) {
	for _, subject := range session.Subjects {
		if subject.Kind == api.Written {
			return subject, nil
		}
	}
	return api.Subject{}, errors.New("the session has no written subject")
}

// begin checks that the database is empty, marks it, and makes the pools, in
// one transaction: two who seed at once cannot both find it empty.
func (w *writer) begin(ctx context.Context, db *store.DB) error {
	err := db.Write(ctx, func(tx store.Tx) error {
		if _, err := tx.ExecContext(ctx, "INSERT INTO meta (name, value) VALUES ($1, '1')", mark); err != nil {
			if store.IsUnique(err) {
				return ErrInUse
			}
			return err
		}
		used := 0
		err := tx.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM pools) + (SELECT count(*) FROM students)
			+ (SELECT count(*) FROM accounts) + (SELECT count(*) FROM meta WHERE name = 'practice')`).Scan(&used)
		if err != nil {
			return err
		}
		if used > 0 {
			return ErrInUse
		}
		return w.pools(ctx, tx)
	})
	if err != nil {
		return fmt.Errorf("begin to seed the database: %w", err)
	}
	return nil
}
