//go:build unix

package e2e

import (
	"context"
	"errors"
	"os"
	"syscall"
	"testing"
)

// TestTheTerminalIsGivenBack ends the program in each way that leaves it a say.
func TestTheTerminalIsGivenBack(t *testing.T) {
	t.Parallel()
	s := serve(t, 1, seats{"993010", "1", 0})
	for name, end := range map[string]func(c *term){
		"Ctrl+C at the login": func(c *term) { c.press("Ctrl+C") },
		"Ctrl+C, confirmed":   func(c *term) { c.logIn(candidate(0)); c.press("Ctrl+C"); c.answer("退出", "退出") },
		"Ctrl+C twice":        func(c *term) { c.logIn(candidate(0)); c.press("Ctrl+C", "Ctrl+C") },
		"Ctrl+C while small":  func(c *term) { c.logIn(candidate(0)); c.endWhileSmall() },
		"SIGTERM":             func(c *term) { c.signal(syscall.SIGTERM) },
		"SIGHUP":              func(c *term) { c.signal(syscall.SIGHUP) },
		"SIGINT":              func(c *term) { c.signal(os.Interrupt) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := start(t, "--server", s.url())
			v := c.waitFor("登录", " ms")
			if len(v.changed) == 0 {
				t.Fatal("the program has changed nothing, so it can give nothing back")
			}
			end(c)
			c.left()
		})
	}
}

// endWhileSmall quits where there is no room for the question.
func (c *term) endWhileSmall() {
	c.t.Helper()
	c.resize(20, 5)
	c.waitFor("终端窗口太小")
	c.press("Ctrl+C")
	c.waitFor("再按一次 Ctrl+C")
	c.press("Ctrl+C")
}

// TestStopAndContinue stops the program, as kill -TSTP does, and lets it go on.
// The terminal is given back meanwhile.
func TestStopAndContinue(t *testing.T) {
	t.Parallel()
	s := serve(t, 1, seats{"993010", "1", 0})
	c := start(t, "--server", s.url())
	c.waitFor(" ms", "全国大学英语") // nothing more is to come
	c.fill("账号", "somebody")
	before := c.look()
	c.signal(syscall.SIGTSTP)
	c.await("the terminal as it was", func(v view) bool { return len(v.changed) == 0 })
	c.stopped()
	c.signal(syscall.SIGCONT)
	c.await("the screen as it was:\n"+before.String(), func(v view) bool { return v.rest() == before.rest() })
	c.typeText("-else")
	c.press("Ctrl+C")
	c.left()
}

// stopped waits until the program is stopped, which it does after it has given
// the terminal back: what continues it earlier would be lost.
func (c *term) stopped() {
	c.t.Helper()
	is := make(chan error, 1)
	go func() {
		var status syscall.WaitStatus
		_, err := syscall.Wait4(c.cmd.Process.Pid, &status, syscall.WUNTRACED, nil)
		if err == nil && !status.Stopped() {
			err = errors.New("it has ended")
		}
		is <- err
	}()
	ctx, cancel := context.WithTimeout(c.t.Context(), patience)
	defer cancel()
	select {
	case err := <-is:
		if err != nil {
			c.t.Fatalf("the program is not stopped: %v", err)
		}
	case <-ctx.Done():
		c.t.Fatal("the program does not stop")
	}
}
