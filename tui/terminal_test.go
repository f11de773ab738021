//go:build unix

package tui

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"reflect"
	"strings"
	"syscall"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"
)

// TestProgramTakesTheTerminalAndGivesItBack: raw mode, so that a key arrives
// without Enter and without an echo; the alternate screen; the real cursor in
// the field; a paste in one piece.
func TestProgramTakesTheTerminalAndGivesItBack(t *testing.T) {
	t.Parallel()
	r := onTerminal(t, childEcho)
	r.waitText("标题 login")
	r.write("a")
	r.waitText("typed: a ")
	r.write("\x1b[200~张三\x1b[201~")
	r.waitText("typed: a[张三] ")
	r.mu.Lock()
	if !r.e.modes["?1049"] || !r.e.modes["?2004"] || r.e.wraps || !r.e.cursor {
		t.Errorf("modes %v, wrapping %v, cursor %v", r.e.modes, r.e.wraps, r.e.cursor)
	}
	if want := (Position{X: Width("typed: a[张三]"), Y: 3}); (Position{r.e.x, r.e.y}) != want {
		t.Errorf("the cursor is at %d,%d, want %v", r.e.x, r.e.y, want)
	}
	r.mu.Unlock()
	r.write("\x03")
	r.ends("quit")
}

// TestStartAsksTheTerminalNothing: a terminal that answers no query would hold
// the start up. The emulator refuses what it does not know; the list names what
// libraries are known to ask.
func TestStartAsksTheTerminalNothing(t *testing.T) {
	t.Parallel()
	r := onTerminal(t, childEcho)
	r.waitText("Ctrl+C 退出")
	r.write("\x03")
	r.ends("quit")
	for _, query := range []string{"\x1b]", "\x1bP", "\x1b[c", "\x1b[0c", "\x1b[>", "\x1b[=", "\x1b[5n", "\x1b[6n", "\x1b[?6n", "$p", "\x1b[18t", "\x05"} {
		if bytes.Contains(r.out, []byte(query)) {
			t.Errorf("the terminal is asked %q", query)
		}
	}
	if !bytes.HasPrefix(r.out, []byte(enterScreen)) {
		t.Errorf("the first that is written is %q", r.out[:min(100, len(r.out))])
	}
}

func TestQuitQuestionOnATerminal(t *testing.T) {
	t.Parallel()
	r := onTerminal(t, childEcho)
	r.waitText("标题 login")
	r.write("\r")
	r.waitText("登录成功")
	r.write("\x03")
	r.waitText("▸[ 继续报名 ]")
	r.write("\x1b[Z")
	r.waitText("▸[ 退出 ]") // a second frame: the machine knows by now that the first was seen
	r.write("\x1b")
	r.waitFor("end of the question", func(screen string) bool { return !strings.Contains(screen, "继续报名") })
	r.write("\x03")
	r.waitText("▸[ 继续报名 ]")
	r.write("\x1b[Z")
	r.waitText("▸[ 退出 ]")
	r.write("\r")
	r.ends("quit")
}

func TestSignalsEndTheProgram(t *testing.T) {
	t.Parallel()
	for _, s := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP} {
		for _, scenario := range []string{childEcho, childBusy} {
			t.Run(s.String()+"/"+scenario, func(t *testing.T) {
				t.Parallel()
				r := onTerminal(t, scenario)
				r.waitText("标题 login")
				r.signal(s)
				r.ends("signal " + s.String())
			})
		}
	}
}

func TestPanicsGiveTheTerminalBack(t *testing.T) {
	t.Parallel()
	for _, scenario := range []string{childPanicUpdate, childPanicView, childPanicCommand} {
		t.Run(scenario, func(t *testing.T) {
			t.Parallel()
			r := onTerminal(t, scenario)
			r.waitText("标题 login")
			r.write("x")
			r.ends("fault")
		})
	}
}

func TestCauseOfTheEndIsTold(t *testing.T) {
	t.Parallel()
	r := onTerminal(t, childFails)
	r.waitText("标题 login")
	r.write("x")
	r.ends(errChild.Error())
}

