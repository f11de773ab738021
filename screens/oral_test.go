package screens

import (
	"context"
	"strings"
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

func openOral(s *stage) {
	s.t.Helper()
	withSeat(s).open(tui.StepOral)
}

func TestOralGolden(t *testing.T) {
	t.Parallel()
	goldens(t, "oral", holding, []scene{
		{"loading", func(s *stage) {
			s.hold()
			openOral(s)
			s.pass(2 * time.Second)
		}},
		{"first", openOral},
		{"chosen", func(s *stage) {
			openOral(s)
			s.press(s.deps.Keys.Activate)
		}},
		{"submitting", func(s *stage) {
			openOral(s)
			s.press(s.deps.Keys.Activate)
			s.hold()
			s.press(s.deps.Keys.Activate)
			s.pass(3 * time.Second)
		}},
		{"unknown", func(s *stage) {
			s.backend.join = func(string, api.Join) (api.Receipt, error) { return api.Receipt{}, lostReply(s.t) }
			openOral(s)
			s.press(s.deps.Keys.Activate)
			s.hold()
			s.press(s.deps.Keys.Activate)
			s.step()
		}},
		{"blocked", func(s *stage) {
			s.backend.pools = func(api.Kind) (api.Pools, error) {
				pools := testOralPools()
				for i := range pools.Pools {
					pools.Pools[i].Blocked = api.CodeWrittenUnpaid
				}
				return pools, nil
			}
			openOral(s)
		}},
		{"none", func(s *stage) {
			s.backend.pools = func(api.Kind) (api.Pools, error) { return api.Pools{Kind: api.Oral}, nil }
			openOral(s)
		}},
		{"hostile", func(s *stage) {
			pools := testOralPools()
			pools.Pools[0].Campus = "\x1b[2J" + strings.Repeat("很长的校区", 20)
			s.backend.pools = func(api.Kind) (api.Pools, error) { return pools, nil }
			withSeat(s)
			s.deps.State.Registration.SubjectName = "科目\x9b31m\n已报考笔试：别的科目\u202e"
			s.open(tui.StepOral)
		}},
		{"offline", func(s *stage) {
			s.backend.pools = func(api.Kind) (api.Pools, error) { return api.Pools{}, failure(client.Offline) }
			openOral(s)
		}},
	})
}

func TestOralListsTheSubjectOfTheLevelHeld(t *testing.T) {
	t.Parallel()
	s := on80x24(t, holding())
	openOral(s)
	s.sees("已报考笔试：英语四级", "英语四级口试", "50 元", "12 人", "(993011)测试大学东校区")
	s.seesNot("英语六级口试")
}

func TestOralNeedsTheVeryWrittenSubjectWhenTheSessionSaysSo(t *testing.T) {
	t.Parallel()
	s := on80x24(t, holding())
	withSeat(s)
	for i := range s.deps.State.Exam.Subjects {
		if subject := &s.deps.State.Exam.Subjects[i]; subject.Code == "F1" {
			subject.Requires = "3"
		}
	}
	s.open(tui.StepOral)
	s.sees("没有可以候补的口试科目")
}

func TestOralSubmitsOnce(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		state api.EntryState
		want  string
	}{
		"waiting": {api.Waiting, "保存成功，正在候补"},
		"offered": {api.Offered, "口试候补成功"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			backend := holding()
			var joins []api.Join
			backend.join = func(key string, join api.Join) (api.Receipt, error) {
				joins = append(joins, join)
				return api.Receipt{Key: key, State: tt.state}, nil
			}
			s := on80x24(t, backend)
			openOral(s)
			k := s.deps.Keys
			s.press(k.Down, k.Activate)
			s.hold()
			s.press(k.Activate, k.Activate, k.Refresh, k.Back)
			s.release()
			s.at(tui.StepInfo)
			s.sees(tt.want)
			if len(joins) != 1 || joins[0] != (api.Join{CampusCode: "993011", Subject: "F1"}) {
				t.Errorf("joined %+v", joins)
			}
		})
	}
}

func TestOralFindsOutWhatBecameOfALostReply(t *testing.T) {
	t.Parallel()
	backend := holding()
	var keys []string
	backend.join = func(key string, _ api.Join) (api.Receipt, error) {
		keys = append(keys, key)
		return api.Receipt{}, lostReply(t)
	}
	backend.outcome = func(key string, _ func(context.Context) (api.Receipt, error)) (api.Receipt, error) {
		keys = append(keys, key)
		return api.Receipt{Key: key, State: api.Waiting}, nil
	}
	s := on80x24(t, backend)
	openOral(s)
	s.press(s.deps.Keys.Activate)
	s.hold()
	s.press(s.deps.Keys.Activate)
	s.step()
	s.sees("结果未知，正在核对")
	s.release()
	s.at(tui.StepInfo)
	s.sees("保存成功")
	if len(keys) != 2 || keys[0] != keys[1] {
		t.Errorf("keys %v, want the same twice", keys)
	}
}

