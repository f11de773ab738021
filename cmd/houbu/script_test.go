package main

import (
	"bytes"
	"context"
	"errors"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"houbu/api"
	"houbu/backend"
	"houbu/backend/http/contract"
	"houbu/backend/practice"
	"houbu/backend/practice/practicetest"
	"houbu/client"
	"houbu/script"
)

// folders makes data folders with a practice session.
var folders = practicetest.Folders(time.Now)

// practiceCenter is the address of the backend of a practice session in this process. Nobody moves in
// it but the test.
func practiceCenter(t *testing.T) string {
	t.Helper()
	session, err := practice.Session(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	session.Practice.Tick = time.Hour
	address, err := practice.Open(t.Context(), folders(t), session, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	b, err := backend.Open(t.Context(), backend.Config{Address: address, Exam: session, Practice: true, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(contract.New(t).Handler(b.Handler()))
	t.Cleanup(func() {
		server.Close()
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return server.URL
}

// confirmed lets demo1 do the steps before the choice of a subject.
func confirmed(t *testing.T, url string) {
	t.Helper()
	c, err := client.New(client.Options{Endpoints: []client.Endpoint{{URL: url}}})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	ctx := t.Context()
	_, login := c.Login(ctx, "demo1@houbu.test", "Houbu2026!")
	agreement, read := c.Agreement(ctx)
	agree := c.Agree(ctx, agreement.Version)
	_, identify := c.Identify(ctx, api.Identity{Type: "1", Number: "990101200501010010", Name: "张三"})
	confirm := c.Confirm(ctx, api.Confirmation{RecordChecked: true, PhoneRight: true, StudentRight: true})
	if err := errors.Join(login, read, agree, identify, confirm); err != nil {
		t.Fatal(err)
	}
}

// memory is a keyring of the test's own. With an error it is none.
type memory struct {
	mu   sync.Mutex
	kept map[string]string
	err  error
}

func (m *memory) Get(server string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	token, ok := m.kept[server]
	if m.err == nil && !ok {
		return "", keyring.ErrNotFound
	}
	return token, m.err
}

func (m *memory) Set(server, token string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.err == nil {
		m.kept[server] = token
	}
	return m.err
}

func (m *memory) Delete(server string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := m.kept[server]; m.err == nil && !ok {
		return keyring.ErrNotFound
	}
	delete(m.kept, server)
	return m.err
}

// shell runs commands against a server.
type shell struct {
	t     *testing.T
	url   string
	ring  *memory
	token string // HOUBU_TOKEN
	in    string
	out   string
	said  string
}

func newShell(t *testing.T, url string) *shell {
	t.Helper()
	return &shell{t: t, url: url, ring: &memory{kept: make(map[string]string)}}
}

// run runs a command and checks its exit code.
func (s *shell) run(want script.Exit, args ...string) {
	s.t.Helper()
	o := outside{
		getenv: func(name string) string { return map[string]string{envToken: s.token}[name] },
		vault:  s.ring, in: strings.NewReader(s.in),
	}
	if s.url != "" {
		args = append(args, "--server", s.url)
	}
	var out, said bytes.Buffer
	if code := runWith(context.Background(), o, args, &out, &said); code != int(want) {
		s.t.Fatalf("houbu %s exits with %d, want %d: %s%s", strings.Join(args, " "), code, want, out.String(), said.String())
	}
	s.out, s.said = out.String(), said.String()
	for _, secret := range []string{s.token, "Houbu2026!", "demo1@houbu.test", "张三"} {
		if secret != "" && (strings.Contains(s.out, secret) || strings.Contains(s.said, secret)) {
			s.t.Errorf("houbu %s tells a secret", strings.Join(args, " "))
		}
	}
}

const credentials = "demo1@houbu.test\nHoubu2026!\n"

// TestLoginKeepsTheToken in the keyring, for the server's address only, until it
// is logged out.
func TestLoginKeepsTheToken(t *testing.T) {
	t.Parallel()
	s := newShell(t, practiceCenter(t))
	s.run(script.NoLogin, "status")
	s.in = credentials
	s.run(script.Done, "login", "--json")
	if s.out != "{\"done\":\"login\"}\n" || len(s.ring.kept) != 1 || s.ring.kept[s.url] == "" {
		t.Fatalf("it printed %q, and the keyring has %d tokens", s.out, len(s.ring.kept))
	}
	s.run(script.Done, "status")
	s.run(script.NoLogin, "status", "--server", "http://127.0.0.1:1") // the other line has no token

	token := s.ring.kept[s.url]
	s.run(script.Done, "logout")
	if len(s.ring.kept) != 0 {
		t.Errorf("%d tokens are left", len(s.ring.kept))
	}
	s.run(script.Done, "logout")
	s.token = token
	s.run(script.NoLogin, "status") // it was revoked, not only forgotten
}

// TestTokenOfTheEnvironment comes before the keyring, is not kept, and is told
// apart from what is none.
func TestTokenOfTheEnvironment(t *testing.T) {
	t.Parallel()
	s := newShell(t, practiceCenter(t))
	s.in = credentials
	s.run(script.Done, "login", "--print-token")
	if len(s.ring.kept) != 0 {
		t.Errorf("the keyring has %d tokens", len(s.ring.kept))
	}
	s.token = strings.TrimSpace(s.out)
	s.run(script.Done, "status")
	s.ring.err = errors.New("no bus")
	s.run(script.Done, "status") // no keyring is asked
	s.run(script.Done, "logout")
	s.run(script.NoLogin, "status")
	s.token = "secret of\ntwo lines"
	s.run(script.Usage, "status", "--json")
}

// TestWithoutAKeyring says what to use instead, and leaves no login behind.
func TestWithoutAKeyring(t *testing.T) {
	t.Parallel()
	s := newShell(t, practiceCenter(t))
	s.in, s.ring.err = credentials, errors.New("no bus")
	for _, command := range []string{"login", "status", "logout"} {
		s.run(script.NoKeyring, command)
		if !strings.Contains(s.said, `export HOUBU_TOKEN="$(houbu login --print-token)"，--server 要一样`) {
			t.Errorf("houbu %s says %q", command, s.said)
		}
	}
}

// TestLoginRefuses what cannot be a login, and one that is wrong.
func TestLoginRefuses(t *testing.T) {
	t.Parallel()
	s := newShell(t, practiceCenter(t))
	for in, want := range map[string]script.Exit{
		"": script.Usage, "demo1@houbu.test\n": script.Usage, "\nHoubu2026!\n": script.Usage, "demo1@houbu.test\n\n": script.Usage,
		"demo1@houbu.test\nwrong\n": script.NoLogin,
	} {
		s.in = in
		s.run(want, "login")
	}
}

// TestTheSystemKeyring is asked under a name of ours, with the server's address.
func TestTheSystemKeyring(t *testing.T) { //nolint:paralleltest // the mock is the whole process's
	keyring.MockInit()
	v := keyringVault{}
	if _, err := v.Get("https://a.example"); !errors.Is(err, keyring.ErrNotFound) {
		t.Errorf("Get of none: %v", err)
	}
	if err := v.Set("https://a.example", "token-1"); err != nil {
		t.Fatal(err)
	}
	if token, err := keyring.Get("houbu", "https://a.example"); err != nil || token != "token-1" {
		t.Errorf("the keyring has %q, %v", token, err)
	}
	if err := v.Delete("https://a.example"); err != nil {
		t.Error(err)
	}
	if _, err := v.Get("https://a.example"); !errors.Is(err, keyring.ErrNotFound) {
		t.Errorf("Get after Delete: %v", err)
	}
}

// TestServersOf: the same server has one name, however it is written.
func TestServersOf(t *testing.T) {
	t.Parallel()
	got := serversOf([]client.Endpoint{{URL: "HTTPS://CET.Example.edu/API/"}, {URL: "http://127.0.0.1:8080"}})
	if got[0] != "https://cet.example.edu/API" || got[1] != "http://127.0.0.1:8080" {
		t.Errorf("got %q", got)
	}
}
