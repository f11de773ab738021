package tui

import (
	"slices"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

// TestOverlayStepsAreAskedFor goes through every dialog of the process.
func TestOverlayStepsAreAskedFor(t *testing.T) {
	t.Parallel()
	for _, row := range Table() {
		place := placeOf(t, row.To)
		if place.Over == 0 || row.From != place.Over {
			continue
		}
		t.Run(place.Name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t)
			s := r.at(place.Over)
			r.emit(row.Event)
			r.isAt(place.Step)
			r.sees("asks "+place.Step.String(), "screen of "+place.Over.String())
			r.press(r.keys.Back)
			r.isAt(place.Over)
			r.seesNot("asks")
			if want := []tea.Msg{Returned{From: place.Step, Event: Declined}}; !slices.Equal(s.got, want) {
				t.Errorf("the screen got %v, want %v", s.got, want)
			}
			if len(r.screens) != 1 || s.ctx.Err() != nil {
				t.Error("the screen was left for its own dialog")
			}
		})
	}
}

// TestDialogAfterDialog is steps 6 and 7: the second takes the place of the
// first, and the screen learns only of the end.
func TestDialogAfterDialog(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	s := r.at(StepReview)
	r.emit(Checked)
	r.press(r.keys.Activate)
	r.isAt(StepStudentRecord)
	r.sees("asks student record")
	r.seesNot("asks phone")
	if len(s.got) != 0 {
		t.Errorf("the screen got %v between the dialogs", s.got)
	}
	r.press(r.keys.Activate)
	r.isAt(StepReview)
	if want := []tea.Msg{Returned{From: StepStudentRecord, Event: Confirmed}}; !slices.Equal(s.got, want) {
		t.Errorf("the screen got %v, want %v", s.got, want)
	}
}

// TestDialogOnToAnotherScreen is step 11: 确定 leads on, with no word to the
// screen that is left.
func TestDialogOnToAnotherScreen(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	s := r.at(StepInfo)
	r.emit(WantCancel)
	r.press(r.keys.Activate)
	r.isAt(StepCancelReason)
	if len(s.got) != 0 || r.machine.top() != nil {
		t.Errorf("the screen that was left got %v, a dialog is open: %v", s.got, r.machine.top() != nil)
	}
}

func TestScreenThatDoesNotAskStays(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.prepare = func(s *fakeScreen) { s.ask = func(Step) Dialog { return nil } }
	r.at(StepInfo)
	r.emit(WantCancel)
	r.isAt(StepInfo)
	if r.machine.top() != nil {
		t.Error("a dialog is open")
	}
}

// TestClosingTheDialogOfAStepDeclines: it cannot vanish without an event.
func TestClosingTheDialogOfAStepDeclines(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	s := r.at(StepWritten)
	r.emit(Chosen)
	r.send(r.dialogReply(CloseDialogMsg{Result: answer("result")}))
	r.isAt(StepWritten)
	if want := []tea.Msg{Returned{From: StepWrittenAsk, Event: Declined}, answer("result")}; !slices.Equal(s.got, want) {
		t.Errorf("the screen got %v, want %v", s.got, want)
	}
}

// TestScreenClosesTheTopmostDialog, but never the question whether to leave.
func TestScreenClosesTheTopmostDialog(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.at(StepHome)
	lower, upper := &fakeDialog{view: View{Body: "lower"}}, &fakeDialog{view: View{Body: "upper"}}
	r.send(OpenDialogMsg{Dialog: lower})
	r.send(OpenDialogMsg{Dialog: upper})
	r.press(r.keys.Quit)
	r.send(r.reply(CloseDialogMsg{}))
	r.sees("确定要退出吗")
	r.press(r.keys.Back)
	if r.machine.top().dialog != Dialog(lower) {
		t.Error("the upper dialog stays open")
	}
	r.send(r.reply(CloseDialogMsg{}))
	r.send(r.reply(CloseDialogMsg{Result: answer("too much")}))
	if r.machine.top() != nil || len(r.screen().got) != 0 {
		t.Errorf("open: %v, the screen got %v", r.machine.top() != nil, r.screen().got)
	}
}

// unseen starts a machine whose frames are not painted until the test says so.
func unseen(t *testing.T) *rig {
	t.Helper()
	r := newRig(t)
	r.machine.painted = &r.painted
	return r
}

func (r *rig) paint() { r.painted.Store(r.machine.revision) }

// TestKeyTypedBeforeTheDialogIsPainted: an Enter or Esc that was on its way when
// the dialog opened must not answer it unseen. Moving the focus is harmless.
func TestKeyTypedBeforeTheDialogIsPainted(t *testing.T) {
	t.Parallel()
	r := unseen(t)
	r.at(StepReview)
	r.paint()
	r.emit(Checked)
	r.press(r.keys.Activate, r.keys.Back)
	r.isAt(StepPhone)
	r.paint()
	r.press(r.keys.Activate)
	r.isAt(StepStudentRecord)
	r.press(r.keys.Activate) // the second of two fast ones
	r.isAt(StepStudentRecord)
	r.paint()
	r.press(r.keys.Back)
	r.isAt(StepReview)
}

// TestKeyTypedBeforeTheDialogIsUncovered: a dialog that was under another one,
// or that a tiny window hid, is answered only when it can be read again.
func TestKeyTypedBeforeTheDialogIsUncovered(t *testing.T) {
	t.Parallel()
	r := unseen(t)
	r.at(StepReview)
	r.emit(Checked)
	r.press(r.keys.Quit)
	r.paint()
	r.press(r.keys.Back) // stay
	r.press(r.keys.Activate)
	r.isAt(StepPhone)

	r.resize(Size{Width: 20, Height: 5})
	r.paint()
	r.resize(Size{Width: 80, Height: 24})
	r.press(r.keys.Activate)
	r.isAt(StepPhone)
	r.paint()
	r.press(r.keys.Activate)
	r.isAt(StepStudentRecord)
}
