package screens

import (
	"slices"
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

// waitingInfo is the info of 张三, who waits behind a number of people.
func waitingInfo(ahead int) api.Info {
	return registered([]api.Entry{waitingEntry("1", "英语四级", ahead)}, nil, nil)
}

// offeredInfo is the same, after the seat came.
func offeredInfo() api.Info {
	return registered(nil, []api.Registration{heldSeat("1", "英语四级", 23*time.Hour)}, nil)
}

// nextTimer is in how long the earliest timer goes off.
func (s *stage) nextTimer() time.Duration {
	s.t.Helper()
	if len(s.timers) == 0 {
		s.t.Fatal("no timer")
	}
	first := slices.MinFunc(s.timers, func(a, b timer) int { return a.at.Compare(b.at) })
	return first.at.Sub(s.now)
}

func TestInfoAsksConditionallyByItself(t *testing.T) {
	t.Parallel()
	backend, l := keeping(waitingInfo(17))
	s := opened(t, backend, tui.StepInfo)
	s.sees("英语四级", "正在候补", "第 18 位，前面 17 人")
	s.pass(pollEvery)
	before, drawn := s.frame(), 0
	s.watch = func() {
		if !s.machine.Still() {
			drawn++
		}
	}
	s.pass(2 * pollEvery)
	s.watch = nil
	if drawn > 0 {
		t.Errorf("%d frames for questions that bring nothing new", drawn)
	}
	if want := []string{"", `"1"`, `"1"`, `"1"`}; !slices.Equal(l.asked, want) {
		t.Errorf("asked with the tags %q, want %q", l.asked, want)
	}
	if s.frame() != before {
		t.Errorf("nothing has changed, but the terminal:\n%s\nbefore:\n%s", s.frame(), before)
	}
	l.set(waitingInfo(3))
	s.pass(pollEvery)
	s.sees("第 4 位，前面 3 人")
	s.pass(pollEvery)
	if want := []string{`"1"`, `"2"`}; !slices.Equal(l.asked[len(l.asked)-2:], want) {
		t.Errorf("asked with the tags %q at last, want %q", l.asked, want)
	}
}

func TestInfoShowsWhatIsAskedOfIt(t *testing.T) {
	t.Parallel()
	backend, _ := keeping(waitingInfo(17))
	s := opened(t, backend, tui.StepInfo)
	s.sees("候补信息", "正在候补", "第 18 位", "前面 17 人", "最近变化：09-21 09:58", "候补截止：09-25 11:00（还剩 4 天",
		"校区：(993010)测试大学主校区", "提交时间：09-20 08:00", "候补号：4052")

	backend, _ = keeping(everything())
	s = newStage(t, backend, tui.Size{Width: 120, Height: 40})
	s.open(tui.StepInfo)
	s.sees("笔试报考科目信息", "英语四级  候补成功  支付状态：未支付  30 元", "! 请在 09-22 09:00 前支付（还剩 23 小时 0 分）",
		"考试时间：2026-12-12 9:00–11:20", "英语六级  候补成功  支付状态：已支付  30 元  报告单：纸质成绩报告单",
		"口试报考科目信息", "英语四级口试  候补成功  支付状态：未支付  50 元", "笔试科目支付后才能支付口试")

	closed := offeredInfo()
	closed.Written[0].Actions = nil // such as after the payment close
	backend, _ = keeping(closed)
	s = opened(t, backend, tui.StepInfo)
	s.sees("支付状态：未支付")
	s.seesNot("支付后才能支付")

	roster := offeredInfo()
	roster.Written[0].EntryID = "" // registered without the waitlist
	backend, _ = keeping(roster)
	opened(t, backend, tui.StepInfo).seesNot("候补成功")
}

// TestInfoAsksLessOftenWhileTheLineIsCut counts the waits between the questions,
// and that what is shown is said to be old, and since when.
func TestInfoAsksLessOftenWhileTheLineIsCut(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		err           error
		words, online string
	}{
		"offline":      {failure(client.Offline), "连接中断，显示的是 10:00:02 的情况，正在重新连接", "离线"},
		"timeout":      {failure(client.Timeout), "连接中断，显示的是 10:00:02 的情况，正在重新连接", "离线"},
		"bad answer":   {failure(client.BadAnswer), "连接中断，显示的是 10:00:02 的情况，正在重新连接", "离线"},
		"interrupted":  {failure(client.Interrupted), "连接中断，显示的是 10:00:02 的情况，正在重新连接", "离线"},
		"server error": {brokenLines()[4].err, "服务器出错，显示的是 10:00:02 的情况，稍后自动重试", "在线"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			info := offeredInfo()
			info.Written[0].PayBy = nil // nothing is counted down
			backend, l := keeping(info)
			s := opened(t, backend, tui.StepInfo)
			s.pass(pollEvery)
			l.err = c.err
			s.pass(pollEvery)
			for _, wait := range []time.Duration{4, 8, 16, 16, 16} {
				s.sees(c.words, c.online, "英语四级")
				if got := s.nextTimer(); got != wait*time.Second {
					t.Errorf("asks again in %v, want %v", got, wait*time.Second)
				}
				s.pass(wait * time.Second)
			}
			l.err = nil
			s.pass(pollLongest)
			s.seesNot("显示的是", "离线")
			s.sees("在线", "英语四级")
			if got := s.nextTimer(); got != pollEvery {
				t.Errorf("asks again in %v after the line is back, want %v", got, pollEvery)
			}
		})
	}
}

