package screens

import (
	"slices"
	"testing"

	"houbu/api"
	"houbu/client"
	"houbu/screens/text"
	"houbu/tui"
)

// joins are the joins that a backend was sent.
type joins struct {
	keys []string
	sent []api.Join
}

// joining makes a backend answer to joins, and keeps them.
func joining(f *fakeBackend, answer func() (api.Receipt, error)) *joins {
	j := &joins{}
	f.join = func(key string, join api.Join) (api.Receipt, error) {
		j.keys, j.sent = append(j.keys, key), append(j.sent, join)
		return answer()
	}
	return j
}

func TestWrittenSubmits(t *testing.T) {
	t.Parallel()
	for state, notice := range map[api.EntryState]string{
		api.Waiting: "提交成功，正在候补", api.Offered: "候补成功，请在规定时间内支付",
	} {
		t.Run(string(state), func(t *testing.T) {
			t.Parallel()
			backend := offering(writtenPools())
			j := joining(backend, func() (api.Receipt, error) { return api.Receipt{State: state}, nil })
			s := on80x24(t, backend)
			chooseWritten(s)
			s.press(s.deps.Keys.Activate)
			s.at(tui.StepWrittenAsk)
			s.sees("校区：(993010)测试大学主校区", "科目：英语四级", "考试时间：2026-12-12 9:00–11:20", "费用：30 元",
				"现在没有空余座位，前面有 360 人候补")
			if len(j.sent) != 0 {
				t.Fatal("sent before the dialog was answered")
			}
			s.press(s.deps.Keys.Activate)
			s.at(tui.StepInfo)
			s.sees(notice)
			if want := []api.Join{{CampusCode: mainCampus, Subject: "1"}}; !slices.Equal(j.sent, want) {
				t.Errorf("sent %+v, want %+v", j.sent, want)
			}
		})
	}
}

func TestWrittenSaysThatASeatIsFree(t *testing.T) {
	t.Parallel()
	s := on80x24(t, offering(writtenPools()))
	s.deps.State.Record.CampusCode = westCampus
	chooseWritten(s)
	s.press(s.deps.Keys.Activate)
	s.sees("现在有空余座位，提交后即候补成功")
}

func TestWrittenDeclinedKeepsTheChoice(t *testing.T) {
	t.Parallel()
	for name, decline := range map[string]func(s *stage){
		"取消":  func(s *stage) { s.press(s.deps.Keys.Right, s.deps.Keys.Activate) },
		"Esc": func(s *stage) { s.press(s.deps.Keys.Back) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			backend := offering(writtenPools())
			j := joining(backend, func() (api.Receipt, error) { return api.Receipt{}, nil })
			s := on80x24(t, backend)
			chooseWritten(s)
			before := s.frame()
			s.press(s.deps.Keys.Activate)
			decline(s)
			s.at(tui.StepWritten)
			if s.frame() != before {
				t.Errorf("declining changes the terminal:\n%s\nbefore:\n%s", s.frame(), before)
			}
			if len(j.sent) != 0 {
				t.Errorf("sent %+v", j.sent)
			}
		})
	}
}

func TestWrittenSubmitsOnce(t *testing.T) {
	t.Parallel()
	backend := offering(writtenPools())
	j := joining(backend, func() (api.Receipt, error) { return api.Receipt{State: api.Waiting}, nil })
	s := on80x24(t, backend)
	chooseWritten(s)
	k := s.deps.Keys
	s.press(k.Activate)
	s.hold()
	s.press(k.Activate, k.Activate) // the second comes before the machine has taken the first
	s.goOnUntil("正在提交候补")
	before := s.frame()
	s.press(k.Activate, k.Toggle, k.Up, k.Down, k.Next, k.Refresh, k.Back)
	s.at(tui.StepWritten)
	if s.frame() != before {
		t.Errorf("keys change what was submitted:\n%s", s.frame())
	}
	s.release()
	s.at(tui.StepInfo)
	if len(j.keys) != 1 {
		t.Errorf("submitted %d times", len(j.keys))
	}
}

