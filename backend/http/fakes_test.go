package httpapi_test

import (
	"context"
	"net/http"
	"sync"
	"time"

	"houbu/api"
	"houbu/backend/waitlist"
)

// fakeWaitlist answers every question the same way, and remembers who asked.
type fakeWaitlist struct {
	err    error
	boom   any // panics with this
	tag    string
	caller waitlist.Caller
	asked  string
	held   *held // requests wait here
	mu     sync.Mutex
}

// held keeps requests under way until they are let go.
type held struct {
	under, free chan struct{}
}

func (f *fakeWaitlist) answer(asked string, who waitlist.Caller) (api.Receipt, error) {
	if held := f.held; held != nil {
		held.under <- struct{}{}
		<-held.free
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.boom != nil {
		panic(f.boom)
	}
	f.asked, f.caller = asked, who
	return api.Receipt{Key: who.Key, Kind: api.ReceiptJoin, At: time.Unix(0, 0).UTC(), State: api.Waiting}, f.err
}

// Pools returns no list, which the wire must show as an empty one.
func (f *fakeWaitlist) Pools(_ context.Context, studentID string, kind api.Kind) (api.Pools, error) {
	_, err := f.answer("pools "+string(kind), waitlist.Caller{StudentID: studentID})
	return api.Pools{Kind: kind}, err
}

// InfoUnless returns a registration without a list of actions, with the tag that
// the fake was given.
func (f *fakeWaitlist) InfoUnless(_ context.Context, studentID string, known func(string) bool) (*api.Info, string, error) {
	_, err := f.answer("info", waitlist.Caller{StudentID: studentID})
	if err != nil || known(f.tag) {
		return nil, f.tag, err
	}
	return &api.Info{Written: []api.Registration{{ID: "r1", Kind: api.Written}}}, f.tag, nil
}

// Finished returns no list.
func (f *fakeWaitlist) Finished(_ context.Context, studentID string) (api.Finished, error) {
	_, err := f.answer("finished", waitlist.Caller{StudentID: studentID})
	return api.Finished{}, err
}

// Join answers.
func (f *fakeWaitlist) Join(_ context.Context, who waitlist.Caller, want api.Join) (api.Receipt, error) {
	return f.answer("join "+want.CampusCode+" "+want.Subject, who)
}

// Cancel answers.
func (f *fakeWaitlist) Cancel(_ context.Context, who waitlist.Caller, id string, why api.Cancellation) (api.Receipt, error) {
	return f.answer("cancel "+id+" "+why.Reason, who)
}

// ChooseReport answers.
func (f *fakeWaitlist) ChooseReport(_ context.Context, who waitlist.Caller, id string, choice api.ReportChoice) (api.Receipt, error) {
	return f.answer("report "+id+" "+choice.Type, who)
}

// Receipt answers.
func (f *fakeWaitlist) Receipt(_ context.Context, accountID, key string) (api.Receipt, error) {
	return f.answer("receipt", waitlist.Caller{AccountID: accountID, Key: key})
}

// Windows are long past.
func (f *fakeWaitlist) Windows(context.Context) (api.Windows, error) {
	at := time.Unix(0, 0).UTC()
	return api.Windows{Now: at, OpensAt: at, ClosesAt: at, FileOpensAt: at, FileClosesAt: at, LastAllocAt: at, PaymentEndsAt: at}, nil
}

// fakePayment has one order.
type fakePayment struct {
	boom   any // the cashier panics with this, half-way through
	caller waitlist.Caller
	asked  string
	held   *held // requests wait here
	mu     sync.Mutex
}

func (f *fakePayment) answer(asked string, who waitlist.Caller) (api.Order, error) {
	if held := f.held; held != nil {
		held.under <- struct{}{}
		<-held.free
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked, f.caller = asked, who
	return api.Order{ID: "o1", State: api.OrderOpen, CashierURL: "/cashier/secret"}, nil
}

// Create answers.
func (f *fakePayment) Create(_ context.Context, who waitlist.Caller, request api.NewOrder) (api.Order, error) {
	return f.answer("create "+request.Registrations[0], who)
}

// Order answers.
func (f *fakePayment) Order(_ context.Context, studentID, id string) (api.Order, error) {
	return f.answer("order "+id, waitlist.Caller{StudentID: studentID})
}

// Refresh answers.
func (f *fakePayment) Refresh(_ context.Context, studentID, id string) (api.Order, error) {
	return f.answer("refresh "+id, waitlist.Caller{StudentID: studentID})
}

// Cashier is a page.
func (f *fakePayment) Cashier() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte("<p>cashier</p>"))
		if f.boom != nil {
			panic(f.boom)
		}
	})
}