func TestOralRefused(t *testing.T) {
	t.Parallel()
	backend := holding()
	reads := 0
	backend.pools = func(api.Kind) (api.Pools, error) {
		reads++
		return testOralPools(), nil
	}
	backend.join = func(string, api.Join) (api.Receipt, error) { return api.Receipt{}, refusal(api.CodeWrittenRequired) }
	s := on80x24(t, backend)
	openOral(s)
	s.press(s.deps.Keys.Activate, s.deps.Keys.Activate)
	s.at(tui.StepOral)
	s.sees("需要先报上同级别的笔试科目", "(x)")
	if reads != 2 {
		t.Errorf("read the pools %d times, want again after the refusal", reads)
	}
}

func TestOralSubmitsAgainAfterTheLineWasCut(t *testing.T) {
	t.Parallel()
	backend := holding()
	works := backend.join
	backend.join = func(string, api.Join) (api.Receipt, error) { return api.Receipt{}, failure(client.Offline) }
	s := on80x24(t, backend)
	openOral(s)
	s.press(s.deps.Keys.Activate, s.deps.Keys.Activate)
	s.at(tui.StepOral)
	s.sees("连接不上服务器", "已填写的内容都还在", "(x)")
	backend.join = works
	s.press(s.deps.Keys.Refresh)
	s.at(tui.StepInfo)
}

func TestOralTriesAgainAndGoesBack(t *testing.T) {
	t.Parallel()
	backend := holding()
	works := backend.pools
	backend.pools = func(api.Kind) (api.Pools, error) { return api.Pools{}, failure(client.Timeout) }
	s := on80x24(t, backend)
	openOral(s)
	s.sees("服务器没有及时响应", "按 F5 重试")
	backend.pools = works
	s.press(s.deps.Keys.Refresh)
	s.sees("英语四级口试")
	s.seesNot("没有及时响应")
	s.press(s.deps.Keys.Back)
	s.at(tui.StepInfo)
}

func TestOralWithoutAWrittenSubjectGoesBack(t *testing.T) {
	t.Parallel()
	s := on80x24(t, holding())
	s.open(tui.StepOral)
	s.at(tui.StepInfo)
}

// TestOralRefreshSubmitsNothingElse: after a failure, F5 repeats what was
// submitted, and nothing that was chosen since.
func TestOralRefreshSubmitsNothingElse(t *testing.T) {
	t.Parallel()
	backend := holding()
	j := joining(backend, func() (api.Receipt, error) { return api.Receipt{}, failure(client.Offline) })
	s := on80x24(t, backend)
	openOral(s)
	k := s.deps.Keys
	s.press(k.Activate, k.Activate)
	s.sees("按 F5 重试")
	s.focus("测试大学主校区")
	s.press(k.Down, k.Toggle)
	s.sees("(x) (993011)测试大学东校区")
	s.seesNot("连接不上", "按 F5 重试")
	s.press(k.Refresh)
	if len(j.sent) != 1 {
		t.Errorf("sent %+v", j.sent)
	}
}

// TestOralKeysChangeNothingThatWasSubmitted presses keys while a join is under
// way, which then fails: F5 sends what was chosen before.
func TestOralKeysChangeNothingThatWasSubmitted(t *testing.T) {
	t.Parallel()
	backend := holding()
	j := joining(backend, func() (api.Receipt, error) { return api.Receipt{}, failure(client.Offline) })
	s := on80x24(t, backend)
	openOral(s)
	k := s.deps.Keys
	s.press(k.Activate)
	s.hold()
	s.press(k.Activate)
	s.goOnUntil("正在提交候补")
	before := s.frame()
	s.press(k.Prev, k.Down, k.Toggle, k.Activate, k.Refresh, k.Back)
	if s.frame() != before {
		t.Errorf("keys change what was submitted:\n%s", s.frame())
	}
	s.release()
	s.press(k.Refresh)
	if main := (api.Join{CampusCode: mainCampus, Subject: "F1"}); len(j.sent) != 2 || j.sent[0] != main || j.sent[1] != main {
		t.Errorf("sent %+v, want the main campus twice", j.sent)
	}
}
