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
	gone := map[string]bool{}
	for part := range slices.Chunk(idsOf(seats), chunk) {
		args := append([]any{c.now.UnixNano(), how.releaseWhy()}, store.Args(part)...)
		released, err := collect(ctx, c.tx, "release seats", scanString, `UPDATE registrations SET state = 'released', released_at = $1,
			release_why = $2 WHERE state = 'held' AND id IN `+store.In(3, len(part))+" RETURNING id", args...)
		if err != nil {
			return err
		}
		for _, id := range released {
			gone[id] = true
		}
	}
	freed := slices.DeleteFunc(slices.Clone(seats), func(h holding) bool { return !gone[h.id] })
	if err := store.Update(ctx, c.tx, "count releases", "UPDATE pools SET held = held - n.column2 FROM",
		"AS n WHERE id = n.column1", []string{"TEXT", "BIGINT"}, countByPool(freed)); err != nil {
		return err
	}
	var entries []string
	for i := range freed {
		seat := &freed[i]
		c.mark(seat.pool, seat.seat)
		if err := c.notifyEnd(ctx, seat.place, seat.entry, how); err != nil {
			return err
		}
		if seat.entry != "" {
			entries = append(entries, seat.entry)
		}
	}
	c.ended += len(freed)
	if _, err := c.finish(ctx, entries, api.Offered, how); err != nil {
		return err
	}
	return c.afterRelease(ctx, freed)
}

func idsOf(seats []holding) []string {
	ids := make([]string, len(seats))
	for i := range seats {
		ids[i] = seats[i].id
	}
	return ids
}

// countByPool counts seats by pool, as rows for store.Update.
func countByPool(seats []holding) (rows [][]any) {
	counts := map[string]int64{}
	for i := range seats {
		counts[seats[i].pool]++
	}
	for pool, n := range counts {
		rows = append(rows, []any{pool, n})
	}
	return rows
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
		more, err := collect(ctx, c.tx, "find where students wait", scanString, queuesOf+store.In(1, len(part)), store.Args(part)...)
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
	students, err := c.withOral(ctx, students)
	if err != nil || len(students) == 0 {
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

// withOral returns those of some students who wait for an oral subject, or hold an
// unpaid seat of one: few, as a rule.
func (c *change) withOral(ctx context.Context, students []string) (some []string, err error) {
	for part := range slices.Chunk(students, chunk) {
		among := store.In(1, len(part))
		more, err := collect(ctx, c.tx, "find oral entries", scanString,
			"SELECT student_id FROM entries WHERE kind = 'oral' AND "+isLive+" AND "+inQueue+" AND student_id IN "+among+
				" UNION SELECT student_id FROM registrations WHERE kind = 'oral' AND state IN ('held', 'paid') AND state = 'held' AND student_id IN "+among,
			store.Args(part)...)
		if err != nil {
			return nil, err
		}
		some = append(some, more...)
	}
	return some, nil
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
