package screens

import (
	"testing"
	"time"

	"houbu/api"
	"houbu/tui"
)

// skippedEntry is one that was passed over, first for one reason and then for
// another.
func skippedEntry() api.Entry {
	e := waitingEntry("3", "日语四级", 0)
	e.History = append(e.History,
		api.EntryEvent{At: testNow().Add(-time.Hour), What: "skipped", Reason: "已报考同级别科目"},
		api.EntryEvent{At: testNow().Add(-10 * time.Minute), What: "skipped", Reason: "资格科目中没有该科目"})
	return e
}

// TestInfoSaysWhyAnEntryWasPassedOver: one who waits reads each reason where the
// entry stands, also one that comes while looking, and at the smallest size.
func TestInfoSaysWhyAnEntryWasPassedOver(t *testing.T) {
	t.Parallel()
	for _, size := range []tui.Size{{Width: 60, Height: 20}, {Width: 80, Height: 24}, {Width: 120, Height: 40}} {
		backend, l := keeping(registered([]api.Entry{waitingEntry("3", "日语四级", 0)}, nil, nil))
		s := newStage(t, backend, size)
		s.open(tui.StepInfo)
		s.seesNot("轮到时跳过", "提交候补")
		l.set(registered([]api.Entry{skippedEntry()}, nil, nil))
		s.pass(pollEvery)
		s.sees("第 1 位", "! 09-21 09:00  轮到时跳过  已报考同级别科目", "! 09-21 09:50  轮到时跳过  资格科目中没有该科目", "[ 取消候补 ]")
	}
}

// TestInfoShowsTheHistoryOfEverythingLive opens it by one key, whatever has the
// focus: what waits, what is offered, what is paid, and a seat of the roster.
func TestInfoShowsTheHistoryOfEverythingLive(t *testing.T) {
	t.Parallel()
	roster := heldSeat("1", "英语四级", time.Hour)
	roster.EntryID, roster.History = "", rosterLapsed().History[:1]
	for name, c := range map[string]struct {
		info api.Info
		sees []string
	}{
		"waiting": {registered([]api.Entry{skippedEntry()}, nil, nil), []string{
			"日语四级 · (993010)测试大学主校区", "09-20 08:00 提交候补", "09-21 09:50 轮到时跳过 资格科目中没有该科目",
		}},
		"offered": {offeredInfo(), []string{
			"英语四级 · (993010)测试大学主校区", "提交候补", "轮到时跳过 资格科目中没有该科目", "09-21 09:00 候补成功 请于 2026-09-22 09:00:00（北京时间）前支付",
		}},
		"paid": {registered(nil, []api.Registration{paidSeat("1", "英语四级")}, nil), []string{
			"09-20 10:00 候补成功", "09-21 09:00 已支付",
		}},
		"of the roster": {registered(nil, []api.Registration{roster}, nil), []string{
			"09-20 04:00 学校已报考 请于 2026-09-21 04:00:00（北京时间）前支付",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			backend, _ := keeping(c.info)
			s := opened(t, backend, tui.StepInfo)
			s.sees("F3 经过")
			s.press(s.deps.Keys.History)
			s.sees("候补与报考经过", "[ 知道了 ]")
			s.sees(c.sees...)
			s.press(s.deps.Keys.Back)
			s.seesNot("候补与报考经过")
			s.at(tui.StepInfo)
		})
	}
	backend, _ := keeping(registered(nil, nil, nil))
	s := opened(t, backend, tui.StepInfo)
	s.seesNot("F3")
	s.press(s.deps.Keys.History)
	s.seesNot("候补与报考经过")
}
