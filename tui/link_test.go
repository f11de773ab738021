package tui

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// cable is a rig whose machine looks for a backend, with a clock of its own.
type cable struct {
	*rig
	now    time.Time
	dead   bool
	looks  []time.Duration // since the clock began
	timers []dueMsg
	held   tea.Cmd // the look that is under way, when holds is true
	holds  bool
}

type dueMsg struct {
	at   time.Time
	then tea.Msg
}

func newCable(t *testing.T) *cable {
	t.Helper()
	c := &cable{rig: newRig(t), now: time.Unix(0, 0), dead: true}
	o := &c.machine.options
	o.Now, o.Rand = func() time.Time { return c.now }, func() float64 { return 1 }
	o.After = func(d time.Duration, then tea.Msg) tea.Cmd {
		c.timers = append(c.timers, dueMsg{c.now.Add(d), then})
		return nil
	}
	o.Reach = func(ctx context.Context) (string, error) {
		c.looks = append(c.looks, c.now.Sub(time.Unix(0, 0)))
		if c.dead {
			return "公网", errors.New("offline")
		}
		return "教育网", ctx.Err()
	}
	c.at(StepHome)
	return c
}

// tells has the screen report whether it reached the backend.
func (c *cable) tells(online bool) {
	c.t.Helper()
	c.send(c.reply(StatusMsg{Online: &online}))
}

// pass lets time pass.
func (c *cable) pass(d time.Duration) {
	c.t.Helper()
	end := c.now.Add(d)
	for {
		slices.SortStableFunc(c.timers, func(a, b dueMsg) int { return a.at.Compare(b.at) })
		if len(c.timers) == 0 || c.timers[0].at.After(end) {
			c.now = end
			return
		}
		due := c.timers[0]
		c.timers = c.timers[1:]
		c.now = due.at
		cmd := c.update(due.then)
		if c.holds && cmd != nil {
			c.held = cmd
			continue
		}
		c.run(cmd)
	}
}

// TestCutLineIsLookedFor: the banner counts and the waits grow to their cap; once
// the backend is there the banner goes, the screen is told, and no timer is left.
func TestCutLineIsLookedFor(t *testing.T) {
	t.Parallel()
	c := newCable(t)
	c.tells(true)
	before := strings.Count(c.frame(), "\n")
	if len(c.timers) > 0 {
		t.Fatal("a timer runs though the backend is reached")
	}
	c.tells(false)
	c.sees("离线", "网络中断，正在重新连接（第 1 次，1 秒后）… 已填写的内容都在")
	if got := strings.Count(c.frame(), "\n"); got != before {
		t.Errorf("the banner makes the frame %d lines high, it had %d", got, before)
	}
	c.tells(false) // a second failure starts nothing else
	c.pass(time.Second)
	c.sees("第 2 次，2 秒后")
	c.pass(time.Second)
	c.sees("第 2 次，1 秒后")
	c.pass(time.Minute)
	want := []time.Duration{1, 3, 7, 15, 30, 45, 60}
	for i := range want {
		want[i] *= time.Second
	}
	if !slices.Equal(c.looks, want) {
		t.Errorf("looked after %v, want %v", c.looks, want)
	}
	c.dead = false
	c.pass(lookCap)
	c.sees("在线", "教育网", "网络已恢复")
	c.seesNot("网络中断")
	if got := c.screen().got; !slices.Contains(got, tea.Msg(Reconnected{})) {
		t.Errorf("the screen was told %v", got)
	}
	c.pass(time.Hour)
	if len(c.timers) > 0 || len(c.looks) != len(want)+1 {
		t.Errorf("%d timers and %d looks though the backend is reached", len(c.timers), len(c.looks))
	}
}

// TestScreenThatReachesTheBackendEndsTheLook: an answer to the screen is as good,
// and what a look under way then finds does not count.
func TestScreenThatReachesTheBackendEndsTheLook(t *testing.T) {
	t.Parallel()
	c := newCable(t)
	c.tells(false)
	c.holds = true
	c.pass(time.Second)
	c.sees("正在重新连接（第 1 次）")
	if c.held == nil {
		t.Fatal("no look is under way")
	}
	c.holds = false
	c.tells(true)
	c.seesNot("网络中断")
	c.run(c.held)
	c.pass(time.Hour)
	c.sees("在线")
	if len(c.timers) > 0 || slices.Contains(c.screen().got, tea.Msg(Reconnected{})) {
		t.Error("a look that was given up still counts")
	}
}

// TestLineThatComesAndGoes is not looked for every second for ever.
func TestLineThatComesAndGoes(t *testing.T) {
	t.Parallel()
	c := newCable(t)
	c.dead = false
	c.tells(false)
	c.pass(time.Second)
	c.tells(false)
	c.sees("第 2 次，2 秒后")
	c.pass(2 * time.Second)
	c.pass(lookCap + 1)
	c.tells(false)
	c.sees("第 1 次，1 秒后")
}

// TestLookHasJitter: a random half of the wait.
func TestLookHasJitter(t *testing.T) {
	t.Parallel()
	c := newCable(t)
	c.machine.options.Rand = func() float64 { return 0 }
	c.tells(false)
	c.pass(lookBase / 2)
	if !slices.Equal(c.looks, []time.Duration{lookBase / 2}) {
		t.Errorf("looked after %v", c.looks)
	}
}

// TestBannerStandsOverAllScreens and survives their change; a notice keeps its
// line, and closing the machine ends the look.
func TestBannerStandsOverAllScreens(t *testing.T) {
	t.Parallel()
	c := newCable(t)
	c.send(c.reply(NoticeMsg{Tone: ToneWarning, Text: "显示的是旧的"}))
	c.tells(false)
	c.sees("网络中断", "显示的是旧的")
	c.emit(Started)
	c.isAt(StepAgreement)
	c.sees("网络中断")
	for _, width := range []int{60, 80, 120} {
		c.resize(Size{Width: width, Height: 20})
		c.sees("已填写的内容都在")
	}
	c.holds = true
	c.pass(time.Second)
	c.machine.Close()
	c.dead = false
	c.run(c.held)
	if slices.Contains(c.screen().got, tea.Msg(Reconnected{})) {
		t.Error("a look outlives its machine")
	}
}

// TestNobodyLooksWithoutReach: then the header alone tells.
func TestNobodyLooksWithoutReach(t *testing.T) {
	t.Parallel()
	c := newCable(t)
	c.machine.options.Reach = nil
	c.tells(false)
	c.sees("离线")
	c.seesNot("网络中断")
	if len(c.timers) > 0 {
		t.Error("a timer runs")
	}
}

// TestLastingMessages count though the screen that started them was left.
func TestLastingMessages(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.at(StepHome)
	late := r.machine.tagScreen(Lasting(Notify(ToneWarning, "没能打印")))
	nothing := r.machine.tagScreen(Lasting(func() tea.Msg { return nil }))
	r.emit(Started)
	r.run(late)
	r.run(nothing)
	r.sees("没能打印")
}
