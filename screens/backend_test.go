package screens

import (
	"context"
	"errors"
	"time"

	"houbu/api"
	"houbu/client"
)

// errNotExpected is what fakeBackend answers to a call that a test did not
// expect.
var errNotExpected = errors.New("fake backend: a call the test does not expect")

// fakeBackend is a Backend of functions. A nil one answers errNotExpected.
type fakeBackend struct {
	endpoints []client.Endpoint
	line      int

	probe        func(line int) (time.Duration, error)
	login        func(account, password string) (api.Candidate, error)
	logout       func() error
	exam         func() (api.Exam, error)
	candidate    func() (api.Candidate, error)
	agreement    func() (api.Agreement, error)
	agree        func(version string) error
	identify     func(identity api.Identity) (api.Record, error)
	record       func() (api.Record, error)
	confirm      func(confirmation api.Confirmation) error
	pools        func(kind api.Kind) (api.Pools, error)
	info         func(etag string) (api.Info, string, bool, error)
	finished     func() (api.Finished, error)
	join         func(key string, join api.Join) (api.Receipt, error)
	cancel       func(key, entryID string, cancellation api.Cancellation) (api.Receipt, error)
	chooseReport func(key, registrationID string, choice api.ReportChoice) (api.Receipt, error)
	createOrder  func(key string, order api.NewOrder) (api.Order, error)
	order        func(id string) (api.Order, error)
	refreshOrder func(id string) (api.Order, error)
	outcome      func(key string, again func(context.Context) (api.Receipt, error)) (api.Receipt, error)
}

var _ Backend = (*fakeBackend)(nil)

func (f *fakeBackend) Endpoints() []client.Endpoint { return f.endpoints }
func (f *fakeBackend) Use(line int)                 { f.line = line }
func (f *fakeBackend) Line() int                    { return f.line }

func (f *fakeBackend) Probe(_ context.Context, line int) (time.Duration, error) {
	if f.probe == nil {
		return 0, errNotExpected
	}
	return f.probe(line)
}

func (f *fakeBackend) Login(_ context.Context, account, password string) (api.Candidate, error) {
	if f.login == nil {
		return api.Candidate{}, errNotExpected
	}
	return f.login(account, password)
}

func (f *fakeBackend) Logout(context.Context) error {
	if f.logout == nil {
		return errNotExpected
	}
	return f.logout()
}

func (f *fakeBackend) Exam(context.Context) (api.Exam, error) {
	if f.exam == nil {
		return api.Exam{}, errNotExpected
	}
	return f.exam()
}

func (f *fakeBackend) Candidate(context.Context) (api.Candidate, error) {
	if f.candidate == nil {
		return api.Candidate{}, errNotExpected
	}
	return f.candidate()
}

func (f *fakeBackend) Agreement(context.Context) (api.Agreement, error) {
	if f.agreement == nil {
		return api.Agreement{}, errNotExpected
	}
	return f.agreement()
}

func (f *fakeBackend) Agree(_ context.Context, version string) error {
	if f.agree == nil {
		return errNotExpected
	}
	return f.agree(version)
}

func (f *fakeBackend) Identify(_ context.Context, identity api.Identity) (api.Record, error) {
	if f.identify == nil {
		return api.Record{}, errNotExpected
	}
	return f.identify(identity)
}

func (f *fakeBackend) Record(context.Context) (api.Record, error) {
	if f.record == nil {
		return api.Record{}, errNotExpected
	}
	return f.record()
}

func (f *fakeBackend) Confirm(_ context.Context, confirmation api.Confirmation) error {
	if f.confirm == nil {
		return errNotExpected
	}
	return f.confirm(confirmation)
}

func (f *fakeBackend) Pools(_ context.Context, kind api.Kind) (api.Pools, error) {
	if f.pools == nil {
		return api.Pools{}, errNotExpected
	}
	return f.pools(kind)
}

func (f *fakeBackend) Info(_ context.Context, etag string) (api.Info, string, bool, error) {
	if f.info == nil {
		return api.Info{}, "", false, errNotExpected
	}
	return f.info(etag)
}

func (f *fakeBackend) Finished(context.Context) (api.Finished, error) {
	if f.finished == nil {
		return api.Finished{}, errNotExpected
	}
	return f.finished()
}

func (f *fakeBackend) Join(_ context.Context, key string, join api.Join) (api.Receipt, error) {
	if f.join == nil {
		return api.Receipt{}, errNotExpected
	}
	return f.join(key, join)
}

func (f *fakeBackend) Cancel(_ context.Context, key, entryID string, cancellation api.Cancellation) (api.Receipt, error) {
	if f.cancel == nil {
		return api.Receipt{}, errNotExpected
	}
	return f.cancel(key, entryID, cancellation)
}

func (f *fakeBackend) ChooseReport(_ context.Context, key, registrationID string, choice api.ReportChoice) (api.Receipt, error) {
	if f.chooseReport == nil {
		return api.Receipt{}, errNotExpected
	}
	return f.chooseReport(key, registrationID, choice)
}

func (f *fakeBackend) CreateOrder(_ context.Context, key string, order api.NewOrder) (api.Order, error) {
	if f.createOrder == nil {
		return api.Order{}, errNotExpected
	}
	return f.createOrder(key, order)
}

func (f *fakeBackend) Order(_ context.Context, id string) (api.Order, error) {
	if f.order == nil {
		return api.Order{}, errNotExpected
	}
	return f.order(id)
}

func (f *fakeBackend) RefreshOrder(_ context.Context, id string) (api.Order, error) {
	if f.refreshOrder == nil {
		return api.Order{}, errNotExpected
	}
	return f.refreshOrder(id)
}

func (f *fakeBackend) Outcome(_ context.Context, key string, again func(context.Context) (api.Receipt, error)) (api.Receipt, error) {
	if f.outcome == nil {
		return api.Receipt{}, errNotExpected
	}
	return f.outcome(key, again)
}

// willing is a backend that says yes to 张三, who is as far as next says.
func willing(next api.Progress) *fakeBackend {
	f := &fakeBackend{endpoints: testLines()}
	f.probe = func(line int) (time.Duration, error) { return time.Duration(12+18*line) * time.Millisecond, nil }
	f.login = func(string, string) (api.Candidate, error) { return testCandidate(next), nil }
	f.logout = func() error { return nil }
	f.exam = func() (api.Exam, error) { return testExam(), nil }
	f.candidate = func() (api.Candidate, error) { return testCandidate(next), nil }
	f.agreement = func() (api.Agreement, error) {
		return api.Agreement{Version: "2026-2", Text: testAgreement()}, nil
	}
	f.agree = func(string) error { return nil }
	f.identify = func(api.Identity) (api.Record, error) { return testRecord(), nil }
	f.record = func() (api.Record, error) { return testRecord(), nil }
	f.confirm = func(api.Confirmation) error { return nil }
	return f
}
