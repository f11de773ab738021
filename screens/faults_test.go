package screens

import (
	"testing"
	"time"

	"houbu/api"
	"houbu/tui"
)

// attempt is something that a screen asks of the backend, and that can go wrong.
type attempt struct {
	name      string
	operation string
	open      func(s *stage) // up to what asks
	ask       func(s *stage)
	button    func(s *stage) // tries again; nil when only F5 does
	at        tui.Step
	keeps     []string // stays on the terminal when it goes wrong, with what was typed, ticked or chosen
	stale     bool     // what was read before stays, and the screen says so
	rests     bool     // a look-up may be repeated after five seconds only
	key       bool     // it is irreversible
	to        tui.Step // where one is when it went well
	sees      []string // what the terminal shows then
}

const kept = "已填写的内容都还在，按 F5 重试"

func activate(s *stage) { s.t.Helper(); s.press(s.deps.Keys.Activate) }
func refresh(s *stage)  { s.t.Helper(); s.press(s.deps.Keys.Refresh) }

// opens is an attempt's ask that shows a step.
func opens(step tui.Step) func(s *stage) {
	return func(s *stage) { s.t.Helper(); s.open(step) }
}

// onPlatform shows the payment platform where its words stand alone.
func onPlatform(s *stage) {
	s.t.Helper()
	s.size = tui.MinSize()
	s.open(tui.StepPlatform)
}

// prepared is everything that a step from 8 on finds.
func prepared(s *stage) {
	withSeat(s).deps.State.Entry = waitingEntry("1", "英语四级", 17)
}

// working is a backend that answers to everything.
func working() *fakeBackend {
	f := fullBackend()
	seat := holding()
	f.join, f.chooseReport = seat.join, seat.chooseReport
	f.createOrder, f.order, f.refreshOrder = seat.createOrder, seat.order, seat.refreshOrder
	f.cancel = func(key, _ string, _ api.Cancellation) (api.Receipt, error) {
		return api.Receipt{Key: key, State: api.Cancelled}, nil
	}
	f.pools = func(kind api.Kind) (api.Pools, error) {
		if kind == api.Oral {
			return testOralPools(), nil
		}
		return writtenPools(), nil
	}
	return f
}

