package waitlist

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"houbu/api"
	"houbu/backend/exam"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

// registration is the window that may differ from the session file's. The others may
// not: offers and their pay deadlines were made by them.
const registration = "registration"

// override is a window as the database has it; 0: the session file's.
type override struct {
	opens, closes int64
}

// in returns an exam session with the override.
func (o override) in(session *exam.Exam) *exam.Exam {
	if o == (override{}) {
		return session
	}
	moved := *session
	if o.opens != 0 {
		moved.OpensAt = store.Time(o.opens)
	}
	if o.closes != 0 {
		moved.ClosesAt = store.Time(o.closes)
	}
	return &moved
}

// current is the service with the windows that are in force, as a transaction sees
// them. The database is asked each time: what one process has decided, all know.
func (s *Service) current(ctx context.Context, tx store.Tx) (*Service, error) {
	var o override
	err := tx.QueryRowContext(ctx, "SELECT COALESCE(opens_at, 0), COALESCE(closes_at, 0) FROM windows WHERE name = $1", registration).
		Scan(&o.opens, &o.closes)
	if errors.Is(err, sql.ErrNoRows) {
		return s, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the windows: %w", err)
	}
	now := *s
	now.exam = o.in(s.exam)
	return &now, nil
}

// Windows returns the windows that are in force, beside the session file's.
func (s *Service) Windows(ctx context.Context) (out api.Windows, err error) {
	err = s.db.Look(func(tx store.Tx) error {
		out, err = s.windows(ctx, tx)
		return err
	})
	return out, err
}

func (s *Service) windows(ctx context.Context, tx store.Tx) (api.Windows, error) {
	current, err := s.current(ctx, tx)
	if err != nil {
		return api.Windows{}, err
	}
	now := s.now()
	return api.Windows{
		Now: now.UTC(), OpensAt: current.exam.OpensAt, ClosesAt: current.exam.ClosesAt,
		FileOpensAt: s.exam.OpensAt, FileClosesAt: s.exam.ClosesAt,
		LastAllocAt: s.exam.LastAllocAt, PaymentEndsAt: s.exam.PaymentEndsAt, Open: current.open(now),
	}, nil
}

// MoveRegistration moves the registration window, in the caller's transaction; nil is
// the session file's. Every process goes by it from the commit on. It returns the
// windows before and since. api.CodeBadRequest unless it opens before it closes, and
// closes no later than the last allocation.
func (s *Service) MoveRegistration(ctx context.Context, tx store.Tx, opens, closes *time.Time) (before, since api.Windows, err error) {
	_, err = exec(ctx, tx, "lock the windows", "INSERT INTO windows (name) VALUES ($1) ON CONFLICT (name) DO UPDATE SET name = excluded.name", registration)
	if err != nil {
		return before, since, err
	}
	if before, err = s.windows(ctx, tx); err != nil {
		return before, since, err
	}
	_, err = exec(ctx, tx, "move a window", "UPDATE windows SET opens_at = $2, closes_at = $3 WHERE name = $1",
		registration, stored(opens), stored(closes))
	if err != nil {
		return before, since, err
	}
	if since, err = s.windows(ctx, tx); err != nil {
		return before, since, err
	}
	switch {
	case !since.OpensAt.Before(since.ClosesAt):
		err = refusal.New(api.CodeBadRequest, "registration opens before it closes")
	case since.ClosesAt.After(since.LastAllocAt):
		err = refusal.New(api.CodeBadRequest, "registration closes no later than the last allocation")
	}
	return before, since, err
}

// stored is an instant as a column has it; NULL for none.
func stored(at *time.Time) any {
	if at == nil {
		return nil
	}
	return at.UnixNano()
}
