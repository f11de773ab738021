package screens

import (
	"testing"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

func TestWrittenStartsAtTheCampusOfTheRecord(t *testing.T) {
	t.Parallel()
	s := on80x24(t, offering(writtenPools()))
	s.deps.State.Record.CampusCode = westCampus
	s.open(tui.StepWritten)
	s.sees("(x) 测试大学西校区")
	s.oneFocus()

	s = opened(t, offering(writtenPools()), tui.StepWritten)
	s.sees("(x) 测试大学主校区") // the first, when the record's has no pools
}

func TestWrittenShowsFeeTimeSeatsAndPeopleWaiting(t *testing.T) {
	t.Parallel()
	s := opened(t, offering(writtenPools()), tui.StepWritten)
	s.sees("英语四级 30元 无 360人 2026-12-12 9:00–11:20", "法语四级 45元 无 40人", "注：同级别科目仅能候补一科。")
	s.focus("测试大学主校区")
	s.press(s.deps.Keys.Down, s.deps.Keys.Toggle)
	s.sees("英语四级 30元 有 0人")
}

// TestWrittenShowsEverythingOn80x24: nine subjects and as many campuses as there
// may be, with what is wrong and all the buttons.
func TestWrittenShowsEverythingOn80x24(t *testing.T) {
	t.Parallel()
	for name, pools := range map[string]api.Pools{
		"two campuses": writtenPools(), "thirty campuses": manyCampuses(30), "blocked": blockedPools(api.CodeNotQualified),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := opened(t, offering(pools), tui.StepWritten)
			for _, subject := range testSubjects()[:9] {
				s.sees(subject.Name)
			}
			s.sees("校区", "993010", "993011", "考试时间", "注：同级别科目仅能候补一科。", "[ 提交候补 ]", "[ 报名信息 ]", "提交候补：")
			s.seesNot("行 / 共")
		})
	}
}

// TestWrittenSaysWhyARowCannotBeChosen goes through every reason that the wire
// knows, and one that it does not.
func TestWrittenSaysWhyARowCannotBeChosen(t *testing.T) {
	t.Parallel()
	for code, words := range map[api.Code]string{
		api.CodeNotQualified:    "不在资格科目内",
		api.CodeLevelTaken:      "同级别已报或已候补",
		api.CodeWindowClosed:    "不在报名时间内",
		api.CodeWrittenRequired: "需先报同级别笔试",
		api.CodeWrittenUnpaid:   "需先支付笔试科目",
		"something_new":         "暂不可用",
	} {
		t.Run(string(code), func(t *testing.T) {
			t.Parallel()
			pools := writtenPools()
			pools.Pools[0].Blocked = code
			s := opened(t, offering(pools), tui.StepWritten)
			s.sees("英语四级 30元 无 360人 2026-12-12 9:00–11:20 " + words)
			s.press(s.deps.Keys.Toggle, s.deps.Keys.Activate)
			s.seesNot("(x) 英语四级")
			s.at(tui.StepWritten)
			s.press(s.deps.Keys.Down, s.deps.Keys.Activate) // the next can be chosen
			s.sees("(x) 英语六级")
			s.hit("提交候补")
			s.at(tui.StepWrittenAsk)
		})
	}
}

func TestWrittenSubmitSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	mixed := blockedPools(api.CodeLevelTaken)
	mixed.Pools[1].Blocked = api.CodeNotQualified
	for name, c := range map[string]struct {
		pools api.Pools
		words string
	}{
		"nothing chosen": {writtenPools(), "提交候补：请先选择要候补的科目"},
		"window closed":  {blockedPools(api.CodeWindowClosed), "提交候补：不在报名时间内"},
		"nothing left":   {blockedPools(api.CodeLevelTaken), "提交候补：没有可以候补的科目"},
		"mixed":          {mixed, "提交候补：没有可以候补的科目"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := opened(t, offering(c.pools), tui.StepWritten)
			s.sees(c.words)
			s.on("报名信息") // the only button that works
			s.press(s.deps.Keys.Left, s.deps.Keys.Activate)
			s.at(tui.StepInfo)
		})
	}
}

