package tui

import (
	"testing"
)

func TestQuitLeavesTheLoginAtOnce(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.start()
	r.press(r.keys.Quit)
	if !r.quit {
		t.Error("Ctrl+C does not quit on the login")
	}
}

func TestQuitBeforeTheFirstScreen(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.press(r.keys.Quit)
	if !r.quit {
		t.Error("Ctrl+C does not quit before the first screen")
	}
}

func TestQuitAsksElsewhere(t *testing.T) {
	t.Parallel()
	for _, place := range Places() {
		if place.Over != 0 || place.Step == StepLogin {
			continue
		}
		t.Run(place.Name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t)
			r.at(place.Step)
			r.press(r.keys.Quit)
			r.sees("确定要退出吗", "▸[ 继续报名 ]")
			if r.quit {
				t.Fatal("it quits without an answer")
			}
			r.press(r.keys.Activate) // staying is the default
			r.seesNot("确定要退出吗")
			r.isAt(place.Step)
			r.press(r.keys.Quit, r.keys.Prev, r.keys.Activate)
			if !r.quit {
				t.Error("退出 does not quit")
			}
		})
	}
}

func TestQuitTwiceQuits(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.at(StepPay)
	r.press(r.keys.Quit)
	r.send(OpenDialogMsg{Dialog: &fakeDialog{}}) // an error, say, that comes meanwhile
	r.press(r.keys.Quit)
	if !r.quit {
		t.Error("the second Ctrl+C does not quit")
	}
}

// TestQuitQuestionOutlivesItsScreen: a reply may change the screen while the
// question is open, or while its answer is on its way.
func TestQuitQuestionOutlivesItsScreen(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.at(StepPay)
	r.press(r.keys.Quit)
	stay := r.update(keyOf(t, r.keys.Activate))
	r.emit(Ordered)
	r.isAt(StepPlatform)
	r.sees("确定要退出吗")
	r.run(stay)
	r.seesNot("确定要退出吗")
	if r.quit || r.machine.top() != nil {
		t.Errorf("quit %v, open %v", r.quit, r.machine.top() != nil)
	}

	r.press(r.keys.Quit, r.keys.Prev)
	leave := r.update(keyOf(t, r.keys.Activate))
	r.emit(Back)
	r.run(leave)
	if !r.quit {
		t.Error("the answer 退出 is lost with the screen")
	}
}
