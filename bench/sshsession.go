package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"

	"github.com/charmbracelet/x/ansi"
	gossh "golang.org/x/crypto/ssh"
)

// sshTime bounds each step of a session.
const sshTime = 5 * time.Minute

var errEnded = errors.New("the session has ended")

// sshSession is one session, as a person's client of SSH has it. It keeps of what
// it is shown what came since it last found what it waited for.
type sshSession struct {
	client *gossh.Client
	in     io.WriteCloser

	mu      sync.Mutex
	shown   []byte // nil: nobody waits for anything, and it is dropped
	wanted  bool
	ended   bool
	changed chan struct{}
}

// openSSH connects and asks for a terminal of 80×24.
func openSSH(ctx context.Context, address string) (*sshSession, error) {
	conn, err := (&net.Dialer{Timeout: sshTime}).DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	config := &gossh.ClientConfig{
		User: "bench", Timeout: sshTime,
		HostKeyCallback: gossh.InsecureIgnoreHostKey(), //nolint:gosec // it sends made-up logins to a server under test
	}
	over, channels, requests, err := gossh.NewClientConn(conn, address, config)
	if err != nil {
		_ = conn.Close() // it is of no use
		return nil, fmt.Errorf("shake hands: %w", err)
	}
	s := &sshSession{client: gossh.NewClient(over, channels, requests), wanted: true, changed: make(chan struct{}, 1)}
	if err := s.start(); err != nil {
		s.close()
		return nil, fmt.Errorf("open a session: %w", err)
	}
	return s, nil
}

func (s *sshSession) start() error {
	session, err := s.client.NewSession()
	if err != nil {
		return err //nolint:wrapcheck // openSSH does
	}
	session.Stdout = s
	if s.in, err = session.StdinPipe(); err != nil {
		return err //nolint:wrapcheck // openSSH does
	}
	if err := session.RequestPty("xterm-256color", 24, 80, gossh.TerminalModes{}); err != nil {
		return err //nolint:wrapcheck // openSSH does
	}
	if err := session.Shell(); err != nil {
		return err //nolint:wrapcheck // openSSH does
	}
	go func() {
		_ = session.Wait() // how it ends is of no interest, that it does is
		s.mu.Lock()
		defer s.mu.Unlock()
		s.ended = true
		s.wake()
	}()
	return nil
}

// Write takes what is shown.
func (s *sshSession) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.wanted {
		s.shown = append(s.shown, p...)
		s.wake()
	}
	return len(p), nil
}

func (s *sshSession) wake() {
	select {
	case s.changed <- struct{}{}:
	default:
	}
}

// waitFor waits until a text was shown.
func (s *sshSession) waitFor(ctx context.Context, text string) error {
	ctx, cancel := context.WithTimeout(ctx, sshTime)
	defer cancel()
	for {
		found, ended := s.find(text)
		switch {
		case found:
			return nil
		case ended:
			return errEnded
		}
		select {
		case <-s.changed:
		case <-ctx.Done():
			return fmt.Errorf("wait for %s: %w", text, ctx.Err())
		}
	}
}

// find looks for a text without the sequences around it. When it is there, what
// comes next is dropped.
func (s *sshSession) find(text string) (found, ended bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if bytes.Contains([]byte(ansi.Strip(string(s.shown))), []byte(text)) {
		s.shown, s.wanted = nil, false
		return true, s.ended
	}
	return false, s.ended
}

// send types, and begins to look at what is shown then.
func (s *sshSession) send(keys string) error {
	s.mu.Lock()
	s.wanted = true
	s.mu.Unlock()
	if _, err := io.WriteString(s.in, keys); err != nil {
		return fmt.Errorf("type: %w", err)
	}
	return nil
}

func (s *sshSession) over() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ended
}

func (s *sshSession) close() { _ = s.client.Close() } // it may have ended
