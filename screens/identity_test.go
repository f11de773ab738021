package screens

import (
	"strings"
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

// identify opens the identity check, chooses the first document type, types a
// number and a name, and stays in the name.
func identify(s *stage, number, name string) {
	s.t.Helper()
	s.open(tui.StepIdentity)
	s.press(s.deps.Keys.Toggle, s.deps.Keys.Next)
	s.paste(number)
	s.press(s.deps.Keys.Next)
	s.paste(name)
}

func TestIdentityGolden(t *testing.T) {
	t.Parallel()
	answer := func(err error) func(s *stage) {
		return func(s *stage) {
			s.backend.identify = func(api.Identity) (api.Record, error) { return api.Record{}, err }
			identify(s, "990101200501010010", "张三")
			s.press(s.deps.Keys.Activate)
		}
	}
	goldens(t, "identity", func() *fakeBackend { return willing(api.NextIdentity) }, []scene{
		{"empty", func(s *stage) { s.open(tui.StepIdentity) }},
		{"last-type", func(s *stage) {
			s.open(tui.StepIdentity)
			s.press(s.deps.Keys.End)
		}},
		{"missing", func(s *stage) {
			s.open(tui.StepIdentity)
			s.press(s.deps.Keys.Prev, s.deps.Keys.Activate)
		}},
		{"invalid", func(s *stage) {
			identify(s, "990101200602290023", "张三3")
			s.press(s.deps.Keys.Activate)
		}},
		{"warning", func(s *stage) {
			s.open(tui.StepIdentity)
			s.press(s.deps.Keys.Down, s.deps.Keys.Toggle, s.deps.Keys.Next)
			s.write("ABC")
			s.press(s.deps.Keys.Next)
			s.write("张三")
			s.hold()
			s.press(s.deps.Keys.Activate)
			s.pass(2 * time.Second)
		}},
		{"not-found", answer(refusal(api.CodeStudentNotFound))},
		{"name-mismatch", answer(refusal(api.CodeNameMismatch))},
		{"bound-elsewhere", answer(refusal(api.CodeBoundElsewhere))},
		{"account-bound", answer(refusal(api.CodeAccountBound))},
		{"server-error", answer(&client.Error{Kind: client.Refused, Code: api.CodeInternal, Status: 500})},
		{"offline", answer(failure(client.Offline))},
		{"hostile", func(s *stage) {
			s.deps.State.Exam.DocumentTypes[0].Name = "类型\x1b[2J名\u202e称特别特别特别特别特别特别特别特别特别特别特别特别特别特别长"
			identify(s, "99\x1b010120", "很长的名字很长的名字很长的名字很长的名字很长的名字很长的名字很长的名字")
		}},
	})
}

func TestIdentityChecksBeforeAnythingIsSent(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ number, name, want string }{
		{"", "张三", "请输入证件号码！"},
		{"99010120050101001*", "张三", "证件号码只能输入字母、数字、英文括号！"},
		{"9901012005010100101", "张三", "证件号码长度不能超出18位！"},
		{"99010120050101", "张三", "身份证号码长度错误！"},
		{"990101200602290023", "张三", `证件号码"990101200602290023"不是有效的身份证号码！`},
		{"990101200501010011", "张三", `证件号码"990101200501010011"不是有效的身份证号码！`},
		{"990101200501010010", "", "请输入姓名！"},
		{"990101200501010010", strings.Repeat("张", 65), "姓名长度不能超出64字符！"},
		{"990101200501010010", "张三3", "姓名只能输入汉字或字母"},
	} {
		t.Run(test.want, func(t *testing.T) {
			t.Parallel()
			backend := willing(api.NextIdentity)
			backend.identify = func(api.Identity) (api.Record, error) {
				t.Error("it was sent")
				return api.Record{}, errNotExpected
			}
			s := on80x24(t, backend)
			identify(s, test.number, test.name)
			s.press(s.deps.Keys.Activate)
			s.at(tui.StepIdentity)
			s.sees("✗ " + test.want)
		})
	}
}

func TestIdentityAsksForTheTypeFirst(t *testing.T) {
	t.Parallel()
	s := on80x24(t, willing(api.NextIdentity))
	s.open(tui.StepIdentity)
	s.press(s.deps.Keys.Prev, s.deps.Keys.Activate)
	s.sees("请选择证件类型！", "▸( ) 中华人民共和国居民身份证")
	s.press(s.deps.Keys.Toggle)
	s.seesNot("请选择证件类型！")
}

func TestIdentitySendsTheNormalisedForm(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextIdentity)
	var asked []api.Identity
	backend.identify = func(question api.Identity) (api.Record, error) {
		asked = append(asked, question)
		return testRecord(), nil
	}
	s := on80x24(t, backend)
	identify(s, " ９９０１０１ 20050101 ００７ｘ\n", "  李四 ")
	s.hold()
	s.press(s.deps.Keys.Activate, s.deps.Keys.Activate)
	s.sees("[99010120050101007X ", "[李四 ", "正在查询")
	s.release()
	s.at(tui.StepReview)
	want := api.Identity{Type: "1", Number: "99010120050101007X", Name: "李四"}
	if len(asked) != 1 || asked[0] != want {
		t.Errorf("%d questions, the first is right: %v", len(asked), len(asked) > 0 && asked[0] == want)
	}
	if s.deps.State.Record.Name != "张三" || s.deps.State.Candidate.Next != api.NextReview {
		t.Error("the next screen does not find the student")
	}
}