func TestResizeOnATerminal(t *testing.T) {
	t.Parallel()
	r := onTerminal(t, childEcho)
	r.waitText("size: 80x19")
	r.write("kept")
	r.waitText("typed: kept")
	for _, step := range []struct {
		size Size
		want string
	}{
		{Size{Width: 20, Height: 5}, "终端窗口太小"},
		{Size{Width: 120, Height: 40}, "size: 120x35"},
	} {
		r.replace(step.size)
		r.setSize(step.size)
		r.waitText(step.want)
	}
	r.waitText("typed: kept")
	r.waitText("Ctrl+C 退出")
	r.write("\x03")
	r.ends("quit")
}

// TestSuspendAndContinue: the terminal is given back while the process is
// stopped, and taken and painted afresh when it continues.
func TestSuspendAndContinue(t *testing.T) {
	t.Parallel()
	for _, scenario := range []string{childEcho, childBusy} {
		t.Run(scenario, func(t *testing.T) {
			t.Parallel()
			r := onTerminal(t, scenario)
			for range 2 {
				r.waitText("标题 login")
				r.signal(syscall.SIGTSTP)
				r.waitStopped()
				r.isRestored()
				r.waitLeft()
				r.replace(r.e.size)
				r.signal(syscall.SIGCONT)
			}
			r.waitText("标题 login")
			r.waitText("Ctrl+C 退出")
			r.write("a")
			r.waitText("typed: a")
			r.write("\x03")
			r.ends("quit")
		})
	}
}

// waitLeft waits until all that was written before the stop is read.
func (r *terminalRun) waitLeft() {
	r.t.Helper()
	r.mu.Lock()
	for !bytes.HasSuffix(r.out, []byte(leaveScreen)) && !r.over {
		r.changed.Wait()
	}
	r.mu.Unlock()
	r.isLeft()
}

// TestContinueWithoutASuspend: SIGSTOP gives no chance to give the terminal
// back; it is painted afresh all the same.
func TestContinueWithoutASuspend(t *testing.T) {
	t.Parallel()
	r := onTerminal(t, childEcho)
	r.waitText("Ctrl+C 退出")
	r.signal(syscall.SIGSTOP)
	r.waitStopped()
	r.replace(r.e.size)
	r.signal(syscall.SIGCONT)
	r.waitText("标题 login")
	r.waitText("Ctrl+C 退出")
	r.write("\x03")
	r.ends("quit")
}

// TestEndWhileSuspended is what a shell does to a stopped job: kill %1 sends
// SIGTERM and then SIGCONT. The painter has frames that it could not paint.
func TestEndWhileSuspended(t *testing.T) {
	t.Parallel()
	r := onTerminal(t, childBusy)
	r.waitText("标题 login")
	r.signal(syscall.SIGTSTP)
	r.waitStopped()
	r.signal(syscall.SIGTERM)
	r.signal(syscall.SIGCONT)
	r.ends("signal terminated")
}

// TestTerminalThatGoesAway ends the program, whatever it notices first.
func TestTerminalThatGoesAway(t *testing.T) {
	t.Parallel()
	r := onTerminal(t, childBusy)
	r.waitText("标题 login")
	if err := errors.Join(r.slave.Close(), r.master.Close()); err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(r.report)
	if err != nil || len(got) == 0 || string(got) == "quit" {
		t.Errorf("the program ends with %q, %v", got, err)
	}
	if err := r.cmd.Wait(); err != nil {
		t.Error(err)
	}
}

func TestNoTerminal(t *testing.T) {
	t.Parallel()
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	master, slave, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []io.Closer{reader, writer, master, slave} {
		t.Cleanup(func() { _ = file.Close() }) // nothing was written
	}
	for name, options := range map[string]RunOptions{
		"neither":   {In: reader, Out: writer},
		"no input":  {In: reader, Out: slave},
		"no output": {In: slave, Out: writer},
	} {
		r := newRig(t)
		if err := Run(t.Context(), r.machine, options); !errors.Is(err, ErrNoTerminal) {
			t.Errorf("%s is a terminal: %v", name, err)
		}
		if len(r.screens) != 0 {
			t.Errorf("%s: a screen was shown", name)
		}
	}
}

