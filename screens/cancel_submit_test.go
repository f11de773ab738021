package screens

import (
	"slices"
	"strings"
	"testing"

	"houbu/api"
	"houbu/client"
	"houbu/screens/text"
	"houbu/tui"
)

// cancels are the cancellations that a backend was sent.
type cancels struct {
	keys, entries []string
	sent          []api.Cancellation
}

// cancellable makes a backend answer to cancellations, and keeps them.
func cancellable(f *fakeBackend, answer func() (api.Receipt, error)) *cancels {
	c := &cancels{}
	f.cancel = func(key, entry string, why api.Cancellation) (api.Receipt, error) {
		c.keys, c.entries, c.sent = append(c.keys, key), append(c.entries, entry), append(c.sent, why)
		return answer()
	}
	return c
}

func cancelledReceipt() (api.Receipt, error) { return api.Receipt{State: api.Cancelled}, nil }

func TestCancelSendsTheReason(t *testing.T) {
	t.Parallel()
	for i, reason := range testReasons() {
		if reason.NeedsText {
			continue
		}
		t.Run(reason.Code, func(t *testing.T) {
			t.Parallel()
			backend := willing(api.NextInfo)
			c := cancellable(backend, cancelledReceipt)
			s := on80x24(t, backend)
			cancelling(s, waitingEntry("1", "英语四级", 17))
			s.sees("取消候补：英语四级 · (993010)测试大学主校区", "▸( ) 不想参加本次考试", "确定：请选择取消候补原因")
			s.seesNot("具体原因")
			for range i {
				s.press(s.deps.Keys.Down)
			}
			s.press(s.deps.Keys.Toggle)
			s.sees("▸(x) " + reason.Name)
			s.hit("确定")
			s.at(tui.StepFinished)
			s.sees("候补取消成功")
			if want := []api.Cancellation{{Reason: reason.Code}}; !slices.Equal(c.sent, want) || c.entries[0] != "entry-1" {
				t.Errorf("sent %+v for %q, want %+v for the entry", c.sent, c.entries, want)
			}
		})
	}
}

// TestCancelOther takes a text, which stays when another reason is looked at.
func TestCancelOther(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextInfo)
	c := cancellable(backend, cancelledReceipt)
	s := on80x24(t, backend)
	k := s.deps.Keys
	cancelling(s, waitingEntry("1", "英语四级", 17))
	s.press(k.End, k.Toggle)
	s.sees("(x) 其他", "▸具体原因：")
	s.oneFocus()
	for _, empty := range []string{"", "   ", "　"} {
		s.paste(empty)
		s.press(k.Activate)
		s.at(tui.StepCancelReason)
		s.sees("✗ 请填写具体原因", "▸具体原因：")
	}
	s.write(" 家里有事 ")
	s.seesNot("✗")
	s.press(k.Prev, k.Home, k.Toggle) // 不想参加本次考试 after all
	s.seesNot("具体原因")
	s.oneFocus()
	s.press(k.End, k.Toggle)
	s.sees("▸具体原因：", "家里有事")
	s.press(k.Activate) // Enter in the last field submits
	s.at(tui.StepFinished)
	if want := []api.Cancellation{{Reason: "other", Text: "家里有事"}}; !slices.Equal(c.sent, want) {
		t.Errorf("sent %+v, want %+v", c.sent, want)
	}
}

// TestCancelSendsNoTextThatIsNotAskedFor: what was typed for 其他 stays here when
// another reason is chosen in the end.
func TestCancelSendsNoTextThatIsNotAskedFor(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextInfo)
	c := cancellable(backend, cancelledReceipt)
	s := on80x24(t, backend)
	k := s.deps.Keys
	cancelling(s, waitingEntry("1", "英语四级", 17))
	s.press(k.End, k.Toggle)
	s.write("私事")
	s.press(k.Prev, k.Up, k.Toggle)
	s.hit("确定")
	if want := []api.Cancellation{{Reason: "too_long"}}; !slices.Equal(c.sent, want) {
		t.Errorf("sent %+v, want %+v", c.sent, want)
	}
}

