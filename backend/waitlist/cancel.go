package waitlist

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"houbu/api"
	"houbu/backend/audit"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

// maxReasonText is how many characters a cancel reason's text may have.
const maxReasonText = 200

// Cancel ends an entry of the caller's with a reason of the session (取消候补,
// step 11), while it waits or holds an unpaid seat; the seat goes to the head
// of the queue. Refusals: api.CodeReasonUnknown, CodeReasonTextMissing,
// CodeBadRequest (text too long), CodeNotFound (no such entry of the
// caller's), CodeEntryFinished.
func (s *Service) Cancel(ctx context.Context, who Caller, entryID string, why api.Cancellation) (api.Receipt, error) {
	why.Text = strings.TrimSpace(why.Text)
	request := who.request(api.ReceiptCancel, entryID, why.Reason, why.Text)
	return s.once(ctx, who, request, func(ctx context.Context, tx store.Tx) (api.Receipt, error) {
		return s.cancel(ctx, tx, who.StudentID, entryID, why)
	})
}

// cancel is the body of Cancel, in a transaction that may hold others.
func (s *Service) cancel(ctx context.Context, tx store.Tx, student, entryID string, why api.Cancellation) (api.Receipt, error) {
	how, err := s.cancellation(why)
	if err != nil {
		return api.Receipt{}, err
	}
	var out api.Receipt
	err = s.change(ctx, tx, func(c *change) error {
		e, err := c.ownEntry(ctx, student, entryID)
		if err != nil {
			return err
		}
		out = api.Receipt{
			At: c.now, EntryID: e.id, Pool: e.pool, Sequence: e.sequence,
			Campus: e.campus, Subject: e.subject, State: api.Cancelled,
		}
		return c.withdraw(ctx, e, how)
	})
	return out, err
}

// withdraw ends a live entry of a locked pool at its candidate's wish.
func (c *change) withdraw(ctx context.Context, e *entry, how ending) error {
	finished := refusal.New(api.CodeEntryFinished, "the entry is "+string(e.state))
	switch e.state {
	case api.Waiting:
		ended, err := c.leave(ctx, e, how)
		if err == nil && !ended {
			return finished
		}
		return err
	case api.Offered:
		seats, err := collect(ctx, c.tx, "load the seat offered", scanHolding,
			fromHoldings+"WHERE r.student_id = $1 AND r.entry_id = $2 AND r.state IN ('held', 'paid') AND r.state = 'held'", e.student, e.id)
		if err != nil {
			return err
		}
		if len(seats) == 0 {
			return finished
		}
		return c.release(ctx, seats, how)
	default:
		return finished
	}
}

// ownEntry returns a student's entry as of now: its pool is locked and settled
// before its state is read.
func (c *change) ownEntry(ctx context.Context, student, id string) (*entry, error) {
	var pool string
	err := c.tx.QueryRowContext(ctx, "SELECT pool_id FROM entries WHERE id = $1 AND student_id = $2", id, student).Scan(&pool)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, refusal.New(api.CodeNotFound, "no such entry of this candidate")
	}
	if err != nil {
		return nil, fmt.Errorf("find an entry: %w", err)
	}
	if err := c.enter(ctx, pool); err != nil {
		return nil, err
	}
	found, err := collect(ctx, c.tx, "load an entry", scanEntry, fromEntries+"WHERE e.id = $1", id)
	if err != nil {
		return nil, err
	}
	return &found[0], nil
}

// cancellation checks a reason against the session's and makes it an ending.
func (s *Service) cancellation(why api.Cancellation) (ending, error) {
	for _, reason := range s.exam.CancelReasons {
		if reason.Code != why.Reason {
			continue
		}
		how := ending{state: api.Cancelled, code: reason.Code, text: reason.Name, wished: true}
		if !reason.NeedsText {
			return how, nil
		}
		text := audit.OneLine(why.Text) // a terminal shows it, and PostgreSQL takes no NUL
		switch n := utf8.RuneCountInString(text); {
		case n == 0:
			return ending{}, refusal.New(api.CodeReasonTextMissing, "this reason takes a text")
		case n > maxReasonText:
			return ending{}, refusal.New(api.CodeBadRequest, "the reason's text is longer than 200 characters")
		}
		how.text += "：" + text
		return how, nil
	}
	return ending{}, refusal.New(api.CodeReasonUnknown, "not a cancel reason of this session")
}