// firstAttempts are those of steps 1 to 5.
func firstAttempts() []attempt {
	ticked := func(s *stage) {
		s.open(tui.StepAgreement)
		s.press(s.deps.Keys.Next, s.deps.Keys.Toggle, s.deps.Keys.Next)
	}
	return []attempt{
		{
			name: "login, first reading", operation: "GET " + api.PathExam, at: tui.StepLogin,
			open:  func(s *stage) { s.deps.State.Exam = api.Exam{} },
			ask:   func(s *stage) { s.open(tui.StepLogin); s.write("demo1") },
			keeps: []string{"[demo1 ", kept}, to: tui.StepLogin, sees: []string{"demo1@houbu.test 张三", "[demo1 "},
		},
		{
			name: "login", operation: "POST " + api.PathSessions, at: tui.StepLogin, open: fill, ask: activate, button: activate,
			keeps: []string{"[demo1@houbu.test ", "[********** ", kept}, to: tui.StepInfo,
		},
		{
			name: "home, reading", operation: "GET " + api.PathCandidate, at: tui.StepHome, ask: opens(tui.StepHome),
			keeps: []string{"2026年下半年", "▸[ 开始报名 ]", "按 F5 重试"}, to: tui.StepHome, sees: []string{"已确认"},
		},
		{
			name: "home, start", operation: "GET " + api.PathCandidate, at: tui.StepHome, open: opens(tui.StepHome),
			ask: activate, button: activate, keeps: []string{"▸[ 开始报名 ]", "按 F5 重试"}, to: tui.StepInfo,
		},
		{
			name: "agreement, first reading", operation: "GET " + api.PathAgreement, at: tui.StepAgreement,
			ask: opens(tui.StepAgreement), keeps: []string{"按 F5 重试"}, to: tui.StepAgreement, sees: []string{"第 1 条"},
		},
		{
			name: "agreement, reading", operation: "GET " + api.PathAgreement, at: tui.StepAgreement, open: ticked, ask: refresh,
			keeps: []string{"[x] 我已阅读", "第 1 条", kept}, to: tui.StepAgreement, sees: []string{"[x] 我已阅读", "第 1 条"},
		},
		{
			name: "agreement, agreeing", operation: "PUT " + api.PathAgreement, at: tui.StepAgreement, open: ticked,
			ask: activate, button: activate, keeps: []string{"[x] 我已阅读", "▸[ 同意 ]", kept}, to: tui.StepIdentity,
		},
		{
			name: "identity", operation: "POST " + api.PathIdentity, at: tui.StepIdentity, rests: true,
			open: func(s *stage) { identify(s, "990101200501010010", "张三") }, ask: activate, button: activate,
			keeps: []string{"[990101200501010010 ", "[张三 ", "(x) 中华人民共和国居民身份证", kept}, to: tui.StepReview,
		},
		{
			name: "review, first reading", operation: "GET " + api.PathRecord, at: tui.StepReview, ask: opens(tui.StepReview),
			keeps: []string{"按 F5 重试"}, to: tui.StepReview, sees: []string{"990101200501010010", "[ ] 我已检查"},
		},
		{
			name: "review, reading", operation: "GET " + api.PathRecord, at: tui.StepReview, open: tick, ask: refresh,
			keeps: []string{"990101200501010010", "[x] 我已检查", kept}, to: tui.StepReview, sees: []string{"[x] 我已检查"},
		},
		{
			name: "review, saving", operation: "PUT " + api.PathConfirmation, at: tui.StepReview,
			open: func(s *stage) { tick(s); activate(s); activate(s) }, ask: activate,
			button: func(s *stage) { activate(s); activate(s); activate(s) },
			keeps:  []string{"[x] 我已检查", "▸[ 保存并继续 ]", kept}, to: tui.StepWritten, sees: []string{"保存成功"},
		},
	}
}

// waitlistAttempts are those of steps 8 to 13.
func waitlistAttempts() []attempt {
	twice := func(s *stage) { activate(s); activate(s) }
	chosen := func(s *stage) { s.open(tui.StepWritten); s.press(s.deps.Keys.Down, s.deps.Keys.Toggle) }
	other := func(s *stage) {
		s.open(tui.StepCancelReason)
		s.press(s.deps.Keys.End, s.deps.Keys.Toggle)
		s.write("家里有事")
		s.on("确定")
	}
	third := func(s *stage) { s.open(tui.StepFinished); s.press(s.deps.Keys.Down, s.deps.Keys.Down) }
	return []attempt{
		{
			name: "written, first reading", operation: "GET " + api.PathPools, at: tui.StepWritten, ask: opens(tui.StepWritten),
			keeps: []string{"按 F5 重试"}, to: tui.StepWritten, sees: []string{"▸( ) 英语四级"},
		},
		{
			name: "written, reading", operation: "GET " + api.PathPools, at: tui.StepWritten, open: chosen, ask: refresh,
			keeps: []string{"▸(x) 英语六级", kept}, to: tui.StepWritten, sees: []string{"▸(x) 英语六级"},
		},
		{
			name: "written, submitting", operation: "POST " + api.PathEntries, at: tui.StepWritten, key: true,
			open: func(s *stage) { chosen(s); s.hit("提交候补") }, ask: activate, button: twice,
			keeps: []string{"(x) 英语六级"}, to: tui.StepInfo, sees: []string{"提交成功，正在候补"},
		},
		{
			name: "info, first reading", operation: "GET " + api.PathRegistration, at: tui.StepInfo, ask: opens(tui.StepInfo),
			keeps: []string{"按 F5 重试"}, to: tui.StepInfo, sees: []string{"德语四级", "英语四级"},
		},
		{
			name: "info, reading", operation: "GET " + api.PathRegistration, at: tui.StepInfo, open: opens(tui.StepInfo), ask: refresh,
			stale: true, keeps: []string{"德语四级", "第 18 位", "英语四级"}, to: tui.StepInfo, sees: []string{"已是最新", "第 18 位"},
		},
		{
			name: "cancel", operation: "POST " + api.PathCancellation, at: tui.StepCancelReason, key: true,
			open: other, ask: activate, button: activate,
			keeps: []string{"(x) 其他", "家里有事"}, to: tui.StepFinished, sees: []string{"候补取消成功"},
		},
		{
			name: "finished, first reading", operation: "GET " + api.PathFinished, at: tui.StepFinished, ask: opens(tui.StepFinished),
			keeps: []string{"▸[ 返回 ]", "按 F5 重试"}, to: tui.StepFinished, sees: []string{"▸日语四级"},
		},
		{
			name: "finished, reading", operation: "GET " + api.PathFinished, at: tui.StepFinished, open: third, ask: refresh,
			keeps: []string{"▸德语四级", "经过：德语四级", "按 F5 重试"}, to: tui.StepFinished, sees: []string{"▸德语四级"},
		},
	}
}