// TestWrittenSubmitsWhatTheDialogSaid changes the pools under an open dialog.
func TestWrittenSubmitsWhatTheDialogSaid(t *testing.T) {
	t.Parallel()
	backend := offering(writtenPools())
	j := joining(backend, func() (api.Receipt, error) { return api.Receipt{State: api.Waiting}, nil })
	s := on80x24(t, backend)
	chooseWritten(s)
	west := api.Pools{Kind: api.Written, Pools: writtenPools().Pools[9:]} // the campus chosen is gone
	backend.pools = func(api.Kind) (api.Pools, error) { return west, nil }
	s.hold()
	s.press(s.deps.Keys.Refresh)
	reading := s.held
	s.held, s.holds = nil, false
	s.press(s.deps.Keys.Activate)
	s.at(tui.StepWrittenAsk)
	s.held = reading
	s.release()
	s.sees("校区：(993010)测试大学主校区")
	s.press(s.deps.Keys.Activate)
	if want := []api.Join{{CampusCode: mainCampus, Subject: "1"}}; !slices.Equal(j.sent, want) {
		t.Errorf("sent %+v, want %+v", j.sent, want)
	}
}

// TestWrittenRefused refuses a join with every code of the wire. What is shown
// is old then, so it is read again.
func TestWrittenRefused(t *testing.T) {
	t.Parallel()
	for code, words := range text.Chinese().Errors.ByCode {
		if code == api.CodeUnauthorized {
			continue // leads to the login
		}
		t.Run(string(code), func(t *testing.T) {
			t.Parallel()
			backend := offering(writtenPools())
			joining(backend, func() (api.Receipt, error) {
				backend.pools = func(api.Kind) (api.Pools, error) { return blockedPools(api.CodeLevelTaken), nil }
				return api.Receipt{}, refusal(code)
			})
			s := on80x24(t, backend)
			submitWritten(s)
			s.release()
			s.at(tui.StepWritten)
			s.sees("✗ "+words, "英语四级 30元 无 360人 2026-12-12 9:00–11:20 同级别已报或已候补")
			s.seesNot("已填写", "正在提交", "正在读取", "正在核对")
			s.press(s.deps.Keys.Refresh)
			s.seesNot("✗", "正在读取") // the next reading is not quiet any more
		})
	}
}

func TestWrittenKeepsTheRefusalWhenTheReadingAfterItFails(t *testing.T) {
	t.Parallel()
	backend := offering(writtenPools())
	works := backend.pools
	joining(backend, func() (api.Receipt, error) {
		backend.pools = func(api.Kind) (api.Pools, error) { return api.Pools{}, failure(client.Offline) }
		return api.Receipt{}, refusal(api.CodeLevelTaken)
	})
	s := on80x24(t, backend)
	submitWritten(s)
	s.release()
	s.sees("✗ 同级别科目仅能候补一科", "(x) 英语四级", "离线")
	backend.pools = works
	s.press(s.deps.Keys.Refresh)
	s.seesNot("✗", "正在读取")
	s.sees("在线")
	s.press(s.deps.Keys.Activate) // the choice is still there
	s.at(tui.StepWrittenAsk)
}

func TestWrittenPickTakesTheRefusalAway(t *testing.T) {
	t.Parallel()
	backend := offering(writtenPools())
	joining(backend, func() (api.Receipt, error) { return api.Receipt{}, refusal(api.CodePoolNotFound) })
	s := on80x24(t, backend)
	submitWritten(s)
	s.release()
	s.sees("该校区没有开设这个科目")
	s.focus("英语四级")
	s.press(s.deps.Keys.Down, s.deps.Keys.Toggle)
	s.seesNot("该校区没有开设这个科目")
}

// TestWrittenFailed loses joins of which it is known that nothing was done. F5
// and the button try again, which is a new intention under a new key.
func TestWrittenFailed(t *testing.T) {
	t.Parallel()
	for _, c := range brokenLines() {
		for name, again := range map[string]func(s *stage){
			"F5":     func(s *stage) { s.press(s.deps.Keys.Refresh) },
			"button": func(s *stage) { s.press(s.deps.Keys.Activate, s.deps.Keys.Activate) },
		} {
			t.Run(c.name+", "+name, func(t *testing.T) {
				t.Parallel()
				backend := offering(writtenPools())
				fails := true
				j := joining(backend, func() (api.Receipt, error) {
					if fails {
						return api.Receipt{}, c.err
					}
					return api.Receipt{State: api.Waiting}, nil
				})
				s := on80x24(t, backend)
				submitWritten(s)
				s.release()
				s.at(tui.StepWritten)
				s.sees(c.words, "已填写的内容都还在，按 F5 重试", "(x) 英语四级", "▸[ 提交候补 ]")
				s.seesNot("结果未知")
				fails = false
				again(s)
				s.at(tui.StepInfo)
				if len(j.keys) != 2 || j.keys[0] == j.keys[1] || j.sent[0] != j.sent[1] {
					t.Errorf("joined under the keys %q: %+v", j.keys, j.sent)
				}
			})
		}
	}
}

