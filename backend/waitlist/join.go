package waitlist

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"houbu/api"
	"houbu/backend/exam"
	"houbu/backend/receipt"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

// Join puts the caller into the queue of a pool (提交候补, steps 8, 9 and 14) and
// serves the queue: where a seat is free and nobody waits, the entry is offered
// it at once. Refusals, in this order: api.CodeWindowClosed, CodePoolNotFound,
// CodeNotQualified (written), CodeWrittenRequired or CodeWrittenUnpaid (oral),
// CodeLevelTaken.
func (s *Service) Join(ctx context.Context, who Caller, want api.Join) (api.Receipt, error) {
	request := receipt.Request{
		AccountID: who.AccountID, Key: who.Key, Kind: api.ReceiptJoin,
		Fingerprint: receipt.Fingerprint(want.CampusCode, want.Subject),
	}
	return s.once(ctx, request, func(ctx context.Context, tx store.Tx) (api.Receipt, error) {
		return s.join(ctx, tx, who.StudentID, want)
	})
}

// join is the body of Join, in a transaction that may hold other joins.
func (s *Service) join(ctx context.Context, tx store.Tx, student string, want api.Join) (api.Receipt, error) {
	var out api.Receipt
	err := s.change(ctx, tx, func(c *change) (err error) {
		out, err = c.enqueue(ctx, student, want)
		return err
	})
	if err != nil {
		return api.Receipt{}, err
	}
	// The allocator has run: the entry waits, or has been offered a seat.
	err = tx.QueryRowContext(ctx, "SELECT state FROM entries WHERE id = $1", out.EntryID).Scan(&out.State)
	if err != nil {
		return api.Receipt{}, fmt.Errorf("read the entry joined: %w", err)
	}
	return out, nil
}

// enqueue checks the rules and inserts an entry at the tail of the queue.
func (c *change) enqueue(ctx context.Context, student string, want api.Join) (api.Receipt, error) {
	subject, known := c.exam.Subject(want.Subject)
	if !c.open(c.now) {
		return api.Receipt{}, refusal.New(api.CodeWindowClosed, "registration is not open")
	}
	if !known {
		return api.Receipt{}, refusal.New(api.CodePoolNotFound, "no such subject")
	}
	id := poolID(want.CampusCode, want.Subject)
	if subject.Kind == api.Oral || c.exam.Exclusive == exam.PerSession {
		if err := c.lockStudents(ctx, []string{student}); err != nil {
			return api.Receipt{}, err
		}
	}
	if subject.Kind == api.Oral {
		if err := c.enterFor(ctx, student, id); err != nil {
			return api.Receipt{}, err
		}
	}
	pool, err := takeNumber(ctx, c.tx, id)
	if err != nil {
		return api.Receipt{}, err
	}
	if pool == nil || pool.campusCode != want.CampusCode { // two codes can be joined to the key of a third pool
		return api.Receipt{}, refusal.New(api.CodePoolNotFound, "no such campus and subject")
	}
	if err := c.settle(ctx, pool.id); err != nil {
		return api.Receipt{}, err
	}
	st, err := c.standing(ctx, student)
	if err != nil {
		return api.Receipt{}, err
	}
	if !st.within(pool.school) {
		return api.Receipt{}, refusal.New(api.CodePoolNotFound, "the campus is of another school")
	}
	if code := c.mayJoin(st, subject, c.now); code != "" {
		return api.Receipt{}, refusal.New(code, "subject "+subject.Code+" cannot be waitlisted")
	}
	entryID, err := c.insertEntry(ctx, student, subject, pool)
	if err != nil {
		return api.Receipt{}, err
	}
	c.mark(pool.id)
	return api.Receipt{At: c.now, EntryID: entryID, Sequence: pool.sequence, Campus: pool.campus, Subject: subject.Code}, nil
}

// insertEntry inserts a waiting entry with the number taken in its pool.
func (c *change) insertEntry(ctx context.Context, student string, subject api.Subject, pool *poolRow) (string, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return "", fmt.Errorf("make an entry's id: %w", err)
	}
	_, err = exec(ctx, c.tx, "insert an entry", `INSERT INTO entries
		(id, pool_id, student_id, sequence, kind, level, state, joined_at, changed_at)
		VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7, $7)`,
		id.String(), pool.id, student, pool.sequence, string(subject.Kind), subject.Level, c.now.UnixNano())
	if store.IsUnique(err) {
		// A join to another pool of the level came between the check and this.
		return "", refusal.New(api.CodeLevelTaken, "subject "+subject.Code+" cannot be waitlisted")
	}
	if err != nil {
		return "", err
	}
	return id.String(), c.record(ctx, id.String(), eventJoined, "")
}
