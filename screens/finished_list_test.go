package screens

import (
	"testing"

	"houbu/api"
	"houbu/tui"
)

func TestFinishedShowsOutcomeReasonAndTimes(t *testing.T) {
	t.Parallel()
	s := newStage(t, having(finishedEntries()...), tui.Size{Width: 120, Height: 40})
	s.open(tui.StepFinished)
	s.sees("日语四级 已取消 09-21 09:40 不想参加本次考试 (993010)测试大学主校区",
		"英语六级 逾期未支付 09-21 09:40 逾期未支付，座位已释放", "德语四级 候补截止 09-21 09:40 候补已截止，未能分配到座位",
		"英语四级 已支付 09-21 09:40")
	s.oneFocus()
	k := s.deps.Keys
	for _, history := range [][]string{
		{"经过：日语四级 · (993010)测试大学主校区", "09-20 08:00 提交候补", "09-21 09:40 取消候补 不想参加本次考试"},
		{
			"经过：英语六级", "09-20 09:00 轮到时跳过 资格科目中没有该科目",
			"09-20 10:00 候补成功 请于 2026-09-21 09:40:00（北京时间）前支付", "09-21 09:40 逾期未支付 逾期未支付，座位已释放",
		},
		{"经过：德语四级", "09-21 09:40 候补截止 候补已截止，未能分配到座位"},
		{"经过：英语四级", "09-20 09:00 候补成功", "09-21 09:40 已支付"},
	} {
		s.sees(history...)
		s.press(k.Down)
	}
}

// TestFinishedNamesEveryState: an offered entry has a place here too.
func TestFinishedNamesEveryState(t *testing.T) {
	t.Parallel()
	for state, name := range map[api.EntryState]string{
		api.Offered: "候补成功", api.Paid: "已支付", api.Cancelled: "已取消", api.Expired: "逾期未支付", api.Closed: "候补截止",
		"some\x1bthing new": "some␛thing new",
	} {
		entry := finishedEntries()[0]
		entry.State, entry.EndedAt, entry.History[1].What = state, nil, string(state)
		s := opened(t, having(entry), tui.StepFinished)
		s.sees("日语四级 " + name + " 09-21 09:40")
		if state != api.Cancelled { // which is called 取消候补 as an event
			s.sees("09-21 09:40 " + name + " 不想参加本次考试")
		}
	}
}

func TestFinishedLeaves(t *testing.T) {
	t.Parallel()
	for name, entries := range map[string][]api.Entry{"none": nil, "one": finishedEntries()[:1], "several": finishedEntries()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := opened(t, having(entries...), tui.StepFinished)
			s.press(s.deps.Keys.Back)
			s.at(tui.StepInfo)

			s = opened(t, having(entries...), tui.StepFinished)
			s.hit("返回")
			s.at(tui.StepInfo)
		})
	}
	s := opened(t, having(finishedEntries()[:1]...), tui.StepFinished)
	s.sees("▸[ 返回 ]") // with one entry there is nothing to move in
}

func TestFinishedWithoutEntries(t *testing.T) {
	t.Parallel()
	backend := having()
	s := opened(t, backend, tui.StepFinished)
	s.sees("还没有已完成的候补", "▸[ 返回 ]")
	s.seesNot("没有内容", "经过")
	backend.finished = having(finishedEntries()...).finished
	s.press(s.deps.Keys.Refresh)
	s.sees("▸日语四级", "经过：日语四级")
	s.seesNot("还没有")
	s.oneFocus()
}

func TestFinishedKeepsTheRowThroughARefresh(t *testing.T) {
	t.Parallel()
	backend := having(finishedEntries()...)
	s := opened(t, backend, tui.StepFinished)
	s.press(s.deps.Keys.Down, s.deps.Keys.Down)
	more := append([]api.Entry{finishedEntries()[0]}, finishedEntries()...)
	more[0].ID = "new"
	backend.finished = having(more...).finished
	s.press(s.deps.Keys.Refresh)
	s.sees("▸德语四级", "经过：德语四级")
	s.oneFocus()
}

func TestFinishedLoadFails(t *testing.T) {
	t.Parallel()
	for _, c := range brokenLines() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			backend := having(finishedEntries()...)
			works := backend.finished
			fails := func() (api.Finished, error) { return api.Finished{}, c.err }
			backend.finished = fails
			s := opened(t, backend, tui.StepFinished)
			s.sees(c.words, "按 F5 重试", c.online, "▸[ 返回 ]")
			s.seesNot("还没有已完成的候补", "正在读取")
			backend.finished = works
			s.press(s.deps.Keys.Refresh)
			s.seesNot(c.words)
			s.sees("▸日语四级", "在线")
			backend.finished = fails
			s.press(s.deps.Keys.Refresh)
			s.sees(c.words, "▸日语四级", "经过：日语四级") // what was read stays
		})
	}
}

func TestFinishedRefused(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextInfo)
	backend.finished = func() (api.Finished, error) { return api.Finished{}, refusal(api.CodeStepNotDone) }
	s := opened(t, backend, tui.StepFinished)
	s.sees("前面还有步骤没有完成")

	backend.finished = func() (api.Finished, error) { return api.Finished{}, refusal(api.CodeUnauthorized) }
	s.press(s.deps.Keys.Refresh)
	s.at(tui.StepLogin)
	s.sees("登录已失效，请重新登录")
}

func TestFinishedDropsALateReply(t *testing.T) {
	t.Parallel()
	backend := having()
	calls := 0
	backend.finished = func() (api.Finished, error) {
		calls++
		return api.Finished{Entries: finishedEntries()[:calls]}, nil
	}
	s := on80x24(t, backend)
	s.hold()
	s.open(tui.StepFinished)
	late := s.held
	s.held = nil
	s.press(s.deps.Keys.Refresh)
	s.release()
	s.held = late
	s.release()
	s.sees("日语四级")
	s.seesNot("英语六级")
}
