package screens

import (
	"testing"
	"time"

	"houbu/api"
	"houbu/tui"
)

func TestInfoFocusStartsWhereNothingIsTakenAway(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		info api.Info
		want string
	}{
		"waiting":            {waitingInfo(17), "▸[ 查看已完成候补 ]"},
		"to pay":             {offeredInfo(), "▸[ 支付 ]"},
		"waiting and to pay": {everything(), "▸[ 支付 ]"},
		"only cancel":        {registered(nil, nil, []api.Registration{oralSeat()}), "▸[ 查看已完成候补 ]"},
		"nothing":            {registered(nil, nil, nil), "▸[ 查看已完成候补 ]"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			backend, _ := keeping(c.info)
			s := opened(t, backend, tui.StepInfo)
			s.sees(c.want)
			s.oneFocus()
		})
	}
}

// TestInfoKeepsTheFocus changes the info under a focus that was moved.
func TestInfoKeepsTheFocus(t *testing.T) {
	t.Parallel()
	paid := registered(nil, []api.Registration{paidSeat("1", "英语四级", api.ActionOral, api.ActionReport)}, nil)
	more := registered([]api.Entry{waitingEntry("4", "日语六级", 2), waitingEntry("1", "英语四级", 17)}, nil, nil)
	more.Actions = []api.Action{api.ActionJoin}
	for name, c := range map[string]struct {
		before, after api.Info
		on, want      string
	}{
		"the position changes":             {waitingInfo(17), waitingInfo(4), "取消候补", "英语四级 ▸[ 取消候补 ]"},
		"another row comes above":          {waitingInfo(17), more, "取消候补", "英语四级 ▸[ 取消候补 ]"},
		"the entry becomes a seat":         {waitingInfo(0), offeredInfo(), "取消候补", "英语四级 ▸[ 取消候补 ]"},
		"it was on what belongs to no row": {waitingInfo(0), offeredInfo(), "查看已完成候补", "▸[ 查看已完成候补 ]"},
		"the button stays":                 {offeredInfo(), paid, "口试候补", "英语四级 ▸[ 口试候补 ]"},
		"the button goes":                  {offeredInfo(), paid, "支付", "英语四级 ▸[ 口试候补 ]"},
		"the row goes":                     {offeredInfo(), waitingInfo(3), "口试候补", "▸[ 查看已完成候补 ]"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if name == "the row goes" {
				c.after.Entries[0].ID = "another"
			}
			backend, l := keeping(c.before)
			s := opened(t, backend, tui.StepInfo)
			s.on(c.on)
			l.set(c.after)
			s.pass(pollEvery)
			s.oneFocus()
			s.focusIs(c.want)
		})
	}
}

// TestInfoShowsTheWholeRowOfTheFocus goes down the smallest terminal.
func TestInfoShowsTheWholeRowOfTheFocus(t *testing.T) {
	t.Parallel()
	backend, _ := keeping(everything())
	s := newStage(t, backend, tui.MinSize())
	s.open(tui.StepInfo)
	k := s.deps.Keys
	s.press(k.Up)
	for _, row := range [][]string{
		{"候补信息", "德语四级 正在候补 第 18 位", "候补号：4052", "▸[ 取消候补 ]"},
		{"英语四级 候补成功", "请在 09-22 09:00 前支付", "▸[ 支付 ]", "[ 取消候补 ]"},
		{"英语六级 候补成功 支付状态：已支付", "▸[ 口试候补 ]"},
		{"英语四级口试 候补成功", "请在 09-22 06:00 前支付", "▸[ 取消候补 ]"},
		{"▸[ 查看已完成候补 ] [ 笔试候补 ]"},
	} {
		s.sees(row...)
		s.oneFocus()
		s.fits()
		s.press(k.Down)
	}
	s.sees("▸[ 查看已完成候补 ]") // the last stays the last
	for range 4 {
		s.press(k.Up)
	}
	s.sees("德语四级 正在候补 第 18 位", "▸[ 取消候补 ]")
}

func TestInfoWithMoreThanFitsIsStillUsable(t *testing.T) {
	t.Parallel()
	info := everything()
	for _, subject := range []string{"7", "8"} {
		info.Entries = append(info.Entries, waitingEntry(subject, "俄语"+subject, 5))
	}
	info.Written = append(info.Written, heldSeat("9", "法语四级", 2*time.Hour))
	backend, _ := keeping(info)
	for _, size := range testSizes() {
		s := newStage(t, backend, size)
		s.open(tui.StepInfo)
		for _, label := range infoLabels() {
			s.on(label)
			s.fits()
		}
	}
}
