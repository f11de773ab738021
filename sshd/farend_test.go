package sshd

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"houbu/e2e/vt"
)

// farEnd is a person's client of SSH: its connection and its terminal.
type farEnd struct {
	t       *testing.T
	client  *gossh.Client
	session *gossh.Session
	in      io.WriteCloser
	ended   chan struct{}
	err     error // of the session, once it has ended

	mu      sync.Mutex
	changed *sync.Cond
	screen  *vt.Screen
	raw     strings.Builder
	over    bool
}

// dial makes a connection, without a session.
func dial(t *testing.T, address string, banner func(string)) *gossh.Client {
	t.Helper()
	client, err := dialOrNot(address, banner)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	return client
}

func dialOrNot(address string, banner func(string)) (*gossh.Client, error) {
	return gossh.Dial("tcp", address, &gossh.ClientConfig{
		User:            "any\x1b[2Jbody",
		HostKeyCallback: gossh.InsecureIgnoreHostKey(), //nolint:gosec // the server is this test's
		BannerCallback: func(text string) error {
			if banner != nil {
				banner(text)
			}
			return nil
		},
	})
}

// visitor says how a person comes.
type visitor struct {
	term          string
	width, height int
	env           map[string]string
}

// screen is their terminal: as large as the server believes, for one that claims
// to be huge.
func (v visitor) screen() *vt.Screen {
	if v.width < 0 {
		return vt.New(512, 256, false)
	}
	return vt.New(80, 24, false)
}

// come connects a person with a terminal.
func come(t *testing.T, address string, v visitor) *farEnd {
	t.Helper()
	if v.term == "" {
		v.term = "xterm-256color"
	}
	f := &farEnd{t: t, client: dial(t, address, nil), ended: make(chan struct{}), screen: v.screen()}
	f.changed = sync.NewCond(&f.mu)
	var err error
	if f.session, err = f.client.NewSession(); err != nil {
		t.Fatal(err)
	}
	f.session.Stdout, f.session.Stderr = f, f
	if f.in, err = f.session.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	for name, value := range v.env {
		_ = f.session.Setenv(name, value) // most are refused
	}
	if err := f.session.RequestPty(v.term, v.height, v.width, gossh.TerminalModes{}); err != nil {
		t.Fatal(err)
	}
	if err := f.session.Shell(); err != nil {
		t.Fatal(err)
	}
	go func() {
		f.err = f.session.Wait()
		f.mu.Lock()
		f.over = true
		f.changed.Broadcast()
		f.mu.Unlock()
		close(f.ended)
	}()
	return f
}

// Write is what the server sends.
func (f *farEnd) Write(p []byte) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.raw.Write(p)
	f.changed.Broadcast()
	return f.screen.Write(p)
}

// await waits for a state of the terminal.
func (f *farEnd) await(what string, met func() bool) {
	f.t.Helper()
	f.mu.Lock()
	defer f.mu.Unlock()
	for !met() {
		if f.over {
			f.t.Fatalf("the session ended while waiting for %s:\n%s", what, f.look())
		}
		f.changed.Wait()
	}
}

func (f *farEnd) waitFor(text string) {
	f.t.Helper()
	f.await(text, func() bool { return strings.Contains(f.look(), text) })
}

func (f *farEnd) waitGone(text string) {
	f.t.Helper()
	f.await("the end of "+text, func() bool { return !strings.Contains(f.look(), text) })
}

// look is what stands on the terminal. The lock is held.
func (f *farEnd) look() string {
	var out strings.Builder
	for _, row := range f.screen.Rows() {
		out.WriteString(strings.TrimRight(strings.Join(row, ""), " ") + "\n")
	}
	return out.String()
}

func (f *farEnd) send(keys string) {
	f.t.Helper()
	if _, err := io.WriteString(f.in, keys); err != nil {
		f.t.Fatal(err)
	}
}

// left waits for the end of the session. It returns its exit code and what is said
// on the terminal then, which must be as it was before.
func (f *farEnd) left() (code int, said string) {
	f.t.Helper()
	<-f.ended
	f.mu.Lock()
	defer f.mu.Unlock()
	if changed := f.screen.Changed(); len(changed) > 0 {
		f.t.Errorf("the terminal is not given back: %v", changed)
	}
	if faults := f.screen.Faults(); len(faults) > 0 {
		f.t.Errorf("not for a terminal: %q", faults)
	}
	var exit *gossh.ExitError
	switch {
	case f.err == nil:
	case errors.As(f.err, &exit):
		code = exit.ExitStatus()
	default:
		f.t.Fatal(fmt.Errorf("the session ended badly: %w", f.err))
	}
	return code, strings.ReplaceAll(strings.TrimSpace(f.look()), "\n", "")
}
