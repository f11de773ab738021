package screens

import (
	"context"

	"houbu/api"
	"houbu/client"
)

// fakeDesk is a DeskBackend of functions. A nil one answers errNotExpected.
type fakeDesk struct {
	fakeRosters

	login       func(login, password string) (api.Staff, error)
	logout      func() error
	me          func() (api.Staff, error)
	search      func(api.StaffSearch) (api.StaffHits, error)
	candidate   func(id string) (api.StaffCandidate, error)
	join        func(key, id string, join api.StaffJoin) (api.Receipt, error)
	cancel      func(key, id string, cancellation api.StaffCancellation) (api.Receipt, error)
	password    func(key, id, note string) (api.StaffPassword, error)
	unlock      func(key, id, note string) (api.Receipt, error)
	unbind      func(key, id, note string) (api.Receipt, error)
	board       func(etag string) (api.Board, string, bool, error)
	queue       func(pool string, points int) (api.Queue, error)
	setCapacity func(key, pool string, capacity api.StaffCapacity) (api.Receipt, error)
	orders      func(api.StaffOrderSearch) (api.StaffOrders, error)
	attention   func() (api.StaffOrders, error)
	refresh     func(id string) (api.StaffOrder, error)
	refund      func(key string, refund api.StaffRefund) (api.Receipt, error)
	windows     func() (api.Windows, error)
	setWindows  func(key string, windows api.StaffWindows) (api.Receipt, error)
	audit       func(client.AuditFilter) (api.Audit, error)
	outcome     func(key string, again func(context.Context) (api.Receipt, error)) (api.Receipt, error)
}

var _ DeskBackend = (*fakeDesk)(nil)

// or answers by a function, or that it is not expected.
func or[T any](known bool, answer func() (T, error)) (T, error) {
	if !known {
		var none T
		return none, errNotExpected
	}
	return answer()
}

func (f *fakeDesk) StaffLogin(_ context.Context, login, password string) (api.Staff, error) {
	return or(f.login != nil, func() (api.Staff, error) { return f.login(login, password) })
}

func (f *fakeDesk) StaffLogout(context.Context) error {
	if f.logout == nil {
		return errNotExpected
	}
	return f.logout()
}

func (f *fakeDesk) StaffMe(context.Context) (api.Staff, error) {
	return or(f.me != nil, func() (api.Staff, error) { return f.me() })
}

func (f *fakeDesk) StaffSearch(_ context.Context, search api.StaffSearch) (api.StaffHits, error) {
	return or(f.search != nil, func() (api.StaffHits, error) { return f.search(search) })
}

func (f *fakeDesk) StaffCandidate(_ context.Context, id string) (api.StaffCandidate, error) {
	return or(f.candidate != nil, func() (api.StaffCandidate, error) { return f.candidate(id) })
}

func (f *fakeDesk) StaffJoin(_ context.Context, key, id string, join api.StaffJoin) (api.Receipt, error) {
	return or(f.join != nil, func() (api.Receipt, error) { return f.join(key, id, join) })
}

func (f *fakeDesk) StaffCancel(_ context.Context, key, id string, cancellation api.StaffCancellation) (api.Receipt, error) {
	return or(f.cancel != nil, func() (api.Receipt, error) { return f.cancel(key, id, cancellation) })
}

func (f *fakeDesk) StaffResetPassword(_ context.Context, key, id, note string) (api.StaffPassword, error) {
	return or(f.password != nil, func() (api.StaffPassword, error) { return f.password(key, id, note) })
}

func (f *fakeDesk) StaffUnlock(_ context.Context, key, id, note string) (api.Receipt, error) {
	return or(f.unlock != nil, func() (api.Receipt, error) { return f.unlock(key, id, note) })
}

func (f *fakeDesk) StaffUnbind(_ context.Context, key, id, note string) (api.Receipt, error) {
	return or(f.unbind != nil, func() (api.Receipt, error) { return f.unbind(key, id, note) })
}

func (f *fakeDesk) StaffBoard(_ context.Context, etag string) (board api.Board, newETag string, changed bool, err error) {
	if f.board == nil {
		return api.Board{}, "", false, errNotExpected
	}
	return f.board(etag)
}

func (f *fakeDesk) StaffQueue(_ context.Context, pool string, points int) (api.Queue, error) {
	return or(f.queue != nil, func() (api.Queue, error) { return f.queue(pool, points) })
}

func (f *fakeDesk) StaffSetCapacity(_ context.Context, key, pool string, capacity api.StaffCapacity) (api.Receipt, error) {
	return or(f.setCapacity != nil, func() (api.Receipt, error) { return f.setCapacity(key, pool, capacity) })
}

func (f *fakeDesk) StaffOrders(_ context.Context, search api.StaffOrderSearch) (api.StaffOrders, error) {
	return or(f.orders != nil, func() (api.StaffOrders, error) { return f.orders(search) })
}

func (f *fakeDesk) StaffAttention(context.Context) (api.StaffOrders, error) {
	return or(f.attention != nil, func() (api.StaffOrders, error) { return f.attention() })
}

func (f *fakeDesk) StaffRefreshOrder(_ context.Context, id string) (api.StaffOrder, error) {
	return or(f.refresh != nil, func() (api.StaffOrder, error) { return f.refresh(id) })
}

func (f *fakeDesk) StaffRefund(_ context.Context, key string, refund api.StaffRefund) (api.Receipt, error) {
	return or(f.refund != nil, func() (api.Receipt, error) { return f.refund(key, refund) })
}

func (f *fakeDesk) StaffWindows(context.Context) (api.Windows, error) {
	return or(f.windows != nil, func() (api.Windows, error) { return f.windows() })
}

func (f *fakeDesk) StaffSetWindows(_ context.Context, key string, windows api.StaffWindows) (api.Receipt, error) {
	return or(f.setWindows != nil, func() (api.Receipt, error) { return f.setWindows(key, windows) })
}

func (f *fakeDesk) StaffAudit(_ context.Context, filter client.AuditFilter) (api.Audit, error) {
	return or(f.audit != nil, func() (api.Audit, error) { return f.audit(filter) })
}

func (f *fakeDesk) StaffOutcome(
	_ context.Context, key string, again func(context.Context) (api.Receipt, error),
) (api.Receipt, error) {
	return or(f.outcome != nil, func() (api.Receipt, error) { return f.outcome(key, again) })
}

// staffed is a desk at which a member of the staff can log in.
func staffed(role api.Role) *fakeDesk {
	who := api.Staff{Login: "desk.wang", Role: role}
	return &fakeDesk{
		login:  func(string, string) (api.Staff, error) { return who, nil },
		logout: func() error { return nil },
		me:     func() (api.Staff, error) { return who, nil },
	}
}
