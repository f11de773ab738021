package screens

import (
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

// fill opens the login and types an account and a password.
func fill(s *stage) {
	s.t.Helper()
	s.open(tui.StepLogin)
	s.write("demo1@houbu.test")
	s.press(s.deps.Keys.Next)
	s.write("Houbu2026!")
}

func TestLoginGolden(t *testing.T) {
	t.Parallel()
	answer := func(err error) func(s *stage) {
		return func(s *stage) {
			s.backend.login = func(string, string) (api.Candidate, error) { return api.Candidate{}, err }
			fill(s)
			s.press(s.deps.Keys.Activate)
		}
	}
	goldens(t, "login", func() *fakeBackend { return willing(api.NextAgreement) }, []scene{
		{"first", func(s *stage) {
			s.deps.State.Exam = api.Exam{}
			s.hold()
			s.open(tui.StepLogin)
		}},
		{"practice", func(s *stage) { s.open(tui.StepLogin) }},
		{"one-line", func(s *stage) {
			s.backend.endpoints = s.backend.endpoints[:1]
			s.open(tui.StepLogin)
		}},
		{"missing", func(s *stage) {
			s.open(tui.StepLogin)
			s.press(s.deps.Keys.Next, s.deps.Keys.Activate)
		}},
		{"busy", func(s *stage) {
			fill(s)
			s.hold()
			s.press(s.deps.Keys.Activate)
			s.pass(3 * time.Second)
		}},
		{"wrong-password", answer(refusal(api.CodeWrongPassword))},
		{"locked", answer(&client.Error{
			Kind: client.Refused, Code: api.CodeAccountLocked, RetryAfter: 14*time.Minute + 30*time.Second,
		})},
		{"line-down", answer(failure(client.Offline))},
		{"no-network", func(s *stage) {
			s.backend.probe = func(int) (time.Duration, error) { return 0, failure(client.Offline) }
			answer(failure(client.Offline))(s)
		}},
		{"hostile", func(s *stage) {
			exam := testExam()
			exam.Name = "\x1b[2J考次\x07\u202e" + exam.Name
			exam.Practice.Accounts[0].About = "\x1b]0;标题\x07很长的说明" + exam.Practice.Accounts[0].About
			exam.Practice.Accounts[1].Account = "very-long-account-name-of-somebody@some-department.houbu.test"
			s.backend.exam = func() (api.Exam, error) { return exam, nil }
			s.open(tui.StepLogin)
		}},
	})
}

// on80x24 is a stage of the usual size.
func on80x24(t *testing.T, backend *fakeBackend) *stage {
	t.Helper()
	return newStage(t, backend, tui.Size{Width: 80, Height: 24})
}

func TestLoginGoesToTheFirstStepNotDone(t *testing.T) {
	t.Parallel()
	for next, want := range map[api.Progress]tui.Step{
		api.NextAgreement: tui.StepHome,
		api.NextIdentity:  tui.StepIdentity,
		api.NextReview:    tui.StepReview,
		api.NextWritten:   tui.StepWritten,
		api.NextInfo:      tui.StepInfo,
	} {
		t.Run(string(next), func(t *testing.T) {
			t.Parallel()
			backend := willing(next)
			var account, password string
			backend.login = func(a, p string) (api.Candidate, error) {
				account, password = a, p
				return testCandidate(next), nil
			}
			s := on80x24(t, backend)
			fill(s)
			s.press(s.deps.Keys.Activate)
			s.at(want)
			if account != "demo1@houbu.test" || password != "Houbu2026!" {
				t.Error("the login was not made with what was typed")
			}
			if s.deps.State.Candidate.Next != next || s.deps.State.Exam.ID != "practice" {
				t.Errorf("the next screen finds %+v of exam %q", s.deps.State.Candidate.Next, s.deps.State.Exam.ID)
			}
			s.sees("公网", "在线")
		})
	}
}

func TestLoginPaintsBeforeAnythingAnswers(t *testing.T) {
	t.Parallel()
	s := on80x24(t, willing(api.NextAgreement))
	s.deps.State.Exam = api.Exam{}
	s.hold()
	s.open(tui.StepLogin)
	s.sees("公网 …", "教育网 …", "账号", "[ 登录 ]")
	s.release()
	s.sees("公网 12 ms", "教育网 30 ms", "demo1@houbu.test")
}

func TestLoginForgetsWhoWasLoggedInBefore(t *testing.T) {
	t.Parallel()
	s := on80x24(t, willing(api.NextAgreement))
	s.deps.State.Record, s.deps.State.Candidate = testRecord(), testCandidate(api.NextInfo)
	s.open(tui.StepLogin)
	if s.deps.State.Record.Number != "" || s.deps.State.Candidate.Account != "" {
		t.Error("the login screen leaves the last candidate to the next one")
	}
	s.seesNot("13800000001")
}

func TestLoginSendsOnceHoweverOftenItIsPressed(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextAgreement)
	calls := 0
	backend.login = func(string, string) (api.Candidate, error) {
		calls++
		return testCandidate(api.NextAgreement), nil
	}
	s := on80x24(t, backend)
	fill(s)
	s.hold()
	s.press(s.deps.Keys.Activate, s.deps.Keys.Activate, s.deps.Keys.Next, s.deps.Keys.Activate, s.deps.Keys.Refresh)
	s.pass(2 * time.Second)
	s.sees("正在登录 2 秒")
	s.release()
	if calls != 1 {
		t.Errorf("logged in %d times", calls)
	}
	s.at(tui.StepHome)
}

