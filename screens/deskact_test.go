package screens

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"houbu/api"
	"houbu/tui"
)

// noteText is what the staff writes in the tests.
const noteText = "本人到现场，已核对证件"

// acting opens a screen that does something for 张三.
func acting(s *stage, step tui.Step) {
	s.t.Helper()
	d := &s.deps.State.Desk
	d.ID, d.Person = "student-1", testPerson()
	d.Entry = d.Person.Info.Entries[0]
	if d.Account == "" {
		d.Account = api.AuditUnlock
	}
	s.openDesk(step)
}

// obliging is a desk on which everything can be done.
func obliging(role api.Role) *fakeDesk {
	desk := knowing(role)
	receipt := func(key string) (api.Receipt, error) { return api.Receipt{Key: key, At: testNow(), Audit: 17}, nil }
	desk.board = func(string) (api.Board, string, bool, error) { return deskPools(), "tag", true, nil }
	desk.join = func(key, _ string, _ api.StaffJoin) (api.Receipt, error) {
		done, err := receipt(key)
		done.State = api.Waiting
		return done, err
	}
	desk.cancel = func(key, _ string, _ api.StaffCancellation) (api.Receipt, error) { return receipt(key) }
	desk.unlock = func(key, _, _ string) (api.Receipt, error) { return receipt(key) }
	desk.unbind = func(key, _, _ string) (api.Receipt, error) { return receipt(key) }
	desk.password = func(key, _, _ string) (api.StaffPassword, error) {
		done, err := receipt(key)
		return api.StaffPassword{Receipt: done, Password: "tiger-lamp-42"}, err
	}
	return desk
}

func TestDeskCancelGolden(t *testing.T) {
	t.Parallel()
	deskGoldens(t, "deskcancel", func() *fakeDesk { return obliging(api.RoleHelper) }, []deskScene{
		{"first", func(s *stage, _ *fakeDesk) { acting(s, tui.DeskCancel) }},
		{"missing", func(s *stage, _ *fakeDesk) {
			acting(s, tui.DeskCancel)
			s.hit("取消候补")
		}},
		{"other", func(s *stage, _ *fakeDesk) {
			acting(s, tui.DeskCancel)
			s.press(s.deps.Keys.End, s.deps.Keys.Toggle)
		}},
		{"ask", func(s *stage, _ *fakeDesk) {
			acting(s, tui.DeskCancel)
			s.press(s.deps.Keys.Toggle)
			s.focus("说明")
			s.write(noteText)
			s.hit("取消候补")
		}},
	})
}

func TestDeskAccountGolden(t *testing.T) {
	t.Parallel()
	of := func(what api.AuditAction) func(s *stage, desk *fakeDesk) {
		return func(s *stage, _ *fakeDesk) {
			s.deps.State.Desk.Account = what
			acting(s, tui.DeskAccount)
		}
	}
	deskGoldens(t, "deskaccount", func() *fakeDesk { return obliging(api.RoleHelper) }, []deskScene{
		{"unlock", of(api.AuditUnlock)},
		{"unbind", of(api.AuditUnbind)},
		{"password", of(api.AuditPassword)},
		{"new-password", func(s *stage, desk *fakeDesk) {
			of(api.AuditPassword)(s, desk)
			confirmAct(s, "重设密码")
		}},
		{"refused", func(s *stage, desk *fakeDesk) {
			desk.unlock = func(string, string, string) (api.Receipt, error) { return api.Receipt{}, refusal(api.CodeNothingToDo) }
			of(api.AuditUnlock)(s, desk)
			confirmAct(s, "解锁账号")
		}},
		{"unknown", func(s *stage, desk *fakeDesk) {
			desk.unlock = func(string, string, string) (api.Receipt, error) {
				return api.Receipt{}, lostReply(t)
			}
			of(api.AuditUnlock)(s, desk)
			s.write(noteText)
			s.press(s.deps.Keys.Activate)
			s.hold()
			s.press(s.deps.Keys.Left, s.deps.Keys.Activate)
			s.goOnUntil("结果未知")
			s.pass(12 * time.Second)
		}},
	})
}

