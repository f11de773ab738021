package proof

import (
	"context"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"houbu/api"
	"houbu/bench/seed"
	"houbu/client"
)

// The faults of the network, as toxics of toxiproxy. The direction says whether
// the request or the reply meets them.
var faults = []struct {
	name  string
	waits int // of the client, until the network is well: more than it tries again by itself
	lost  int // replies, at least, of four: the client cannot find out by trying again
	toxic func(random *rand.Rand) []toxic
}{
	{"latency beyond the client's patience", 2, 4, func(*rand.Rand) []toxic {
		return []toxic{{Type: "latency", Stream: "downstream", Toxicity: 1, Attributes: attributes{"latency": 60_000}}}
	}},
	{"some latency", 1, 0, func(random *rand.Rand) []toxic {
		return []toxic{{Type: "latency", Stream: "downstream", Toxicity: 1, Attributes: attributes{"latency": 1 + random.IntN(20), "jitter": 5}}}
	}},
	{"a reset in the middle of the reply", 4, 4, func(random *rand.Rand) []toxic {
		return []toxic{
			{Type: "limit_data", Stream: "downstream", Toxicity: 1, Attributes: attributes{"bytes": 1 + random.IntN(250)}},
			// It never acts: its presence alone has toxiproxy end connections by RST.
			{Type: "reset_peer", Stream: "downstream", Toxicity: 0, Attributes: attributes{"timeout": 0}},
		}
	}},
	{"a reset instead of the reply", 4, 4, func(*rand.Rand) []toxic {
		return []toxic{{Type: "reset_peer", Stream: "downstream", Toxicity: 1, Attributes: attributes{"timeout": 0}}}
	}},
	{"an end in the middle of the reply", 4, 4, func(random *rand.Rand) []toxic {
		return []toxic{{Type: "limit_data", Stream: "downstream", Toxicity: 1, Attributes: attributes{"bytes": 1 + random.IntN(250)}}}
	}},
	{"a half-open connection that takes requests", 2, 4, func(*rand.Rand) []toxic {
		return []toxic{{Type: "timeout", Stream: "downstream", Toxicity: 1, Attributes: attributes{"timeout": 0}}}
	}},
	{"a half-open connection that takes nothing", 2, 4, func(*rand.Rand) []toxic {
		return []toxic{{Type: "timeout", Stream: "upstream", Toxicity: 1, Attributes: attributes{"timeout": 0}}}
	}},
}

// TestFaultsInTheNetwork has candidates join, cancel, order and pay through a
// network that fails at each of these, until the client has waited a few times.
// Each ends knowing the outcome, and it is the database's.
func TestFaultsInTheNetwork(t *testing.T) {
	onBoth(t, func(t *testing.T, database string, backends int) {
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		random := random(t)
		w, b := newWorld(t, database, backends, 1, len(faults), len(faults)), new(book)
		var all sync.WaitGroup // at once, since most wait for nothing
		for who, fault := range faults {
			random := fork(random)
			p := newProxy(t, w.servers[who%backends].listens(), fault.waits)
			d := throughProxy(ctx, t, w, who, p)
			all.Go(func() {
				walk(ctx, d, b, p, func() []toxic { return fault.toxic(random) })
				if lost := int(d.losses.Load()); lost < fault.lost {
					t.Errorf("%s: %d replies were lost", fault.name, lost)
				}
				b.lost(d.losses.Load())
			})
		}
		all.Wait()
		mustHold(t, w)
		b.compare(t, w, joined, leftSeat, paid)
	})
}

// walk joins, cancels, joins again and orders the seat, each with a fault of its
// own.
func walk(ctx context.Context, d *device, b *book, p *proxy, fault func() []toxic) {
	p.poison(fault())
	receipt, code := d.join(ctx)
	b.join(d, receipt, code)
	p.poison(fault())
	receipt, code = d.cancel(ctx, receipt.EntryID)
	b.cancel(d, receipt, code, api.Offered)
	p.poison(fault())
	receipt, code = d.join(ctx)
	b.join(d, receipt, code)
	p.heal()
	now := d.look(ctx)
	p.poison(fault())
	order := d.settleBill(ctx, now.Registration, true)
	b.bill(d, receipt.EntryID, order)
}

// throughProxy logs a candidate in behind a proxy, with the client's own
// transport. What else it would wait for, it waits for until the network is well
// again: a few tries later.
func throughProxy(ctx context.Context, t *testing.T, w *world, who int, p *proxy) *device {
	t.Helper()
	d := &device{t: t, w: w, who: who}
	options := client.Options{
		Endpoints: []client.Endpoint{{URL: "http://" + p.Listen}},
		Timeout:   500 * time.Millisecond, // of a try: what a half-open connection costs
		Sleep:     func(ctx context.Context, _ time.Duration) error { p.waited(); return ctx.Err() },
	}
	d.wait = options.Sleep
	var err error
	if d.client, err = client.New(options); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.client.Close)
	d.payer = newPayer(d, w.transport())
	d.until(ctx, "log in", func() error {
		_, err := d.client.Login(ctx, seed.Login(who), seed.Password)
		return err
	})
	return d
}