func TestLoginRefusals(t *testing.T) {
	t.Parallel()
	locked := &client.Error{Kind: client.Refused, Code: api.CodeAccountLocked, RetryAfter: 15 * time.Minute}
	texts := map[string]error{
		"账号或密码错误":              refusal(api.CodeWrongPassword),
		"账号已暂时锁定，还剩 15 分 00 秒": locked,
		"连接不上服务器":              failure(client.Offline),
		"没有及时响应":               failure(client.Timeout),
		"不是报名服务器的应答":           failure(client.BadAnswer),
		"服务器出错了":               &client.Error{Kind: client.Refused, Code: api.CodeInternal, Status: 500},
	}
	for words, err := range texts {
		t.Run(words, func(t *testing.T) {
			t.Parallel()
			backend := willing(api.NextAgreement)
			backend.endpoints = backend.endpoints[:1]
			backend.login = func(string, string) (api.Candidate, error) { return api.Candidate{}, err }
			s := on80x24(t, backend)
			fill(s)
			s.press(s.deps.Keys.Activate)
			s.at(tui.StepLogin)
			s.sees(words, "demo1@houbu.test", "[**********")
			for other := range texts {
				if other != words {
					s.seesNot(other)
				}
			}
		})
	}
}

func TestLoginCountsTheLockDown(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextAgreement)
	backend.login = func(string, string) (api.Candidate, error) {
		return api.Candidate{}, &client.Error{Kind: client.Refused, Code: api.CodeAccountLocked, RetryAfter: time.Minute}
	}
	s := on80x24(t, backend)
	fill(s)
	s.press(s.deps.Keys.Activate)
	s.pass(10 * time.Second)
	s.sees("还剩 50 秒")
	s.pass(time.Minute)
	s.sees("账号已暂时锁定")
	s.seesNot("还剩 50 秒", "已截止")
	s.write("x") // another password: nothing is said about it
	s.seesNot("锁定")
	if len(s.timers) != 0 {
		t.Errorf("%d timers go on", len(s.timers))
	}
}

func TestLoginOffersTheOtherLine(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextAgreement)
	backend.login = func(string, string) (api.Candidate, error) {
		if backend.line == 0 {
			return api.Candidate{}, failure(client.Offline)
		}
		return testCandidate(api.NextAgreement), nil
	}
	s := on80x24(t, backend)
	fill(s)
	s.press(s.deps.Keys.Activate)
	s.sees("换用教育网并重试", "公网 不通")

	s.press(s.deps.Keys.Back) // no
	s.at(tui.StepLogin)
	s.seesNot("换用教育网并重试")
	s.sees("demo1@houbu.test", "已填写的内容都还在，按 F5 重试")

	s.press(s.deps.Keys.Refresh)
	s.press(s.deps.Keys.Activate) // yes
	s.at(tui.StepHome)
	if backend.line != 1 {
		t.Errorf("line %d is in use", backend.line)
	}
	s.sees("教育网")
}

func TestLoginOffersNoLineThatIsDown(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextAgreement)
	backend.probe = func(int) (time.Duration, error) { return 0, failure(client.Offline) }
	backend.exam = func() (api.Exam, error) { return api.Exam{}, failure(client.Offline) }
	backend.login = func(string, string) (api.Candidate, error) { return api.Candidate{}, failure(client.Offline) }
	s := on80x24(t, backend)
	s.deps.State.Exam = api.Exam{}
	fill(s)
	s.press(s.deps.Keys.Activate)
	s.seesNot("并重试")
	s.sees("公网 不通", "教育网 不通", "连接不上服务器，请检查网络", "离线")

	works := willing(api.NextAgreement)
	backend.probe, backend.exam, backend.login = works.probe, works.exam, works.login
	s.press(s.deps.Keys.Refresh)
	s.at(tui.StepHome)
}

func TestLoginPicksTheLine(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextAgreement)
	s := on80x24(t, backend)
	s.open(tui.StepLogin)
	s.press(s.deps.Keys.Prev, s.deps.Keys.Down, s.deps.Keys.Toggle)
	if backend.line != 1 {
		t.Errorf("line %d is in use", backend.line)
	}
	s.sees("(x) 教育网")
}

