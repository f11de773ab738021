package screens

import (
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

func TestHomeGolden(t *testing.T) {
	shift := func(now time.Duration) func(s *stage) {
		return func(s *stage) {
			s.backend.exam = func() (api.Exam, error) {
				exam := testExam()
				exam.Now = exam.Now.Add(now)
				return exam, nil
			}
			s.open(tui.StepHome)
		}
	}
	goldens(t, "home", func() *fakeBackend { return willing(api.NextAgreement) }, []scene{
		{"open", shift(0)},
		{"before", shift(-72 * time.Hour)},
		{"closed", shift(90 * time.Hour)},
		{"over", shift(200 * time.Hour)},
		{"confirmed", func(s *stage) {
			s.backend.candidate = func() (api.Candidate, error) { return testCandidate(api.NextInfo), nil }
			s.open(tui.StepHome)
		}},
		{"to-pay", func(s *stage) {
			s.backend.candidate = func() (api.Candidate, error) { return owing(3 * time.Hour), nil }
			s.open(tui.StepHome)
		}},
		{"busy", func(s *stage) {
			s.open(tui.StepHome)
			s.hold()
			s.press(s.deps.Keys.Activate)
			s.pass(2 * time.Second)
		}},
		{"error", func(s *stage) {
			s.backend.candidate = func() (api.Candidate, error) { return api.Candidate{}, failure(client.Timeout) }
			s.open(tui.StepHome)
		}},
		{"hostile", func(s *stage) {
			exam, candidate := testExam(), testCandidate(api.NextInfo)
			exam.Name = "考次\x1b[31m名称\x00很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长"
			candidate.Name = "姓\x9b名\u200b"
			s.backend.exam = func() (api.Exam, error) { return exam, nil }
			s.backend.candidate = func() (api.Candidate, error) { return candidate, nil }
			s.open(tui.StepHome)
		}},
	})
}

func TestHomeStartsAtTheFirstStepNotDone(t *testing.T) {
	t.Parallel()
	for next, want := range map[api.Progress]tui.Step{
		api.NextAgreement: tui.StepAgreement,
		api.NextIdentity:  tui.StepIdentity,
		api.NextReview:    tui.StepReview,
		api.NextWritten:   tui.StepWritten,
		api.NextInfo:      tui.StepInfo,
	} {
		t.Run(string(next), func(t *testing.T) {
			t.Parallel()
			backend := willing(api.NextAgreement)
			s := on80x24(t, backend)
			s.open(tui.StepHome)
			// Another machine went on meanwhile.
			backend.candidate = func() (api.Candidate, error) { return testCandidate(next), nil }
			s.press(s.deps.Keys.Activate)
			s.at(want)
		})
	}
}

func TestHomeShowsTheStatusAnew(t *testing.T) {
	t.Parallel()
	for next, want := range map[api.Progress]string{
		api.NextReview: "未报名", api.NextWritten: "未报科目", api.NextInfo: "已确认",
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			s := on80x24(t, willing(next))
			s.open(tui.StepHome)
			s.sees("报名状态："+want, "张三")
		})
	}
}

// owing is 张三, for whom the school has registered a subject that is to be paid
// within a time.
func owing(left time.Duration) api.Candidate {
	candidate, payBy := testCandidate(api.NextReview), testNow().Add(left)
	candidate.Status, candidate.PayBy = api.StatusConfirmed, &payBy
	return candidate
}

// TestHomeSaysUntilWhenToPay counts down, and asks anew when the deadline passes.
func TestHomeSaysUntilWhenToPay(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextReview)
	backend.candidate = func() (api.Candidate, error) { return owing(time.Hour), nil }
	s := on80x24(t, backend)
	s.open(tui.StepHome)
	s.sees("报名状态： 已确认", "待支付：", "请在 2026-09-21 11:00 前支付（还剩 1 小时 0 分）")
	s.seesNot("学校已为您报考")
	s.pass(59*time.Minute + 30*time.Second)
	s.sees("还剩 30 秒")
	backend.candidate = func() (api.Candidate, error) { return testCandidate(api.NextWritten), nil }
	s.pass(30 * time.Second)
	s.sees("报名状态： 未报科目")
	s.seesNot("待支付")
}