func TestCancelTextIsLimited(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextInfo)
	c := cancellable(backend, cancelledReceipt)
	s := on80x24(t, backend)
	k := s.deps.Keys
	cancelling(s, waitingEntry("1", "英语四级", 17))
	s.press(k.End, k.Toggle)
	s.paste(strings.Repeat("长", cancelLimit+1))
	s.sees("已截断：最多 200 个字符")
	s.press(k.Activate)
	if len(c.sent) != 1 || c.sent[0].Text != strings.Repeat("长", cancelLimit) {
		t.Errorf("sent %+v", c.sent)
	}
}

func TestCancelWarnsAboutASeat(t *testing.T) {
	t.Parallel()
	seat := waitingEntry("1", "英语四级", 0)
	seat.State = api.Offered
	s := on80x24(t, willing(api.NextInfo))
	cancelling(s, seat)
	s.sees("! 已经候补成功的座位会让给下一位")

	s = on80x24(t, willing(api.NextInfo))
	cancelling(s, waitingEntry("1", "英语四级", 0))
	s.seesNot("座位")
}

func TestCancelLeavesTheEntryAlone(t *testing.T) {
	t.Parallel()
	for name, leave := range map[string]func(s *stage){
		"Esc":           func(s *stage) { s.press(s.deps.Keys.Back) },
		"返回":            func(s *stage) { s.hit("返回") },
		"Esc, typing":   func(s *stage) { s.press(s.deps.Keys.End, s.deps.Keys.Toggle, s.deps.Keys.Back) },
		"返回, a reason":  func(s *stage) { s.press(s.deps.Keys.Toggle); s.hit("返回") },
		"without entry": func(s *stage) { cancelling(s, api.Entry{}) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			backend := willing(api.NextInfo)
			c := cancellable(backend, cancelledReceipt)
			s := on80x24(t, backend)
			cancelling(s, waitingEntry("1", "英语四级", 17))
			leave(s)
			s.at(tui.StepInfo)
			if len(c.sent) != 0 {
				t.Errorf("sent %+v", c.sent)
			}
		})
	}
}

func TestCancelSubmitsOnce(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextInfo)
	c := cancellable(backend, cancelledReceipt)
	s := on80x24(t, backend)
	submitReason(s)
	before := s.frame()
	k := s.deps.Keys
	s.press(k.Activate, k.Activate, k.Toggle, k.Prev, k.Down, k.Toggle, k.Refresh, k.Back)
	s.at(tui.StepCancelReason)
	if s.frame() != before {
		t.Errorf("keys change what was submitted:\n%s", s.frame())
	}
	s.release()
	s.at(tui.StepFinished)
	if len(c.keys) != 1 {
		t.Errorf("submitted %d times", len(c.keys))
	}
}

// TestCancelRefused refuses a cancellation with every code of the wire.
func TestCancelRefused(t *testing.T) {
	t.Parallel()
	for code, words := range text.Chinese().Errors.ByCode {
		t.Run(string(code), func(t *testing.T) {
			t.Parallel()
			backend := willing(api.NextInfo)
			cancellable(backend, func() (api.Receipt, error) { return api.Receipt{}, refusal(code) })
			s := on80x24(t, backend)
			submitReason(s)
			s.release()
			s.sees(words)
			switch code {
			case api.CodeEntryFinished: // where it ended stands there
				s.at(tui.StepFinished)
			case api.CodeUnauthorized:
				s.at(tui.StepLogin)
			default:
				s.at(tui.StepCancelReason)
				s.sees("✗", "(x) 不想参加本次考试", "▸[ 确定 ]")
			}
		})
	}
}