// confirmAct writes the note, where the focus is, presses the button and says yes.
func confirmAct(s *stage, button string) {
	s.t.Helper()
	s.write(noteText)
	s.hit(button)
	s.press(s.deps.Keys.Left, s.deps.Keys.Activate)
}

// TestDeskActsSend: each act sends what was chosen and written, once, and goes back to
// the candidate, who is read again.
func TestDeskActsSend(t *testing.T) {
	t.Parallel()
	type sent struct{ what, id, note string }
	for name, c := range map[string]struct {
		play func(s *stage)
		want sent
		sees string
	}{
		"join": {func(s *stage) {
			s.hit("代为候补")
			s.press(s.deps.Keys.Toggle)
			s.focus("说明")
			confirmAct(s, "提交候补")
		}, sent{"join 993010 1", "student-1", noteText}, "提交成功，正在候补（审计记录第 17 条）"},
		"cancel": {func(s *stage) {
			s.hit("代为取消候补")
			s.press(s.deps.Keys.Down, s.deps.Keys.Toggle)
			s.focus("说明")
			confirmAct(s, "取消候补")
		}, sent{"cancel entry-3 clash ", "student-1", noteText}, "候补取消成功（审计记录第 17 条）"},
		"cancel with a text": {func(s *stage) {
			s.hit("代为取消候补")
			s.press(s.deps.Keys.End, s.deps.Keys.Toggle)
			s.focus("具体原因")
			s.write("家里有事")
			s.focus("说明")
			confirmAct(s, "取消候补")
		}, sent{"cancel entry-3 other 家里有事", "student-1", noteText}, "候补取消成功"},
		"unlock": {func(s *stage) {
			s.hit("解锁账号")
			confirmAct(s, "解锁账号")
		}, sent{"unlock", "student-1", noteText}, "账号已解锁（审计记录第 17 条）"},
		"unbind": {func(s *stage) {
			s.hit("解除绑定")
			confirmAct(s, "解除绑定")
		}, sent{"unbind", "student-1", noteText}, "绑定已解除（审计记录第 17 条）"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			desk := obliging(api.RoleHelper)
			var got []sent
			join, cancel, unlock, unbind := desk.join, desk.cancel, desk.unlock, desk.unbind
			desk.join = func(key, id string, j api.StaffJoin) (api.Receipt, error) {
				got = append(got, sent{"join " + j.CampusCode + " " + j.Subject, id, j.Note})
				return join(key, id, j)
			}
			desk.cancel = func(key, id string, c api.StaffCancellation) (api.Receipt, error) {
				got = append(got, sent{strings.Join([]string{"cancel", c.EntryID, c.Reason, c.Text}, " "), id, c.Note})
				return cancel(key, id, c)
			}
			desk.unlock = func(key, id, note string) (api.Receipt, error) {
				got = append(got, sent{"unlock", id, note})
				return unlock(key, id, note)
			}
			desk.unbind = func(key, id, note string) (api.Receipt, error) {
				got = append(got, sent{"unbind", id, note})
				return unbind(key, id, note)
			}
			read := 0
			desk.candidate = func(string) (api.StaffCandidate, error) {
				read++
				return testPerson(), nil
			}
			s := newStage(t, willing(api.NextAgreement), tui.Size{Width: 100, Height: 110}).manned(desk)
			s.all = true
			looking(s)
			c.play(s)
			s.at(tui.DeskPerson)
			s.sees(c.sees)
			if want := []sent{c.want}; !slices.Equal(got, want) || read != 2 {
				t.Errorf("sent %+v and read %d times, want %+v and twice", got, read, want)
			}
		})
	}
}

// TestDeskActNeedsANote: nothing is asked, let alone sent, without one.
func TestDeskActNeedsANote(t *testing.T) {
	t.Parallel()
	s := deskStage(t, obliging(api.RoleHelper))
	acting(s, tui.DeskAccount)
	for _, empty := range []string{"", "   ", "　"} {
		s.paste(empty)
		s.hit("解锁账号")
		s.at(tui.DeskAccount)
		s.sees("请填写说明！", "▸说明")
	}
}