func TestLoginDropsALateLatency(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextAgreement)
	probes := 0
	backend.probe = func(int) (time.Duration, error) {
		probes++
		return time.Duration(probes) * 100 * time.Millisecond, nil
	}
	s := on80x24(t, backend)
	s.hold()
	s.open(tui.StepLogin)
	s.step() // what Init asks for is under way
	late := s.held
	s.held = nil
	s.press(s.deps.Keys.Refresh)
	s.release()
	s.sees("公网 100 ms", "教育网 200 ms")
	s.held = late
	s.release() // the first measurements answer at last
	s.sees("公网 100 ms", "教育网 200 ms")
	if probes != 4 {
		t.Errorf("%d measurements", probes)
	}
}

// TestLoginLooksAgainByItself has a backend that starts slowly, as on a fresh
// machine.
func TestLoginLooksAgainByItself(t *testing.T) {
	t.Parallel()
	s := on80x24(t, willing(api.NextAgreement))
	asked := 0
	s.deps.State.Exam = api.Exam{}
	s.backend.exam = func() (api.Exam, error) {
		if asked++; asked <= 3 {
			return api.Exam{}, failure(client.Timeout)
		}
		return testExam(), nil
	}
	s.open(tui.StepLogin)
	s.sees("服务器没有及时响应", "离线")
	s.write("demo1")
	for range 60 {
		s.pass(time.Second)
	}
	s.sees("在线", "demo1@houbu.test 张三", "[demo1 ")
	s.seesNot("服务器没有及时响应")
	if asked != 4 {
		t.Errorf("asked %d times, want once more than it failed", asked)
	}
}

// TestLoginKeepsItsOwnFailure reads the exam session after a login has failed:
// that says nothing of the login.
func TestLoginKeepsItsOwnFailure(t *testing.T) {
	t.Parallel()
	s := on80x24(t, willing(api.NextAgreement))
	s.deps.State.Exam = api.Exam{}
	starting := &client.Error{Kind: client.Refused, Code: api.CodeUnavailable, Status: 503}
	s.backend.exam = func() (api.Exam, error) { return api.Exam{}, failure(client.Timeout) }
	s.backend.login = func(string, string) (api.Candidate, error) { return api.Candidate{}, starting }
	fill(s)
	s.press(s.deps.Keys.Activate)
	s.sees("服务器正忙或正在启动", "按 F5 重试")
	s.pass(20 * time.Second) // another look fails
	s.sees("服务器正忙或正在启动")
	s.backend.exam = func() (api.Exam, error) { return testExam(), nil }
	s.pass(20 * time.Second) // and one does not
	s.sees("服务器正忙或正在启动", "demo1@houbu.test 张三", "在线")
	s.backend.login = func(string, string) (api.Candidate, error) { return testCandidate(api.NextAgreement), nil }
	s.press(s.deps.Keys.Refresh)
	if s.machine.Step() != tui.StepHome {
		t.Errorf("F5 leads to step %d", s.machine.Step())
	}
}

func TestLoginFillsADemoAccountIn(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextAgreement)
	var account, password string
	backend.login = func(a, p string) (api.Candidate, error) {
		account, password = a, p
		return testCandidate(api.NextInfo), nil
	}
	s := on80x24(t, backend)
	s.open(tui.StepLogin)
	k := s.deps.Keys
	s.press(k.Next, k.Next, k.Next, k.Down, k.Activate)
	s.sees("[demo2@houbu.test", "(x) demo2@houbu.test")
	s.press(k.Activate)
	s.at(tui.StepInfo)
	if account != "demo2@houbu.test" || password != "Houbu2026!" {
		t.Error("the login was not made with the demo account")
	}
}

func TestLoginOutsidePracticeShowsNoAccounts(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextAgreement)
	backend.exam = func() (api.Exam, error) {
		exam := testExam()
		exam.Practice = nil
		return exam, nil
	}
	s := on80x24(t, backend)
	s.deps.State.Exam = api.Exam{}
	s.open(tui.StepLogin)
	s.seesNot("demo1@houbu.test", "演示账号")
}

func TestLoginNeverShowsThePassword(t *testing.T) {
	t.Parallel()
	s := on80x24(t, willing(api.NextAgreement))
	s.open(tui.StepLogin)
	s.press(s.deps.Keys.Next)
	s.write("Secret-999")
	s.seesNot("Secret-999")
	s.sees("**********")
}

// TestLoginRefusedIsOnline: a backend that says no was reached.
func TestLoginRefusedIsOnline(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextAgreement)
	backend.endpoints = backend.endpoints[:1]
	backend.login = func(string, string) (api.Candidate, error) { return api.Candidate{}, failure(client.Offline) }
	s := on80x24(t, backend)
	fill(s)
	s.press(s.deps.Keys.Activate)
	s.sees("离线")
	backend.login = func(string, string) (api.Candidate, error) { return api.Candidate{}, refusal(api.CodeWrongPassword) }
	s.press(s.deps.Keys.Activate)
	s.sees("账号或密码错误", "在线")
}
