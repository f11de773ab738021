package screens

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

// overload is an answer of a backend that has too much to do.
func overload(status int) fault {
	return fault{answer: func(r *http.Request) *http.Response {
		code := api.CodeUnavailable
		if status == http.StatusTooManyRequests {
			code = api.CodeTooManyRequests
		}
		answer := answeredWith(r, status, "application/problem+json", api.Problem{Status: status, Code: code})
		answer.Header.Set("Retry-After", "3")
		return answer
	}}
}

// crowdStage is a stage on the real client, which waits by the stage's clock:
// what the terminal shows at each second of a wait is kept. Jitter is half of
// the spread. The wire is mended after the second wait.
func crowdStage(t *testing.T) (s *stage, w *faultyWire, shown *[]string) {
	t.Helper()
	f := working()
	w, s, shown = &faultyWire{backend: serving(t, f)}, newStage(t, f, tui.Size{Width: 80, Height: 24}), &[]string{}
	waits := 0
	c, err := client.New(client.Options{
		Endpoints: testLines()[:1], Transport: w, Rand: func() float64 { return 0.5 },
		Sleep: func(ctx context.Context, d time.Duration) error {
			for ; d > 0 && ctx.Err() == nil; d -= time.Second {
				s.pass(time.Second)
				*shown = append(*shown, s.frame())
			}
			if waits++; waits == 2 {
				w.mend()
			}
			return ctx.Err()
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	s.deps.API = c
	prepared(s)
	return s, w, shown
}

// counted are the seconds that frames say are left until the next try.
func counted(frames []string) (seconds []int) {
	for _, frame := range frames {
		_, words, found := strings.Cut(frame, "：当前人数较多，")
		n := 0
		if found {
			_, _ = fmt.Sscanf(words, "%d 秒后自动重试", &n) // stays 0
		}
		seconds = append(seconds, n)
	}
	return seconds
}

// turnedAway are the operations without a key of which 503 says that nothing was done
// or counted.
func turnedAway(operation string) bool {
	return slices.Contains([]string{
		"POST " + api.PathSessions, "PUT " + api.PathAgreement, "POST " + api.PathIdentity, "PUT " + api.PathConfirmation,
	}, operation)
}

// TestACrowdIsWaitedOut has everything that may safely be sent again meet an
// overloaded backend twice. The screen counts the seconds down, needs no key,
// and goes on as if nothing had been.
func TestACrowdIsWaitedOut(t *testing.T) {
	t.Parallel()
	silent := []string{"home, reading"} // it shows what is known already
	for _, a := range slices.Concat(firstAttempts(), waitlistAttempts(), lastAttempts()) {
		polls := slices.Contains([]string{"GET " + api.PathRegistration, "GET " + api.PathOrder}, a.operation) || a.name == "login, first reading"
		statuses := []int{http.StatusServiceUnavailable, http.StatusTooManyRequests}
		switch {
		case polls:
			continue
		case turnedAway(a.operation):
			statuses = statuses[:1]
		case !a.key && !strings.HasPrefix(a.operation, "GET"):
			continue
		}
		for _, status := range statuses {
			t.Run(fmt.Sprint(a.name, "/", status), func(t *testing.T) {
				t.Parallel()
				s, w, shown := crowdStage(t)
				if a.open != nil {
					a.open(s)
				}
				w.breaks(a.operation, overload(status))
				a.ask(s)
				// 3 s and half of 4 s, then 3 s and half of 8 s; the last second of each
				// is that of the try.
				if want := []int{4, 3, 2, 1, 0, 6, 5, 4, 3, 2, 1, 0}; !slices.Contains(silent, a.name) && !slices.Equal(counted(*shown), want) {
					t.Errorf("counted %v, want %v; at first:\n%s", counted(*shown), want, (*shown)[0])
				}
				a.passed(s, fault{words: "当前人数较多", stale: "显示的是"})
			})
		}
	}
}

// TestACrowdThatCannotBeWaitedOut has everything else say so at once, keep what
// was typed, and not be sent again by itself.
func TestACrowdThatCannotBeWaitedOut(t *testing.T) {
	t.Parallel()
	for _, a := range slices.Concat(firstAttempts(), waitlistAttempts(), lastAttempts()) {
		status := http.StatusServiceUnavailable
		switch {
		case a.key, strings.HasPrefix(a.operation, "GET"):
			continue
		case a.operation == "POST "+api.PathSessions, a.operation == "POST "+api.PathIdentity:
			continue // 429 has words of its own there
		case turnedAway(a.operation):
			status = http.StatusTooManyRequests
		}
		t.Run(a.name, func(t *testing.T) {
			t.Parallel()
			s, w, shown := crowdStage(t)
			if a.open != nil {
				a.open(s)
			}
			w.breaks(a.operation, overload(status))
			a.ask(s)
			s.sees(append(a.keeps, "当前人数较多，请 3 秒后再试", "按 F5 重试", "在线")...)
			if len(*shown) > 0 {
				t.Errorf("it waited:\n%s", (*shown)[0])
			}
			w.mend()
			s.pass(5 * time.Second)
			s.at(a.at)
			s.press(s.deps.Keys.Refresh)
			a.passed(s, fault{words: "当前人数较多", stale: "显示的是"})
		})
	}
}

// TestPollsBackOffAsTold has screens that ask by themselves meet an overloaded
// backend: they ask when told and say so, whatever F5 says.
func TestPollsBackOffAsTold(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		operation string
		open      func(s *stage)
		stale     bool
		asks      string
	}{
		"info":           {"GET " + api.PathRegistration, opens(tui.StepInfo), true, "第 18 位"},
		"info, at first": {"GET " + api.PathRegistration, nil, false, "第 18 位"},
		"platform":       {"GET " + api.PathOrder, onPlatform, true, "cashier"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, w, shown := crowdStage(t)
			if c.open != nil {
				c.open(s)
			}
			w.breaks(c.operation, overload(http.StatusServiceUnavailable))
			if c.open == nil {
				s.open(tui.StepInfo)
			} else {
				s.pass(pollEvery)
			}
			told := "正在读取报名信息：当前人数较多，5 秒后自动重试"
			if c.stale {
				told = "当前人数较多，10:00:07 自动重试，显示的是 10:00:00 的情况"
			}
			s.sees(told, "在线")
			asked := w.requests
			if c.operation == "GET "+api.PathRegistration {
				s.press(s.deps.Keys.Refresh)
				s.sees(told)
			}
			s.pass(4 * time.Second)
			if w.requests != asked {
				t.Errorf("asked %d times before it was told to", w.requests-asked)
			}
			w.mend()
			s.pass(time.Second)
			s.sees(c.asks)
			s.seesNot("当前人数较多")
			if len(*shown) > 0 {
				t.Error("the client waited, too")
			}
			asked = w.requests
			s.pass(pollEvery)
			if w.requests != asked+1 {
				t.Error("it does not ask at the usual pace again")
			}
		})
	}
}

// TestLeavingACrowd goes back while a screen waits for its turn.
func TestLeavingACrowd(t *testing.T) {
	t.Parallel()
	s, w, shown := crowdStage(t)
	w.breaks("GET "+api.PathPools, overload(http.StatusServiceUnavailable))
	s.timers = append(s.timers, timer{s.now.Add(time.Second), keyOf(t, s.deps.Keys.Back)})
	s.open(tui.StepWritten)
	s.at(tui.StepHome)
	if len(*shown) != 1 || w.requests != 1 {
		t.Errorf("it waits %d seconds for what nobody wants any more, and asks %d times", len(*shown), w.requests)
	}
}

// TestALoginThatWasRefusedIsNoCrowd keeps the words for those who have failed too
// often.
func TestALoginThatWasRefusedIsNoCrowd(t *testing.T) {
	t.Parallel()
	s, w, _ := crowdStage(t)
	fill(s)
	w.breaks("POST "+api.PathSessions, overload(http.StatusTooManyRequests))
	s.press(s.deps.Keys.Activate)
	s.sees("尝试次数过多，请稍候，请 3 秒后再试")
	s.seesNot("当前人数较多")
}

// TestGivingACrowdUp presses Esc while a request waits for its turn: it is not sent
// any more, and what was typed or chosen stays.
func TestGivingACrowdUp(t *testing.T) {
	t.Parallel()
	const gaveUp = "已停止等待，什么都没有提交，可以随时再试"
	for _, a := range slices.Concat(firstAttempts(), waitlistAttempts(), lastAttempts()) {
		stays := a.key || a.operation == "POST "+api.PathSessions || a.name == "home, start"
		if !stays && !turnedAway(a.operation) {
			continue
		}
		t.Run(a.name, func(t *testing.T) {
			t.Parallel()
			s, w, shown := crowdStage(t)
			if a.open != nil {
				a.open(s)
			}
			w.breaks(a.operation, overload(http.StatusServiceUnavailable))
			s.timers = append(s.timers, timer{s.now.Add(2 * time.Second), keyOf(t, s.deps.Keys.Back)})
			asked := w.requests
			a.ask(s)
			if !stays { // one step back
				s.seesNot("当前人数较多")
				if s.machine.Screen().Step() == a.at {
					t.Error("it did not go back")
				}
			} else {
				s.at(a.at)
				if a.name != "home, start" {
					s.sees(gaveUp)
				}
			}
			want := asked + 1
			if a.key { // the backend may have done it and answered so: that is looked up
				want += 2
			}
			if w.requests != want || len(*shown) != 2 {
				t.Errorf("asked %d times and waited %d seconds", w.requests-asked, len(*shown))
			}
			if first := (*shown)[0]; stays && !strings.Contains(first, "Esc 不再等待") {
				t.Errorf("the key is not named:\n%s", first)
			}
			if !stays {
				return
			}
			w.mend()
			if a.button != nil {
				a.button(s)
				s.at(a.to)
			}
		})
	}
}
