package screens

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"houbu/api"
)

// The campuses of the test school.
const (
	mainCampus = "993010"
	westCampus = "993011"
)

// longCampus is a name that no line of a terminal holds beside anything else.
const longCampus = "测试大学（原测试师范学院与测试工业学院合并）东部新区国际教育产业园第三实验校区"

// writtenPools are the nine written subjects at two campuses, for 张三, who may
// take 英语四级, 英语六级 and 日语四级. The main campus is full, the other free.
func writtenPools() api.Pools {
	pools := api.Pools{Kind: api.Written}
	for _, campus := range []api.Pool{
		{CampusCode: mainCampus, Campus: "测试大学主校区"},
		{CampusCode: westCampus, Campus: "测试大学西校区", Free: true},
	} {
		for i, subject := range testSubjects()[:9] {
			pool := campus
			pool.SchoolCode, pool.School, pool.Subject = "99301", "测试大学", subject.Code
			if !pool.Free {
				pool.Waiting = 40 * (9 - i)
			}
			if !slices.Contains(testRecord().Qualified, subject.Name) {
				pool.Blocked = api.CodeNotQualified
			}
			pools.Pools = append(pools.Pools, pool)
		}
	}
	return pools
}

// blockedPools are the same pools, all of them blocked with one code.
func blockedPools(code api.Code) api.Pools {
	pools := writtenPools()
	for i := range pools.Pools {
		pools.Pools[i].Blocked = code
	}
	return pools
}

// manyCampuses are the nine written subjects at a number of campuses. The first
// is free.
func manyCampuses(n int) api.Pools {
	pools := api.Pools{Kind: api.Written}
	for i := range n {
		for _, subject := range testSubjects()[:9] {
			pools.Pools = append(pools.Pools, api.Pool{
				CampusCode: fmt.Sprintf("9930%02d", 10+i), Campus: fmt.Sprintf("测试大学第 %d 校区", i+1),
				SchoolCode: "99301", School: "测试大学", Subject: subject.Code, Waiting: 10 * i, Free: i == 0,
			})
		}
	}
	return pools
}

// offering is a backend with pools to choose from.
func offering(pools api.Pools) *fakeBackend {
	f := willing(api.NextWritten)
	f.pools = func(api.Kind) (api.Pools, error) { return pools, nil }
	f.info = func(string) (api.Info, string, bool, error) { return registered(nil, nil, nil), "tag", true, nil }
	return f
}

// waitingEntry is an entry of 张三 that waits behind a number of people.
func waitingEntry(subject, name string, ahead int) api.Entry {
	joined := testNow().Add(-26 * time.Hour)
	return api.Entry{
		ID: "entry-" + subject, Kind: api.Written, Subject: subject, SubjectName: name,
		CampusCode: mainCampus, Campus: "测试大学主校区", Sequence: 4052, State: api.Waiting, Ahead: ahead,
		JoinedAt: joined, ChangedAt: testNow().Add(-90 * time.Second), CanCancel: true,
		History: []api.EntryEvent{{At: joined, What: "joined"}},
	}
}

// heldSeat is an unpaid seat that the entry of a subject has led to, with the
// time left to pay.
func heldSeat(subject, name string, left time.Duration) api.Registration {
	payBy := testNow().Add(left)
	offered := payBy.Add(-24 * time.Hour)
	return api.Registration{
		ID: "seat-" + subject, Kind: api.Written, Subject: subject, SubjectName: name, Level: 4,
		CampusCode: mainCampus, Campus: "测试大学主校区", Time: "2026-12-12 9:00–11:20", FeeFen: 3000,
		PayBy: &payBy, EntryID: "entry-" + subject, CanCancel: true,
		Actions: []api.Action{api.ActionPay, api.ActionOral, api.ActionReport},
		History: []api.EntryEvent{
			{At: offered.Add(-26 * time.Hour), What: "joined"},
			{At: offered.Add(-time.Hour), What: "skipped", Reason: "资格科目中没有该科目"},
			{At: offered, What: "offered", Reason: "请于 " + payBy.Format(time.DateTime) + "（北京时间）前支付"},
		},
	}
}

// paidSeat is a seat that is paid, with what is still possible with it.
func paidSeat(subject, name string, actions ...api.Action) api.Registration {
	seat := heldSeat(subject, name, 0)
	seat.Paid, seat.PayBy, seat.CanCancel, seat.Actions = true, nil, false, actions
	seat.History = append(seat.History, api.EntryEvent{At: testNow().Add(-time.Hour), What: "paid"})
	return seat
}

