package screens

import (
	"testing"
	"time"

	"houbu/api"
	"houbu/tui"
)

// TestInfoTellsThatASeatIsLost lets the pay window of a seat end, or another
// terminal give it up, while one looks.
func TestInfoTellsThatASeatIsLost(t *testing.T) {
	t.Parallel()
	backend, l := keeping(registered(nil, []api.Registration{heldSeat("1", "英语四级", time.Hour)}, []api.Registration{oralSeat()}))
	s := opened(t, backend, tui.StepInfo)
	s.seesNot("不再保留")
	l.set(registered(nil, nil, nil))
	s.pass(pollEvery)
	s.sees("! 注意：英语四级的座位已不再保留", "原因请看“查看已完成候补”")
}

// TestInfoTellsThatARostersSeatIsLost: it stands among the finished ones, too.
func TestInfoTellsThatARostersSeatIsLost(t *testing.T) {
	t.Parallel()
	seat := heldSeat("1", "英语四级", time.Hour)
	seat.EntryID = ""
	backend, l := keeping(registered(nil, []api.Registration{seat}, nil))
	s := opened(t, backend, tui.StepInfo)
	l.set(registered(nil, nil, nil))
	s.pass(pollEvery)
	s.sees("! 注意：英语四级的座位已不再保留", "原因请看“查看已完成候补”")
}

// TestInfoCancelDialogNamesTheOralSubject: it ends with the written seat, and so
// it is said before. A place in the queue has nothing that rests on it.
func TestInfoCancelDialogNamesTheOralSubject(t *testing.T) {
	t.Parallel()
	const words = "英语四级口试也会一起取消。"
	oral := waitingEntry("F1", "英语四级口试", 2)
	oral.Kind = api.Oral
	seat := []api.Registration{heldSeat("1", "英语四级", time.Hour)}
	for name, c := range map[string]struct {
		info api.Info
		says bool
	}{
		"an oral entry": {registered([]api.Entry{oral}, seat, nil), true},
		"an oral seat":  {registered(nil, seat, []api.Registration{oralSeat()}), true},
		"none":          {registered(nil, seat, nil), false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			backend, _ := keeping(c.info)
			s := opened(t, backend, tui.StepInfo)
			s.deps.State.Entry = api.Entry{ID: "entry-1", Kind: api.Written, Subject: "1", SubjectName: "英语四级", State: api.Offered}
			s.send(tui.Emit(tui.WantCancel)())
			s.at(tui.StepCancelAsk)
			if c.says {
				s.sees(words)
			} else {
				s.seesNot(words)
			}
		})
	}
}

// TestTimesAreBeijings: a machine in another zone shows what the exam's papers
// and the payment platform say.
func TestTimesAreBeijings(t *testing.T) {
	t.Parallel()
	deps := &Deps{Now: func() time.Time { return testNow().In(time.FixedZone("elsewhere", -5*60*60)) }}
	if got := deps.local(testNow().UTC()).Format("2006-01-02 15:04"); got != "2026-09-21 10:00" {
		t.Errorf("10:00 in Beijing is shown as %s", got)
	}
}