// lastAttempts are those of steps 14 to 17.
func lastAttempts() []attempt {
	twice := func(s *stage) { activate(s); activate(s) }
	east := func(s *stage) { s.open(tui.StepOral); s.press(s.deps.Keys.Down, s.deps.Keys.Toggle) }
	return []attempt{
		{
			name: "oral, first reading", operation: "GET " + api.PathPools, at: tui.StepOral, ask: opens(tui.StepOral),
			keeps: []string{"按 F5 重试"}, to: tui.StepOral, sees: []string{"英语四级口试"},
		},
		{
			name: "oral, reading", operation: "GET " + api.PathPools, at: tui.StepOral, open: east, ask: refresh,
			keeps: []string{"(x) (993011)测试大学东校区", kept}, to: tui.StepOral, sees: []string{"(x) (993011)测试大学东校区"},
		},
		{
			name: "oral, submitting", operation: "POST " + api.PathEntries, at: tui.StepOral, key: true,
			open: func(s *stage) { east(s); s.on("提交候补") }, ask: activate, button: activate,
			keeps: []string{"(x) (993011)测试大学东校区"}, to: tui.StepInfo, sees: []string{"保存成功"},
		},
		{
			name: "report", operation: "PUT " + api.PathReport, at: tui.StepReport, key: true,
			open: func(s *stage) { pickReport(s); activate(s) }, ask: activate, button: twice,
			keeps: []string{"(x) 纸质成绩报告单", "已选择：纸质成绩报告单"}, to: tui.StepInfo, sees: []string{"保存成功"},
		},
		{
			name: "pay", operation: "POST " + api.PathOrders, at: tui.StepPay, key: true,
			open: func(s *stage) { openPay(s); activate(s) }, ask: activate, button: twice,
			keeps: []string{"英语四级", "合计：30 元"}, to: tui.StepPlatform,
		},
		{
			name: "platform, first reading", operation: "GET " + api.PathOrder, at: tui.StepPlatform, ask: onPlatform,
			button: activate, keeps: []string{"▸[ 更新 ]", "按 F5 重试"}, to: tui.StepPlatform, sees: []string{"未支付", "cashier"},
		},
		{
			name: "platform, reading by itself", operation: "GET " + api.PathOrder, at: tui.StepPlatform, stale: true,
			open: onPlatform, ask: func(s *stage) { s.pass(pollEvery) }, button: activate,
			keeps: []string{"▸[ 更新 ]", "未支付", "cashier"}, to: tui.StepPlatform, sees: []string{"未支付", "cashier"},
		},
		{
			name: "platform, asking the platform", operation: "POST " + api.PathOrderRefresh, at: tui.StepPlatform,
			open: onPlatform, ask: activate, button: activate,
			keeps: []string{"▸[ 更新 ]", "未支付", "cashier", "按 F5 重试"}, to: tui.StepPlatform, sees: []string{"支付平台还没有收到付款"},
		},
	}
}

