package tui

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

func TestNothingIsShownBeforeTheSizeIsKnown(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.run(r.machine.Init())
	r.press(r.keys.Activate, r.keys.Help)
	r.send(NoticeMsg{Text: "early"})
	if len(r.screens) != 0 || r.machine.View() != "" || r.machine.Screen() != nil {
		t.Errorf("before the size, %d screens and %q", len(r.screens), r.machine.View())
	}
}

func TestScreenGetsItsSizeThenInit(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	first := r.start()
	r.emit(LoggedIn)
	second := r.screen()
	if first == second || second.step != StepHome || r.machine.Screen() != Screen(second) {
		t.Fatalf("LoggedIn leads to the screen of %v", second.step)
	}
	for _, s := range []*fakeScreen{first, second} {
		if got := strings.Join(s.calls, " "); got != "SetSize Init" {
			t.Errorf("the screen of %v gets %q, want its size, then Init", s.step, got)
		}
		if want := (Size{Width: 80, Height: 24 - chromeLines}); s.size != want {
			t.Errorf("the screen of %v has the size %v, want %v", s.step, s.size, want)
		}
	}
	r.resize(Size{Width: 120, Height: 40})
	if want := (Size{Width: 120, Height: 40 - chromeLines}); second.size != want || first.size == want {
		t.Errorf("after a resize the sizes are %v and, of the screen that was left, %v", second.size, first.size)
	}
	if n := len(slices.DeleteFunc(slices.Clone(second.calls), func(c string) bool { return c != "Init" })); n != 1 {
		t.Errorf("Init is called %d times", n)
	}
}

func TestLeavingAScreenCancelsItsContext(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	login := r.start()
	r.emit(LoggedIn)
	home := r.screen()
	if !errors.Is(login.ctx.Err(), context.Canceled) {
		t.Errorf("the context of the screen that was left: %v, want canceled", login.ctx.Err())
	}
	if home.ctx.Err() != nil {
		t.Errorf("the context of the screen on show: %v", home.ctx.Err())
	}
	r.machine.Close()
	if !errors.Is(home.ctx.Err(), context.Canceled) {
		t.Errorf("the context after Close: %v, want canceled", home.ctx.Err())
	}
}

func TestTheContextOfTheProgramEndsThatOfTheScreen(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	ctx, cancel := context.WithCancel(t.Context())
	r.machine.options.Context = ctx
	s := r.start()
	cancel()
	if s.ctx.Err() == nil {
		t.Error("the context of the screen outlives that of the program")
	}
}

func TestEventWithoutARowIsIgnoredAndReported(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.start()
	r.emit(Paid)
	r.isAt(StepLogin)
	if want := []string{"login Paid"}; !slices.Equal(r.ignored, want) {
		t.Errorf("ignored %v, want %v", r.ignored, want)
	}
}

func TestLoggedOutLeadsToTheLoginFromAnywhere(t *testing.T) {
	t.Parallel()
	for _, place := range Places() {
		t.Run(place.Name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t)
			at := place.Step
			if place.Over != 0 {
				at = place.Over
			}
			left := r.at(at)
			if place.Over != 0 {
				r.machine.ask(place.Step)
			}
			r.isAt(place.Step)
			r.send(OpenDialogMsg{Dialog: &fakeDialog{}})
			r.send(r.reply(EventMsg{Event: LoggedOut, Notice: &NoticeMsg{Tone: ToneWarning, Text: "登录已失效"}}))
			r.isAt(StepLogin)
			if r.machine.top() != nil {
				t.Error("a dialog stays open")
			}
			if r.screen() == left || left.ctx.Err() == nil {
				t.Error("the screen was not left")
			}
			r.sees("登录已失效")
		})
	}
}

func TestMessagesFromOutsideReachTheScreen(t *testing.T) {
	t.Parallel()
	type ping struct{}
	r := newRig(t)
	s := r.start()
	r.send(ping{})
	if !slices.Contains(s.got, tea.Msg(ping{})) {
		t.Errorf("the screen got %v", s.got)
	}
}

func TestHeaderShowsTheStatus(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.start()
	r.seesNot("在线", "离线")
	exam, person, line, online := "2026年6月全国大学英语四、六级考试", "张三\x1b[31m", "公网", true
	r.send(StatusMsg{Exam: &exam, Person: &person, Line: &line, Online: &online})
	r.sees("2026年6月", "张三", "公网", "● 在线")
	r.seesNot("\x1b[31m")
	online = false
	r.send(StatusMsg{Online: &online}) // what is not said stays
	r.sees("张三", "○ 离线")
}

// TestTooSmallAndBackLosesNothing makes the window tiny while everything is
// open that can be.
func TestTooSmallAndBackLosesNothing(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	s := r.at(StepReview)
	r.emit(Checked)
	r.send(OpenDialogMsg{Dialog: NewMessage(MessageOptions{Title: "提示", Body: []string{"某事"}, Keys: r.keys, Theme: r.machine.theme})})
	r.send(NoticeMsg{Tone: ToneError, Text: "某个通知"})
	before, calls := r.frame(), len(s.got)

	r.resize(Size{Width: 20, Height: 5})
	r.sees("终端窗口太小", "60×20", "20×5", "内容不会丢失")
	r.seesNot("某事", "某个通知")
	if want := MinSize().Height - chromeLines; s.size.Height != want || s.size.Width != MinSize().Width {
		t.Errorf("the screen is given %v, want the smallest size", s.size)
	}
	r.send(typedKey("x"))
	r.press(r.keys.Activate, r.keys.Back, r.keys.Help, r.keys.Next) // typed blind
	r.resize(Size{Width: 80, Height: 24})
	if after := r.frame(); after != before {
		t.Errorf("after a tiny window:\n%s\nwant:\n%s", after, before)
	}
	if len(s.got) != calls {
		t.Errorf("the screen gets keys that were typed blind: %v", s.got[calls:])
	}
}

func TestTooSmallPageSaysHowToQuit(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.at(StepHome)
	r.resize(Size{Width: 20, Height: 5})
	r.press(r.keys.Quit)
	r.sees("终端窗口太小", "再按一次", "直接退出")
	if r.quit {
		t.Fatal("the first Ctrl+C quits")
	}
	r.press(r.keys.Quit)
	if !r.quit {
		t.Error("the second Ctrl+C does not quit")
	}
}
