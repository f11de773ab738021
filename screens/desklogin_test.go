package screens

import (
	"testing"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

// enterDesk opens the desk's login, types a login and a password, and presses Enter.
func enterDesk(s *stage) {
	s.t.Helper()
	s.openDesk(tui.DeskLogin)
	s.write("desk.wang")
	s.press(s.deps.Keys.Next)
	s.write("correct-horse-1")
	s.press(s.deps.Keys.Activate)
}

func TestDeskLoginGolden(t *testing.T) {
	t.Parallel()
	deskGoldens(t, "desklogin", func() *fakeDesk { return staffed(api.RoleHelper) }, []deskScene{
		{"first", func(s *stage, _ *fakeDesk) { s.openDesk(tui.DeskLogin) }},
		{"wrong-password", func(s *stage, desk *fakeDesk) {
			desk.login = func(string, string) (api.Staff, error) { return api.Staff{}, refusal(api.CodeWrongPassword) }
			enterDesk(s)
		}},
		{"line-down", func(s *stage, desk *fakeDesk) {
			desk.login = func(string, string) (api.Staff, error) { return api.Staff{}, failure(client.Offline) }
			enterDesk(s)
		}},
	})
}

func TestDeskLoginLeadsToTheHome(t *testing.T) {
	t.Parallel()
	desk := staffed(api.RoleHelper)
	var sent []string
	desk.login = func(login, password string) (api.Staff, error) {
		sent = append(sent, login, password)
		return api.Staff{Login: login, Role: api.RoleHelper}, nil
	}
	s := deskStage(t, desk)
	s.all = true
	enterDesk(s)
	s.at(tui.DeskHome)
	s.sees("客服 desk.wang", "账号：desk.wang", "角色：客服", "●服务台")
	if len(sent) != 2 || sent[0] != "desk.wang" || sent[1] != "correct-horse-1" {
		t.Errorf("sent %q", sent)
	}
}

// TestDeskLoginForgets: what the one before had found is not there for the next.
func TestDeskLoginForgets(t *testing.T) {
	t.Parallel()
	s := deskStage(t, staffed(api.RoleManager))
	s.all = true
	s.deps.State.Desk.ID = "somebody"
	s.openDesk(tui.DeskHome)
	s.hit("退出登录")
	s.at(tui.DeskLogin)
	s.seesNot("desk.wang", "demo1@houbu.test")
	if got := s.deps.State; got.Staff != (api.Staff{}) || got.Desk.ID != "" {
		t.Errorf("the state keeps %+v", got)
	}
}
