package backend

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"

	"houbu/backend/exam"
	"houbu/backend/notice"
	"houbu/backend/practice"
)

const (
	// longestSleep bounds the sleep of the settling worker: other processes may
	// work on the same database.
	longestSleep = time.Minute
	// shortestSleep keeps a storm of requests from becoming a storm of settling.
	shortestSleep = time.Second
	// askEvery is how often the payment platform is asked about open orders.
	askEvery = 5 * time.Second
	// defaultTick is the simulation's, where the session names none.
	defaultTick = 3 * time.Second
)

// simulated catches up with the time in which nothing ran, and returns the simulated
// others of a practice session.
func simulated(ctx context.Context, world practice.World) (*practice.Simulator, error) {
	if err := world.Waitlist.Renew(ctx); err != nil {
		return nil, err
	}
	if _, err := world.Waitlist.Settle(ctx); err != nil {
		return nil, fmt.Errorf("settle the practice session: %w", err)
	}
	random := rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64()))
	others := practice.NewSimulator(world, random, practice.DefaultPace())
	if err := others.Refill(ctx); err != nil {
		return nil, fmt.Errorf("fill the practice queues: %w", err)
	}
	return others, nil
}

// start starts the workers. They outlive the opening: Close cancels them.
func (b *Backend) start(opening context.Context, others *practice.Simulator, rules *exam.Practice, deliveries []*notice.Worker) {
	ctx, stop := context.WithCancel(context.WithoutCancel(opening))
	b.stop = stop
	b.workers.Go(func() { b.settleWaitlist(ctx) })
	b.workers.Go(func() { b.settlePayments(ctx) })
	for _, worker := range deliveries {
		b.workers.Go(func() { worker.Run(ctx) })
	}
	if others == nil {
		return
	}
	tick := defaultTick
	if rules != nil && rules.Tick > 0 {
		tick = rules.Tick
	}
	b.workers.Go(func() {
		ticker := time.NewTicker(tick)
		defer ticker.Stop()
		others.Run(ctx, ticker.C, b.log)
	})
}

// settleWaitlist applies deadlines as they pass. It sleeps until the next one,
// or until a request may have made a nearer one.
func (b *Backend) settleWaitlist(ctx context.Context) {
	for {
		if _, err := b.waitlist.Settle(ctx); err != nil {
			b.complain(ctx, "the waitlist could not be settled", err)
		}
		if !pause(ctx, shortestSleep, nil) || !pause(ctx, b.untilDue(ctx)-shortestSleep, b.nudged) {
			return
		}
	}
}

// untilDue is how long the settling worker may sleep.
func (b *Backend) untilDue(ctx context.Context) time.Duration {
	next, ok, err := b.waitlist.NextDue(ctx)
	if err != nil {
		b.complain(ctx, "the next deadline could not be found", err)
	}
	if err != nil || !ok {
		return longestSleep
	}
	return min(longestSleep, next.Sub(b.now()))
}

// settlePayments asks the payment platform about open orders, so that a lost
// notification is found without 更新.
func (b *Backend) settlePayments(ctx context.Context) {
	for {
		if _, err := b.payment.Settle(ctx); err != nil {
			b.complain(ctx, "the payments could not be settled", err)
		}
		if !pause(ctx, askEvery, nil) {
			return
		}
	}
}

func (b *Backend) complain(ctx context.Context, what string, err error) {
	if ctx.Err() == nil { // not because of Close
		b.log.WarnContext(ctx, what, "error", err)
	}
}

// pause waits for a time or an early end, and tells whether to go on.
func pause(ctx context.Context, d time.Duration, early <-chan struct{}) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
	case <-early:
	}
	return true
}

// nudging wakes the settling worker after each request that may have changed
// something.
func (b *Backend) nudging(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r)
		if r.Method == http.MethodGet || r.Method == http.MethodHead {
			return
		}
		select {
		case b.nudged <- struct{}{}:
		default: // it is awake already
		}
	})
}
