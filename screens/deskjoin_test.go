package screens

import (
	"fmt"
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

// deskPools are the pools of the test school and one of another.
func deskPools() api.Board {
	board := api.Board{Now: testNow()}
	for _, campus := range []string{mainCampus, westCampus} {
		for i, subject := range testSubjects() {
			pool := api.BoardPool{
				ID: campus + "-" + subject.Code, SchoolCode: "99301", School: "测试大学", CampusCode: campus, Campus: "测试大学主校区",
				Subject: subject.Code, SubjectName: subject.Name, Capacity: 90, Held: 30, Paid: 60, Waiting: 40 * i,
			}
			if campus == westCampus {
				pool.Campus, pool.Held, pool.Waiting = "测试大学西校区", 0, 0
			}
			board.Pools = append(board.Pools, pool)
		}
	}
	return api.Board{Now: board.Now, Pools: append(board.Pools, api.BoardPool{
		ID: "993020-1", SchoolCode: "99302", School: "别的大学", CampusCode: "993020", Campus: "别的校区", Subject: "1", SubjectName: "英语四级",
	})}
}

func TestDeskJoinGolden(t *testing.T) {
	t.Parallel()
	deskGoldens(t, "deskjoin", func() *fakeDesk { return obliging(api.RoleHelper) }, []deskScene{
		{"first", func(s *stage, _ *fakeDesk) { acting(s, tui.DeskJoin) }},
		{"missing", func(s *stage, _ *fakeDesk) {
			acting(s, tui.DeskJoin)
			s.hit("提交候补")
		}},
		{"ask", func(s *stage, _ *fakeDesk) {
			acting(s, tui.DeskJoin)
			s.press(s.deps.Keys.Toggle)
			s.focus("说明")
			s.write(noteText)
			s.hit("提交候补")
		}},
		{"refused", func(s *stage, desk *fakeDesk) {
			desk.join = func(string, string, api.StaffJoin) (api.Receipt, error) {
				return api.Receipt{}, refusal(api.CodeLevelTaken)
			}
			acting(s, tui.DeskJoin)
			s.press(s.deps.Keys.Toggle)
			s.focus("说明")
			confirmAct(s, "提交候补")
		}},
		{"closed", func(s *stage, _ *fakeDesk) {
			s.backend.exam = func() (api.Exam, error) {
				exam := testExam()
				exam.ClosesAt = testNow().Add(-time.Hour)
				return exam, nil
			}
			acting(s, tui.DeskJoin)
		}},
		{"no-pools", func(s *stage, desk *fakeDesk) {
			desk.board = func(string) (api.Board, string, bool, error) { return api.Board{}, "tag", true, nil }
			acting(s, tui.DeskJoin)
		}},
		{"campuses", func(s *stage, _ *fakeDesk) {
			acting(s, tui.DeskJoin)
			s.press(s.deps.Keys.Prev)
		}},
		{"offline", func(s *stage, desk *fakeDesk) {
			desk.board = func(string) (api.Board, string, bool, error) { return api.Board{}, "", false, failure(client.Offline) }
			acting(s, tui.DeskJoin)
		}},
	})
}

// TestDeskJoinSaysThatRegistrationIsClosed before anything is written: the button does
// not work and says why, and neither does Enter in the note. Once it is open again F5
// is enough.
func TestDeskJoinSaysThatRegistrationIsClosed(t *testing.T) {
	t.Parallel()
	for want, move := range map[string]func(*api.Exam){
		"提交候补：报名还没有开始，09-21 11:00 开始": func(e *api.Exam) { e.OpensAt = testNow().Add(time.Hour) },
		"提交候补：报名已结束（09-21 10:00）":     func(e *api.Exam) { e.ClosesAt = testNow() },
		"提交候补：候补已截止（09-21 10:00）":     func(e *api.Exam) { e.LastAllocAt = testNow() },
	} {
		s := deskStage(t, obliging(api.RoleHelper))
		s.backend.exam = func() (api.Exam, error) {
			exam := testExam()
			move(&exam)
			return exam, nil
		}
		acting(s, tui.DeskJoin)
		s.sees(want)
		s.press(s.deps.Keys.Toggle)
		s.focus("说明")
		s.write(noteText)
		s.press(s.deps.Keys.Activate)
		s.at(tui.DeskJoin)
		s.sees("✗")
		s.backend.exam = func() (api.Exam, error) { return testExam(), nil }
		s.press(s.deps.Keys.Refresh)
		s.seesNot(want)
		s.hit("提交候补")
		s.at(tui.DeskJoinAsk)
	}
}

// TestDeskJoinGivesTheListTheRoom: of twenty campuses, those that a terminal has room
// for are seen while one chooses, and only the chosen one afterwards.
func TestDeskJoinGivesTheListTheRoom(t *testing.T) {
	t.Parallel()
	desk := obliging(api.RoleHelper)
	desk.board = func(string) (api.Board, string, bool, error) {
		board := deskPools()
		for i := range 20 {
			pool := board.Pools[0]
			pool.ID, pool.CampusCode, pool.Campus = fmt.Sprintf("9931%02d-1", i), fmt.Sprintf("9931%02d", i), fmt.Sprintf("第%d校区", i)
			board.Pools = append(board.Pools, pool)
		}
		return board, "tag", true, nil
	}
	s := deskStage(t, desk)
	acting(s, tui.DeskJoin)
	s.sees("1/22", "法语四级")
	s.seesNot("测试大学西校区")
	s.press(s.deps.Keys.Prev)
	s.sees("▸(x) 测试大学主校区", "( ) 测试大学西校区", "第5校区", "英语四级", "1/22")
	s.press(s.deps.Keys.Down, s.deps.Keys.Down, s.deps.Keys.Down, s.deps.Keys.Toggle, s.deps.Keys.Down, s.deps.Keys.Next)
	s.sees("(x) 第1校区", "英语四级")
	s.seesNot("第2校区", "日语四级")
	s.fits()
}

// TestDeskJoinKnowsTheSchool lists its pools only, and what the candidate may take.
func TestDeskJoinKnowsTheSchool(t *testing.T) {
	t.Parallel()
	s := newStage(t, willing(api.NextAgreement), tui.Size{Width: 100, Height: 60}).manned(obliging(api.RoleHelper))
	acting(s, tui.DeskJoin)
	s.sees("(x) 测试大学主校区", "英语四级 0/90 0 人", "德语四级 0/90 160 人", "资格科目中没有", "英语四级口试")
	s.seesNot("别的校区")
	s.focus("测试大学主校区")
	s.press(s.deps.Keys.Down, s.deps.Keys.Toggle)
	s.sees("英语四级 30/90 0 人")
}
