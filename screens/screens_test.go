package screens

import (
	"testing"

	"houbu/api"
	"houbu/tui"
)

// ownSteps are the steps that have a screen of their own.
func ownSteps() []tui.Step {
	var steps []tui.Step
	for _, place := range tui.Places() {
		if place.Over == 0 {
			steps = append(steps, place.Step)
		}
	}
	return steps
}

func TestFactoryMakesTheScreenOfEachStep(t *testing.T) {
	t.Parallel()
	s := on80x24(t, willing(api.NextInfo))
	make := Factory(s.deps)
	for _, step := range ownSteps() {
		if got := make(step).Step(); got != step {
			t.Errorf("the factory makes the screen of step %d for step %d", got, step)
		}
	}
	for _, place := range tui.Places() {
		if place.Over == 0 {
			continue
		}
		screen := make(place.Step)
		if screen.Step() != place.Over {
			t.Errorf("the factory makes the screen of step %d for the overlay %q", screen.Step(), place.Name)
		}
	}
}

// firstSteps are the screens of steps 1 to 5.
func firstSteps() []tui.Step {
	return []tui.Step{tui.StepLogin, tui.StepHome, tui.StepAgreement, tui.StepIdentity, tui.StepReview}
}

func TestScreensHaveTitleAndHelp(t *testing.T) {
	t.Parallel()
	for _, step := range firstSteps() {
		s := on80x24(t, willing(api.NextInfo))
		s.open(step)
		if s.machine.Screen().Title() == "" {
			t.Errorf("step %d has no title", step)
		}
		helper, ok := s.machine.Screen().(tui.Helper)
		if !ok || helper.Help() == "" {
			t.Errorf("step %d has no help", step)
			continue
		}
		s.press(s.deps.Keys.Help)
		s.sees("现在可用的按键")
		s.press(s.deps.Keys.Back)
		s.at(step)
	}
}

func TestScreensGoToTheLoginWhenTheSessionEnded(t *testing.T) {
	t.Parallel()
	ended := refusal(api.CodeUnauthorized)
	for step, play := range map[tui.Step]func(s *stage){
		tui.StepHome: func(s *stage) { s.open(tui.StepHome) },
		tui.StepAgreement: func(s *stage) {
			s.open(tui.StepAgreement)
		},
		tui.StepIdentity: func(s *stage) {
			identify(s, "990101200501010010", "张三")
			s.press(s.deps.Keys.Activate)
		},
		tui.StepReview: func(s *stage) {
			tick(s)
			s.press(s.deps.Keys.Activate, s.deps.Keys.Activate, s.deps.Keys.Activate)
		},
	} {
		backend := willing(api.NextInfo)
		backend.candidate = func() (api.Candidate, error) { return api.Candidate{}, ended }
		backend.agreement = func() (api.Agreement, error) { return api.Agreement{}, ended }
		backend.identify = func(api.Identity) (api.Record, error) { return api.Record{}, ended }
		backend.confirm = func(api.Confirmation) error { return ended }
		s := on80x24(t, backend)
		play(s)
		if s.machine.Step() != tui.StepLogin {
			t.Errorf("step %d stays after the session ended", step)
		}
		s.sees("登录已失效，请重新登录")
	}
}

func TestScreensFitWhateverIsPressed(t *testing.T) {
	t.Parallel()
	for _, step := range firstSteps() {
		s := newStage(t, willing(api.NextInfo), tui.MinSize())
		s.open(step)
		k := s.deps.Keys
		const rounds = 8 // more than any of them has controls
		for range rounds {
			s.press(k.Up, k.Down, k.Left, k.Right, k.PageUp, k.PageDown, k.Home, k.End, k.Refresh)
			s.write("a")
			s.fits()
			s.at(step)
			s.press(k.Next)
		}
	}
}
