package httpapi_test

import (
	"context"
	"io"
	"sync"
	"time"

	"houbu/api"
	"houbu/backend/audit"
	"houbu/backend/desk"
)

// fakeDesk answers every question, and remembers who asked last.
type fakeDesk struct {
	mu     sync.Mutex
	caller desk.Caller
	asked  string
	filter audit.Filter
}

func (f *fakeDesk) receipt(asked string, who desk.Caller) (api.Receipt, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked, f.caller = asked, who
	return api.Receipt{Key: who.Key, Kind: api.ReceiptUnlock, At: time.Unix(0, 0).UTC(), Audit: 1}, nil
}

// Search finds nobody.
func (f *fakeDesk) Search(context.Context, api.StaffSearch) (api.StaffHits, error) {
	_, err := f.receipt("search", desk.Caller{})
	return api.StaffHits{}, err
}

// Candidate is one without an account.
func (f *fakeDesk) Candidate(_ context.Context, id string) (api.StaffCandidate, error) {
	_, err := f.receipt("candidate "+id, desk.Caller{})
	return api.StaffCandidate{ID: id, Now: time.Unix(0, 0).UTC()}, err
}

// Join answers.
func (f *fakeDesk) Join(_ context.Context, who desk.Caller, id string, _ api.StaffJoin) (api.Receipt, error) {
	return f.receipt("join "+id, who)
}

// Cancel answers.
func (f *fakeDesk) Cancel(_ context.Context, who desk.Caller, id string, _ api.StaffCancellation) (api.Receipt, error) {
	return f.receipt("cancel "+id, who)
}

// ResetPassword answers.
func (f *fakeDesk) ResetPassword(_ context.Context, who desk.Caller, id string, _ api.StaffNote) (api.StaffPassword, error) {
	done, err := f.receipt("password "+id, who)
	return api.StaffPassword{Receipt: done}, err
}

// Unlock answers.
func (f *fakeDesk) Unlock(_ context.Context, who desk.Caller, id string, _ api.StaffNote) (api.Receipt, error) {
	return f.receipt("unlock "+id, who)
}

// Unbind answers.
func (f *fakeDesk) Unbind(_ context.Context, who desk.Caller, id string, _ api.StaffNote) (api.Receipt, error) {
	return f.receipt("unbind "+id, who)
}

// Receipt answers.
func (f *fakeDesk) Receipt(_ context.Context, who desk.Caller, key string) (api.Receipt, error) {
	who.Key = key
	return f.receipt("receipt", who)
}

// Audit is empty.
func (f *fakeDesk) Audit(_ context.Context, want audit.Filter) (api.Audit, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.filter = want
	return api.Audit{}, nil
}

// Board has one pool, and a tag.
func (f *fakeDesk) Board(context.Context) (api.Board, string, error) {
	return api.Board{Now: time.Unix(0, 0).UTC(), Pools: []api.BoardPool{{ID: "993010-1"}}}, `"board"`, nil
}

// Queue is empty.
func (f *fakeDesk) Queue(_ context.Context, pool string, _ int) (api.Queue, error) {
	return api.Queue{Pool: pool, Now: time.Unix(0, 0).UTC()}, nil
}

// Windows are long past.
func (f *fakeDesk) Windows(ctx context.Context) (api.Windows, error) {
	return (&fakeWaitlist{}).Windows(ctx)
}

// SetWindows answers.
func (f *fakeDesk) SetWindows(_ context.Context, who desk.Caller, _ api.StaffWindows) (api.Receipt, error) {
	return f.receipt("windows", who)
}

// Orders finds none.
func (f *fakeDesk) Orders(context.Context, api.StaffOrderSearch) (api.StaffOrders, error) {
	return api.StaffOrders{}, nil
}

// Attention finds none.
func (f *fakeDesk) Attention(context.Context) (api.StaffOrders, error) {
	return api.StaffOrders{}, nil
}

// RefreshOrder has an order.
func (f *fakeDesk) RefreshOrder(_ context.Context, id string) (api.StaffOrder, error) {
	return api.StaffOrder{Order: api.Order{ID: id, State: api.OrderOpen}}, nil
}

// Refund answers.
func (f *fakeDesk) Refund(_ context.Context, who desk.Caller, want api.StaffRefund) (api.Receipt, error) {
	return f.receipt("refund "+want.Ref, who)
}

// Import is under way.
func (f *fakeDesk) Import(_ context.Context, who desk.Caller, want desk.NewImport) (api.Import, error) {
	_, err := f.receipt("import "+string(want.Kind)+" "+want.Note+" "+string(want.File), who)
	return api.Import{ID: "i1", Kind: want.Kind, State: api.ImportRunning, StartedAt: time.Unix(0, 0).UTC()}, err
}

// GetImport is done.
func (f *fakeDesk) GetImport(_ context.Context, id string) (api.Import, error) {
	return api.Import{ID: id, Kind: api.RosterSeats, State: api.ImportDone, StartedAt: time.Unix(0, 0).UTC()}, nil
}

// Export is one line.
func (f *fakeDesk) Export(_ context.Context, _ desk.Caller, what desk.What, format desk.Format, to io.Writer) error {
	_, err := io.WriteString(to, string(what)+" "+string(format))
	return err
}

// SetCapacity answers.
func (f *fakeDesk) SetCapacity(_ context.Context, who desk.Caller, pool string, _ api.StaffCapacity) (api.Receipt, error) {
	return f.receipt("capacity "+pool, who)
}
