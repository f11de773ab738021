package waitlist

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"houbu/api"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

// AddPool creates or updates, in the caller's transaction, a pool of the seats'
// roster. A raised capacity is served to the queue at once; a lowered one takes
// nobody's seat away. An unknown subject is api.CodePoolNotFound, a negative
// capacity api.CodeBadRequest.
func (s *Service) AddPool(ctx context.Context, tx store.Tx, pool Pool, capacity int) error {
	if _, known := s.exam.Subject(pool.Subject); !known {
		return refusal.New(api.CodePoolNotFound, "no such subject")
	}
	_, err := exec(ctx, tx, "add a pool", `INSERT INTO pools (id, school_code, school, campus_code, campus, subject, capacity)
		VALUES ($1, $2, $3, $4, $5, $6, 0) ON CONFLICT (id) DO UPDATE SET
		school_code = excluded.school_code, school = excluded.school, campus = excluded.campus`,
		pool.ID(), pool.SchoolCode, pool.School, pool.CampusCode, pool.Campus, pool.Subject)
	if err != nil {
		return err
	}
	_, err = exec(ctx, tx, "count a change of the pools", `INSERT INTO meta (name, value) VALUES ($1, '1')
		ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(meta.value AS BIGINT) + 1 AS TEXT)`, rosterVersion)
	if err != nil {
		return err
	}
	return s.change(ctx, tx, func(c *change) error {
		if err := c.enter(ctx, pool.ID()); err != nil {
			return err
		}
		return c.resize(ctx, pool.ID(), capacity)
	})
}

// Register gives, in the caller's transaction, a student a seat without an
// entry: 已报科目 of the roster. Unpaid ones are held until the pay deadline of
// now. Seats that have fallen free go to the queue first. Refusals are those of
// the rules, and api.CodePoolNotFound when there is no such pool or no seat is
// free in it.
func (s *Service) Register(ctx context.Context, tx store.Tx, studentID, campusCode, subject string, paid bool) error {
	return s.change(ctx, tx, func(c *change) error {
		pool := poolID(campusCode, subject)
		if err := c.lockStudents(ctx, []string{studentID}); err != nil { // as joins do
			return err
		}
		if err := c.enterFor(ctx, []string{studentID}, pool); err != nil { // the queue comes first
			return err
		}
		return c.register(ctx, pool, studentID, paid)
	})
}

func (c *change) register(ctx context.Context, pool, student string, paid bool) error {
	row, err := c.lockPool(ctx, pool)
	if err != nil {
		return err
	}
	if row == nil {
		return refusal.New(api.CodePoolNotFound, "no such campus and subject")
	}
	subject := c.subjectOf(pool)
	st, err := c.standing(ctx, student)
	if err != nil {
		return err
	}
	if code := c.mayHold(st, subject, c.now); code != "" {
		return refusal.New(code, "subject "+subject.Code+" cannot be registered")
	}
	seats, err := c.freeSeats(ctx, row, 1, nil)
	if err != nil {
		return err
	}
	if row.free() == 0 || len(seats) == 0 {
		return refusal.New(api.CodePoolNotFound, "no seat is free")
	}
	f := seatFor{pool: pool, subject: subject, student: student, seat: seats[0], paid: paid, payBy: c.exam.PayBy(c.now)}
	if err := c.hold(ctx, f); err != nil {
		return err
	}
	if err := c.notifyRegistered(ctx, f); err != nil {
		return err
	}
	_, err = exec(ctx, c.tx, "count a registration", "UPDATE pools SET held = held + 1 WHERE id = $1", pool)
	return err
}

// SetCapacity changes how many seats a pool has, with a reason that those who
// are offered a seat by it can read. Lowering it below the holders takes
// nobody's seat away: nothing is offered until the number fits. Refusals:
// api.CodePoolNotFound, CodeBadRequest for a negative capacity.
func (s *Service) SetCapacity(ctx context.Context, pool string, capacity int, reason string) error {
	err := s.db.Write(ctx, func(tx store.Tx) error {
		_, err := s.SetCapacityIn(ctx, tx, pool, capacity, reason)
		return err
	})
	if err != nil {
		return fmt.Errorf("set a capacity: %w", err)
	}
	return nil
}

