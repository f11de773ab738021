package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"encoding/pem"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"houbu/sshd"
)

// TestSSHRefuses says what is wrong with a flag, and what to do.
func TestSSHRefuses(t *testing.T) {
	t.Parallel()
	good, server := writeHostKey(t, nil, 0o600), "http://127.0.0.1:1"
	nonsense := filepath.Join(t.TempDir(), "nonsense")
	if err := os.WriteFile(nonsense, []byte("a letter"), 0o600); err != nil {
		t.Fatal(err)
	}
	for want, args := range map[string][]string{
		"没有写后端的网址":                      {"--host-key", good},
		"没有写主机密钥":                       {"--server", server},
		"没有主机密钥的文件":                     {"--server", server, "--host-key", filepath.Join(t.TempDir(), "none")},
		"别人也能读":                         {"--server", server, "--host-key", writeHostKey(t, nil, 0o644)},
		"有密码，不能使用":                      {"--server", server, "--host-key", writeHostKey(t, []byte("secret"), 0o600)},
		"不是 SSH 私钥":                     {"--server", server, "--host-key", nonsense},
		"--metrics \"0.0.0.0:9464\" 不是": {"--server", server, "--host-key", good, "--metrics", "0.0.0.0:9464"},
		"--metrics \"localhost:9\" 不是":  {"--server", server, "--host-key", good, "--metrics", "localhost:9"},
		"--idle 要大于 0":                  {"--server", server, "--host-key", good, "--idle", "0s"},
		"--max-sessions":                {"--server", server, "--host-key", good, "--max-sessions", "0"},
		"读不了 --banner 的文件":              {"--server", server, "--host-key", good, "--banner", filepath.Join(t.TempDir(), "none")},
		"不能监听 127.0.0.1:x":              {"--server", server, "--host-key", good, "--listen", "127.0.0.1:x"},
		"不是网址":                          {"--server", "cet", "--host-key", good},
	} {
		if code, errs := command(append([]string{"ssh"}, args...)...); code != 1 || !strings.Contains(errs, want) {
			t.Errorf("%v: exit code %d, %q, want %q", args, code, errs, want)
		}
	}
}

// TestMetricsAreServed at an address of this machine, and nothing else is.
func TestMetricsAreServed(t *testing.T) {
	t.Parallel()
	var said bytes.Buffer
	closeIt, err := serveMetrics(t.Context(), "127.0.0.1:0", sshd.NewMetrics(), slog.New(slog.NewJSONHandler(&said, nil)))
	if err != nil {
		t.Fatal(err)
	}
	defer closeIt()
	var line struct{ Address string }
	if err := json.Unmarshal(said.Bytes(), &line); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]int{"/metrics": http.StatusOK, "/": http.StatusNotFound, "/debug/pprof/": http.StatusNotFound} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+line.Address+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		if err := errors.Join(err, answer.Body.Close()); err != nil {
			t.Fatal(err)
		}
		if answer.StatusCode != want || want == http.StatusOK && !bytes.Contains(body, []byte("houbu_ssh_sessions 0")) {
			t.Errorf("%s: status %d\n%.300s", path, answer.StatusCode, body)
		}
	}
}

// writeHostKey writes a new key, with a password or none.
func writeHostKey(t *testing.T, password []byte, mode os.FileMode) (path string) {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	marshal := func() (*pem.Block, error) { return gossh.MarshalPrivateKey(private, "") }
	if password != nil {
		marshal = func() (*pem.Block, error) { return gossh.MarshalPrivateKeyWithPassphrase(private, "", password) }
	}
	block, err := marshal()
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "host_key")
	if err := os.WriteFile(path, pem.EncodeToMemory(block), mode); err != nil {
		t.Fatal(err)
	}
	return path
}
