//go:build unix

package tui

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"
)

// terminalRun is a child process on a pseudo-terminal that answers nothing.
type terminalRun struct {
	t       *testing.T
	cmd     *exec.Cmd
	master  *os.File
	slave   *os.File
	report  *os.File
	before  *term.State
	drained chan struct{}

	mu      sync.Mutex
	changed *sync.Cond
	out     []byte // all that was written
	fed     int    // of it, what the emulator has
	e       *emulator
	next    *emulator // takes the place of e when the terminal is next cleared
	over    bool      // the safety net, or the end of the output
}

// onTerminal starts a scenario.
func onTerminal(t *testing.T, scenario string) *terminalRun {
	t.Helper()
	size := Size{Width: 80, Height: 24}
	r := &terminalRun{t: t, drained: make(chan struct{}), e: newEmulator(size, true, asMeasured)}
	r.changed = sync.NewCond(&r.mu)
	r.open(size)
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.report = reader
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute) // a safety net
	r.cmd = exec.CommandContext(ctx, os.Args[0])
	r.cmd.Env = append(os.Environ(), childEnv+"="+scenario, "TERM=xterm-256color", "NO_COLOR=")
	r.cmd.Stdin, r.cmd.Stdout, r.cmd.Stderr = r.slave, r.slave, r.slave
	r.cmd.ExtraFiles = []*os.File{writer}
	r.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	stop := context.AfterFunc(ctx, r.giveUp)
	go r.read()
	t.Cleanup(func() {
		stop()
		cancel()
		_ = r.cmd.Wait()     // it has ended, unless the test failed
		_ = r.slave.Close()  // closed already, unless the test failed
		_ = r.master.Close() //
		_ = reader.Close()   //
		<-r.drained
	})
	return r
}

func (r *terminalRun) open(size Size) {
	r.t.Helper()
	var err error
	if r.master, r.slave, err = pty.Open(); err != nil {
		r.t.Fatal(err)
	}
	if r.before, err = term.GetState(r.slave.Fd()); err != nil {
		r.t.Fatal(err)
	}
	r.setSize(size)
}

func (r *terminalRun) setSize(size Size) {
	r.t.Helper()
	to := &pty.Winsize{Cols: uint16(size.Width), Rows: uint16(size.Height)} //nolint:gosec // small numbers
	if err := pty.Setsize(r.master, to); err != nil {
		r.t.Fatal(err)
	}
}

// read feeds the emulator with all that is written.
func (r *terminalRun) read() {
	defer close(r.drained)
	buf := make([]byte, 4096)
	for {
		n, err := r.master.Read(buf)
		r.mu.Lock()
		r.out = append(r.out, buf[:n]...)
		r.feed(r.out[r.fed : r.fed+complete(r.out[r.fed:])])
		r.over = r.over || err != nil
		r.changed.Broadcast()
		r.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// feed lets the emulator act on what is complete.
func (r *terminalRun) feed(b []byte) {
	r.fed += len(b)
	if at := bytes.Index(b, []byte("\x1b[m\x1b[H\x1b[2J")); at >= 0 && r.next != nil {
		_, _ = r.e.Write(b[:at]) // an error stays in it
		r.next.modes, r.next.wraps, r.next.err = r.e.modes, r.e.wraps, r.e.err
		r.e, r.next, b = r.next, nil, b[at:]
	}
	_, _ = r.e.Write(b) // an error stays in it
}

// replace gives the terminal a size and another content, as soon as the program
// paints it afresh.
func (r *terminalRun) replace(size Size) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.next = newEmulator(size, false, asMeasured)
}

func (r *terminalRun) giveUp() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.over = true
	r.changed.Broadcast()
}

// complete is the length of what can be acted on: without a character or a
// sequence at the end of which the rest is still to come.
func complete(b []byte) int {
	if at := bytes.LastIndexByte(b, '\x1b'); at >= 0 {
		rest := b[at:]
		ends := bytes.IndexFunc(rest[min(2, len(rest)):], func(r rune) bool { return r >= '@' && r <= '~' })
		if len(rest) < 2 || rest[1] == '[' && ends < 0 {
			return at
		}
	}
	for tail := 1; tail < utf8.UTFMax && tail <= len(b); tail++ {
		if start := len(b) - tail; utf8.RuneStart(b[start]) {
			if !utf8.FullRune(b[start:]) {
				return start
			}
			break
		}
	}
	return len(b)
}

// waitFor waits until the terminal shows what is looked for.
func (r *terminalRun) waitFor(what string, is func(screen string) bool) {
	r.t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	for r.next != nil || !is(r.e.screen()) {
		if r.over || r.e.err != nil {
			r.t.Fatalf("no %s (%v) on the terminal:\n%s\nwritten: %q", what, r.e.err, r.e.screen(), r.out)
		}
		r.changed.Wait()
	}
}

func (r *terminalRun) waitText(text string) {
	r.t.Helper()
	r.waitFor(text, func(screen string) bool { return strings.Contains(screen, text) })
}

func (r *terminalRun) write(keys string) {
	r.t.Helper()
	if _, err := io.WriteString(r.master, keys); err != nil {
		r.t.Fatal(err)
	}
}

func (r *terminalRun) signal(s syscall.Signal) {
	r.t.Helper()
	if err := r.cmd.Process.Signal(s); err != nil {
		r.t.Fatal(err)
	}
}

// waitStopped waits until the process is stopped.
func (r *terminalRun) waitStopped() {
	r.t.Helper()
	var status syscall.WaitStatus
	for {
		_, err := syscall.Wait4(r.cmd.Process.Pid, &status, syscall.WUNTRACED, nil)
		if errors.Is(err, syscall.EINTR) {
			continue
		}
		if err != nil || !status.Stopped() {
			r.t.Fatalf("the process does not stop: %v, %v", status, err)
		}
		return
	}
}

// isRestored fails unless the terminal is as it was before the program.
func (r *terminalRun) isRestored() {
	r.t.Helper()
	now, err := term.GetState(r.slave.Fd())
	if err != nil {
		r.t.Fatal(err)
	}
	if !reflect.DeepEqual(now, r.before) {
		r.t.Errorf("the mode of the terminal is %+v, want %+v", now, r.before)
	}
}

// ends waits for the end of the process, and fails unless it ends so and gives
// the terminal back: its mode, its screen, its cursor, and not a word more.
func (r *terminalRun) ends(want string) {
	r.t.Helper()
	got, err := io.ReadAll(r.report)
	if err != nil {
		r.t.Fatal(err)
	}
	if err := r.cmd.Wait(); err != nil {
		r.t.Errorf("the process ends with %v", err)
	}
	if string(got) != want {
		r.t.Errorf("the program ends with %q, want %q", got, want)
	}
	r.isRestored()
	if err := r.slave.Close(); err != nil {
		r.t.Fatal(err)
	}
	<-r.drained
	r.isLeft()
}

func (r *terminalRun) isLeft() {
	r.t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	if !bytes.HasSuffix(r.out, []byte(leaveScreen)) {
		r.t.Errorf("the last that is written is %q", r.out[max(0, len(r.out)-200):])
	}
	if bytes.Contains(r.out, []byte(secret)) {
		r.t.Errorf("the terminal was shown what the panic was called with")
	}
	if r.e.err != nil || !r.e.cursor || !r.e.wraps || r.e.modes["?1049"] || r.e.modes["?2004"] || r.e.style != (style{}) {
		r.t.Errorf("the terminal is left with %v, cursor %v, wrapping %v, modes %v, style %+v",
			r.e.err, r.e.cursor, r.e.wraps, r.e.modes, r.e.style)
	}
}
