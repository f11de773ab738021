package sshd

import (
	"context"
	"errors"
	"sync"

	"houbu/api"
	"houbu/client"
)

// Lasting is a client of whom the submissions outlive the session that they were
// made in: when its connection breaks, what was on its way to the backend goes on
// to its end, for a bounded time. The next login shows the outcome.
type Lasting struct {
	*client.Client

	mu    sync.Mutex
	idle  *sync.Cond // nothing is under way
	under int        // submissions and logins under way
	gone  bool       // the session is over
	cut   func()     // ends what is under way
	ctx   context.Context
}

// NewLasting returns a client for a session. It is over with Leave and Finish.
func NewLasting(c *client.Client) *Lasting {
	l := &Lasting{Client: c}
	l.idle = sync.NewCond(&l.mu)
	l.ctx, l.cut = context.WithCancel(context.Background())
	return l
}

// Leave says that the session is over: the end of its contexts ends no submission
// from now on, and none is begun.
func (l *Lasting) Leave() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.gone = true
}

// Finish waits for what is under way. When ctx ends before, that is ended, and
// waited for.
func (l *Lasting) Finish(ctx context.Context) {
	defer context.AfterFunc(ctx, l.cut)()
	l.mu.Lock()
	defer l.mu.Unlock()
	for l.under > 0 {
		l.idle.Wait()
	}
}

// begin takes part in what Finish waits for, unless the session is over.
func (l *Lasting) begin() (done func(), ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.gone {
		return nil, false
	}
	l.under++
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.under--
		l.idle.Broadcast()
	}, true
}

func (l *Lasting) isGone() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.gone
}

// heldKey marks the context of a submission that is held already.
type heldKey struct{}

// hold runs a submission with a context that the end of the session leaves alone,
// unlike a person who gives it up.
func hold[T any](ctx context.Context, l *Lasting, submit func(ctx context.Context) (T, error)) (T, error) {
	if ctx.Value(heldKey{}) != nil {
		return submit(ctx)
	}
	done, ok := l.begin()
	if !ok {
		var none T
		return none, &client.Error{Op: "submit", Kind: client.Canceled}
	}
	defer done()
	held, cancel := context.WithCancel(context.WithValue(context.WithoutCancel(ctx), heldKey{}, true))
	defer cancel()
	defer context.AfterFunc(l.ctx, cancel)() //nolint:contextcheck // it outlives the caller, by design
	defer context.AfterFunc(ctx, func() {
		if !l.isGone() {
			cancel()
		}
	})()
	return submit(held)
}

// settled is hold for what is answered with a receipt. When the reply is lost and
// nobody is there any more to look for the outcome, it does.
func (l *Lasting) settled(ctx context.Context, key string, submit func(ctx context.Context) (api.Receipt, error)) (api.Receipt, error) {
	return hold(ctx, l, func(ctx context.Context) (api.Receipt, error) {
		receipt, err := submit(ctx)
		var failure *client.Error
		if errors.As(err, &failure) && failure.Unknown() && l.isGone() {
			return l.Client.Outcome(ctx, key, submit)
		}
		return receipt, err
	})
}

// Login is counted, so that a login that comes while the session ends is given back
// as well.
func (l *Lasting) Login(ctx context.Context, account, password string) (api.Candidate, error) {
	done, ok := l.begin()
	if !ok {
		return api.Candidate{}, &client.Error{Op: "login", Kind: client.Canceled}
	}
	defer done()
	return l.Client.Login(ctx, account, password)
}

// Join is 提交候补, to its end.
func (l *Lasting) Join(ctx context.Context, key string, join api.Join) (api.Receipt, error) {
	return l.settled(ctx, key, func(ctx context.Context) (api.Receipt, error) { return l.Client.Join(ctx, key, join) })
}

// Cancel is 取消候补, to its end.
func (l *Lasting) Cancel(ctx context.Context, key, entryID string, cancellation api.Cancellation) (api.Receipt, error) {
	return l.settled(ctx, key, func(ctx context.Context) (api.Receipt, error) {
		return l.Client.Cancel(ctx, key, entryID, cancellation)
	})
}

// ChooseReport is the application for a paper report, to its end.
func (l *Lasting) ChooseReport(ctx context.Context, key, registrationID string, choice api.ReportChoice) (api.Receipt, error) {
	return l.settled(ctx, key, func(ctx context.Context) (api.Receipt, error) {
		return l.Client.ChooseReport(ctx, key, registrationID, choice)
	})
}

// CreateOrder is 去支付, to its end.
func (l *Lasting) CreateOrder(ctx context.Context, key string, order api.NewOrder) (api.Order, error) {
	return hold(ctx, l, func(ctx context.Context) (api.Order, error) { return l.Client.CreateOrder(ctx, key, order) })
}

// Outcome finds out what became of a submission, to its end.
func (l *Lasting) Outcome(
	ctx context.Context, key string, again func(context.Context) (api.Receipt, error),
) (api.Receipt, error) {
	return hold(ctx, l, func(ctx context.Context) (api.Receipt, error) { return l.Client.Outcome(ctx, key, again) })
}