func TestWrittenWithoutPools(t *testing.T) {
	t.Parallel()
	backend := offering(api.Pools{Kind: api.Written})
	s := opened(t, backend, tui.StepWritten)
	s.sees("没有可以候补的科目", "▸[ 报名信息 ]")
	s.seesNot("提交候补", "没有内容")

	backend.pools = func(api.Kind) (api.Pools, error) { return writtenPools(), nil }
	s.press(s.deps.Keys.Refresh)
	s.sees("英语四级", "提交候补")
	s.oneFocus()

	backend.pools = func(api.Kind) (api.Pools, error) { return api.Pools{Kind: api.Written}, nil }
	s.press(s.deps.Keys.Refresh)
	s.sees("没有可以候补的科目", "▸[ 报名信息 ]")
	s.seesNot("英语四级")
	s.oneFocus()
}

func TestWrittenKeepsTheChoiceThroughARefresh(t *testing.T) {
	t.Parallel()
	backend := offering(writtenPools())
	s := opened(t, backend, tui.StepWritten)
	s.focus("测试大学主校区")
	s.press(s.deps.Keys.Down, s.deps.Keys.Toggle)
	s.focus("英语四级")
	s.press(s.deps.Keys.Down, s.deps.Keys.Down, s.deps.Keys.Toggle)
	less := writtenPools()
	less.Pools[11].Waiting = 7
	backend.pools = func(api.Kind) (api.Pools, error) { return less, nil }
	s.press(s.deps.Keys.Refresh)
	s.sees("(x) 测试大学西校区", "▸(x) 日语四级 30元 有 7人")
}

func TestWrittenLoadFails(t *testing.T) {
	t.Parallel()
	for _, c := range brokenLines() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			backend := offering(writtenPools())
			works := backend.pools
			backend.pools = func(api.Kind) (api.Pools, error) { return api.Pools{}, c.err }
			s := opened(t, backend, tui.StepWritten)
			s.sees(c.words, "按 F5 重试", c.online)
			s.seesNot("已填写", "正在读取", "提交候补")
			backend.pools = works
			s.press(s.deps.Keys.Refresh)
			s.sees("▸( ) 英语四级", "在线")
			s.seesNot(c.words)

			// Once something is chosen, it is said to be kept.
			s.press(s.deps.Keys.Toggle)
			backend.pools = func(api.Kind) (api.Pools, error) { return api.Pools{}, c.err }
			s.press(s.deps.Keys.Refresh)
			s.sees(c.words, "已填写的内容都还在，按 F5 重试", "(x) 英语四级")
		})
	}
}

// broken is a way in which the backend cannot be reached, or fails.
type broken struct {
	name, words, online string
	err                 error
}

func brokenLines() []broken {
	return []broken{
		{"offline", "连接不上服务器，请检查网络", "离线", failure(client.Offline)},
		{"timeout", "服务器没有及时响应", "离线", failure(client.Timeout)},
		{"bad answer", "收到的不是报名服务器的应答", "离线", failure(client.BadAnswer)},
		{"interrupted", "连接中断，没有收到服务器的应答", "离线", failure(client.Interrupted)},
		{
			"server error", "服务器出错了，请稍后再试", "在线",
			&client.Error{Op: "test", Kind: client.Refused, Code: api.CodeInternal, Status: 500},
		},
		{
			"unavailable", "服务器正忙或正在启动，请稍后再试", "在线",
			&client.Error{Op: "test", Kind: client.Refused, Code: api.CodeUnavailable, Status: 503},
		},
	}
}

func TestWrittenDropsALateReply(t *testing.T) {
	t.Parallel()
	backend := offering(writtenPools())
	calls := 0
	backend.pools = func(api.Kind) (api.Pools, error) {
		calls++
		pools := writtenPools()
		pools.Pools[0].Waiting = 1000 * calls
		return pools, nil
	}
	s := on80x24(t, backend)
	s.hold()
	s.open(tui.StepWritten)
	late := s.held
	s.held = nil
	s.press(s.deps.Keys.Refresh)
	s.release()
	s.held = late
	s.release()
	s.sees("1000 人")
	s.seesNot("2000 人")
}

func TestWrittenLeaves(t *testing.T) {
	t.Parallel()
	s := opened(t, offering(writtenPools()), tui.StepWritten)
	s.press(s.deps.Keys.Back)
	s.at(tui.StepHome)

	s = opened(t, offering(writtenPools()), tui.StepWritten)
	s.hit("报名信息")
	s.at(tui.StepInfo)
}