// oralSeat is an unpaid oral seat, while a written one is unpaid too.
func oralSeat() api.Registration {
	seat := heldSeat("F1", "英语四级口试", 20*time.Hour)
	seat.Kind, seat.Time, seat.FeeFen, seat.Actions = api.Oral, "2026-11-21", 5000, nil
	return seat
}

// registered is an info of what is given.
func registered(entries []api.Entry, written, oral []api.Registration) api.Info {
	return api.Info{Now: testNow(), Entries: entries, Written: written, Oral: oral}
}

// everything is an info with an entry that waits, two written seats, one of them
// paid, and an oral one.
func everything() api.Info {
	paid := paidSeat("2", "英语六级", api.ActionOral, api.ActionReport)
	paid.Report = "paper"
	info := registered(
		[]api.Entry{waitingEntry("5", "德语四级", 17)},
		[]api.Registration{heldSeat("1", "英语四级", 23*time.Hour), paid},
		[]api.Registration{oralSeat()})
	info.FinishedCount, info.Actions = 3, []api.Action{api.ActionJoin}
	return info
}

// ledger is the registration info of a backend: what it is now, and with which
// tags it was asked for.
type ledger struct {
	now   api.Info
	tag   int
	err   error
	asked []string
}

// set changes the info, and with it the tag.
func (l *ledger) set(info api.Info) { l.now, l.tag = info, l.tag+1 }

func (l *ledger) read(etag string) (api.Info, string, bool, error) {
	l.asked = append(l.asked, etag)
	current := fmt.Sprintf(`"%d"`, l.tag)
	switch {
	case l.err != nil:
		return api.Info{}, "", false, l.err
	case etag == current:
		return api.Info{}, etag, false, nil
	}
	return l.now, current, true, nil
}

// keeping is a backend of 张三, who holds and waits for what info says.
func keeping(info api.Info) (*fakeBackend, *ledger) {
	f, l := willing(api.NextInfo), &ledger{}
	l.set(info)
	f.info = l.read
	return f, l
}

// finishedEntries are entries of each outcome, newest first.
func finishedEntries() []api.Entry {
	end := func(e api.Entry, id string, state api.EntryState, reason string, events ...api.EntryEvent) api.Entry {
		at := testNow().Add(-20 * time.Minute)
		e.ID, e.State, e.CanCancel, e.ChangedAt, e.EndedAt, e.Reason = id, state, false, at, &at, reason
		for i := range events {
			events[i].At = e.JoinedAt.Add(time.Duration(i+1) * time.Hour)
		}
		e.History = append(e.History, events...)
		e.History = append(e.History, api.EntryEvent{At: at, What: string(state), Reason: reason})
		return e
	}
	paid := end(waitingEntry("1", "英语四级", 0), "a", api.Paid, "",
		api.EntryEvent{What: "offered", Reason: "请于 2026-09-21 10:00:00（北京时间）前支付"})
	paid.EndedAt = nil
	return []api.Entry{
		end(waitingEntry("3", "日语四级", 0), "b", api.Cancelled, "不想参加本次考试"),
		end(waitingEntry("2", "英语六级", 0), "c", api.Expired, "逾期未支付，座位已释放",
			api.EntryEvent{What: "skipped", Reason: "资格科目中没有该科目"},
			api.EntryEvent{What: "offered", Reason: "请于 2026-09-21 09:40:00（北京时间）前支付"}),
		end(waitingEntry("5", "德语四级", 0), "d", api.Closed, "候补已截止，未能分配到座位"),
		paid,
	}
}

// rosterLapsed is a seat that the school had registered and nobody paid.
func rosterLapsed() api.Entry {
	at, payBy := testNow().Add(-30*time.Hour), testNow().Add(-6*time.Hour)
	return api.Entry{
		ID: "roster", Kind: api.Written, Subject: "1", SubjectName: "英语四级", CampusCode: mainCampus, Campus: "测试大学主校区",
		State: api.Expired, JoinedAt: at, ChangedAt: payBy, EndedAt: &payBy, PayBy: &payBy, Reason: "逾期未支付，座位已释放", Roster: true,
		History: []api.EntryEvent{
			{At: at, What: "registered", Reason: "请于 2026-09-21 04:00:00（北京时间）前支付"},
			{At: payBy, What: "expired", Reason: "逾期未支付，座位已释放"},
		},
	}
}

// hostileName is what a broken or evil roster may hold.
func hostileName(name string) string {
	return name + "\x1b[2J\u202e\x00\n" + strings.Repeat("某", 40)
}