func TestIdentityWarningStopsNothing(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextIdentity)
	s := on80x24(t, backend)
	s.open(tui.StepIdentity)
	k := s.deps.Keys
	s.press(k.Down, k.Toggle, k.Next)
	s.write("ABC")
	s.press(k.Next)
	s.write("张三")
	s.hold()
	s.press(k.Activate)
	s.sees("! 证件号码与所选证件类型的常见格式不符，请核对。")
	s.release()
	s.at(tui.StepReview)
}

func TestIdentityRefusals(t *testing.T) {
	t.Parallel()
	for code, want := range map[api.Code]struct {
		words string
		focus string // where the focus mark stands then
	}{
		api.CodeStudentNotFound: {"没有查到该证件号码", "▸证件号码"},
		api.CodeNameMismatch:    {"姓名与证件号码不一致", "▸姓名"},
		api.CodeBoundElsewhere:  {"该考生已绑定其他账号", "▸姓名"},
		api.CodeAccountBound:    {"本账号已绑定另一名考生", "▸姓名"},
		api.CodeStepNotDone:     {"前面还有步骤没有完成", "▸姓名"},
	} {
		t.Run(string(code), func(t *testing.T) {
			t.Parallel()
			backend := willing(api.NextIdentity)
			backend.identify = func(api.Identity) (api.Record, error) { return api.Record{}, refusal(code) }
			s := on80x24(t, backend)
			identify(s, "990101200501010010", "张三")
			s.press(s.deps.Keys.Activate)
			s.at(tui.StepIdentity)
			s.sees("✗ "+want.words, want.focus, "[990101200501010010 ", "[张三 ", "[ 查询 ]")
			s.write("x") // putting it right takes the message away
			s.seesNot(want.words)
		})
	}
}

func TestIdentityRestsAfterAServerError(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextIdentity)
	calls := 0
	backend.identify = func(api.Identity) (api.Record, error) {
		calls++
		if calls == 1 {
			return api.Record{}, &client.Error{Kind: client.Refused, Code: api.CodeInternal, Status: 500}
		}
		return testRecord(), nil
	}
	s := on80x24(t, backend)
	identify(s, "990101200501010010", "张三")
	k := s.deps.Keys
	s.press(k.Activate)
	s.sees("服务器出错了", "[ 查询（5） ]", "[990101200501010010 ")
	s.pass(2 * time.Second)
	s.sees("[ 查询（3） ]")
	s.press(k.Activate, k.Refresh, k.Next, k.Activate)
	if calls != 1 {
		t.Fatalf("%d look-ups while the button rests", calls)
	}
	s.pass(3 * time.Second)
	s.sees("[ 查询 ]")
	s.press(k.Refresh)
	if calls != 2 {
		t.Errorf("%d look-ups", calls)
	}
	s.at(tui.StepReview)
}

func TestIdentityOfflineDoesNotRest(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextIdentity)
	works := backend.identify
	backend.identify = func(api.Identity) (api.Record, error) { return api.Record{}, failure(client.Offline) }
	s := on80x24(t, backend)
	identify(s, "990101200501010010", "张三")
	s.press(s.deps.Keys.Activate)
	s.sees("连接不上服务器", "已填写的内容都还在，按 F5 重试", "[ 查询 ]", "离线")
	backend.identify = works
	s.press(s.deps.Keys.Refresh)
	s.at(tui.StepReview)
}

func TestIdentityCountsTheSeconds(t *testing.T) {
	t.Parallel()
	s := on80x24(t, willing(api.NextIdentity))
	identify(s, "990101200501010010", "张三")
	s.hold()
	s.press(s.deps.Keys.Activate)
	s.pass(4 * time.Second)
	s.sees("正在查询 4 秒")
}

func TestIdentityGoesBack(t *testing.T) {
	t.Parallel()
	s := on80x24(t, willing(api.NextIdentity))
	s.open(tui.StepIdentity)
	s.press(s.deps.Keys.Back)
	s.at(tui.StepHome)
}

// TestIdentityRefusedIsOnline: a backend that says no was reached.
func TestIdentityRefusedIsOnline(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextIdentity)
	backend.identify = func(api.Identity) (api.Record, error) { return api.Record{}, failure(client.Offline) }
	s := on80x24(t, backend)
	identify(s, "990101200501010010", "张三")
	s.press(s.deps.Keys.Activate)
	s.sees("离线")
	backend.identify = func(api.Identity) (api.Record, error) { return api.Record{}, refusal(api.CodeNameMismatch) }
	s.press(s.deps.Keys.Refresh)
	s.sees("姓名与证件号码不一致", "在线")
}
