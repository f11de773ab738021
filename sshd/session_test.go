package sshd

import (
	"errors"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	gossh "golang.org/x/crypto/ssh"
)

func TestASession(t *testing.T) {
	t.Parallel()
	w := open(t, nil)
	f := come(t, w.address, visitor{width: 80, height: 24})
	f.waitFor("<>127.0.0.1")
	f.send("候补")
	f.waitFor("<候补>")
	f.send("\x03")
	if code, said := f.left(); code != 0 || said != "" {
		t.Errorf("exit code %d, left:\n%s", code, said)
	}
	for _, secret := range []string{"候补", "127.0.0.1:", "body"} {
		if strings.Contains(strings.ReplaceAll(w.log.String(), w.address, ""), secret) {
			t.Errorf("the log says %q:\n%s", secret, w.log)
		}
	}
	if _, err := f.client.NewSession(); err == nil {
		t.Error("a connection has two sessions")
	}
}

func TestTheBanner(t *testing.T) {
	t.Parallel()
	var got string
	client := dial(t, open(t, nil).address, func(text string) { got = text })
	if want := "欢迎␛[2J\r\n请登录\r\n"; got != want {
		t.Errorf("the banner is %q, want %q", got, want)
	}
	if version := string(client.ServerVersion()); version != "SSH-2.0-Houbu" {
		t.Errorf("the server says that it is %q", version)
	}
}

// TestNothingElse asks for all that SSH has beside the screens.
func TestNothingElse(t *testing.T) {
	t.Parallel()
	w := open(t, nil)
	words := ChineseText()
	for name, test := range map[string]struct {
		ask  func(s *gossh.Session) error
		want string // said; empty: the request is refused
	}{
		"a command": {func(s *gossh.Session) error { return s.Start("cat /etc/passwd") }, words.NoCommand},
		"a command on a terminal": {func(s *gossh.Session) error {
			return errors.Join(s.RequestPty("xterm", 24, 80, nil), s.Start("sh"))
		}, words.NoCommand},
		"a shell without a terminal": {func(s *gossh.Session) error { return s.Shell() }, words.NeedTerminal},
		"a terminal that shows nothing": {func(s *gossh.Session) error {
			return errors.Join(s.RequestPty("dumb", 24, 80, nil), s.Shell())
		}, words.Dumb},
		"a subsystem":         {func(s *gossh.Session) error { return s.RequestSubsystem("sftp") }, ""},
		"the agent":           {func(s *gossh.Session) error { return asked(s, "auth-agent-req@openssh.com") }, ""},
		"a window system":     {func(s *gossh.Session) error { return asked(s, "x11-req") }, ""},
		"a break":             {func(s *gossh.Session) error { return asked(s, "break") }, ""},
		"another environment": {func(s *gossh.Session) error { return s.Setenv("LD_PRELOAD", "x") }, ""},
		"a long environment":  {func(s *gossh.Session) error { return s.Setenv("COLORTERM", strings.Repeat("x", 65)) }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			session, err := dial(t, w.address, nil).NewSession()
			if err != nil {
				t.Fatal(err)
			}
			var said strings.Builder
			session.Stdout, session.Stderr = &said, &said
			err = test.ask(session)
			if test.want == "" {
				if err == nil {
					t.Error("it is granted")
				}
				return
			}
			var exit *gossh.ExitError
			if ended := session.Wait(); err != nil || !errors.As(ended, &exit) || exit.ExitStatus() != 1 {
				t.Errorf("%v, then %v", err, ended)
			}
			if said.String() != test.want+"\r\n" {
				t.Errorf("says %q, want %q", said.String(), test.want)
			}
		})
	}
}

// asked makes a request that has no content.
func asked(s *gossh.Session, request string) error {
	ok, err := s.SendRequest(request, true, nil)
	if err == nil && !ok {
		err = errors.New("refused")
	}
	return err
}

func TestNoForwarding(t *testing.T) {
	t.Parallel()
	w := open(t, nil)
	client := dial(t, w.address, nil)
	var refused *gossh.OpenChannelError
	if conn, err := client.Dial("tcp", w.address); !errors.As(err, &refused) {
		t.Errorf("from here: %v, %v", conn, err)
	}
	if conn, err := client.Dial("unix", "/run/x"); !errors.As(err, &refused) {
		t.Errorf("to a socket: %v, %v", conn, err)
	}
	if _, err := client.Listen("tcp", "127.0.0.1:0"); err == nil {
		t.Error("from there")
	}
	if _, _, err := client.OpenChannel("tun@openssh.com", nil); !errors.As(err, &refused) {
		t.Errorf("a tunnel: %v", err)
	}
	f := come(t, w.address, visitor{})
	f.waitFor("<>") // and the server goes on
}

// TestColoursAreTheSessions: each session has those of its own terminal, and
// nothing that they share is changed.
func TestColoursAreTheSessions(t *testing.T) {
	t.Parallel()
	before, dark := lipgloss.ColorProfile(), lipgloss.HasDarkBackground()
	w := open(t, nil)
	for name, test := range map[string]struct {
		visitor
		coloured bool
	}{
		"colours":    {visitor{}, true},
		"NO_COLOR":   {visitor{env: map[string]string{"NO_COLOR": "1"}}, false},
		"true ones":  {visitor{env: map[string]string{"COLORTERM": "truecolor"}}, true},
		"monochrome": {visitor{term: "vt220"}, false},
		"a name":     {visitor{term: "xterm\x1b[2J"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := come(t, w.address, test.visitor)
			f.waitFor("<>")
			f.send("a")
			f.waitFor("<a>")
			f.mu.Lock()
			defer f.mu.Unlock()
			if f.screen.Coloured() != test.coloured {
				t.Errorf("coloured: %v", f.screen.Coloured())
			}
			if lipgloss.ColorProfile() != before || lipgloss.HasDarkBackground() != dark {
				t.Error("the process's own colours are changed")
			}
		})
	}
}

// TestWindows gives sizes that no window has, and many of them.
func TestWindows(t *testing.T) {
	t.Parallel()
	w := open(t, nil)
	f := come(t, w.address, visitor{width: -1, height: -1}) // 4,294,967,295
	f.await("a large window", func() bool { return strings.Contains(f.raw.String(), "\x1b[256;") })
	for range 500 {
		if err := f.session.WindowChange(24, 70); err != nil {
			t.Fatal(err)
		}
	}
	if ok, err := f.session.SendRequest("window-change", true, []byte("short")); ok || err != nil {
		t.Errorf("half a size is taken: %v, %v", ok, err)
	}
	if err := f.session.WindowChange(24, 66); err != nil {
		t.Fatal(err)
	}
	f.waitFor("xxxxxx\n")
	f.waitGone("xxxxxxx\n")
	for range 100 { // also when nobody reads them any more
		_ = f.session.WindowChange(24, 70)
	}
	f.send("\x03")
	for range 100 {
		_ = f.session.WindowChange(24, 70)
	}
	f.left()
}
