package waitlist

import (
	"context"
	"slices"

	"houbu/api"
	"houbu/backend/store"
)

// release frees the seats of unpaid registrations, ends their entries, and
// marks the pools for the allocator: every way in which a seat comes free goes
// through here. An oral subject ends with the written one that it rests on.
// Registrations that are paid or released meanwhile are left alone.
func (c *change) release(ctx context.Context, seats []holding, how ending) error {
	if _, err := c.lockPools(ctx, poolsOf(seats)); err != nil {
		return err
	}
	var freed []holding
	for _, seat := range seats {
		n, err := exec(ctx, c.tx, "release a seat", `UPDATE registrations SET state = 'released', released_at = $2, release_why = $3
			WHERE id = $1 AND state = 'held'`, seat.id, c.now.UnixNano(), how.code)
		if err != nil {
			return err
		}
		if n == 0 {
			continue
		}
		if _, err := exec(ctx, c.tx, "count a release", "UPDATE pools SET held = held - 1 WHERE id = $1", seat.pool); err != nil {
			return err
		}
		c.mark(seat.pool, seat.seat)
		c.ended++
		freed = append(freed, seat)
		if err := c.notifyEnd(ctx, seat.place, seat.entry, how); err != nil {
			return err
		}
		if seat.entry == "" {
			continue
		}
		if _, err := c.finish(ctx, seat.entry, api.Offered, how); err != nil {
			return err
		}
	}
	return c.afterRelease(ctx, freed)
}

// afterRelease ends what rested on released seats, and marks the pools where
// their former holders wait: an entry that was passed over for such a seat can
// be served now.
func (c *change) afterRelease(ctx context.Context, freed []holding) error {
	if len(freed) == 0 {
		return nil
	}
	written := make([]string, 0, len(freed))
	for i := range freed {
		if c.carriesOral(&freed[i]) {
			written = append(written, freed[i].student)
		}
	}
	if err := c.closeOrals(ctx, written); err != nil {
		return err
	}
	students := make([]string, len(freed))
	for i := range freed {
		students[i] = freed[i].student
	}
	return c.wake(ctx, students)
}

// wake marks the pools in which students wait.
func (c *change) wake(ctx context.Context, students []string) error {
	pools, err := c.queuesOf(ctx, students)
	for _, pool := range pools {
		c.mark(pool)
	}
	return err
}

// queuesOf returns the pools in which students wait.
func (c *change) queuesOf(ctx context.Context, students []string) (pools []string, err error) {
	for part := range slices.Chunk(students, chunk) {
		more, err := collect(ctx, c.tx, "find where students wait", scanString,
			"SELECT DISTINCT pool_id FROM entries WHERE student_id IN "+store.In(1, len(part))+" AND "+inQueue, store.Args(part)...)
		if err != nil {
			return nil, err
		}
		pools = append(pools, more...)
	}
	return pools, nil
}

// carriesOral tells whether an oral subject of the session rests on a
// registration.
func (s *Service) carriesOral(seat *holding) bool {
	return slices.ContainsFunc(s.exam.Subjects, func(subject api.Subject) bool { return restsOn(subject, seat) })
}

// closeOrals ends the oral entries and unpaid oral seats of students that have
// lost the written subject. What is paid stays.
func (c *change) closeOrals(ctx context.Context, students []string) error {
	if len(students) == 0 {
		return nil
	}
	if err := c.lockStudents(ctx, students); err != nil {
		return err
	}
	waiting, held, err := c.orphans(ctx, students)
	if err != nil {
		return err
	}
	pools := poolsOf(held)
	for _, e := range waiting {
		pools = append(pools, e.pool)
	}
	if _, err := c.lockPools(ctx, pools); err != nil {
		return err
	}
	// Read again under the locks: an entry may have been offered meanwhile.
	if waiting, held, err = c.orphans(ctx, students); err != nil {
		return err
	}
	for i := range waiting {
		if _, err := c.leave(ctx, &waiting[i], closedForWritten()); err != nil {
			return err
		}
	}
	late := slices.DeleteFunc(slices.Clone(held), func(h holding) bool { return !h.due(c.now) })
	if err := c.expire(ctx, late); err != nil {
		return err
	}
	return c.release(ctx, held, closedForWritten())
}

// orphans finds students' oral entries and unpaid oral seats whose written
// subject is gone.
func (c *change) orphans(ctx context.Context, students []string) (waiting []entry, held []holding, err error) {
	all, err := standings(ctx, c.tx, students)
	if err != nil {
		return nil, nil, err
	}
	for _, id := range slices.Compact(slices.Sorted(slices.Values(students))) {
		st := all[id]
		for _, e := range st.entries {
			if e.kind == api.Oral && e.state == api.Waiting && c.orphaned(st, e.subject) {
				waiting = append(waiting, e)
			}
		}
		for _, seat := range st.seats {
			if seat.kind == api.Oral && seat.state == regHeld && c.orphaned(st, seat.subject) {
				held = append(held, seat)
			}
		}
	}
	return waiting, held, nil
}

func (c *change) orphaned(st *standing, oral string) bool {
	subject, ok := c.exam.Subject(oral)
	return ok && st.written(subject, c.now) == nil
}

func poolsOf(seats []holding) []string {
	pools := make([]string, len(seats))
	for i := range seats {
		pools[i] = seats[i].pool
	}
	return pools
}
