//go:build unix

package e2e

import (
	"net/http"
	"syscall"
	"testing"
	"time"

	"houbu/api"
)

// TestTheServerDrainsForABalancer sends SIGTERM to a backend that is to wait for
// its balancer: its health check says no, its candidates are answered, and a
// second signal ends the waiting.
func TestTheServerDrainsForABalancer(t *testing.T) {
	t.Parallel()
	s := serve(t, 1, seats{"993010", "1", 0})
	s.kill()
	s.more, s.address = []string{"--drain-delay", "24h"}, "127.0.0.1:0"
	s.start()
	s.mustHealth(http.StatusOK)
	s.mustSignal()
	s.log.waitFor(t, "draining")
	s.mustHealth(http.StatusServiceUnavailable)
	drive(t, s.url(), candidate(0)).goTo(api.NextInfo)
	s.mustSignal()
	s.log.waitFor(t, "shutting down")
	select {
	case <-s.ended:
	case <-time.After(patience):
		t.Fatal("houbu serve does not end")
	}
	if code := s.cmd.ProcessState.ExitCode(); code != 0 {
		t.Errorf("exit code %d:\n%s", code, s.log)
	}
}

func (s *server) mustSignal() {
	s.t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		s.t.Fatal(err)
	}
}

// mustHealth checks what a balancer is told.
func (s *server) mustHealth(want int) {
	s.t.Helper()
	request, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, s.url()+api.PathHealth, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	_ = answer.Body.Close()
	if after := answer.Header.Get("Retry-After"); answer.StatusCode != want || (after != "") != (want == http.StatusServiceUnavailable) {
		s.t.Errorf("the health check answers %d, to be repeated after %q; want %d", answer.StatusCode, after, want)
	}
}