// TestEveryFailureIsClearAndPasses lets everything that a screen asks for go
// wrong in every way, on the real client. The screen says what went wrong, keeps
// everything, and F5 or the button tries again once the line is back.
func TestEveryFailureIsClearAndPasses(t *testing.T) {
	t.Parallel()
	for _, attempts := range [][]attempt{firstAttempts(), waitlistAttempts(), lastAttempts()} {
		for _, a := range attempts {
			for _, fault := range faults() {
				t.Run(a.name+"/"+fault.name+"/F5", func(t *testing.T) {
					t.Parallel()
					a.failsAndPasses(t, fault, refresh)
				})
				if a.button != nil {
					t.Run(a.name+"/"+fault.name+"/button", func(t *testing.T) {
						t.Parallel()
						a.failsAndPasses(t, fault, a.button)
					})
				}
			}
		}
	}
}

func (a attempt) failsAndPasses(t *testing.T, fault fault, again func(s *stage)) {
	t.Helper()
	s, w := wired(t, working())
	prepared(s)
	if a.open != nil {
		a.open(s)
	}
	w.breaks(a.operation, fault)
	if a.key && fault.sent {
		if known := a.goesUnknown(s, fault); !known {
			return
		}
	} else {
		a.ask(s)
	}
	s.at(a.at)
	s.sees(a.keeps...)
	s.sees(fault.online)
	if a.stale {
		s.sees(fault.stale)
	} else {
		s.sees(fault.words)
	}
	s.idle()
	w.mend()
	if a.rests {
		s.pass(5 * time.Second)
	}
	before := w.requests
	again(s)
	if w.requests == before {
		t.Errorf("nothing was asked again:\n%s", s.frame())
	}
	a.passed(s, fault)
}

// goesUnknown makes an irreversible attempt whose outcome is not known. The
// screen says so, and finds it out by itself as soon as the line is back. It
// tells whether the outcome is known to be that nothing was done.
func (a attempt) goesUnknown(s *stage, fault fault) bool {
	s.t.Helper()
	s.hold()
	a.ask(s)
	s.goOnUntil("结果未知，正在核对")
	s.at(a.at)
	s.sees("[ 正在核对 ]")
	s.sees(a.keeps...)
	s.seesNot("✗", "重试", fault.words)
	before := s.frame()
	s.press(s.deps.Keys.Activate, s.deps.Keys.Toggle, s.deps.Keys.Refresh, s.deps.Keys.Back)
	if s.frame() != before {
		s.t.Errorf("keys change what was submitted:\n%s", s.frame())
	}
	s.release()
	if fault.refuses { // the backend said it twice, and has no receipt
		s.sees("按 F5 重试")
		return true
	}
	a.passed(s, fault)
	return false
}

// passed fails unless everything went well in the end.
func (a attempt) passed(s *stage, fault fault) {
	s.t.Helper()
	s.at(a.to)
	s.sees(a.sees...)
	s.sees("在线")
	s.seesNot(fault.words, fault.stale, "结果未知")
	s.idle()
}

// idle fails if the terminal says that something is going on.
func (s *stage) idle() {
	s.t.Helper()
	t := s.deps.Text
	s.seesNot(t.Common.Loading, t.Login.Busy, t.Home.Starting, t.Agreement.Loading, t.Agreement.Saving, t.Identity.Busy,
		t.Review.Loading, t.Review.Saving, t.Written.Loading, t.Written.Submitting, t.Info.Loading, t.Cancel.Submitting,
		t.Finished.Loading, t.Oral.Loading, t.Oral.Submitting, t.Report.Saving, t.Pay.Ordering, t.Platform.Refreshing)
}
