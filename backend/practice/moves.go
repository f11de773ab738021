package practice

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"houbu/api"
	"houbu/backend/refusal"
	"houbu/backend/store"
	"houbu/backend/waitlist"
)

// spare is how many seats of a pool the others never pay, so that there are
// always some that can change hands.
const spare = 6

// giveUp has a simulated holder give an unpaid seat up.
func (s *Simulator) giveUp(ctx context.Context, p pool) error {
	who, ok, err := s.pick(s.holders(ctx, p))
	if err != nil || !ok {
		return err
	}
	if who.entry != "" {
		return s.leave(ctx, who)
	}
	return settled(s.world.DB.Write(ctx, func(tx store.Tx) error {
		return s.world.Waitlist.ReleaseUnpaid(ctx, tx, []string{who.registration}, "")
	}))
}

// cancel has a simulated other leave the queue.
func (s *Simulator) cancel(ctx context.Context, p pool) error {
	who, ok, err := s.pick(s.waiting(ctx, p))
	if err != nil || !ok {
		return err
	}
	return s.leave(ctx, who)
}

// leave cancels an entry with one of the session's reasons that take no text.
func (s *Simulator) leave(ctx context.Context, who actor) error {
	var reasons []string
	for _, reason := range s.world.Exam.CancelReasons {
		if !reason.NeedsText {
			reasons = append(reasons, reason.Code)
		}
	}
	if len(reasons) == 0 {
		return nil // every reason takes a text, which is for people to write
	}
	why := api.Cancellation{Reason: reasons[s.rand.IntN(len(reasons))]}
	_, err := s.world.Waitlist.Cancel(ctx, caller(who), who.entry, why)
	return settled(err)
}

// pay has a simulated holder pay, while enough seats stay unpaid.
func (s *Simulator) pay(ctx context.Context, p pool) error {
	holders, err := s.holders(ctx, p)
	if err != nil || len(holders) <= spare {
		return err
	}
	who, _, _ := s.pick(holders, nil)
	return settled(s.world.DB.Write(ctx, func(tx store.Tx) error {
		return s.world.Waitlist.MarkPaid(ctx, tx, []string{who.registration}, s.world.Now())
	}))
}

// join has up to n simulated others join the tail of a pool's queue.
func (s *Simulator) join(ctx context.Context, p pool, n int) error {
	if n <= 0 {
		return nil
	}
	idle, err := s.crowd(ctx, p, true)
	if err != nil {
		return err
	}
	s.rand.Shuffle(len(idle), func(i, j int) { idle[i], idle[j] = idle[j], idle[i] })
	for _, who := range idle[:min(n, len(idle))] {
		_, err := s.world.Waitlist.Join(ctx, caller(who), api.Join{CampusCode: p.campus, Subject: p.subject.Code})
		if err := settled(err); err != nil {
			return fmt.Errorf("join a simulated other: %w", err)
		}
	}
	return nil
}

// pick takes one of several at random, and says whether there was any.
func (s *Simulator) pick(from []actor, err error) (actor, bool, error) {
	if err != nil || len(from) == 0 {
		return actor{}, false, err
	}
	return from[s.rand.IntN(len(from))], true, nil
}

// caller is a simulated student as the waitlist's caller. Their keys are kept
// under an account of their own, which nobody can log in to.
func caller(who actor) waitlist.Caller {
	return waitlist.Caller{AccountID: "simulated-" + who.student, StudentID: who.student, Key: uuid.NewString()}
}

// settled drops a refusal: between looking and acting the queue moved on, and
// the waitlist knows better.
func settled(err error) error {
	var no *refusal.Error
	if errors.As(err, &no) {
		return nil
	}
	return err
}
