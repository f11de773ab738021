package screens

import (
	"time"

	"houbu/api"
)

// testSeat is 张三's unpaid seat in 英语四级.
func testSeat() api.Registration {
	payBy := testNow().Add(23*time.Hour + 30*time.Minute)
	return api.Registration{
		ID: "reg-1", Kind: api.Written, Subject: "1", SubjectName: "英语四级", Level: 4,
		CampusCode: "993010", Campus: "测试大学主校区", Time: "2026-12-12 9:00–11:20", FeeFen: 3000,
		PayBy: &payBy, EntryID: "entry-1", CanCancel: true,
		Actions: []api.Action{api.ActionOral, api.ActionReport, api.ActionPay},
	}
}

// testOralPools are two campuses with 英语四级口试 and, of no use to who holds
// 英语四级, 英语六级口试.
func testOralPools() api.Pools {
	pool := func(code, campus, subject string, free bool, waiting int) api.Pool {
		return api.Pool{
			CampusCode: code, Campus: campus, SchoolCode: "99301", School: "测试大学",
			Subject: subject, Free: free, Waiting: waiting,
		}
	}
	return api.Pools{Kind: api.Oral, Pools: []api.Pool{
		pool("993010", "测试大学主校区", "F1", false, 12), pool("993010", "测试大学主校区", "F2", true, 0),
		pool("993011", "测试大学东校区", "F1", true, 0),
	}}
}

// testOrder is the open order over the seat.
func testOrder() api.Order {
	return api.Order{
		ID: "order-1", State: api.OrderOpen, AmountFen: 3000,
		Items:     []api.OrderItem{{RegistrationID: "reg-1", SubjectName: "英语四级", Campus: "测试大学主校区", FeeFen: 3000}},
		CreatedAt: testNow(), PayBy: testNow().Add(23*time.Hour + 30*time.Minute), Now: testNow(),
		CashierURL: "http://127.0.0.1:38211/cashier/AAECAwQFBgcICQoLDA0ODw",
	}
}

// holding is a backend for 张三, who holds the seat.
func holding() *fakeBackend {
	f := willing(api.NextInfo)
	f.pools = func(api.Kind) (api.Pools, error) { return testOralPools(), nil }
	f.join = func(key string, _ api.Join) (api.Receipt, error) {
		return api.Receipt{Key: key, Kind: api.ReceiptJoin, EntryID: "entry-2", Sequence: 13, State: api.Waiting}, nil
	}
	f.chooseReport = func(key, _ string, _ api.ReportChoice) (api.Receipt, error) {
		return api.Receipt{Key: key, Kind: api.ReceiptReport}, nil
	}
	f.createOrder = func(string, api.NewOrder) (api.Order, error) { return testOrder(), nil }
	f.order = func(string) (api.Order, error) { return testOrder(), nil }
	f.refreshOrder = f.order
	return f
}

// withSeat makes a stage's candidate hold the seat and have its order.
func withSeat(s *stage) *stage {
	s.deps.State.Candidate = testCandidate(api.NextInfo)
	s.deps.State.Registration = testSeat()
	s.deps.State.ToPay = []api.Registration{testSeat()}
	s.deps.State.Order = api.Order{ID: "order-1"}
	return s
}
