package screens

import (
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

// testWindows are windows of which the session file's were moved.
func testWindows() api.Windows {
	now := testNow()
	return api.Windows{
		Now: now, OpensAt: now.Add(-time.Hour), ClosesAt: now.Add(48 * time.Hour), FileOpensAt: now.Add(-48 * time.Hour),
		FileClosesAt: now.Add(74*time.Hour + 30*time.Minute), LastAllocAt: now.Add(97 * time.Hour), PaymentEndsAt: now.Add(98 * time.Hour),
		Open: true,
	}
}

// opening is a desk whose registration window can be moved.
func opening() *fakeDesk {
	desk := staffed(api.RoleManager)
	desk.windows = func() (api.Windows, error) { return testWindows(), nil }
	desk.setWindows = func(key string, _ api.StaffWindows) (api.Receipt, error) {
		return api.Receipt{Key: key, Audit: 30}, nil
	}
	return desk
}

// chooseWindow chooses the n-th way to move the window.
func chooseWindow(s *stage, n int) {
	s.t.Helper()
	s.openDesk(tui.DeskWindows)
	for range n {
		s.press(s.deps.Keys.Down)
	}
	s.press(s.deps.Keys.Toggle)
}

// retype puts another text into the field with the focus.
func (s *stage) retype(words string) {
	s.t.Helper()
	for range 40 {
		s.press(s.deps.Keys.Erase)
	}
	s.paste(words)
}

func TestDeskWindowsGolden(t *testing.T) {
	t.Parallel()
	deskGoldens(t, "deskwindows", opening, []deskScene{
		{"first", func(s *stage, _ *fakeDesk) { s.openDesk(tui.DeskWindows) }},
		{"set", func(s *stage, _ *fakeDesk) { chooseWindow(s, 2) }},
		{"wrong", func(s *stage, _ *fakeDesk) {
			chooseWindow(s, 2)
			s.focus("报名开始")
			s.retype("明天")
			s.hit("调整")
		}},
		{"ask", func(s *stage, _ *fakeDesk) {
			chooseWindow(s, 1)
			s.focus("说明")
			s.write("系统维护")
			s.hit("调整")
		}},
		{"offline", func(s *stage, desk *fakeDesk) {
			desk.windows = func() (api.Windows, error) { return api.Windows{}, failure(client.Offline) }
			s.openDesk(tui.DeskWindows)
		}},
	})
}

// TestDeskWindowsSendsWhatWasChosen: each way to move the window, as the backend
// takes it: what is missing is the session file's.
func TestDeskWindowsSendsWhatWasChosen(t *testing.T) {
	t.Parallel()
	now, w := testNow(), testWindows()
	at := func(day, hour int) *time.Time {
		t := time.Date(2026, 9, day, hour, 0, 0, 0, now.Location())
		return &t
	}
	for name, c := range map[string]struct {
		way   int
		typed []string
		want  api.StaffWindows
	}{
		"open now":    {0, nil, api.StaffWindows{OpensAt: &now, ClosesAt: &w.ClosesAt}},
		"close now":   {1, nil, api.StaffWindows{OpensAt: &w.OpensAt, ClosesAt: &now}},
		"set":         {2, []string{"2026-09-22 08:00", " 2026/09/23　20：00 "}, api.StaffWindows{OpensAt: at(22, 8), ClosesAt: at(23, 20)}},
		"as the file": {3, nil, api.StaffWindows{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			desk := opening()
			var sent []api.StaffWindows
			desk.setWindows = func(key string, windows api.StaffWindows) (api.Receipt, error) {
				sent = append(sent, windows)
				return api.Receipt{Key: key, Audit: 30}, nil
			}
			if c.way == 0 {
				desk.windows = func() (api.Windows, error) {
					early := w
					early.OpensAt, early.Open = now.Add(time.Hour), false
					return early, nil
				}
			}
			s := deskStage(t, desk)
			chooseWindow(s, c.way)
			if c.typed != nil {
				s.focus("报名开始：[")
				s.retype(c.typed[0])
				s.focus("报名结束：[")
				s.retype(c.typed[1])
			}
			s.focus("说明")
			s.write("教育部通知")
			s.hit("调整")
			s.sees("▸[ 不做 ]", "说明：教育部通知")
			s.press(s.deps.Keys.Left, s.deps.Keys.Activate)
			s.at(tui.DeskWindows)
			s.sees("报名时间已调整（审计记录第 30 条）")
			c.want.Note = "教育部通知"
			if len(sent) != 1 || !sameWindows(sent[0], c.want) {
				t.Errorf("sent %+v, want %+v", sent, c.want)
			}
		})
	}
}

func sameWindows(a, b api.StaffWindows) bool {
	same := func(x, y *time.Time) bool { return x == nil && y == nil || x != nil && y != nil && x.Equal(*y) }
	return same(a.OpensAt, b.OpensAt) && same(a.ClosesAt, b.ClosesAt) && a.Note == b.Note
}

// TestDeskWindowsRefusesWhatCannotBe, with what to do, and sends nothing.
func TestDeskWindowsRefusesWhatCannotBe(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		way           int
		move          func(*api.Windows)
		opens, closes string
		sees          string
	}{
		"no way":         {-1, nil, "", "", "请选择怎样调整！"},
		"over":           {0, func(w *api.Windows) { w.ClosesAt = testNow() }, "", "", "报名结束时间已过，请选“另定时间”"},
		"not open":       {1, func(w *api.Windows) { w.OpensAt = testNow() }, "", "", "报名还没有开始，请选“另定时间”"},
		"open already":   {0, nil, "", "", "报名已经在进行"},
		"over already":   {1, func(w *api.Windows) { w.ClosesAt = testNow() }, "", "", "报名已经结束"},
		"no time":        {2, nil, "下周一", "2026-09-23 20:00", "时间要写成 2026-12-01 10:00 这样（北京时间）"},
		"no such day":    {2, nil, "2026-02-30 10:00", "2026-09-23 20:00", "时间要写成 2026-12-01 10:00 这样（北京时间）"},
		"backwards":      {2, nil, "2026-09-23 20:00", "2026-09-23 20:00", "报名结束要晚于报名开始"},
		"too late":       {2, nil, "2026-09-23 20:00", "2026-10-23 20:00", "报名结束不能晚于最后分配（2026-09-25 11:00）"},
		"without a note": {3, nil, "", "", "请填写说明！"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			desk := opening()
			desk.setWindows = nil
			w := testWindows()
			if c.move != nil {
				c.move(&w)
			}
			desk.windows = func() (api.Windows, error) { return w, nil }
			s := deskStage(t, desk)
			if c.way < 0 {
				s.openDesk(tui.DeskWindows)
			} else {
				chooseWindow(s, c.way)
			}
			if c.opens != "" {
				s.focus("报名开始：[")
				s.retype(c.opens)
				s.focus("报名结束：[")
				s.retype(c.closes)
			}
			if name != "without a note" {
				s.focus("说明")
				s.write("教育部通知")
			}
			s.hit("调整")
			s.at(tui.DeskWindows)
			s.sees(c.sees)
		})
	}
}
