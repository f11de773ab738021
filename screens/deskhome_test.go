package screens

import (
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

func TestDeskHomeGolden(t *testing.T) {
	t.Parallel()
	deskGoldens(t, "deskhome", func() *fakeDesk { return staffed(api.RoleManager) }, []deskScene{
		{"manager", func(s *stage, _ *fakeDesk) { s.openDesk(tui.DeskHome) }},
		{"helper", func(s *stage, _ *fakeDesk) {
			s.manned(staffed(api.RoleHelper))
			s.openDesk(tui.DeskHome)
		}},
		{"offline", func(s *stage, desk *fakeDesk) {
			desk.me = func() (api.Staff, error) { return api.Staff{}, failure(client.Offline) }
			s.openDesk(tui.DeskHome)
		}},
		{"leaving", func(s *stage, _ *fakeDesk) {
			s.openDesk(tui.DeskHome)
			s.on("退出登录")
			s.hold()
			s.press(s.deps.Keys.Activate)
		}},
	})
}

func TestDeskHomeSaysWhetherRegistrationIsOpen(t *testing.T) {
	t.Parallel()
	for name, move := range map[string]time.Duration{"报名还没有开始": -60 * time.Hour, "报名进行中": 0, "报名已结束": 80 * time.Hour} {
		s := deskStage(t, staffed(api.RoleHelper))
		s.backend.exam = func() (api.Exam, error) {
			exam := testExam()
			exam.Now = testNow().Add(move)
			return exam, nil
		}
		s.openDesk(tui.DeskHome)
		s.sees(name)
	}
}

func TestDeskEndsWithItsSession(t *testing.T) {
	t.Parallel()
	desk := staffed(api.RoleHelper)
	s := deskStage(t, desk)
	desk.me = func() (api.Staff, error) { return api.Staff{}, refusal(api.CodeUnauthorized) }
	s.openDesk(tui.DeskHome)
	s.at(tui.DeskLogin)
	s.sees("登录已失效，请重新登录")
}

func TestDeskHomeLogsOutWhenTheBackendIsGone(t *testing.T) {
	t.Parallel()
	desk := staffed(api.RoleHelper)
	desk.logout = func() error { return failure(client.Offline) }
	s := deskStage(t, desk)
	s.openDesk(tui.DeskHome)
	s.hit("退出登录")
	s.at(tui.DeskLogin)
	s.sees("已在本机退出")
}

func TestDeskFactoryMakesTheScreenOfEachStep(t *testing.T) {
	t.Parallel()
	s := deskStage(t, staffed(api.RoleManager))
	make := DeskFactory(s.deps)
	for _, place := range tui.DeskPlaces() {
		want := place.Step
		if place.Over != 0 {
			want = place.Over
		}
		if got := make(place.Step).Step(); got != want {
			t.Errorf("the factory makes the screen of %v for %v", got, place.Step)
		}
	}
}