// TestSizeOfATerminalThatDoesNotKnow is that of old.
func TestSizeOfATerminalThatDoesNotKnow(t *testing.T) {
	t.Parallel()
	master, slave, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []io.Closer{master, slave} {
		t.Cleanup(func() { _ = file.Close() }) // nothing was written
	}
	terminal, err := newTerminal(slave, slave)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := terminal.size(), (Size{Width: 80, Height: 24}); got != want {
		t.Errorf("the size is %v, want %v", got, want)
	}
	if err := pty.Setsize(master, &pty.Winsize{Cols: 100, Rows: 30}); err != nil {
		t.Fatal(err)
	}
	if got, want := terminal.size(), (Size{Width: 100, Height: 30}); got != want {
		t.Errorf("the size is %v, want %v", got, want)
	}
}

// TestLeaveTwice writes to the terminal once.
func TestLeaveTwice(t *testing.T) {
	t.Parallel()
	master, slave, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = master.Close() }) // it was read to its end
	before, err := term.GetState(slave.Fd())
	if err != nil {
		t.Fatal(err)
	}
	terminal, err := newTerminal(slave, slave)
	if err != nil {
		t.Fatal(err)
	}
	if err := terminal.enter(); err != nil {
		t.Fatal(err)
	}
	terminal.leave()
	terminal.leave()
	after, err := term.GetState(slave.Fd())
	if err != nil || !reflect.DeepEqual(before, after) {
		t.Errorf("the mode is %+v (%v), want %+v", after, err, before)
	}
	want := enterScreen + leaveScreen
	got := make([]byte, len(want))
	if _, err := io.ReadFull(master, got); err != nil || string(got) != want {
		t.Errorf("written %q (%v), want %q", got, err, want)
	}
	if err := slave.Close(); err != nil {
		t.Fatal(err)
	}
	if rest, _ := io.ReadAll(master); len(rest) != 0 {
		t.Errorf("written more: %q", rest)
	}
}

// TestInputAndOutputMayBeTwoTerminals: both are restored.
func TestInputAndOutputMayBeTwoTerminals(t *testing.T) {
	t.Parallel()
	masterIn, in, errIn := pty.Open()
	masterOut, out, errOut := pty.Open()
	if err := errors.Join(errIn, errOut); err != nil {
		t.Fatal(err)
	}
	for _, file := range []io.Closer{masterIn, in, masterOut, out} {
		t.Cleanup(func() { _ = file.Close() }) // what was written is of no interest
	}
	state := func(file *os.File) *term.State {
		is, err := term.GetState(file.Fd())
		if err != nil {
			t.Fatal(err)
		}
		return is
	}
	wasIn, wasOut := state(in), state(out)
	terminal, err := newTerminal(in, out)
	if err != nil {
		t.Fatal(err)
	}
	if err := terminal.enter(); err != nil {
		t.Fatal(err)
	}
	if reflect.DeepEqual(state(in), wasIn) {
		t.Error("the input is not in raw mode")
	}
	terminal.leave()
	if !reflect.DeepEqual(state(in), wasIn) || !reflect.DeepEqual(state(out), wasOut) {
		t.Errorf("the modes are %+v and %+v, want %+v and %+v", state(in), state(out), wasIn, wasOut)
	}
}

// TestRunEndsWithItsContext, with the reason that it was ended for.
func TestRunEndsWithItsContext(t *testing.T) {
	t.Parallel()
	master, slave, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []io.Closer{master, slave} {
		t.Cleanup(func() { _ = file.Close() }) // the test has read what matters
	}
	ctx, end := context.WithCancelCause(t.Context())
	r := newRig(t)
	r.prepare = func(s *fakeScreen) {
		s.onInit = func() tea.Msg { end(errChild); return nil }
	}
	drained := closedAfter(func() { _, _ = io.Copy(io.Discard, master) })
	if err := Run(ctx, r.machine, RunOptions{In: slave, Out: slave}); !errors.Is(err, errChild) {
		t.Errorf("the program ends with %v, want %v", err, errChild)
	}
	if r.screen().ctx.Err() == nil {
		t.Error("the context of the screen goes on")
	}
	if err := slave.Close(); err != nil {
		t.Fatal(err)
	}
	soon(t, "the terminal", drained)
}