// TestHomeTellsWhoIsNotKnownYetOfTheRoster: a seat may be theirs, and its time runs.
func TestHomeTellsWhoIsNotKnownYetOfTheRoster(t *testing.T) {
	t.Parallel()
	for next, tells := range map[api.Progress]bool{api.NextAgreement: true, api.NextIdentity: true, api.NextReview: false, api.NextWritten: false} {
		s := on80x24(t, willing(next))
		s.open(tui.StepHome)
		if words := "如学校已为您报考，完成资格审核后可看到并支付"; tells {
			s.sees(words)
		} else {
			s.seesNot(words)
		}
	}
}

func TestHomeTicksOnlyWhenATextChanges(t *testing.T) {
	t.Parallel()
	s := on80x24(t, willing(api.NextAgreement))
	s.open(tui.StepHome)
	s.sees("还剩 3 天 2 小时")
	if len(s.timers) == 0 {
		t.Fatal("nothing wakes the screen up")
	}
	for _, timer := range s.timers {
		if in := timer.at.Sub(s.now); in < 29*time.Minute {
			t.Errorf("woken up after %v, though nothing changes for half an hour", in)
		}
	}
	before := s.frame()
	s.pass(30 * time.Minute)
	if s.frame() != before {
		t.Error("the text changed too early")
	}
	s.pass(time.Second)
	s.sees("还剩 3 天 1 小时")
	s.pass(74 * time.Hour)
	s.sees("已截止", "还剩 23 小时 59 分")
}

func TestHomeCountsByTheBackendsClock(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextAgreement)
	backend.exam = func() (api.Exam, error) {
		exam := testExam()
		exam.Now = exam.ClosesAt.Add(-10 * time.Second)
		return exam, nil
	}
	s := on80x24(t, backend)
	s.open(tui.StepHome)
	s.sees("还剩 10 秒")
}

func TestHomeLogsOut(t *testing.T) {
	t.Parallel()
	for name, err := range map[string]error{"revoked": nil, "not revoked": failure(client.Offline)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			backend := willing(api.NextAgreement)
			calls := 0
			backend.logout = func() error {
				calls++
				return err
			}
			s := on80x24(t, backend)
			s.open(tui.StepHome)
			s.press(s.deps.Keys.Right)
			s.hold()
			s.press(s.deps.Keys.Activate, s.deps.Keys.Activate)
			s.sees("正在退出登录")
			s.release()
			s.at(tui.StepLogin)
			if calls != 1 {
				t.Errorf("logged out %d times", calls)
			}
			if err != nil {
				s.sees("没能通知服务器")
			}
		})
	}
}

func TestHomeTriesAgainAfterAnError(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextInfo)
	works := backend.candidate
	fails := func() (api.Candidate, error) { return api.Candidate{}, failure(client.Timeout) }
	backend.candidate = fails
	s := on80x24(t, backend)
	s.open(tui.StepHome)
	s.sees("服务器没有及时响应", "按 F5 重试", "离线")
	backend.candidate = works
	s.press(s.deps.Keys.Refresh)
	s.seesNot("服务器没有及时响应")
	s.sees("已确认", "在线")

	backend.candidate = fails
	s.press(s.deps.Keys.Activate)
	s.at(tui.StepHome)
	s.sees("服务器没有及时响应", "按 F5 重试", "离线")
	backend.candidate = works
	s.press(s.deps.Keys.Refresh) // which was for 开始报名
	s.at(tui.StepInfo)
	s.sees("在线")
}

func TestHomeGoesToTheLoginWhenTheSessionEnded(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextAgreement)
	backend.candidate = func() (api.Candidate, error) { return api.Candidate{}, refusal(api.CodeUnauthorized) }
	s := on80x24(t, backend)
	s.open(tui.StepHome)
	s.at(tui.StepLogin)
	s.sees("登录已失效，请重新登录")
}
