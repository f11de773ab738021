package bench

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"houbu/api"
	"houbu/backend/store"
	"houbu/bench/load"
	"houbu/bench/seed"
)

// WaveOptions say how seats fall free.
type WaveOptions struct {
	DB    *store.DB     // the server's, filled by package seed
	Seats int           // how many seats fall free at once; 0: all that are held
	Lead  time.Duration // from now until they do; the rows are changed before
	PID   int           // of the server, on this machine, whose memory is read; 0: unknown
}

// ErrLead is returned when the rows were not changed before the seats fell due.
var ErrLead = errors.New("the seats fell due before the database was ready")

// watchEvery is how often the queue's counters are looked at: a few rows.
const watchEvery = 20 * time.Millisecond

// Wave lets unpaid seats expire, all at the same instant, and measures from that
// instant until the server has offered every one of them to who waits.
func Wave(ctx context.Context, target Target, opts WaveOptions) (*Report, error) {
	if err := seed.Verify(ctx, opts.DB); err != nil {
		return nil, err
	}
	w := &wave{WaveOptions: opts, target: target}
	if err := w.arm(ctx); err != nil {
		return nil, err
	}
	if err := w.nudge(ctx); err != nil {
		return nil, err
	}
	seen, err := w.watch(ctx)
	if err != nil {
		return nil, err
	}
	report := newReport("wave", 0)
	report.add(&load.Result{Step: "allocation", Elapsed: seen[len(seen)-1], Done: seen}, 0)
	report.add(underWay(seen), 0)
	report.Waiting, report.Seats = w.waiting, w.seats
	if report.PeakMiB, err = peakMemory(opts.PID); err != nil {
		return nil, err
	}
	return report, w.verify(ctx, report)
}

// wave is one wave under way.
type wave struct {
	WaveOptions
	target  Target
	due     time.Time
	waiting int // before
	held    int // before
	expired int // before
	seats   int // that fall free
}

// arm sets the instant at which the seats fall free: as many of each pool.
func (w *wave) arm(ctx context.Context) error {
	w.due = time.Now().Add(w.Lead)
	err := w.DB.Write(ctx, func(tx store.Tx) error {
		pools := 0
		err := tx.QueryRowContext(ctx, `SELECT count(*), sum(waiting), sum(held),
			(SELECT count(*) FROM entries WHERE state = 'expired') FROM pools`).Scan(&pools, &w.waiting, &w.held, &w.expired)
		if err != nil {
			return err
		}
		each := w.held
		if w.Seats > 0 {
			each = max(1, w.Seats/max(1, pools))
		}
		_, err = tx.ExecContext(ctx, `UPDATE entries SET pay_by = $1 WHERE state = 'offered' AND id IN
			(SELECT entry_id FROM registrations WHERE state = 'held' AND seat_no <= $2)`, w.due.UnixNano(), each)
		if err != nil {
			return err
		}
		changed, err := tx.ExecContext(ctx, "UPDATE registrations SET pay_by = $1 WHERE state = 'held' AND seat_no <= $2",
			w.due.UnixNano(), each)
		if err != nil {
			return err
		}
		n, err := changed.RowsAffected()
		w.seats = int(n)
		return err
	})
	switch {
	case err != nil:
		return fmt.Errorf("set when the seats fall free: %w", err)
	case w.seats == 0 || w.waiting < w.seats:
		return fmt.Errorf("%w: %d wait for %d seats", ErrTooFew, w.waiting, w.seats)
	case !time.Now().Before(w.due):
		return ErrLead
	}
	return nil
}

// nudge wakes the server's worker, which does not know that the deadline moved.
func (w *wave) nudge(ctx context.Context) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+w.target.Host+api.PathHealth, http.NoBody)
	if err != nil {
		return fmt.Errorf("wake the server: %w", err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("wake the server: %w", err)
	}
	return response.Body.Close() //nolint:wrapcheck // nothing of it is read
}

// underWay is the wave without the time before its first allocations were seen:
// a worker may sleep up to a second, which is not what an allocation costs. A
// wave that was seen only when it was over is measured from its start.
func underWay(seen []time.Duration) *load.Result {
	first := 0
	for first < len(seen) && seen[first] == seen[0] {
		first++
	}
	start := seen[0]
	if first == len(seen) {
		first, start = 0, 0
	}
	after := &load.Result{Step: "under-way", Elapsed: seen[len(seen)-1] - start, Done: make([]time.Duration, 0, len(seen)-first)}
	for _, at := range seen[first:] {
		after.Done = append(after.Done, at-start)
	}
	return after
}

// watch waits until all is offered, and returns for each allocation how long
// after the expiry it was seen.
func (w *wave) watch(ctx context.Context) ([]time.Duration, error) {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	seen := make([]time.Duration, 0, w.seats)
	for {
		var waiting int
		err := w.DB.Read(ctx, func(tx store.Tx) error {
			return tx.QueryRowContext(ctx, "SELECT sum(waiting) FROM pools").Scan(&waiting)
		})
		if err != nil {
			return nil, fmt.Errorf("watch the queues: %w", err)
		}
		after := max(0, time.Since(w.due))
		for range w.waiting - waiting - len(seen) {
			seen = append(seen, after)
		}
		if len(seen) >= w.seats {
			return seen, nil
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return nil, fmt.Errorf("watch the queues, %d of %d seats offered: %w", len(seen), w.seats, context.Cause(ctx))
		}
	}
}

// verify holds what the server did against the promises.
func (w *wave) verify(ctx context.Context, report *Report) error {
	var held, counted, expired, early int
	err := w.DB.Read(ctx, func(tx store.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM registrations WHERE state = 'held'), (SELECT sum(held) FROM pools),
			(SELECT count(*) FROM entries WHERE state = 'expired'), (SELECT count(*) FROM pools p WHERE
			(SELECT max(sequence) FROM entries e WHERE e.pool_id = p.id AND e.state = 'offered') >
			(SELECT min(sequence) FROM entries e WHERE e.pool_id = p.id AND e.state = 'waiting'))`).Scan(&held, &counted, &expired, &early)
	})
	if err != nil {
		return fmt.Errorf("look at what became of the seats: %w", err)
	}
	report.check("座位全部有人", held == w.held && counted == w.held, fmt.Sprintf("%d 个", held))
	report.check("到期的座位全部收回", expired-w.expired == w.seats, fmt.Sprintf("%d 个", expired-w.expired))
	report.check("按序号先后分配", early == 0, fmt.Sprintf("%d 个校区科目里有人被越过", early))
	return nil
}
