package screens

import (
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

func TestInfoGolden(t *testing.T) {
	waiting := registered([]api.Entry{waitingEntry("1", "英语四级", 17)}, nil, nil)
	offered := registered(nil, []api.Registration{heldSeat("1", "英语四级", 23*time.Hour)}, nil)
	paid := registered(nil, []api.Registration{paidSeat("1", "英语四级", api.ActionOral, api.ActionReport)}, nil)
	paid.FinishedCount = 1
	urgent := registered(nil, []api.Registration{heldSeat("1", "英语四级", 4*time.Minute+9*time.Second)}, nil)
	two := registered(nil, []api.Registration{heldSeat("1", "英语四级", 23*time.Hour), heldSeat("2", "英语六级", 3*time.Hour)}, nil)
	skipped := registered([]api.Entry{skippedEntry()}, nil, nil)
	play := func(info api.Info, more func(s *stage, l *ledger)) func(s *stage) {
		return func(s *stage) {
			l := &ledger{}
			l.set(info)
			s.backend.info = l.read
			s.open(tui.StepInfo)
			if more != nil {
				more(s, l)
			}
		}
	}
	long := everything()
	long.Entries[0].Campus, long.Written[0].Campus = longCampus, longCampus
	hostileInfo := everything()
	hostileInfo.Entries[0].SubjectName = hostileName("科目")
	hostileInfo.Written[0].Campus, hostileInfo.Written[0].CampusCode = hostileName("校区"), "\x1b[31m99"
	hostileInfo.Written[0].Time = "\x9b2J\t时间"
	hostileInfo.Written[1].Report = "\x1b]52;c;YQ==\x07"
	cut := func(err error) func(s *stage, l *ledger) {
		return func(s *stage, l *ledger) {
			l.err = err
			s.pass(pollEvery)
			s.pass(5 * time.Second)
		}
	}
	goldens(t, "info", func() *fakeBackend { return willing(api.NextInfo) }, []scene{
		{"loading", func(s *stage) {
			s.hold()
			s.open(tui.StepInfo)
			s.pass(3 * time.Second)
		}},
		{"empty", play(registered(nil, nil, nil), nil)},
		{"waiting", play(waiting, nil)},
		{"skipped", play(skipped, nil)},
		{"offered", play(offered, nil)},
		{"urgent", play(urgent, nil)},
		{"two-to-pay", play(two, nil)},
		{"paid", play(paid, nil)},
		{"several", play(everything(), nil)},
		{"several-top", play(everything(), func(s *stage, _ *ledger) { s.press(s.deps.Keys.Up) })},
		{"several-end", play(everything(), func(s *stage, _ *ledger) { s.on("笔试候补") })},
		{"history", play(everything(), func(s *stage, _ *ledger) { s.press(s.deps.Keys.History) })},
		{"history-offered", play(offered, func(s *stage, _ *ledger) { s.press(s.deps.Keys.History) })},
		{"cancel", play(waiting, func(s *stage, _ *ledger) { s.hit("取消候补") })},
		{"cancel-seat", play(offered, func(s *stage, _ *ledger) { s.hit("取消候补") })},
		{"success", play(waiting, func(s *stage, l *ledger) {
			l.set(offered)
			s.pass(pollEvery)
		})},
		{"ended", play(waiting, func(s *stage, l *ledger) {
			l.set(registered(nil, nil, nil))
			s.pass(pollEvery)
		})},
		{"refreshed", play(waiting, func(s *stage, _ *ledger) { s.press(s.deps.Keys.Refresh) })},
		{"stale", play(waiting, cut(failure(client.Offline)))},
		{"server-error", play(waiting, cut(&client.Error{Kind: client.Refused, Code: api.CodeInternal, Status: 500}))},
		{"refused", play(waiting, cut(refusal(api.CodeStepNotDone)))},
		{"error", func(s *stage) {
			s.backend.info = (&ledger{err: failure(client.Timeout)}).read
			s.open(tui.StepInfo)
		}},
		{"long", play(long, nil)},
		{"hostile", play(hostileInfo, nil)},
	})
}
