//go:build unix

package e2e

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"testing"

	xterm "github.com/charmbracelet/x/term"
	"github.com/creack/pty"

	"houbu/e2e/vt"
)

// console says on what terminal the program runs. The zero value is an
// ordinary one of 80×24.
type console struct {
	width, height int
	wide          bool     // it draws characters of ambiguous width over two cells
	mark          string   // what stands before the focused control; ▸ when empty
	env           []string // on top of the usual
	dir           string   // the working directory; that of the tests when empty
}

// term is the program in a pseudo terminal. One goroutine reads what it writes
// and keeps the screen; tests wait for states of that.
type term struct {
	t       *testing.T
	console console
	cmd     *exec.Cmd
	pty     *os.File // the terminal's end
	tty     *os.File // the program's end
	before  *xterm.State
	far     *farLine // instead of all these: the program is reached over SSH

	mu      sync.Mutex // guards what follows
	screen  *vt.Screen
	raw     bytes.Buffer  // all that was written
	changed chan struct{} // closed and replaced when the screen has changed

	drained chan struct{} // closed when all that was written is on the screen
	ended   chan struct{} // closed when, on top, the program has ended
	after   *xterm.State  // of the terminal when it ended
}

// start runs houbu in an ordinary terminal.
func start(t *testing.T, args ...string) *term {
	t.Helper()
	return startOn(t, console{}, args...)
}

// startOn runs houbu in a terminal. When the test ends the program is ended,
// and what it wrote must have been fit for a terminal.
func startOn(t *testing.T, on console, args ...string) *term {
	t.Helper()
	if on.width == 0 {
		on.width, on.height = 80, 24
	}
	if on.mark == "" {
		on.mark = "▸"
	}
	c := &term{
		t: t, console: on, screen: vt.New(on.width, on.height, on.wide),
		changed: make(chan struct{}), drained: make(chan struct{}), ended: make(chan struct{}),
	}
	var err error
	if c.pty, c.tty, err = pty.Open(); err != nil {
		t.Fatal(err)
	}
	c.setSize(on.width, on.height)
	if c.before, err = xterm.GetState(c.tty.Fd()); err != nil {
		t.Fatal(err)
	}
	c.cmd = houbu(t, args...)
	c.cmd.Env = append(c.cmd.Env, on.env...)
	c.cmd.Dir = on.dir
	c.cmd.Stdin, c.cmd.Stdout, c.cmd.Stderr = c.tty, c.tty, c.tty
	c.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go c.read()
	go c.wait()
	t.Cleanup(c.end)
	return c
}

// read keeps the screen until nothing more can come.
func (c *term) read() {
	defer close(c.drained)
	buf := make([]byte, 32<<10)
	for {
		n, err := c.pty.Read(buf)
		c.take(buf[:n])
		if err != nil { // EIO: the other end is closed
			return
		}
	}
}

func (c *term) take(written []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	_, _ = c.screen.Write(written) // never fails
	c.raw.Write(written)
	close(c.changed)
	c.changed = make(chan struct{})
}

// wait waits for the end of the program. The program's end of the terminal is
// kept open until then, to see in what state it was left.
func (c *term) wait() {
	_ = c.cmd.Wait() // its state says more
	c.after, _ = xterm.GetState(c.tty.Fd())
	_ = c.tty.Close()
	<-c.drained
	close(c.ended)
}

// end ends the program, if need be, and checks what it wrote.
func (c *term) end() {
	c.kill()
	if c.far == nil {
		_ = c.pty.Close()
	}
	if faults := c.screen.Faults(); len(faults) > 0 {
		c.t.Errorf("the program wrote what is not for a terminal: %q\n%q", faults, c.raw.String())
	}
	for _, word := range []string{"DATA RACE", "panic:", "goroutine ", "RESTY"} {
		if bytes.Contains(c.raw.Bytes(), []byte(word)) {
			c.t.Errorf("the program failed:\n%s", c.raw.String())
		}
	}
}

// kill ends the program at once, as a power failure would.
func (c *term) kill() {
	if c.far != nil {
		_ = c.far.client.Close() // the session may be over
	} else {
		c.signal(syscall.SIGKILL)
	}
	<-c.ended
}

// signal sends a signal to the program, if it still runs.
func (c *term) signal(s os.Signal) {
	if err := c.cmd.Process.Signal(s); err != nil && !errors.Is(err, os.ErrProcessDone) {
		c.t.Error(err)
	}
}

// exit waits for the end of the program and returns its exit code.
func (c *term) exit() int {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.t.Context(), patience)
	defer cancel()
	select {
	case <-c.ended:
	case <-ctx.Done():
		c.t.Fatalf("the program does not end:\n%s", c.look())
	}
	return c.cmd.ProcessState.ExitCode()
}

// resize changes the size of the window.
func (c *term) resize(width, height int) {
	c.t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.screen.Resize(width, height)
	c.setSize(width, height)
}

func (c *term) setSize(width, height int) {
	c.t.Helper()
	if c.far != nil {
		if err := c.far.session.WindowChange(height, width); err != nil {
			c.t.Fatal(err)
		}
		return
	}
	size := pty.Winsize{Cols: uint16(width), Rows: uint16(height)} //nolint:gosec // a few hundred at most
	if err := pty.Setsize(c.pty, &size); err != nil {
		c.t.Fatal(err)
	}
}
