package tui

import (
	"slices"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

// answer is a reply to a request.
type answer string

func TestReplyToAScreenThatWasLeftIsDropped(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.start()
	late := []tea.Msg{
		r.reply(answer("late")), r.reply(EventMsg{Event: Started}), r.reply(NoticeMsg{Text: "late"}),
		r.reply(OpenDialogMsg{Dialog: &fakeDialog{}}), r.reply(CloseDialogMsg{Result: answer("late")}),
		r.reply(EventMsg{Event: LoggedOut}), r.reply(tea.QuitMsg{}),
	}
	r.emit(LoggedIn)
	home := r.screen()
	r.send(OpenDialogMsg{Dialog: NewMessage(MessageOptions{Title: "of the home", Keys: r.keys, Theme: r.machine.theme})})
	before := r.frame()
	for _, msg := range late {
		r.send(msg)
	}
	r.isAt(StepHome)
	if len(home.got) != 0 || r.quit || r.frame() != before {
		t.Errorf("a late reply does something: %v, quit %v\n%s", home.got, r.quit, r.frame())
	}
	r.send(r.reply(answer("own")))
	if !slices.Equal(home.got, []tea.Msg{answer("own")}) {
		t.Errorf("the screen got %v, want its own reply only", home.got)
	}
}

// TestSecondScreenOfAStepIsAnother: coming back to a step does not revive the
// replies to the screen that was there before.
func TestSecondScreenOfAStepIsAnother(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.at(StepHome)
	late := r.reply(answer("of the first home"))
	r.emit(Started)
	r.emit(Back)
	r.isAt(StepHome)
	r.send(late)
	if got := r.screen().got; len(got) != 0 {
		t.Errorf("the second home gets %v", got)
	}
}

func TestReplyToADialogReachesIt(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	s := r.start()
	lower, upper := &fakeDialog{}, &fakeDialog{}
	r.send(OpenDialogMsg{Dialog: lower})
	reply := r.dialogReply(answer("for the lower"))
	r.send(OpenDialogMsg{Dialog: upper})
	r.send(reply)
	if !slices.Equal(lower.got, []tea.Msg{answer("for the lower")}) || len(upper.got) != 0 || len(s.got) != 0 {
		t.Errorf("lower dialog %v, upper dialog %v, screen %v", lower.got, upper.got, s.got)
	}
}

func TestReplyToAClosedDialogIsDropped(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	s := r.start()
	r.send(OpenDialogMsg{Dialog: &fakeDialog{}})
	late := []tea.Msg{
		r.dialogReply(answer("late")), r.dialogReply(CloseDialogMsg{Result: answer("late")}),
		r.dialogReply(NoticeMsg{Text: "late"}), r.dialogReply(EventMsg{Event: LoggedIn}),
	}
	r.send(r.dialogReply(CloseDialogMsg{Result: answer("result")}))
	other := &fakeDialog{}
	r.send(OpenDialogMsg{Dialog: other})
	for _, msg := range late {
		r.send(msg)
	}
	if !slices.Equal(s.got, []tea.Msg{answer("result")}) {
		t.Errorf("the screen got %v, want the result only", s.got)
	}
	if len(other.got) != 0 || r.machine.top() == nil {
		t.Errorf("another dialog is disturbed: %v, open %v", other.got, r.machine.top() != nil)
	}
	r.isAt(StepLogin)
	r.seesNot("late")
}

// TestScreenAnswersNoDialogOfAStep: while the dialog of a step is open, an
// event of the screen below it, such as that of a late second press, is not its
// answer.
func TestScreenAnswersNoDialogOfAStep(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.at(StepReview)
	second := r.reply(EventMsg{Event: Checked})
	confirmed := r.reply(EventMsg{Event: Confirmed})
	r.emit(Checked)
	r.isAt(StepPhone)
	r.send(second)
	r.send(confirmed)
	r.isAt(StepPhone)
}

// TestDialogOfAStepAnswersOnce: the second of two answers must not answer the
// dialog that the first one has opened.
func TestDialogOfAStepAnswersOnce(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.at(StepReview)
	r.emit(Checked)
	first, second := r.dialogReply(EventMsg{Event: Confirmed}), r.dialogReply(EventMsg{Event: Confirmed})
	r.send(first)
	r.isAt(StepStudentRecord)
	r.send(second)
	r.isAt(StepStudentRecord)
}

func TestStackedDialogIsNoAnswerToAStep(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.at(StepReview)
	r.emit(Checked)
	r.send(OpenDialogMsg{Dialog: &fakeDialog{}})
	r.dialogEmits(Confirmed)
	r.isAt(StepPhone)
	r.send(r.dialogReply(CloseDialogMsg{}))
	r.dialogEmits(Confirmed)
	r.isAt(StepStudentRecord)
}