func TestInfoRefreshAsksAtOnce(t *testing.T) {
	t.Parallel()
	backend, l := keeping(waitingInfo(17))
	s := opened(t, backend, tui.StepInfo)
	l.err = failure(client.Offline)
	s.pass(time.Minute)
	s.sees("连接中断")
	l.err = nil
	l.set(waitingInfo(5))
	s.press(s.deps.Keys.Refresh)
	s.sees("第 6 位", "已是最新（10:01:00）", "在线")
	s.seesNot("连接中断")

	l.err = failure(client.Timeout)
	s.hold()
	s.press(s.deps.Keys.Refresh)
	s.goOnUntil("正在读取报名信息")
	s.sees("第 6 位")
	s.release()
	s.sees("连接中断，显示的是 10:01:00 的情况")
}

func TestInfoFirstReadingFails(t *testing.T) {
	t.Parallel()
	for _, c := range brokenLines() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			backend, l := keeping(waitingInfo(17))
			l.err = c.err
			s := opened(t, backend, tui.StepInfo)
			s.sees(c.words, "按 F5 重试", c.online)
			s.seesNot("显示的是", "取消候补", "正在读取")
			l.err = nil
			s.pass(2 * pollEvery) // it comes back by itself
			s.sees("第 18 位", "在线")
			s.seesNot(c.words)
		})
	}
	backend, l := keeping(waitingInfo(17))
	l.err = failure(client.Offline)
	s := opened(t, backend, tui.StepInfo)
	l.err = nil
	s.press(s.deps.Keys.Refresh) // or at once
	s.sees("第 18 位")
	s.seesNot("连接不上")
}

// TestInfoRefusedIsNotAskedAgain: a refusal does not pass by itself.
func TestInfoRefusedIsNotAskedAgain(t *testing.T) {
	t.Parallel()
	info := offeredInfo()
	info.Written[0].PayBy = nil
	backend, l := keeping(info)
	s := opened(t, backend, tui.StepInfo)
	l.err = refusal(api.CodeStepNotDone)
	s.pass(pollEvery)
	s.sees("前面还有步骤没有完成", "英语四级")
	asked := len(l.asked)
	s.pass(10 * time.Minute)
	if len(l.asked) != asked {
		t.Errorf("asked %d times after a refusal", len(l.asked)-asked)
	}
	l.err = nil
	s.press(s.deps.Keys.Refresh)
	s.seesNot("前面还有步骤")
	if got := s.nextTimer(); got != pollEvery {
		t.Errorf("asks again in %v, want %v", got, pollEvery)
	}
}

