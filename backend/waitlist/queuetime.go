package waitlist

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"houbu/api"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

// QueueOverTime returns the length of a pool's queue at so many instants, at even
// distances from the first join to now. It is counted from the entries, which say
// when each began and stopped to wait: that is exact for every instant, also of the
// time before anybody looked, and it costs a walk through one pool. Nothing is
// sampled and nothing more is stored. api.CodePoolNotFound when there is no such pool.
func (s *Service) QueueOverTime(ctx context.Context, pool string, points int) (api.Queue, error) {
	out := api.Queue{Pool: pool, Now: s.now().UTC(), Points: []api.QueuePoint{}}
	if _, err := s.settlePools(ctx, []string{pool}); err != nil {
		return out, err
	}
	var moves []move
	err := s.db.Look(func(tx store.Tx) (err error) {
		var known bool
		if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM pools WHERE id = $1)", pool).Scan(&known); err != nil {
			return fmt.Errorf("look for a pool: %w", err)
		}
		if !known {
			return refusal.New(api.CodePoolNotFound, "no such pool")
		}
		moves, err = collect(ctx, tx, "read the moves of a queue", func(rows *sql.Rows) (m move, err error) {
			err = rows.Scan(&m.at, &m.by)
			return m, err
		}, `SELECT joined_at, 1 FROM entries WHERE pool_id = $1
			UNION ALL SELECT left_at, -1 FROM entries WHERE pool_id = $1 AND left_at IS NOT NULL`, pool)
		return err
	})
	out.Points = append(out.Points, lengths(moves, out.Now, points)...)
	return out, err
}

// move is a change of a queue's length.
type move struct {
	at, by int64
}

// lengths are the lengths of a queue at instants from its first move to now.
func lengths(moves []move, now time.Time, points int) []api.QueuePoint {
	if len(moves) == 0 || points < 1 {
		return nil
	}
	slices.SortFunc(moves, func(a, b move) int {
		if a.at != b.at {
			return int(min(max(a.at-b.at, -1), 1))
		}
		return int(b.by - a.by) // who is served at once has joined before
	})
	first := store.Time(moves[0].at)
	step := now.Sub(first) / time.Duration(max(points-1, 1))
	out := make([]api.QueuePoint, points)
	waiting, next := 0, 0
	for i := range out {
		at := first.Add(time.Duration(i) * step)
		if i == points-1 {
			at = now
		}
		for next < len(moves) && moves[next].at <= at.UnixNano() {
			waiting += int(moves[next].by)
			next++
		}
		out[i] = api.QueuePoint{At: at, Waiting: waiting}
	}
	return out
}