// SetCapacityIn is SetCapacity in the caller's transaction. It returns the capacity
// before.
func (s *Service) SetCapacityIn(ctx context.Context, tx store.Tx, pool string, capacity int, reason string) (before int, err error) {
	err = s.change(ctx, tx, func(c *change) error {
		if err := c.enter(ctx, pool); err != nil {
			return err
		}
		row, err := c.lockPool(ctx, pool)
		if err != nil {
			return err
		}
		if row == nil {
			return refusal.New(api.CodePoolNotFound, "no such pool")
		}
		before = int(row.capacity)
		c.because = map[string]string{pool: reason}
		return c.resize(ctx, pool, capacity)
	})
	return before, err
}

// resize sets the capacity of a pool, makes the seats that it needs, and marks
// it for the allocator. Seats beyond a lowered capacity stay: registrations refer
// to them, those that ended for good. So the database bounds the holders by the
// seats ever made, one each, and the new number is kept by freeSeats.
func (c *change) resize(ctx context.Context, pool string, capacity int) error {
	if capacity < 0 {
		return refusal.New(api.CodeBadRequest, "a capacity is not negative")
	}
	n, err := exec(ctx, c.tx, "set a capacity", "UPDATE pools SET capacity = $2 WHERE id = $1", pool, capacity)
	if err != nil {
		return err
	}
	if n == 0 {
		return refusal.New(api.CodePoolNotFound, "no such pool")
	}
	_, err = exec(ctx, c.tx, "make seats", `INSERT INTO seats (pool_id, no)
		WITH RECURSIVE wanted (no) AS (
			SELECT COALESCE((SELECT max(s.no) FROM seats s WHERE s.pool_id = $1), 0) + 1
			UNION ALL SELECT no + 1 FROM wanted WHERE no < $2
		) SELECT CAST($1 AS TEXT), no FROM wanted WHERE no <= $2`, pool, capacity)
	c.mark(pool)
	return err
}

// Disqualify takes a written subject out of a student's 资格科目, with a reason
// that the student can read: what waits for it is closed, an unpaid seat is
// released to the queue, a paid one stays.
func (s *Service) Disqualify(ctx context.Context, studentID, subject, reason string) error {
	how := ending{state: api.Closed, code: codeStaff, text: reason}
	if how.text == "" {
		how.text = textNotQualified
	}
	err := s.db.Write(ctx, func(tx store.Tx) error {
		return s.change(ctx, tx, func(c *change) error { return c.disqualify(ctx, studentID, subject, how) })
	})
	if err != nil {
		return fmt.Errorf("take a qualification away: %w", err)
	}
	return nil
}

func (c *change) disqualify(ctx context.Context, student, subject string, how ending) error {
	if err := c.lockStudents(ctx, []string{student}); err != nil {
		return err
	}
	st, err := c.standing(ctx, student)
	if err != nil {
		return err
	}
	// All that the student could be joining meanwhile: a join looks at the
	// qualifications under the lock of its pool.
	where, args := st.choosable()
	args = append(args, subject)
	pools, err := collect(ctx, c.tx, "find the pools of a subject", scanString,
		"SELECT id FROM pools WHERE "+where+" AND subject = $"+strconv.Itoa(len(args)), args...)
	if err != nil {
		return err
	}
	for _, e := range st.entries { // also of a school that the student has left
		if e.subject == subject {
			pools = append(pools, e.pool)
		}
	}
	if err := c.enter(ctx, pools...); err != nil {
		return err
	}
	_, err = exec(ctx, c.tx, "take a qualification away",
		"DELETE FROM qualifications WHERE student_id = $1 AND subject = $2", student, subject)
	if err != nil {
		return err
	}
	// Read again under the pools' locks: the entry may have been offered a seat.
	if st, err = c.standing(ctx, student); err != nil {
		return err
	}
	for i := range st.entries {
		if e := &st.entries[i]; e.subject == subject && e.state == api.Waiting {
			if _, err := c.leave(ctx, e, how); err != nil {
				return err
			}
		}
	}
	var held []holding
	for _, seat := range st.seats {
		if seat.subject == subject && seat.state == regHeld {
			held = append(held, seat)
		}
	}
	return c.release(ctx, held, how)
}

// timePtr converts a stored instant that may be missing.
func timePtr(at int64, valid bool) *time.Time {
	if !valid {
		return nil
	}
	t := store.Time(at)
	return &t
}
