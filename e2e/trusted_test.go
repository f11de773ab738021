//go:build unix

package e2e

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"houbu/api"
)

// TestATrustedProxy has a proxy say who its clients are. When the backend was
// told to believe it, one who fails to log in locks out themselves; when it was
// not, everybody behind the proxy.
func TestATrustedProxy(t *testing.T) {
	t.Parallel()
	s, who := serve(t, 1, seats{"993010", "1", 0}), candidate(0)
	s.failOnce()
	s.startWith("--trusted-proxy", "10.0.0.0/8,::1", "--trusted-proxy", "127.0.0.1")
	s.mustLogIn("192.0.2.1", "stranger@houbu.test", "Wrong2026!", http.StatusUnauthorized)
	s.mustLogIn("192.0.2.1", who.account, who.password, http.StatusTooManyRequests)
	s.mustLogIn("192.0.2.1, 192.0.2.2, 10.0.0.1", who.account, who.password, http.StatusCreated) // from 192.0.2.2, by two proxies

	s.startWith()
	s.mustLogIn("192.0.2.3", "stranger@houbu.test", "Wrong2026!", http.StatusUnauthorized)
	s.mustLogIn("192.0.2.4", who.account, who.password, http.StatusTooManyRequests)
}

// startWith starts the backend afresh, with more flags than usual.
func (s *server) startWith(flags ...string) {
	s.t.Helper()
	s.kill()
	s.address, s.more = "127.0.0.1:0", flags
	s.start()
}

// failOnce has the session allow an address one failed login.
func (s *server) failOnce() {
	s.t.Helper()
	path := filepath.Join(s.dir, "session.yaml")
	text, err := os.ReadFile(path)
	if err != nil {
		s.t.Fatal(err)
	}
	const setting = "address_failures: 200"
	if !bytes.Contains(text, []byte(setting)) {
		s.t.Fatalf("the example session has no %q", setting)
	}
	s.write("session.yaml", strings.Replace(string(text), setting, "address_failures: 1", 1))
}

// mustLogIn logs in as a proxy would for an address, which has to be answered
// with a status.
func (s *server) mustLogIn(forwardedFor, account, password string, want int) {
	s.t.Helper()
	body, err := json.Marshal(api.Login{Account: account, Password: password})
	if err != nil {
		s.t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, s.url()+api.PathSessions, bytes.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("X-Forwarded-For", forwardedFor)
	answer, err := (&http.Client{Timeout: patience}).Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	if err := answer.Body.Close(); err != nil {
		s.t.Error(err)
	}
	if answer.StatusCode != want {
		s.t.Errorf("%s for %s is answered with %d, want %d", account, forwardedFor, answer.StatusCode, want)
	}
}
