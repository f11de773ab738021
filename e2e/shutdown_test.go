//go:build unix

package e2e

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"houbu/api"
)

// TestTheServerIsAskedToStop sends SIGTERM in the middle of a login. The login
// is answered, nobody else is let in, and the process ends well, with a database
// that the next one takes over as it is.
func TestTheServerIsAskedToStop(t *testing.T) {
	t.Parallel()
	s, who := serve(t, 1, seats{"993010", "1", 0}), candidate(0)
	login := halfALogin(t, s.address, who)
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	s.log.waitFor(t, "shutting down")
	if late, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", s.address); !errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("a new connection: %v, %v; want it refused", late, err)
	}
	if status := login.theOtherHalf(); status != http.StatusCreated {
		t.Errorf("the login under way was answered with %d", status)
	}
	select {
	case <-s.ended:
	case <-time.After(patience):
		t.Fatal("houbu serve does not end")
	}
	if code := s.cmd.ProcessState.ExitCode(); code != 0 {
		t.Errorf("exit code %d:\n%s", code, s.log)
	}
	s.log.waitFor(t, "stopped")
	for _, trace := range []string{"houbu.db-wal", "houbu.db-shm"} { // a database that was closed has none
		if left, err := filepath.Glob(filepath.Join(s.dir, trace)); err != nil || len(left) > 0 {
			t.Errorf("%s is left: %v", trace, err)
		}
	}
	s.address = "127.0.0.1:0" // another may have the port now
	s.start()
	drive(t, s.url(), who).goTo(api.NextInfo)
}

// halfLogin is a login of which the server has the head and half of the body.
type halfLogin struct {
	t    *testing.T
	conn net.Conn
	from *bufio.Reader
	rest string
}

// halfALogin returns when the server has begun to read the body, which it says
// by 100 Continue: from then on the request is under way.
func halfALogin(t *testing.T, address string, who person) *halfLogin {
	t.Helper()
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	body, err := json.Marshal(api.Login{Account: who.account, Password: who.password})
	if err != nil {
		t.Fatal(err)
	}
	half := len(body) / 2
	l := &halfLogin{t: t, conn: conn, from: bufio.NewReader(conn), rest: string(body[half:])}
	l.send(fmt.Sprintf("POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n",
		api.PathSessions, address, len(body)))
	if line, err := l.from.ReadString('\n'); err != nil || !strings.Contains(line, "100 Continue") {
		t.Fatalf("the server answers %q, %v", line, err)
	}
	if _, err := l.from.ReadString('\n'); err != nil { // the empty line after it
		t.Fatal(err)
	}
	l.send(string(body[:half]))
	return l
}

// theOtherHalf completes the request and returns the status of the answer.
func (l *halfLogin) theOtherHalf() int {
	l.t.Helper()
	l.send(l.rest)
	answer, err := http.ReadResponse(l.from, nil)
	if err != nil {
		l.t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	var session api.Session
	if err := json.NewDecoder(answer.Body).Decode(&session); err != nil || session.Token == "" {
		l.t.Errorf("the answer holds no session: %v", err)
	}
	return answer.StatusCode
}

func (l *halfLogin) send(text string) {
	l.t.Helper()
	if _, err := l.conn.Write([]byte(text)); err != nil {
		l.t.Fatal(err)
	}
}
