package script

import "houbu/api"

// world is a candidate who waits for 英语四级, holds 英语六级 unpaid and the oral
// subject of the roster paid.
func world() *fake {
	waiting := api.Entry{
		ID: "e1", Kind: api.Written, Subject: "1", SubjectName: "英语四级", CampusCode: "993010", Campus: "东校区", Sequence: 361,
		State: api.Waiting, Ahead: 2, JoinedAt: at(0), ChangedAt: at(5), CanCancel: true,
		History: []api.EntryEvent{{At: at(0), What: "joined"}, {At: at(3), What: "skipped", Reason: "已有同级别科目"}},
	}
	held := api.Registration{
		ID: "r2", Kind: api.Written, Subject: "2", SubjectName: "英语六级", Level: 6, CampusCode: "993011", Campus: "西校区",
		FeeFen: 3050, PayBy: later(59), EntryID: "e2", CanCancel: true, Actions: []api.Action{api.ActionPay},
	}
	paid := api.Registration{
		ID: "r3", Kind: api.Oral, Subject: "SET4", SubjectName: "英语四级口试", Level: 4, CampusCode: "993010", Campus: "东校区",
		FeeFen: 5000, Paid: true, History: []api.EntryEvent{{At: at(-60), What: "registered"}, {At: at(-30), What: "paid"}},
	}
	return &fake{
		exam: api.Exam{
			ID: "practice", Name: "练习考次", Now: at(6),
			Subjects: []api.Subject{
				{Code: "1", Name: "英语四级", Kind: api.Written, Level: 4, FeeFen: 3000, Time: "2026-12-12 9:00–11:20"},
				{Code: "2", Name: "英语六级", Kind: api.Written, Level: 6, FeeFen: 3050, Time: "2026-12-12 15:00–17:25"},
				{Code: "SET6", Name: "英语六级口试", Kind: api.Oral, Level: 6, FeeFen: 5000, Requires: "2"},
			},
			CancelReasons: []api.CancelReason{{Code: "time", Name: "时间冲突"}, {Code: "other", Name: "其他", NeedsText: true}},
		},
		next: api.NextInfo,
		pools: []api.Pool{
			{CampusCode: "993010", Campus: "东校区", Subject: "1", Waiting: 12},
			{CampusCode: "993011", Campus: "西校区", Subject: "1", Free: true},
		},
		infos: []api.Info{{Now: at(7), Entries: []api.Entry{waiting}, Written: []api.Registration{held}, Oral: []api.Registration{paid}}},
		finished: []api.Entry{
			{
				ID: "e2", Kind: api.Written, Subject: "2", SubjectName: "英语六级", CampusCode: "993011", Campus: "西校区", Sequence: 7,
				State: api.Offered, JoinedAt: at(0), ChangedAt: at(1), PayBy: later(59), CanCancel: true,
				History: []api.EntryEvent{{At: at(0), What: "joined"}, {At: at(1), What: "offered"}},
			},
			{
				ID: "e0", Kind: api.Written, Subject: "1", SubjectName: "英语四级", CampusCode: "993011", Campus: "西校区", Sequence: 3,
				State: api.Cancelled, JoinedAt: at(-9), ChangedAt: at(-8), EndedAt: later(-8), Reason: "其他：换了考试计划",
				History: []api.EntryEvent{{At: at(-9), What: "joined"}, {At: at(-8), What: "cancelled", Reason: "其他：换了考试计划"}},
			},
		},
		orders: []api.Order{{
			ID: "o1", Number: "P993011-2-o1", State: api.OrderOpen, AmountFen: 3050, PayBy: at(59), CashierURL: "https://pay.example.edu/o1?a=1&b=2",
			Items: []api.OrderItem{{RegistrationID: "r2", SubjectName: "英语六级", Campus: "西校区", FeeFen: 3050}},
		}},
		receipts: map[string]api.Receipt{"key-0000001": {
			Key: "key-0000001", Kind: api.ReceiptJoin, Number: "J993010-1-361", At: at(8), EntryID: "e1", OrderID: "o1",
			State: api.Waiting, Sequence: 361,
		}},
	}
}

// offered is the world once the seat of 英语四级 has come.
func offered() api.Info {
	info := world().infos[0]
	info.Now = at(20)
	info.Entries = nil
	info.Written = append(info.Written, api.Registration{
		ID: "r1", Kind: api.Written, Subject: "1", SubjectName: "英语四级", Level: 4, CampusCode: "993010", Campus: "东校区",
		FeeFen: 3000, PayBy: later(80), EntryID: "e1", CanCancel: true, Actions: []api.Action{api.ActionPay},
	})
	return info
}
