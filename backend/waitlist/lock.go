package waitlist

import (
	"context"
	"database/sql"
	"slices"

	"houbu/api"
	"houbu/backend/store"
)

// lockPool locks a pool for the rest of the transaction and returns it; nil
// when there is none.
func (c *change) lockPool(ctx context.Context, id string) (*poolRow, error) {
	pools, err := c.lockPools(ctx, []string{id})
	return pools[id], err
}

// lockPools locks pools for the rest of the transaction, in the order in which
// every transaction locks them, and returns those that there are: written before
// oral, since the end of a written registration reaches over to the oral pool.
// SQLite has one writer, and needs no lock.
func (c *change) lockPools(ctx context.Context, ids []string) (map[string]*poolRow, error) {
	pools := make(map[string]*poolRow, len(ids))
	written, oral := c.byKind(ids)
	for _, group := range [][]string{written, oral} {
		for part := range slices.Chunk(group, chunk) {
			rows, err := collect(ctx, c.tx, "lock pools", scanPoolRow, `SELECT id, school_code, campus_code, campus, capacity, held,
				next_sequence, served_to FROM pools WHERE id IN `+store.In(1, len(part))+" ORDER BY id"+c.lock, store.Args(part)...)
			if err != nil {
				return nil, err
			}
			for i := range rows {
				pools[rows[i].id] = &rows[i]
			}
		}
	}
	return pools, nil
}

// byKind sorts pools, without repeats, and parts the written from the oral ones.
func (s *Service) byKind(pools []string) (written, oral []string) {
	for _, pool := range slices.Compact(slices.Sorted(slices.Values(pools))) {
		if s.subjectOf(pool).Kind == api.Oral {
			oral = append(oral, pool)
		} else {
			written = append(written, pool)
		}
	}
	return written, oral
}

func scanPoolRow(rows *sql.Rows) (p poolRow, err error) {
	err = rows.Scan(&p.id, &p.school, &p.campusCode, &p.campus, &p.capacity, &p.held, &p.next, &p.servedTo)
	return p, err
}

// lockStudents locks students, in a fixed order. It serialises what the unique
// indexes cannot: an oral join with the end of the written registration, and
// joins of two levels where the session allows one subject.
func (c *change) lockStudents(ctx context.Context, students []string) error {
	if c.db.RowLock() == "" {
		return nil // there is one writer
	}
	sorted := slices.Compact(slices.Sorted(slices.Values(students)))
	for part := range slices.Chunk(sorted, chunk) {
		_, err := collect(ctx, c.tx, "lock students", scanString,
			"SELECT id FROM students WHERE id IN "+store.In(1, len(part))+" ORDER BY id"+c.db.RowLock(), store.Args(part)...)
		if err != nil {
			return err
		}
	}
	return nil
}

// takeNumbers takes numbers of the queues of locked pools, for entries that are
// about to wait (promise 3).
func (c *change) takeNumbers(ctx context.Context, taken map[string]int64) error {
	rows := make([][]any, 0, len(taken))
	for pool, n := range taken {
		rows = append(rows, []any{pool, n})
	}
	return store.Update(ctx, c.tx, "take numbers", `UPDATE pools SET next_sequence = next_sequence + n.column2,
		waiting = waiting + n.column2 FROM`, "AS n WHERE id = n.column1", []string{"TEXT", "BIGINT"}, rows)
}
