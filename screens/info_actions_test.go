package screens

import (
	"reflect"
	"testing"
	"time"

	"houbu/api"
	"houbu/tui"
)

// labels are all buttons of the registration info.
func infoLabels() []string {
	return []string{"取消候补", "支付", "口试候补", "纸质成绩报告单", "查看已完成候补", "笔试候补", "一起支付"}
}

// TestInfoOffersWhatIsPossibleAndNothingElse looks for every button in every
// state of a row.
func TestInfoOffersWhatIsPossibleAndNothingElse(t *testing.T) {
	t.Parallel()
	fixed := waitingEntry("1", "英语四级", 3)
	fixed.CanCancel = false
	plain := heldSeat("1", "英语四级", time.Hour)
	plain.Actions, plain.CanCancel = nil, false
	act := func(cancel bool, actions ...api.Action) api.Info {
		seat := heldSeat("1", "英语四级", time.Hour)
		seat.Actions, seat.CanCancel = actions, cancel
		return registered(nil, []api.Registration{seat}, nil)
	}
	join := registered(nil, nil, nil)
	join.Actions = []api.Action{api.ActionJoin}
	two := registered(nil, []api.Registration{heldSeat("1", "英语四级", time.Hour), heldSeat("2", "英语六级", time.Hour)}, nil)
	for name, c := range map[string]struct {
		info api.Info
		want []string // besides 查看已完成候补
	}{
		"nothing":             {registered(nil, nil, nil), nil},
		"join":                {join, []string{"笔试候补"}},
		"waiting":             {waitingInfo(3), []string{"取消候补"}},
		"waiting, fixed":      {registered([]api.Entry{fixed}, nil, nil), nil},
		"held, nothing":       {registered(nil, []api.Registration{plain}, nil), nil},
		"held, cancel":        {act(true), []string{"取消候补"}},
		"held, pay":           {act(false, api.ActionPay), []string{"支付"}},
		"held, oral":          {act(false, api.ActionOral), []string{"口试候补"}},
		"held, report":        {act(false, api.ActionReport), []string{"纸质成绩报告单"}},
		"held, unknown":       {act(false, "something_new"), nil},
		"paid":                {registered(nil, []api.Registration{paidSeat("1", "英语四级", api.ActionReport)}, nil), []string{"纸质成绩报告单"}},
		"oral, written first": {registered(nil, nil, []api.Registration{oralSeat()}), []string{"取消候补"}},
		"two to pay":          {two, []string{"取消候补", "支付", "口试候补", "纸质成绩报告单", "一起支付"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			backend, _ := keeping(c.info)
			s := newStage(t, backend, tui.Size{Width: 120, Height: 40})
			s.open(tui.StepInfo)
			want := map[string]bool{"查看已完成候补": true}
			for _, label := range c.want {
				want[label] = true
			}
			for _, label := range infoLabels() {
				if want[label] {
					s.sees("[ " + label + " ]")
				} else {
					s.seesNot("[ " + label + " ]")
				}
			}
		})
	}
}

// TestInfoButtonsReportTheirEvents presses every button.
func TestInfoButtonsReportTheirEvents(t *testing.T) {
	t.Parallel()
	entry, seat := waitingEntry("5", "德语四级", 17), heldSeat("1", "英语四级", 23*time.Hour)
	two := registered(nil, []api.Registration{seat, heldSeat("2", "英语六级", time.Hour)}, []api.Registration{oralSeat()})
	for name, c := range map[string]struct {
		info  api.Info
		press string
		at    tui.Step
		state func(s *State) any
		want  any
	}{
		"取消候补, waiting": {
			registered([]api.Entry{entry}, nil, nil), "取消候补", tui.StepCancelAsk, func(s *State) any { return s.Entry }, entry,
		},
		"取消候补, seat": {
			offeredInfo(), "取消候补", tui.StepCancelAsk, func(s *State) any { return s.Entry }, api.Entry{
				ID: "entry-1", Kind: api.Written, Subject: "1", SubjectName: "英语四级", CampusCode: mainCampus,
				Campus: "测试大学主校区", State: api.Offered,
			},
		},
		"支付": {
			offeredInfo(), "支付", tui.StepPay, func(s *State) any { return s.ToPay }, []api.Registration{seat},
		},
		"一起支付": {
			two, "一起支付", tui.StepPay, func(s *State) any { return s.ToPay }, two.Written,
		},
		"口试候补": {
			offeredInfo(), "口试候补", tui.StepOral, func(s *State) any { return s.Registration }, seat,
		},
		"纸质成绩报告单": {
			offeredInfo(), "纸质成绩报告单", tui.StepReport, func(s *State) any { return s.Registration }, seat,
		},
		"查看已完成候补": {everything(), "查看已完成候补", tui.StepFinished, nil, nil},
		"笔试候补":    {everything(), "笔试候补", tui.StepWritten, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			backend, _ := keeping(c.info)
			s := opened(t, backend, tui.StepInfo)
			s.hit(c.press)
			s.at(c.at)
			if c.state == nil {
				return
			}
			if got := c.state(s.deps.State); !reflect.DeepEqual(got, c.want) {
				t.Errorf("it hands on %+v, want %+v", got, c.want)
			}
		})
	}
}

// TestInfoPaysOralOnesTogetherOnceTheWrittenArePaid: written before oral.
func TestInfoPaysOralOnesTogetherOnceTheWrittenArePaid(t *testing.T) {
	t.Parallel()
	first, second := oralSeat(), oralSeat()
	second.ID, second.EntryID = "seat-F2", "entry-F2"
	first.Actions, second.Actions = []api.Action{api.ActionPay}, []api.Action{api.ActionPay}
	backend, _ := keeping(registered(nil, []api.Registration{paidSeat("1", "英语四级")}, []api.Registration{first, second}))
	s := opened(t, backend, tui.StepInfo)
	s.seesNot("笔试科目支付后才能支付口试")
	s.hit("一起支付")
	if got := s.deps.State.ToPay; len(got) != 2 || got[0].ID != first.ID || got[1].ID != second.ID {
		t.Errorf("to pay: %+v", got)
	}
}

func TestInfoCancelDialog(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		info  api.Info
		words string
	}{
		"waiting": {waitingInfo(17), "取消后再候补要重新排队。"},
		"seat":    {offeredInfo(), "已经候补成功的座位会让给下一位"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			backend, _ := keeping(c.info)
			s := opened(t, backend, tui.StepInfo)
			k := s.deps.Keys
			s.on("取消候补")
			before := s.frame()
			s.press(k.Activate)
			s.sees("确定要取消候补吗？", "英语四级", "(993010)测试大学主校区", c.words, "▸[ 不取消 ]")
			s.press(k.Activate) // the safe button is the default
			s.at(tui.StepInfo)
			if s.frame() != before {
				t.Errorf("declining changes the terminal:\n%s", s.frame())
			}
			s.press(k.Activate, k.Back)
			s.at(tui.StepInfo)
			if s.frame() != before {
				t.Errorf("Esc changes the terminal:\n%s", s.frame())
			}
			s.press(k.Activate, k.Left, k.Activate)
			s.at(tui.StepCancelReason)
		})
	}
}

func TestInfoLeaves(t *testing.T) {
	t.Parallel()
	backend, _ := keeping(waitingInfo(17))
	s := opened(t, backend, tui.StepInfo)
	s.press(s.deps.Keys.Back)
	s.at(tui.StepHome)
}