// TestWrittenRefreshSubmitsNothingElse: after a failure, F5 repeats what was
// confirmed, and nothing that was chosen or declined since.
func TestWrittenRefreshSubmitsNothingElse(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(s *stage){
		"another subject": func(s *stage) { s.focus("英语四级"); s.press(s.deps.Keys.Down, s.deps.Keys.Toggle) },
		"another campus":  func(s *stage) { s.focus("测试大学主校区"); s.press(s.deps.Keys.Down, s.deps.Keys.Toggle) },
		"declined":        func(s *stage) { s.press(s.deps.Keys.Activate, s.deps.Keys.Back) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			backend := offering(writtenPools())
			j := joining(backend, func() (api.Receipt, error) { return api.Receipt{}, failure(client.Offline) })
			s := on80x24(t, backend)
			submitWritten(s)
			s.release()
			change(s)
			s.seesNot("按 F5 重试")
			s.press(s.deps.Keys.Refresh)
			if len(j.sent) != 1 {
				t.Errorf("sent %+v", j.sent)
			}
		})
	}
}

// TestWrittenLostReply loses the reply to 提交候补 on a real client. The screen
// never says that it failed, finds the true outcome, and never joins twice.
func TestWrittenLostReply(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		wire lossyWire
		at   tui.Step
		sees string
		done int
	}{
		"done, reply lost":             {lossyWire{posts: []fate{lostBack}, state: api.Waiting}, tui.StepInfo, "提交成功，正在候补", 1},
		"done with a seat, reply lost": {lossyWire{posts: []fate{lostBack}, state: api.Offered}, tui.StepInfo, "候补成功", 1},
		"never arrived, sent again":    {lossyWire{posts: []fate{lostGo}, state: api.Waiting}, tui.StepInfo, "提交成功，正在候补", 1},
		"lost twice, then a cut line": {
			lossyWire{posts: []fate{lostGo, lostBack}, gets: []fate{arrives, lostGo, lostGo}, state: api.Waiting},
			tui.StepInfo, "提交成功，正在候补", 1,
		},
		"never arrived, then refused": {
			lossyWire{posts: []fate{lostGo, refuse}, refusal: api.CodeLevelTaken},
			tui.StepWritten, "同级别科目仅能候补一科", 0,
		},
		"never arrived, then the session ended": {
			lossyWire{posts: []fate{lostGo, refuse}, refusal: api.CodeUnauthorized},
			tui.StepLogin, "登录已失效", 0,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			backend, wire := offering(writtenPools()), c.wire
			wire.connect(t, backend)
			s := on80x24(t, backend)
			submitWritten(s)
			s.goOnUntil("结果未知，正在核对")
			s.at(tui.StepWritten)
			s.seesNot("失败", "✗", "重试")
			s.sees("[ 正在核对 ]", "(x) 英语四级")
			s.press(s.deps.Keys.Activate, s.deps.Keys.Refresh, s.deps.Keys.Back)
			s.at(tui.StepWritten)
			s.release()
			s.at(c.at)
			s.sees(c.sees)
			s.seesNot("结果未知")
			wire.oneKey(t)
			if len(wire.done) != c.done {
				t.Errorf("joined %d times, want %d", len(wire.done), c.done)
			}
		})
	}
}

func TestWrittenSessionEnded(t *testing.T) {
	t.Parallel()
	ended := refusal(api.CodeUnauthorized)
	for name, play := range map[string]func(s *stage, backend *fakeBackend){
		"reading": func(s *stage, backend *fakeBackend) {
			backend.pools = func(api.Kind) (api.Pools, error) { return api.Pools{}, ended }
			s.open(tui.StepWritten)
		},
		"submitting": func(s *stage, backend *fakeBackend) {
			joining(backend, func() (api.Receipt, error) { return api.Receipt{}, ended })
			submitWritten(s)
			s.release()
		},
		"reading after a refusal": func(s *stage, backend *fakeBackend) {
			joining(backend, func() (api.Receipt, error) {
				backend.pools = func(api.Kind) (api.Pools, error) { return api.Pools{}, ended }
				return api.Receipt{}, refusal(api.CodeLevelTaken)
			})
			submitWritten(s)
			s.release()
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			backend := offering(writtenPools())
			s := on80x24(t, backend)
			play(s, backend)
			s.at(tui.StepLogin)
			s.sees("登录已失效，请重新登录")
		})
	}
}
