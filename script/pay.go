package script

import (
	"context"
	"time"

	"houbu/api"
	"houbu/client"
)

// Pay is what houbu pay asks for.
type Pay struct {
	Entries []string // ids or subjects; none: everything that can be paid now
	Key     string   // of a run before, whose outcome was lost; empty: a fresh one
	Wait    bool     // until it is paid
	Timeout time.Duration
}

// Pay makes an order over seats that await their payment (step 16) and prints
// where to pay it. It asks nobody: nothing is charged before the payer confirms on
// the platform's page. With Wait it then waits until the order is paid, and prints
// it once more.
func (r *Runner) Pay(ctx context.Context, p Pay) error {
	key, err := r.key(p.Key)
	if err != nil {
		return err
	}
	id, err := r.ordered(ctx, p)
	if err != nil {
		return err
	}
	if id == "" {
		if id, err = r.order(ctx, key, p.Entries); err != nil {
			return err
		}
	}
	order, err := r.API.Order(r.telling(ctx), id)
	if err != nil {
		return r.made(err, key)
	}
	if err := r.printOrder(order, key); err != nil {
		return err
	}
	if !p.Wait {
		return nil
	}
	if order.State != api.OrderPaid {
		if order, err = r.paid(ctx, order, p.Timeout); err != nil {
			return err
		}
	}
	return r.printOrder(order, key)
}

// made is an error after an order was made: what would pass for nothing done is an
// outcome to ask for again.
func (r *Runner) made(err error, key string) error {
	failure := ErrorOf(r.Text, err)
	switch failure.Exit {
	case Offline, Busy, Interrupted:
		return r.unknown(key)
	default:
		return failure
	}
}

// ordered is the order that was made under a key given before; empty for none.
// What it paid may await no payment any more, so that it could not be asked for
// again.
func (r *Runner) ordered(ctx context.Context, p Pay) (id string, err error) {
	if p.Key == "" {
		return "", nil
	}
	receipt, err := r.API.Receipt(r.telling(ctx), p.Key)
	switch {
	case client.CodeOf(err) == api.CodeNotFound:
		return "", nil
	case err != nil:
		return "", err
	case receipt.Kind != api.ReceiptOrder:
		return "", &client.Error{Op: "pay", Kind: client.Refused, Code: api.CodeKeyReused}
	}
	return receipt.OrderID, nil
}

// order makes the order.
func (r *Runner) order(ctx context.Context, key string, names []string) (id string, err error) {
	info, _, _, err := r.API.Info(r.telling(ctx), "")
	if err != nil {
		return "", err
	}
	seats, err := r.toPay(entriesOf(info), names)
	if err != nil {
		return "", err
	}
	receipt, err := r.submit(ctx, key, func(ctx context.Context, key string) (api.Receipt, error) {
		made, err := r.API.CreateOrder(ctx, key, api.NewOrder{Registrations: seats})
		return api.Receipt{Key: key, Kind: api.ReceiptOrder, OrderID: made.ID}, err
	})
	return receipt.OrderID, err
}

// toPay are the seats to pay: those that can be paid now, or those of them that
// are named.
func (r *Runner) toPay(all []Entry, names []string) ([]string, error) {
	nothing := &client.Error{Op: "pay", Kind: client.Refused, Code: api.CodeNothingToPay}
	if len(names) == 0 {
		names = []string{""}
	}
	var seats []string
	taken := make(map[string]bool)
	for _, name := range names {
		meant := matching(all, name)
		if len(meant) == 0 && name != "" {
			return nil, r.noEntry(name, payable(all))
		}
		meant = payable(meant)
		if len(meant) == 0 {
			return nil, nothing
		}
		for _, e := range meant {
			if !taken[e.RegistrationID] {
				seats = append(seats, e.RegistrationID)
			}
			taken[e.RegistrationID] = true
		}
	}
	return seats, nil
}

// payable are the seats that can be paid now.
func payable(entries []Entry) []Entry {
	var out []Entry
	for _, e := range entries {
		if e.CanPay {
			out = append(out, e)
		}
	}
	return out
}

// paid asks how an order stands until it is paid. One that ends otherwise fails.
func (r *Runner) paid(ctx context.Context, order api.Order, limit time.Duration) (api.Order, error) {
	err := r.patiently(ctx, limit, func(ctx context.Context) error {
		p := pace{runner: r, begun: true}
		for {
			now, err := r.API.Order(p.once(ctx), order.ID)
			if err == nil {
				order = now
				if over, err := r.settled(order); over {
					return err
				}
			}
			if err := p.rest(ctx, err); err != nil {
				return err
			}
		}
	})
	return order, err
}

// settled tells whether an order can change no more, and fails when it was not
// paid.
func (r *Runner) settled(order api.Order) (over bool, err error) {
	t := r.Text.Platform
	words := ""
	switch order.State {
	case api.OrderPaid:
		return true, nil
	case api.OrderRefused:
		words = t.RefusedNotice
	case api.OrderExpired:
		words = t.ExpiredNotice
	case api.OrderOpen:
		return false, nil
	}
	return true, &Error{Exit: Never, Code: codeNever, Message: words, Advice: r.Text.Script.Advice.Look}
}
