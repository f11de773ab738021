package screens

import (
	"testing"

	"houbu/api"
	"houbu/tui"
)

// waitlistSteps are the screens of steps 8 to 13.
func waitlistSteps() []tui.Step {
	return []tui.Step{tui.StepWritten, tui.StepInfo, tui.StepCancelReason, tui.StepFinished}
}

// fullBackend is a backend on which each of them has something to show.
func fullBackend() *fakeBackend {
	f, _ := keeping(everything())
	f.pools = offering(writtenPools()).pools
	f.finished = having(finishedEntries()...).finished
	return f
}

func TestWaitlistScreensHaveTitleAndHelp(t *testing.T) {
	t.Parallel()
	for _, step := range waitlistSteps() {
		s := on80x24(t, fullBackend())
		s.deps.State.Entry = waitingEntry("1", "英语四级", 17)
		s.open(step)
		s.sees(s.machine.Screen().Title())
		helper, ok := s.machine.Screen().(tui.Helper)
		if s.machine.Screen().Title() == "" || !ok || helper.Help() == "" {
			t.Errorf("step %d has no title or no help", step)
			continue
		}
		s.press(s.deps.Keys.Help)
		s.sees("现在可用的按键")
		s.press(s.deps.Keys.Back)
		s.at(step)
	}
}

func TestWaitlistScreensFitWhateverIsPressed(t *testing.T) {
	t.Parallel()
	for _, step := range waitlistSteps() {
		s := newStage(t, fullBackend(), tui.MinSize())
		s.deps.State.Entry = waitingEntry("1", "英语四级", 17)
		s.open(step)
		k := s.deps.Keys
		const rounds = 12 // more than any of them has controls
		for range rounds {
			s.press(k.Up, k.Down, k.Left, k.Right, k.PageUp, k.PageDown, k.Home, k.End, k.Toggle, k.Refresh)
			s.write("a")
			s.fits()
			s.oneFocus()
			s.at(step)
			s.press(k.Next)
		}
	}
}

// TestWaitlistFromJoinToCancelled walks steps 8 to 12 over all four screens, on
// one backend that knows one entry.
func TestWaitlistFromJoinToCancelled(t *testing.T) {
	t.Parallel()
	backend, l := keeping(registered(nil, nil, nil))
	backend.pools = offering(writtenPools()).pools
	joining(backend, func() (api.Receipt, error) {
		l.set(waitingInfo(360))
		return api.Receipt{State: api.Waiting}, nil
	})
	cancellable(backend, func() (api.Receipt, error) {
		l.set(registered(nil, nil, nil))
		ended := finishedEntries()[0]
		ended.SubjectName = "英语四级"
		backend.finished = having(ended).finished
		return cancelledReceipt()
	})
	s := on80x24(t, backend)
	s.all = true
	chooseWritten(s)
	k := s.deps.Keys
	s.press(k.Activate, k.Activate)
	s.at(tui.StepInfo)
	s.sees("提交成功，正在候补", "第 361 位，前面 360 人")
	l.set(waitingInfo(359))
	s.pass(pollEvery)
	s.sees("第 360 位，前面 359 人")
	s.hit("取消候补")
	s.press(k.Left, k.Activate)
	s.at(tui.StepCancelReason)
	s.press(k.Toggle)
	s.hit("确定")
	s.at(tui.StepFinished)
	s.sees("候补取消成功", "英语四级 已取消", "不想参加本次考试")
	s.press(k.Activate)
	s.at(tui.StepInfo)
	s.seesNot("英语四级")
	s.press(k.Back)
	s.at(tui.StepHome)
}
