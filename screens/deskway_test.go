package screens

import (
	"strings"
	"testing"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

// trailOf is the line that says where one is, from the home on.
func (s *stage) trailOf() []string {
	s.t.Helper()
	line := strings.Split(s.frame(), "\n")[1]
	var names []string
	for name := range strings.SplitSeq(line, s.deps.Theme.Glyphs.Separator) {
		names = append(names, strings.TrimPrefix(strings.TrimSpace(name), s.deps.Theme.Glyphs.Current))
	}
	return names
}

// escapes presses Esc until the home, and fails unless each leads to where the line
// said before.
func (s *stage) escapes(want string) {
	s.t.Helper()
	if got := strings.Join(s.trailOf(), " › "); got != want {
		s.t.Errorf("the line says %q, want %q", got, want)
	}
	for was := s.trailOf(); len(was) > 1; was = s.trailOf() {
		s.press(s.deps.Keys.Back)
		if now := s.trailOf(); strings.Join(now, "›") != strings.Join(was[:len(was)-1], "›") {
			s.t.Fatalf("from %q Esc leads to %q", was, now)
		}
	}
	s.at(tui.DeskHome)
}

// TestDeskEscLeadsWhereTheLineSays, whichever way one came.
func TestDeskEscLeadsWhereTheLineSays(t *testing.T) {
	t.Parallel()
	found := func(s *stage) {
		s.hit("查找考生")
		if !s.deps.State.Desk.Find.Done { // else what was found is there again
			s.write("张三")
			s.press(s.deps.Keys.Activate)
		}
		s.press(s.deps.Keys.Activate)
		s.at(tui.DeskPerson)
	}
	audited := func(s *stage) {
		s.hit("审计记录")
		s.press(s.deps.Keys.Activate, s.deps.Keys.Activate)
		s.at(tui.DeskPerson)
	}
	for want, play := range map[string]func(s *stage){
		"服务台 › 查找考生 › 考生": found,
		"服务台 › 查找考生 › 考生 › 审计记录": func(s *stage) {
			found(s)
			s.hit("审计记录")
		},
		"服务台 › 查找考生 › 考生 › 支付": func(s *stage) {
			found(s)
			s.hit("支付")
		},
		"服务台 › 查找考生 › 考生 › 代为候补": func(s *stage) {
			found(s)
			s.hit("代为候补")
		},
		"服务台 › 查找考生 › 考生 › 支付 › 标记退款": func(s *stage) {
			found(s)
			s.hit("支付")
			s.hit("标记退款")
		},
		"服务台 › 审计记录":      func(s *stage) { s.hit("审计记录") },
		"服务台 › 审计记录 › 考生": audited,
		"服务台 › 审计记录 › 考生 › 审计记录": func(s *stage) {
			audited(s)
			s.hit("审计记录")
		},
		"服务台 › 支付": func(s *stage) { s.hit("支付") },
		"服务台 › 支付 › 考生 › 支付": func(s *stage) {
			s.hit("支付")
			s.press(s.deps.Keys.Activate)
			s.at(tui.DeskPerson)
			s.hit("支付")
		},
		"服务台 › 看板 › 校区科目": func(s *stage) {
			s.hit("看板")
			s.press(s.deps.Keys.Down, s.deps.Keys.Right, s.deps.Keys.Activate)
			s.seesNot("排序") // the notice was the board's
		},
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, willing(api.NextAgreement), tui.Size{Width: 110, Height: 110}).manned(wholeDesk())
			s.all = true
			s.openDesk(tui.DeskHome)
			play(s)
			s.escapes(want)
			found(s) // what was looked at before leaves nothing behind
			s.escapes("服务台 › 查找考生 › 考生")
		})
	}
}

// TestDeskAuditIsAsItWasLeft for a candidate: the filter, what was read on, the line.
func TestDeskAuditIsAsItWasLeft(t *testing.T) {
	t.Parallel()
	desk, asked := wholeDesk(), 0
	all := auditLines(6)
	desk.audit = func(filter client.AuditFilter) (api.Audit, error) {
		asked++
		if filter.Before == 0 {
			return api.Audit{Rows: all[:3], Next: all[2].No}, nil
		}
		return api.Audit{Rows: all[3:]}, nil
	}
	s := deskStage(t, desk)
	s.all = true
	s.openDesk(tui.DeskHome)
	s.hit("审计记录")
	s.press(s.deps.Keys.More, s.deps.Keys.End, s.deps.Keys.Up, s.deps.Keys.Activate)
	s.sees("审计记录第 2 条")
	s.press(s.deps.Keys.Activate)
	s.at(tui.DeskPerson)
	if got := s.deps.State.Desk.ID; got != "student-1" {
		t.Errorf("looks at %q", got)
	}
	s.press(s.deps.Keys.Back)
	s.at(tui.DeskAudit)
	s.sees("共 6 条", "▸   2")
	s.press(s.deps.Keys.Back)
	s.hit("审计记录")
	s.sees("已列出 3 条", "▸   6")
	if asked != 3 {
		t.Errorf("asked %d times, want 3", asked)
	}
}