func TestInfoSessionEnded(t *testing.T) {
	t.Parallel()
	for name, first := range map[string]error{"at first": refusal(api.CodeUnauthorized), "later": nil} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			backend, l := keeping(waitingInfo(17))
			l.err = first
			s := opened(t, backend, tui.StepInfo)
			if first == nil {
				l.err = refusal(api.CodeUnauthorized)
				s.pass(pollEvery)
			}
			s.at(tui.StepLogin)
			s.sees("登录已失效，请重新登录")
			asked := len(l.asked)
			s.pass(time.Hour)
			if len(l.asked) != asked {
				t.Error("it goes on asking after the screen was left")
			}
		})
	}
}

func TestInfoDropsALateReply(t *testing.T) {
	t.Parallel()
	backend, l := keeping(waitingInfo(17))
	s := opened(t, backend, tui.StepInfo)
	l.set(waitingInfo(9))
	s.hold()
	s.pass(pollEvery) // asks, and is not answered yet
	late := s.held
	s.held = nil
	s.press(s.deps.Keys.Refresh)
	s.release()
	s.sees("第 10 位")
	l.set(waitingInfo(30))
	s.held = late
	s.release()
	s.sees("第 10 位")
	s.seesNot("第 31 位")
}

// TestInfoWakesOnlyWhenSomethingChanges has 23 hours and a half left, which say
// something else a minute later.
func TestInfoWakesOnlyWhenSomethingChanges(t *testing.T) {
	t.Parallel()
	info := registered(nil, []api.Registration{heldSeat("1", "英语四级", 23*time.Hour+30*time.Minute+31*time.Second)}, nil)
	backend, _ := keeping(info)
	s := opened(t, backend, tui.StepInfo)
	s.pass(pollEvery) // the seconds of the first reading are counted no more
	s.sees("还剩 23 小时 30 分")
	if len(s.timers) != 2 {
		t.Fatalf("%d timers, want that of the next question and that of the text", len(s.timers))
	}
	for _, timer := range s.timers {
		if in := timer.at.Sub(s.now); in != pollEvery && in < 29*time.Second {
			t.Errorf("woken up after %v, though nothing changes for half a minute", in)
		}
	}
	s.pass(29 * time.Second)
	s.sees("还剩 23 小时 30 分")
	s.pass(time.Second)
	s.sees("还剩 23 小时 29 分")
}

func TestInfoStopsCountingAtTheDeadline(t *testing.T) {
	t.Parallel()
	backend, _ := keeping(registered(nil, []api.Registration{heldSeat("1", "英语四级", 3*time.Second)}, nil))
	s := opened(t, backend, tui.StepInfo)
	for _, words := range []string{"还剩 3 秒", "还剩 2 秒", "还剩 1 秒", "已截止"} {
		s.sees("请在 09-21 10:00 前支付（" + words + "）")
		s.pass(time.Second)
	}
	if len(s.timers) != 1 || s.nextTimer() != pollEvery {
		t.Errorf("after the deadline, %d timers and the next in %v, want only the next question", len(s.timers), s.nextTimer())
	}
}

// TestInfoCountsTheNearestDeadline has one text that changes in ten seconds and
// one that changes in a minute, in either order.
func TestInfoCountsTheNearestDeadline(t *testing.T) {
	t.Parallel()
	soon, late := 3*time.Hour+10*time.Second, 5*time.Hour+59*time.Second
	for name, left := range map[string][2]time.Duration{"first": {soon, late}, "last": {late, soon}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			info := registered(nil, []api.Registration{heldSeat("1", "英语四级", left[0]), heldSeat("2", "英语六级", left[1])}, nil)
			backend, _ := keeping(info)
			s := opened(t, backend, tui.StepInfo)
			s.pass(10 * time.Second)
			s.sees("还剩 3 小时 0 分", "还剩 5 小时 0 分")
			s.pass(time.Second)
			s.sees("还剩 2 小时 59 分", "还剩 5 小时 0 分")
			s.pass(49 * time.Second)
			s.sees("还剩 2 小时 59 分", "还剩 4 小时 59 分")
		})
	}
}

func TestInfoCountsByTheBackendsClock(t *testing.T) {
	t.Parallel()
	backend, _ := keeping(offeredInfo())
	s := on80x24(t, backend)
	s.deps.State.Skew = 22 * time.Hour
	s.open(tui.StepInfo)
	s.sees("还剩 1 小时 0 分")
}
