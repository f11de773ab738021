package screens

import (
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

// looking opens a candidate's page.
func looking(s *stage) {
	s.t.Helper()
	s.deps.State.Desk.ID = "student-1"
	s.openDesk(tui.DeskPerson)
}

func TestDeskPersonGolden(t *testing.T) {
	t.Parallel()
	evil := testPerson()
	evil.Record.Name, evil.Accounts[0].Login = hostileName("张"), hostileName("账")
	evil.Info.Entries[0].SubjectName, evil.Info.Entries[0].History[1].Reason = hostileName("科"), hostileName("因")
	evil.Info.StaffActions[0].Note = hostileName("注")
	deskGoldens(t, "deskperson", func() *fakeDesk { return knowing(api.RoleHelper) }, []deskScene{
		{"first", func(s *stage, _ *fakeDesk) { looking(s) }},
		{"entry", func(s *stage, _ *fakeDesk) {
			looking(s)
			s.press(s.deps.Keys.Down, s.deps.Keys.Down)
		}},
		{"last", func(s *stage, _ *fakeDesk) {
			looking(s)
			s.on("代为候补")
			s.press(s.deps.Keys.Prev)
			for range 5 {
				s.press(s.deps.Keys.PageDown)
			}
		}},
		{"history", func(s *stage, _ *fakeDesk) {
			looking(s)
			s.press(s.deps.Keys.History)
		}},
		{"account", func(s *stage, desk *fakeDesk) {
			desk.candidate = func(string) (api.StaffCandidate, error) { return loneAccount(), nil }
			looking(s)
		}},
		{"offline", func(s *stage, desk *fakeDesk) {
			desk.candidate = func(string) (api.StaffCandidate, error) { return api.StaffCandidate{}, failure(client.Offline) }
			looking(s)
		}},
		{"hostile", func(s *stage, desk *fakeDesk) {
			desk.candidate = func(string) (api.StaffCandidate, error) { return evil, nil }
			looking(s)
		}},
	})
}

// tall is a stage on which a whole page is seen.
func tall(t *testing.T, desk *fakeDesk) *stage {
	t.Helper()
	return newStage(t, willing(api.NextAgreement), tui.Size{Width: 100, Height: 110}).manned(desk)
}

// TestDeskPersonShowsWhatTheCandidateSees: each line of the candidate's own 报名信息
// stands on the page, word for word, and so do the record and what has ended.
func TestDeskPersonShowsWhatTheCandidateSees(t *testing.T) {
	t.Parallel()
	own, _ := keeping(*testPerson().Info)
	candidate := newStage(t, own, tui.Size{Width: 100, Height: 110})
	candidate.open(tui.StepInfo)
	s := tall(t, knowing(api.RoleHelper))
	looking(s)
	shown := candidate.machine.Screen().(*info)
	for _, b := range shown.blocks {
		for _, line := range b.say(testNow()) {
			for _, part := range line.Parts {
				s.sees(part.Text)
			}
		}
	}
	s.sees("资格信息", "990101200501010010", "学籍信息", "2023010001", "13800000001", "demo1@houbu.test",
		"轮到时跳过 已报考同级别科目", "轮到时跳过 资格科目中没有该科目", "逾期未支付，座位已释放", "客服解锁账号", "本人到现场，已核对证件")
}

// TestDeskPersonCountsTheLockDown: a lock that is over is shown no longer.
func TestDeskPersonCountsTheLockDown(t *testing.T) {
	t.Parallel()
	s := tall(t, knowing(api.RoleHelper))
	looking(s)
	s.sees("已锁定，09-21 10:14 解锁（还剩 14 分 30 秒）", "登录失败 5 次")
	s.pass(time.Minute)
	s.sees("还剩 13 分 30 秒")
	s.jump(13 * time.Minute)
	s.pass(time.Minute)
	s.seesNot("已锁定")
}

// TestDeskPersonOffersWhatCanBeDone: an account without a student can neither join
// nor be parted from one.
func TestDeskPersonOffersWhatCanBeDone(t *testing.T) {
	t.Parallel()
	desk := knowing(api.RoleHelper)
	s := tall(t, desk)
	looking(s)
	s.sees("[ 重设密码 ]", "[ 解锁账号 ]", "[ 解除绑定 ]", "[ 代为取消候补 ]", "[ 代为候补 ]")
	desk.candidate = func(string) (api.StaffCandidate, error) { return loneAccount(), nil }
	s.press(s.deps.Keys.Refresh)
	s.sees("[ 重设密码 ]", "[ 解锁账号 ]", "这个账号没有绑定考生")
	s.seesNot("[ 解除绑定 ]", "[ 代为取消候补 ]", "[ 代为候补 ]", "990101200501010010")
}

// TestDeskPersonKeepsTheFocus on the row, whatever is read.
func TestDeskPersonKeepsTheFocus(t *testing.T) {
	t.Parallel()
	s := tall(t, knowing(api.RoleHelper))
	looking(s)
	s.on("代为取消候补")
	s.press(s.deps.Keys.Refresh)
	s.focusIs("日语四级 ▸[ 代为取消候补 ]")
	s.oneFocus()
}

func TestDeskPersonGoesOnWhereTheLineIsBack(t *testing.T) {
	t.Parallel()
	desk := knowing(api.RoleHelper)
	desk.candidate = func(string) (api.StaffCandidate, error) { return api.StaffCandidate{}, failure(client.Offline) }
	s := deskStage(t, desk)
	looking(s)
	s.sees("连接不上服务器")
	desk.candidate = func(string) (api.StaffCandidate, error) { return testPerson(), nil }
	s.send(tui.Reconnected{})
	s.sees("张三")
	s.seesNot("连接不上服务器")
}