// TestDeskActIsSafeByDefault: Enter on the dialog does nothing, and what was written
// stays.
func TestDeskActIsSafeByDefault(t *testing.T) {
	t.Parallel()
	s := deskStage(t, obliging(api.RoleHelper)) // an unlock would go to the candidate
	acting(s, tui.DeskAccount)
	s.write(noteText)
	s.hit("解锁账号")
	s.at(tui.DeskAccountAsk)
	s.sees("▸[ 不做 ]", "说明："+noteText, "考生本人能看到")
	s.press(s.deps.Keys.Activate)
	s.at(tui.DeskAccount)
	s.sees("说明：[" + noteText)
	s.hit("解锁账号")
	s.press(s.deps.Keys.Back)
	s.at(tui.DeskAccount)
}

// TestDeskActIsLookedUpAmongTheStaffs: after a lost reply the outcome comes from the
// staff's receipts, and nothing is said to have failed meanwhile.
func TestDeskActIsLookedUpAmongTheStaffs(t *testing.T) {
	t.Parallel()
	desk := obliging(api.RoleHelper)
	var keys []string
	desk.unlock = func(key, _, _ string) (api.Receipt, error) {
		keys = append(keys, key)
		return api.Receipt{}, lostReply(t)
	}
	desk.outcome = func(key string, _ func(context.Context) (api.Receipt, error)) (api.Receipt, error) {
		keys = append(keys, key)
		return api.Receipt{Key: key, Audit: 18}, nil
	}
	s := deskStage(t, desk)
	acting(s, tui.DeskAccount)
	s.write(noteText)
	s.hit("解锁账号")
	s.hold()
	s.press(s.deps.Keys.Left, s.deps.Keys.Activate)
	s.goOnUntil("结果未知，正在核对")
	s.press(s.deps.Keys.Activate, s.deps.Keys.Back) // neither sends again nor leaves
	s.at(tui.DeskAccount)
	s.release()
	s.at(tui.DeskPerson)
	s.sees("账号已解锁（审计记录第 18 条）")
	if len(keys) != 2 || keys[0] != keys[1] {
		t.Errorf("the keys are %q, want one, twice", keys)
	}
}

// TestDeskPasswordIsShownUntilThePageIsLeft and nowhere else.
func TestDeskPasswordIsShownUntilThePageIsLeft(t *testing.T) {
	t.Parallel()
	s := deskStage(t, obliging(api.RoleHelper))
	s.all = true
	s.deps.State.Desk.Account = api.AuditPassword
	acting(s, tui.DeskAccount)
	confirmAct(s, "重设密码")
	s.sees("新密码： tiger-lamp-42", "离开本页后不再显示", "密码已重设（审计记录第 17 条）")
	s.hit("返回")
	s.at(tui.DeskPerson)
	s.seesNot("tiger-lamp-42")
	s.on("重设密码")
	s.press(s.deps.Keys.Activate)
	s.at(tui.DeskAccount)
	s.seesNot("tiger-lamp-42")
}

// TestDeskPasswordThatWasLost: the receipt has none, and the page says what to do.
func TestDeskPasswordThatWasLost(t *testing.T) {
	t.Parallel()
	desk := obliging(api.RoleHelper)
	desk.password = func(string, string, string) (api.StaffPassword, error) { return api.StaffPassword{}, lostReply(t) }
	desk.outcome = func(key string, _ func(context.Context) (api.Receipt, error)) (api.Receipt, error) {
		return api.Receipt{Key: key, Audit: 18}, nil
	}
	s := deskStage(t, desk)
	s.deps.State.Desk.Account = api.AuditPassword
	acting(s, tui.DeskAccount)
	confirmAct(s, "重设密码")
	s.sees("没有收到新密码。请返回后再重设一次")
	s.seesNot("新密码：")
}
