package proof

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"houbu/api"
	"houbu/bench/seed"
	"houbu/client"
)

// device is a terminal at which a candidate is logged in. It behaves as a person
// with the client does: what failed is tried again under the same key, at
// another line if there is one, until the outcome is known.
type device struct {
	t       *testing.T
	w       *world
	who     int // number of the candidate
	client  *client.Client
	payer   *payer
	wait    func(ctx context.Context, d time.Duration) error // before another try
	losses  atomic.Int64                                     // outcomes that were looked up, since no reply came
	unheard atomic.Int64                                     // submissions that were sent and not answered: they were sent again
	etag    string
	last    look // what the etag is of
}

// logIn opens a device.
func (w *world) logIn(ctx context.Context, t *testing.T, who int) *device {
	t.Helper()
	d := &device{t: t, w: w, who: who}
	transport := w.transport()
	options := client.Options{Timeout: 30 * time.Second, Transport: wire{transport, &d.unheard}, Sleep: d.turn}
	d.wait = d.turn
	for i := range w.servers {
		options.Endpoints = append(options.Endpoints, client.Endpoint{URL: serverURL(i)})
	}
	var err error
	if d.client, err = client.New(options); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.client.Close)
	d.payer = newPayer(d, transport)
	d.client.Use(who % len(w.servers))
	d.until(ctx, "log in", func() error {
		_, err := d.client.Login(ctx, seed.Login(who), seed.Password)
		return err
	})
	return d
}

// turn goes to a line at which something is there, another one if there is
// another, and waits for that instead of for a time.
func (d *device) turn(ctx context.Context, _ time.Duration) error {
	n := len(d.w.servers)
	for i := range n {
		if next := (d.client.Line() + 1 + i) % n; d.w.servers[next].isUp() {
			d.client.Use(next)
			return ctx.Err()
		}
	}
	return d.w.servers[d.client.Line()].wait(ctx)
}

// until repeats what does no harm until it is answered.
func (d *device) until(ctx context.Context, what string, do func() error) {
	for {
		err := do()
		if err == nil {
			return
		}
		if final(err) || ctx.Err() != nil || d.wait(ctx, 0) != nil {
			d.t.Errorf("candidate %d: %s: %v", d.who, what, err)
			return
		}
	}
}

// final tells whether an error is the backend's word, and not a failure on the
// way to it.
func final(err error) bool {
	var failure *client.Error
	return errors.As(err, &failure) && failure.Kind == client.Refused && failure.Status < 500 &&
		failure.Code != api.CodeTooManyRequests
}

// certain does something irreversible under a key. It ends with a receipt, or
// with a code that says for certain that nothing was done.
func (d *device) certain(ctx context.Context, what string, do func(ctx context.Context, key string) (api.Receipt, error)) (api.Receipt, api.Code) {
	key := client.NewKey()
	again := func(ctx context.Context) (api.Receipt, error) { return do(ctx, key) }
	receipt, err := again(ctx)
	for err != nil && !unknown(err) && !final(err) && d.wait(ctx, 0) == nil {
		receipt, err = again(ctx)
	}
	if unknown(err) {
		d.losses.Add(1)
		receipt, err = d.client.Outcome(ctx, key, again)
	}
	code := client.CodeOf(err)
	if err != nil && (unknown(err) || code == "") {
		d.t.Errorf("candidate %d does not know what became of %s: %v", d.who, what, err)
	}
	return receipt, code
}

func unknown(err error) bool {
	var failure *client.Error
	return errors.As(err, &failure) && failure.Unknown()
}

func (d *device) join(ctx context.Context) (api.Receipt, api.Code) {
	return d.certain(ctx, "a join", func(ctx context.Context, key string) (api.Receipt, error) { return d.client.Join(ctx, key, d.pool()) })
}

// pool is what the candidate joins.
func (d *device) pool() api.Join {
	return api.Join{CampusCode: d.w.file.Pools[d.w.poolOf(d.who)].Campus, Subject: d.w.file.Subject}
}

func (d *device) cancel(ctx context.Context, entry string) (api.Receipt, api.Code) {
	return d.certain(ctx, "a cancellation", func(ctx context.Context, key string) (api.Receipt, error) {
		return d.client.Cancel(ctx, key, entry, api.Cancellation{Reason: "not_taking"})
	})
}

// settleBill orders a seat, pays or gives it up at the cashier, and returns the
// order as it ended; one without an id when there was nothing to order.
func (d *device) settleBill(ctx context.Context, registration string, pay bool) (order api.Order) {
	receipt, code := d.certain(ctx, "an order", func(ctx context.Context, key string) (api.Receipt, error) {
		order, err := d.client.CreateOrder(ctx, key, api.NewOrder{Registrations: []string{registration}})
		return api.Receipt{Key: key, OrderID: order.ID}, err
	})
	if code != "" || receipt.OrderID == "" {
		return api.Order{}
	}
	d.until(ctx, "read an order", func() (err error) { order, err = d.client.Order(ctx, receipt.OrderID); return err })
	d.payer.settle(ctx, order.CashierURL, pay)
	d.until(ctx, "refresh an order", func() (err error) { order, err = d.client.RefreshOrder(ctx, receipt.OrderID); return err })
	return order
}

// look is what a candidate sees of their own.
type look struct {
	State        api.EntryState // waiting, offered, paid, or empty
	Entry        string         // id of the entry
	Registration string         // id of the seat
	Number       int64          // while waiting
	Ahead        int            // while waiting
	Finished     int            // entries that led to a seat or ended
}

// look reads 报名信息; what has not changed is what was seen before.
func (d *device) look(ctx context.Context) look {
	d.until(ctx, "read 报名信息", func() error {
		info, etag, changed, err := d.client.Info(ctx, d.etag)
		if err == nil && changed {
			d.etag, d.last = etag, seen(info)
		}
		return err
	})
	return d.last
}

func seen(info api.Info) look {
	out := look{Finished: info.FinishedCount}
	for _, e := range info.Entries {
		out.State, out.Entry, out.Number, out.Ahead = e.State, e.ID, e.Sequence, e.Ahead
	}
	for _, r := range info.Written {
		out.State, out.Entry, out.Registration = api.Offered, r.EntryID, r.ID
		if r.Paid {
			out.State = api.Paid
		}
	}
	return out
}
