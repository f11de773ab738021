package screens

import (
	"testing"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

// wholeDesk is a desk on which every screen has something to show.
func wholeDesk() *fakeDesk {
	desk, windows := paying(api.RoleManager), opening()
	desk.windows, desk.setWindows = windows.windows, windows.setWindows
	desk.queue = func(pool string, _ int) (api.Queue, error) { return api.Queue{Pool: pool, Now: testNow()}, nil }
	desk.audit = func(client.AuditFilter) (api.Audit, error) { return api.Audit{Rows: auditLines(40), Next: 1}, nil }
	return desk
}

// wholeStage is a stage on which any step of the desk can be opened.
func wholeStage(t *testing.T, desk *fakeDesk, size tui.Size) *stage {
	t.Helper()
	s := newStage(t, willing(api.NextAgreement), size).manned(desk)
	d := &s.deps.State.Desk
	d.ID, d.Person, d.Account = "student-1", testPerson(), api.AuditUnlock
	d.Entry, d.Order, d.Refund = d.Person.Info.Entries[0], twicePaid(), twicePaid().Payments[1]
	d.board.pool = deskPools().Pools[0]
	return s
}

// deskScreens are the steps of the desk that have a screen of their own.
func deskScreens() []tui.Step {
	var steps []tui.Step
	for _, place := range tui.DeskPlaces() {
		if place.Over == 0 {
			steps = append(steps, place.Step)
		}
	}
	return steps
}

func TestDeskScreensHaveTitleHelpAndTrail(t *testing.T) {
	t.Parallel()
	for _, step := range deskScreens() {
		s := wholeStage(t, wholeDesk(), tui.Size{Width: 120, Height: 40})
		s.openDesk(step)
		screen := s.machine.Screen()
		s.sees(s.deps.Theme.Glyphs.Current + screen.Title())
		helper, ok := screen.(tui.Helper)
		if screen.Title() == "" || !ok || helper.Help() == "" {
			t.Errorf("%v has no title or no help", step)
			continue
		}
		s.press(s.deps.Keys.Help)
		s.sees("现在可用的按键")
		s.press(s.deps.Keys.Back)
		s.at(step)
	}
}

// TestDeskSaysTheWayBack: however narrow the terminal and wherever the focus is, the
// footer has the key that leads back, and those that only its screen has.
func TestDeskSaysTheWayBack(t *testing.T) {
	t.Parallel()
	own := map[tui.Step]string{tui.DeskPerson: "F3 经过", tui.DeskAudit: "F4 更多"}
	for _, step := range deskScreens() {
		if step == tui.DeskLogin || step == tui.DeskHome {
			continue // their way back is to log out
		}
		s := wholeStage(t, wholeDesk(), tui.MinSize())
		s.openDesk(step)
		for range 6 {
			s.sees("Esc 返回", "F1 帮助", own[step])
			s.press(s.deps.Keys.Next)
		}
	}
	s := wholeStage(t, wholeDesk(), tui.MinSize())
	s.openDesk(tui.DeskBoard)
	s.press(s.deps.Keys.Down)
	s.sees("Enter 确定 ←→ 换列排序", "Esc 返回")
}

func TestDeskScreensFitWhateverIsPressed(t *testing.T) {
	t.Parallel()
	for _, step := range deskScreens() {
		s := wholeStage(t, wholeDesk(), tui.MinSize())
		s.openDesk(step)
		k := s.deps.Keys
		const rounds = 12 // more than most of them have controls
		for range rounds {
			s.press(k.Up, k.Down, k.Left, k.Right, k.PageUp, k.PageDown, k.Home, k.End, k.Toggle, k.More, k.Refresh)
			s.write("a")
			s.fits()
			s.oneFocus()
			s.at(step)
			s.press(k.Next)
		}
	}
}

// TestDeskGoesToTheLoginWhenTheSessionEnded, whatever was asked.
func TestDeskGoesToTheLoginWhenTheSessionEnded(t *testing.T) {
	t.Parallel()
	ended := refusal(api.CodeUnauthorized)
	desk := func() *fakeDesk {
		desk := wholeDesk()
		desk.me = func() (api.Staff, error) { return api.Staff{Login: "desk.wang", Role: api.RoleManager}, nil }
		desk.search = func(api.StaffSearch) (api.StaffHits, error) { return api.StaffHits{}, ended }
		desk.candidate = func(string) (api.StaffCandidate, error) { return api.StaffCandidate{}, ended }
		desk.board = func(string) (api.Board, string, bool, error) { return api.Board{}, "", false, ended }
		desk.unlock = func(string, string, string) (api.Receipt, error) { return api.Receipt{}, ended }
		desk.attention = func() (api.StaffOrders, error) { return api.StaffOrders{}, ended }
		desk.audit = func(client.AuditFilter) (api.Audit, error) { return api.Audit{}, ended }
		desk.windows = func() (api.Windows, error) { return api.Windows{}, ended }
		return desk
	}
	for step, play := range map[tui.Step]func(s *stage){
		tui.DeskFind: func(s *stage) {
			s.write("张三")
			s.press(s.deps.Keys.Activate)
		},
		tui.DeskPerson: nil, tui.DeskJoin: nil, tui.DeskPayments: nil, tui.DeskAudit: nil, tui.DeskWindows: nil,
		tui.DeskAccount: func(s *stage) { confirmAct(s, "解锁账号") },
	} {
		s := wholeStage(t, desk(), tui.Size{Width: 80, Height: 24})
		s.openDesk(step)
		if play != nil {
			play(s)
		}
		if s.machine.Step() != tui.DeskLogin {
			t.Errorf("%v stays after the session ended:\n%s", step, s.frame())
		}
		s.sees("登录已失效，请重新登录")
	}
}
