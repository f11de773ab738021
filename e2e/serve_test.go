//go:build unix

package e2e

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

// server is houbu serve in a process of its own.
type server struct {
	t       *testing.T
	dir     string   // holds the session file, the rosters and the database
	address string   // that it listens on
	more    []string // flags of houbu serve, on top of the usual
	cmd     *exec.Cmd
	log     *serverLog
	ended   chan struct{}
}

// seats of a pool in the seats' file.
type seats struct {
	campus, subject string
	capacity        int
}

// serve imports rosters and starts the backend on them. The candidates are
// candidate(0) up to candidate(people-1).
func serve(t *testing.T, people int, pools ...seats) *server {
	t.Helper()
	s := &server{t: t, dir: t.TempDir(), address: "127.0.0.1:0"}
	s.write("session.yaml", sessionFile(t))
	prepared.database(s, people, pools)
	s.start()
	t.Cleanup(s.kill)
	return s
}

func (s *server) url() string { return "http://" + s.address }

func (s *server) flags() []string {
	return []string{"--database", "sqlite:" + filepath.Join(s.dir, "houbu.db"), "--session", filepath.Join(s.dir, "session.yaml")}
}

func (s *server) write(name, text string) {
	s.t.Helper()
	if err := os.WriteFile(filepath.Join(s.dir, name), []byte(text), 0o600); err != nil {
		s.t.Fatal(err)
	}
}

// start starts the backend and waits until its log says where it listens.
func (s *server) start() {
	s.t.Helper()
	s.cmd = houbu(s.t, slices.Concat([]string{"serve", "--listen", s.address}, s.flags(), s.more)...)
	log, err := s.cmd.StderrPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.log, s.ended = newServerLog(), make(chan struct{})
	go func() {
		defer close(s.ended)
		s.log.read(log)
		_ = s.cmd.Wait() // its state says more
	}()
	s.address = s.log.waitFor(s.t, "listening").Address
}

// kill ends the backend as a power failure would.
func (s *server) kill() {
	_ = s.cmd.Process.Kill() // it may have ended already
	<-s.ended
}

// portOf names the test whose backend comes back at its port, so that no two of them
// share one.
type portOf int

// The tests with a port.
const (
	portOfKilled portOf = iota
	portOfLateStart
	portOfScript
	portOfDesk
	portOfDeskWindows
	portOfDeskFiles
	portOfDeskActs
	portOfSSH
	portOfKiosk
	portsOfAll
)

// fixedPort gives the backend a port that it can have again after it was
// killed: one below those that systems hand out by themselves.
func fixedPort(t *testing.T, test portOf) string {
	t.Helper()
	const each, processes = 20, 50 // at once on a machine, and their tests at once
	first := 20000 + (os.Getpid()%processes*int(portsOfAll)+int(test))*each
	for port := first; port < first+each; port++ {
		address := fmt.Sprintf("127.0.0.1:%d", port)
		listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", address)
		if err != nil {
			continue
		}
		if err := listener.Close(); err != nil {
			t.Fatal(err)
		}
		return address
	}
	t.Fatal("no port is free")
	return ""
}