// TestCancelFailed loses cancellations of which it is known that nothing was
// done. F5 and the button try again, under a new key.
func TestCancelFailed(t *testing.T) {
	t.Parallel()
	for _, b := range brokenLines() {
		for name, again := range map[string]func(s *stage){
			"F5":     func(s *stage) { s.press(s.deps.Keys.Refresh) },
			"button": func(s *stage) { s.press(s.deps.Keys.Activate) },
		} {
			t.Run(b.name+", "+name, func(t *testing.T) {
				t.Parallel()
				backend := willing(api.NextInfo)
				fails := true
				c := cancellable(backend, func() (api.Receipt, error) {
					if fails {
						return api.Receipt{}, b.err
					}
					return cancelledReceipt()
				})
				s := on80x24(t, backend)
				submitReason(s)
				s.release()
				s.at(tui.StepCancelReason)
				s.sees(b.words, "已填写的内容都还在，按 F5 重试", "F5 刷新", "(x) 不想参加本次考试", "▸[ 确定 ]", b.online)
				s.seesNot("结果未知")
				fails = false
				again(s)
				s.at(tui.StepFinished)
				if len(c.keys) != 2 || c.keys[0] == c.keys[1] {
					t.Errorf("cancelled under the keys %q", c.keys)
				}
			})
		}
	}
}

func TestCancelAnotherReasonTakesTheErrorAway(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextInfo)
	c := cancellable(backend, func() (api.Receipt, error) { return api.Receipt{}, failure(client.Offline) })
	s := on80x24(t, backend)
	submitReason(s)
	s.release()
	s.press(s.deps.Keys.Prev, s.deps.Keys.Down, s.deps.Keys.Toggle)
	s.sees("▸(x) 时间冲突")
	s.seesNot("连接不上", "F5")
	s.press(s.deps.Keys.Refresh) // does nothing any more
	s.at(tui.StepCancelReason)
	if len(c.sent) != 1 {
		t.Errorf("sent %+v", c.sent)
	}
}

// TestCancelRefreshSendsNoOtherText: after a failure, F5 sends what was sent, and
// nothing that was typed since.
func TestCancelRefreshSendsNoOtherText(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextInfo)
	c := cancellable(backend, func() (api.Receipt, error) { return api.Receipt{}, failure(client.Offline) })
	s := on80x24(t, backend)
	cancelling(s, waitingEntry("1", "英语四级", 17))
	s.press(s.deps.Keys.End, s.deps.Keys.Toggle)
	s.write("家里")
	s.hit("确定")
	s.sees("连接不上", "按 F5 重试")
	s.focus("具体原因")
	s.sees("按 F5 重试")
	s.write("有事")
	s.sees("家里有事")
	s.seesNot("连接不上", "F5")
	s.press(s.deps.Keys.Refresh)
	if want := []api.Cancellation{{Reason: "other", Text: "家里"}}; !slices.Equal(c.sent, want) {
		t.Errorf("sent %+v, want %+v", c.sent, want)
	}
}

// TestCancelLostReply loses the reply to 取消候补 on a real client.
func TestCancelLostReply(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		wire lossyWire
		at   tui.Step
		sees string
		done int
	}{
		"done, reply lost":          {lossyWire{posts: []fate{lostBack}}, tui.StepFinished, "候补取消成功", 1},
		"never arrived, sent again": {lossyWire{posts: []fate{lostGo}}, tui.StepFinished, "候补取消成功", 1},
		"a cut line in between": {
			lossyWire{posts: []fate{lostBack}, gets: []fate{lostGo, lostGo}}, tui.StepFinished, "候补取消成功", 1,
		},
		"never arrived, then finished": {
			lossyWire{posts: []fate{lostGo, refuse}, refusal: api.CodeEntryFinished},
			tui.StepFinished, "该候补已经结束，不能再取消", 0,
		},
		"never arrived, then refused": {
			lossyWire{posts: []fate{lostGo, refuse}, refusal: api.CodeReasonUnknown},
			tui.StepCancelReason, "请选择取消候补原因", 0,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			backend, wire := willing(api.NextInfo), c.wire
			wire.connect(t, backend)
			s := on80x24(t, backend)
			submitReason(s)
			s.goOnUntil("结果未知，正在核对")
			s.seesNot("失败", "✗", "重试")
			s.sees("[ 正在核对 ]")
			s.press(s.deps.Keys.Activate, s.deps.Keys.Back)
			s.at(tui.StepCancelReason)
			s.release()
			s.at(c.at)
			s.sees(c.sees)
			s.seesNot("结果未知")
			wire.oneKey(t)
			if len(wire.done) != c.done {
				t.Errorf("cancelled %d times, want %d", len(wire.done), c.done)
			}
		})
	}
}
