package screens

import (
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

// TestInfoTellsTheNews changes the info while one looks at it.
func TestInfoTellsTheNews(t *testing.T) {
	t.Parallel()
	oral := waitingEntry("F1", "英语四级口试", 2)
	oral.Kind = api.Oral
	seat := registered(nil, nil, []api.Registration{oralSeat()})
	for name, c := range map[string]struct {
		before, after api.Info
		sees, not     []string
	}{
		"a seat": {waitingInfo(0), offeredInfo(), []string{"✓ 候补成功：英语四级，请在规定时间内支付", "候补成功 支付状态：未支付"}, nil},
		"an oral seat": {
			registered([]api.Entry{oral}, nil, nil), seat, []string{"✓ 候补成功：英语四级口试"}, nil,
		},
		"it ended": {
			waitingInfo(3), registered(nil, nil, nil),
			[]string{"! 注意：英语四级的候补已结束，请看“查看已完成候补”"}, []string{"候补成功"},
		},
		"a seat and an end": {
			registered([]api.Entry{waitingEntry("1", "英语四级", 0), waitingEntry("4", "日语六级", 5)}, nil, nil),
			offeredInfo(), []string{"候补成功：英语四级"}, []string{"已结束"},
		},
		"an end and a seat": {
			registered([]api.Entry{waitingEntry("4", "日语六级", 5), waitingEntry("1", "英语四级", 0)}, nil, nil),
			offeredInfo(), []string{"候补成功：英语四级"}, []string{"已结束"},
		},
		"another position": {waitingInfo(8), waitingInfo(7), []string{"第 8 位"}, []string{"✓ 候补", "已结束"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			backend, l := keeping(c.before)
			s := opened(t, backend, tui.StepInfo)
			s.seesNot("候补成功", "已结束") // it is no news at first
			l.set(c.after)
			s.pass(pollEvery)
			s.sees(c.sees...)
			s.seesNot(c.not...)
			s.pass(10 * time.Second)
			s.sees(c.sees...) // it stays to be read
		})
	}
}

// TestInfoTellsTheNewsThatCameWhileTheLineWasCut: it takes the place of the
// notice that what is shown is old.
func TestInfoTellsTheNewsThatCameWhileTheLineWasCut(t *testing.T) {
	t.Parallel()
	backend, l := keeping(waitingInfo(0))
	s := opened(t, backend, tui.StepInfo)
	l.err = failure(client.Offline)
	s.pass(pollEvery)
	s.sees("连接中断")
	l.err = nil
	l.set(offeredInfo())
	s.pass(2 * pollEvery)
	s.sees("✓ 候补成功：英语四级", "在线")
	s.seesNot("连接中断")
	s.pass(pollEvery)
	s.sees("✓ 候补成功：英语四级")
}

// TestInfoSaysThatTheEntryBecameASeatMeanwhile opens the dialog on an entry that
// waits; the seat comes before it is answered.
func TestInfoSaysThatTheEntryBecameASeatMeanwhile(t *testing.T) {
	t.Parallel()
	backend, l := keeping(waitingInfo(0))
	s := opened(t, backend, tui.StepInfo)
	s.hit("取消候补")
	l.set(offeredInfo())
	s.pass(pollEvery)
	s.at(tui.StepCancelAsk)
	s.sees("✓ 候补成功：英语四级")
	s.press(s.deps.Keys.Left, s.deps.Keys.Activate)
	s.at(tui.StepCancelReason)
	if got := s.deps.State.Entry; got.ID != "entry-1" || got.State != api.Offered {
		t.Errorf("the entry to cancel is %+v, want the seat", got)
	}
}
