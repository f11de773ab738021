package waitlist

import (
	"context"
	"fmt"

	"houbu/backend/store"
)

// Renew starts the pay window of unpaid seats from a roster (已报科目) anew. It is
// for the practice session, whose windows all count from the start of the
// program: a demo account that holds a seat holds it again after a night in which
// nothing ran. It leaves alone the simulated others and every seat that was
// offered to an entry.
func (s *Service) Renew(ctx context.Context) error {
	now := s.now()
	err := s.db.Write(ctx, func(tx store.Tx) error {
		_, err := exec(ctx, tx, "renew the pay windows", `UPDATE registrations SET pay_by = $1
			WHERE state = 'held' AND entry_id IS NULL AND student_id IN (SELECT id FROM students WHERE simulated = 0)`,
			s.exam.PayBy(now).UnixNano())
		return err
	})
	if err != nil {
		return fmt.Errorf("renew the practice session: %w", err)
	}
	return nil
}
