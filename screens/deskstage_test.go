package screens

import (
	"testing"

	"houbu/api"
	"houbu/tui"
)

// deskStage is a stage of the usual size at which a desk's step will be shown by
// openDesk.
func deskStage(t *testing.T, desk *fakeDesk) *stage {
	t.Helper()
	return on80x24(t, willing(api.NextAgreement)).manned(desk)
}

// manned gives a stage a desk, and who sits at it.
func (s *stage) manned(desk *fakeDesk) *stage {
	s.deps.Desk = desk
	if s.deps.Files == nil {
		s.deps.Files = fakeFiles{}
	}
	if who, err := desk.StaffMe(s.t.Context()); err == nil {
		s.deps.State.Staff = who
	}
	s.deps.State.Candidate = api.Candidate{}
	return s
}

// openDesk shows a step of the desk. Before it, a test may change what the screen
// will find.
func (s *stage) openDesk(step tui.Step) {
	s.t.Helper()
	options := DeskOptions(s.deps)
	real := options.Factory
	options.Factory = func(to tui.Step) tui.Screen {
		if to == step || s.all {
			return real(to)
		}
		return &extra{step: to}
	}
	options.Start = step
	options.Ignored = func(at tui.Step, event tui.Event) { s.t.Errorf("%v has no row at %v", event, at) }
	s.machine = tui.New(options)
	s.t.Cleanup(s.machine.Close)
	if step != tui.DeskLogin {
		s.send(s.deps.deskHeader()())
	}
	s.send(windowSize(s.size))
}

// deskScene is a scene at the desk.
type deskScene struct {
	name string
	play func(s *stage, desk *fakeDesk)
}

// deskGoldens is goldens for the screens of the desk.
func deskGoldens(t *testing.T, screen string, desk func() *fakeDesk, scenes []deskScene) {
	t.Helper()
	played := make([]scene, len(scenes))
	for i, sc := range scenes {
		played[i] = scene{sc.name, func(s *stage) {
			manned := desk()
			s.manned(manned)
			sc.play(s, manned)
		}}
	}
	goldens(t, screen, func() *fakeBackend { return willing(api.NextAgreement) }, played)
}
