package proof

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// server is a place where houbu serve runs, in a process that is killed and
// started again.
type server struct {
	t    *testing.T
	args []string
	cmd  *exec.Cmd
	dead chan struct{} // closed when the process is gone
	log  journal       // what it said after it listened

	mu      sync.Mutex // guards what follows
	address string     // empty while it is down
	up      chan struct{}
}

func newServer(t *testing.T, args ...string) *server {
	s := &server{t: t, args: args, up: make(chan struct{})}
	t.Cleanup(s.kill)
	return s
}

// start runs the process and waits until it listens.
func (s *server) start() {
	s.t.Helper()
	cmd := houbu(s.t, append([]string{"serve", "--listen", "127.0.0.1:0", "--rate-limit", "0"}, s.args...)...)
	log, err := cmd.StderrPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	listening, dead := make(chan string, 1), make(chan struct{})
	s.cmd, s.dead = cmd, dead
	go func() {
		defer close(dead)
		listening <- said(log, "listening")
		_, _ = io.Copy(&s.log, log)
		_ = cmd.Wait() // killed
	}()
	address := <-listening
	if !strings.HasPrefix(address, "127.0.0.1:") {
		s.t.Fatalf("houbu serve: %s", address)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.address = address
	close(s.up)
}

// said reads a log up to a message and returns its address, or all of it.
func said(log io.Reader, message string) string {
	var all strings.Builder
	for lines := bufio.NewScanner(log); lines.Scan(); {
		var line struct{ Msg, Address string }
		if json.Unmarshal(lines.Bytes(), &line) == nil && line.Msg == message {
			return line.Address
		}
		all.WriteString(lines.Text() + "\n")
	}
	return "ended without listening:\n" + all.String()
}

// kill ends the process by SIGKILL.
func (s *server) kill() {
	if s.cmd == nil {
		return
	}
	s.mu.Lock()
	if s.address != "" {
		s.address, s.up = "", make(chan struct{})
	}
	s.mu.Unlock()
	_ = s.cmd.Process.Kill() // it may have ended already
	<-s.dead
}

// dial connects to wherever the process listens now. While it is down nobody
// answers, even if its port is somebody else's by then.
func (s *server) dial(ctx context.Context) (net.Conn, error) {
	address := s.listens()
	if address == "" {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	}
	return new(net.Dialer).DialContext(ctx, "tcp", address)
}

func (s *server) isUp() bool { return s.listens() != "" }

// listens is where it listens; empty while it is down.
func (s *server) listens() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.address
}

// wait waits until it is up.
func (s *server) wait(ctx context.Context) error {
	s.mu.Lock()
	up := s.up
	s.mu.Unlock()
	select {
	case <-up:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// journal is text that one goroutine writes and others read.
type journal struct {
	mu   sync.Mutex
	text strings.Builder
}

// Write adds to the text.
func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(p)
}

// String is the text so far.
func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}

// Names of servers, as clients know them.
func serverURL(i int) string { return fmt.Sprintf("http://backend-%d", i) }
