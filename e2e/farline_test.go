//go:build unix

package e2e

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"houbu/e2e/vt"
)

// sshServer is houbu ssh in a process of its own.
type sshServer struct {
	t       *testing.T
	address string
	cmd     *exec.Cmd
	log     *serverLog
	ended   chan struct{}
}

// serveSSH starts houbu ssh in front of a backend.
func serveSSH(t *testing.T, backend string, more ...string) *sshServer {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	block, err := gossh.MarshalPrivateKey(private, "")
	if err != nil {
		t.Fatal(err)
	}
	key := filepath.Join(t.TempDir(), "host_key")
	if err := os.WriteFile(key, pem.EncodeToMemory(block), 0o600); err != nil {
		t.Fatal(err)
	}
	args := append([]string{"ssh", "--listen", "127.0.0.1:0", "--host-key", key, "--server", backend}, more...)
	s := &sshServer{t: t, cmd: houbu(t, args...), log: newServerLog(), ended: make(chan struct{})}
	log, err := s.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(s.ended)
		s.log.read(log)
		_ = s.cmd.Wait() // its state says more
	}()
	t.Cleanup(func() {
		_ = s.cmd.Process.Kill() // it may have ended already
		<-s.ended
	})
	s.address = s.log.waitFor(t, "listening").Address
	return s
}

// farLine is a client of SSH with a session.
type farLine struct {
	client  *gossh.Client
	session *gossh.Session
	in      io.WriteCloser
}

// connect opens a terminal at the server, for a person at an address of this
// machine; empty for any.
func (s *sshServer) connect(from string) *term {
	s.t.Helper()
	c := &term{
		t: s.t, console: console{width: 80, height: 24, mark: "▸"}, screen: vt.New(80, 24, false),
		changed: make(chan struct{}), drained: make(chan struct{}), ended: make(chan struct{}),
	}
	c.far = s.dial(from)
	c.far.session.Stdout, c.far.session.Stderr = farWriter{c}, farWriter{c}
	must := func(err error) {
		if err != nil {
			s.t.Fatal(err)
		}
	}
	var err error
	c.far.in, err = c.far.session.StdinPipe()
	must(err)
	must(c.far.session.RequestPty("xterm-256color", 24, 80, gossh.TerminalModes{}))
	must(c.far.session.Shell())
	go func() {
		defer close(c.ended)
		_ = c.far.session.Wait() // how it ends shows on the screen
	}()
	s.t.Cleanup(c.end)
	return c
}

func (s *sshServer) dial(from string) *farLine {
	s.t.Helper()
	dialer := &net.Dialer{}
	if from != "" {
		dialer.LocalAddr = &net.TCPAddr{IP: net.ParseIP(from)}
	}
	ctx, cancel := context.WithTimeout(s.t.Context(), patience)
	defer cancel()
	conn, err := dialer.DialContext(ctx, "tcp", s.address)
	if err != nil {
		s.t.Fatal(err)
	}
	config := &gossh.ClientConfig{
		User:            "somebody",
		HostKeyCallback: gossh.InsecureIgnoreHostKey(), //nolint:gosec // the server is this test's
	}
	ssh, channels, requests, err := gossh.NewClientConn(conn, s.address, config)
	if err != nil {
		s.t.Fatal(err)
	}
	far := &farLine{client: gossh.NewClient(ssh, channels, requests)}
	if far.session, err = far.client.NewSession(); err != nil {
		s.t.Fatal(err)
	}
	return far
}

// farWriter is the screen of a terminal.
type farWriter struct{ *term }

// Write shows what the server sends.
func (w farWriter) Write(p []byte) (int, error) {
	w.take(p)
	return len(p), nil
}
