package proof

import (
	"context"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/anishathalye/porcupine"

	"houbu/api"
)

const (
	historyPools  = 3
	historyPeople = 15 // five a pool
	historySeats  = 2  // a pool, at first
	historySteps  = 12 // of each device, at least
)

// kinds are what a history must hold to say anything. Above all looks at 正在候补,
// since the position is where stale reads would be seen.
var kinds = []string{
	"join waiting", "join offered", "join level_taken", "cancel", "cancel entry_finished",
	"look waiting", "look offered", "look paid", "look", "pay that pays", "refuse", "capacity",
}

// TestHistory has candidates do everything at once, some at two devices, while
// capacities change, and judges what they were told: it must be explained by one
// order of all that was done, in which each takes effect between its request and
// its answer.
func TestHistory(t *testing.T) {
	onBoth(t, func(t *testing.T, database string, backends int) {
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		random := random(t)
		w := newWorld(t, database, backends, historyPools, historyPeople, historySeats)
		r := newRecorder()
		var devices []*device
		var all sync.WaitGroup
		for n := range historyPeople + historyPools { // the first of each pool has two
			d := w.logIn(ctx, t, n%historyPeople)
			d.client.Use(n % backends)
			devices = append(devices, d)
		}
		for _, d := range devices {
			random := fork(random)
			all.Go(func() { act(ctx, d, r, random) })
		}
		capacities := fork(random)
		all.Go(func() {
			for range 6 {
				pool, capacity := capacities.IntN(historyPools), 1+capacities.IntN(4)
				r.record(pool, input{do: "capacity", capacity: capacity}, "", func() output { w.resize(capacity, pool); return output{} })
			}
		})
		all.Wait()
		for _, d := range devices {
			lookAround(ctx, d, r) // nothing else is under way
		}
		if missing := r.missing(kinds); len(missing) > 0 {
			t.Errorf("the history has no %q", missing)
		}
		judge(t, r)
		mustHold(t, w)
	})
}

// act does what a candidate may, at random.
func act(ctx context.Context, d *device, r *recorder, random *rand.Rand) {
	now := lookAround(ctx, d, r)
	for step := 0; ctx.Err() == nil && !d.t.Failed(); step++ {
		missing := r.missing(kinds)
		if step >= historySteps && (len(missing) == 0 || step >= 10*historySteps) {
			return // what is left to chance may take longer to occur
		}
		switch choice := random.IntN(10); {
		case now.State == api.Offered && slices.Contains(missing, "refuse"): // while seats are there that nobody has paid
			bills(ctx, d, r, now, "refuse")
		case choice < 4:
		case now.Entry == "" || choice == 9:
			joins(ctx, d, r)
		case now.State == api.Offered && choice < 6:
			bills(ctx, d, r, now, "pay")
		case now.State == api.Offered && choice == 6:
			bills(ctx, d, r, now, "refuse")
		case choice < 8:
			cancels(ctx, d, r, now)
		}
		now = lookAround(ctx, d, r)
	}
}

func joins(ctx context.Context, d *device, r *recorder) {
	r.record(d.w.poolOf(d.who), input{do: "join", student: d.who}, "", func() output {
		receipt, code := d.join(ctx)
		if code != "" {
			return output{code: code}
		}
		r.joined(receipt)
		return output{number: receipt.Sequence, state: receipt.State}
	})
}

func cancels(ctx context.Context, d *device, r *recorder, now look) {
	r.record(d.w.poolOf(d.who), input{do: "cancel", student: d.who}, now.Entry, func() output {
		_, code := d.cancel(ctx, now.Entry)
		return output{code: code}
	})
}

func bills(ctx context.Context, d *device, r *recorder, now look, do string) {
	r.record(d.w.poolOf(d.who), input{do: do, student: d.who}, now.Entry, func() output {
		order := d.settleBill(ctx, now.Registration, do == "pay")
		return output{paid: order.State == api.OrderPaid}
	})
}

func lookAround(ctx context.Context, d *device, r *recorder) (now look) {
	r.record(d.w.poolOf(d.who), input{do: "look", student: d.who}, "", func() output {
		now = d.look(ctx)
		return output{number: now.Number, state: now.State, ahead: now.Ahead, finished: now.Finished}
	})
	return now
}

// judge judges the history of every pool. A history in which the last look of
// somebody is another is judged wrong: what is checked here can fail.
func judge(t *testing.T, r *recorder) {
	t.Helper()
	for pool := range historyPools {
		history := r.history(pool)
		wantVerdict(t, historySeats, history, porcupine.Ok)
		for i := range history {
			if mutant, is := mutate(history[i]); is && i >= len(history)-3 { // the looks after everything
				wantVerdict(t, historySeats, append(history[:i:i], append([]porcupine.Operation{mutant}, history[i+1:]...)...), porcupine.Illegal)
			}
		}
	}
}

// mutate makes a look wrong: a position that is not the one now, or a seat that
// is not held.
func mutate(o porcupine.Operation) (porcupine.Operation, bool) {
	in, _ := o.Input.(input)
	out, _ := o.Output.(output)
	switch {
	case in.do != "look":
		return o, false
	case out.state == api.Waiting:
		out.ahead++
	default:
		out.state = map[api.EntryState]api.EntryState{api.Offered: "", api.Paid: api.Offered, "": api.Offered}[out.state]
	}
	o.Output = out
	return o, true
}
