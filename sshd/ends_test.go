package sshd

import (
	"io"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/tui"
)

// TestIdle warns who presses no key, and ends the session when none comes. A key
// in between begins anew.
func TestIdle(t *testing.T) {
	t.Parallel()
	w := open(t, nil)
	f := come(t, w.address, visitor{})
	f.waitFor("<>")
	w.hands.turn(9 * time.Minute)
	f.waitFor("长时间没有操作，1 分钟后断开")
	f.send("a")
	f.waitFor("<a>")
	f.waitGone("断开")
	w.hands.turn(9 * time.Minute)
	f.waitFor("断开")
	w.hands.turn(time.Minute)
	if code, said := f.left(); code != 0 || said != ChineseText().Idle {
		t.Errorf("exit code %d, left:\n%s", code, said)
	}
}

// TestAFaultEndsOneSession alone, and says nothing of what it was about.
func TestAFaultEndsOneSession(t *testing.T) {
	t.Parallel()
	w := open(t, nil)
	unlucky, other := come(t, w.address, visitor{}), come(t, w.address, visitor{})
	other.waitFor("<>")
	unlucky.waitFor("<>")
	unlucky.send("!")
	if code, said := unlucky.left(); code != 1 || said != ChineseText().Fault {
		t.Errorf("exit code %d, left:\n%s", code, said)
	}
	other.send("on")
	other.waitFor("<on>")
	come(t, w.address, visitor{}).waitFor("<>")
	if log := w.log.String(); !strings.Contains(log, "panic with a string") || strings.Contains(log, "张三") {
		t.Errorf("the log says:\n%s", log)
	}
}

// TestAFaultBeforeTheScreens ends one session alone, too.
func TestAFaultBeforeTheScreens(t *testing.T) {
	t.Parallel()
	var w *world
	first := true
	w = open(t, func(o *Options) {
		own := o.NewProgram
		o.NewProgram = func(v Visitor) (Program, error) {
			if first {
				first = false
				panic("of 张三")
			}
			return own(v)
		}
	})
	come(t, w.address, visitor{}).left()
	come(t, w.address, visitor{}).waitFor("<>")
	if log := w.log.String(); !strings.Contains(log, "panic with a string") || strings.Contains(log, "张三") {
		t.Errorf("the log says:\n%s", log)
	}
}

// TestNoProgram: a session for which there is nothing to show says so.
func TestNoProgram(t *testing.T) {
	t.Parallel()
	w := open(t, func(o *Options) {
		o.NewProgram = func(Visitor) (Program, error) { return Program{}, io.ErrUnexpectedEOF }
	})
	if code, said := come(t, w.address, visitor{}).left(); code != 1 || said != ChineseText().Broken {
		t.Errorf("exit code %d, left:\n%s", code, said)
	}
}

// TestShutDown tells people, lets them go on meanwhile, and then ends their
// sessions. Nobody else is let in, and what was submitted is waited for.
func TestShutDown(t *testing.T) {
	t.Parallel()
	w := open(t, nil)
	finished := make(chan struct{})
	w.finish = func() { <-finished }
	f := come(t, w.address, visitor{})
	f.waitFor("<>")
	early := dial(t, w.address, nil) // has no session yet
	w.stop()
	f.waitFor("服务器将在 15 秒后重启")
	if _, err := dialOrNot(w.address, nil); err == nil {
		t.Error("a new connection is let in")
	}
	f.send("go on")
	f.waitFor("<go on>")
	session, err := early.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	session.Stderr = &said
	if err := session.RequestPty("xterm", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	if err := session.Shell(); err != nil {
		t.Fatal(err)
	}
	_ = session.Wait()
	if said.String() != ChineseText().Closing+"\r\n" {
		t.Errorf("who comes late is told %q", said.String())
	}
	w.hands.turn(15 * time.Second)
	if code, said := f.left(); code != 0 || said != ChineseText().Closing {
		t.Errorf("exit code %d, left:\n%s", code, said)
	}
	select {
	case err := <-w.served:
		t.Error(err, "the server does not wait for what was submitted")
	default:
	}
	close(finished)
	w.closed()
	if w.ended.Load() != 1 {
		t.Error("the session was not given back")
	}
}

// TestShutDownInAHurry ends the grace at once, and a server that nobody is at needs
// none.
func TestShutDownInAHurry(t *testing.T) {
	t.Parallel()
	w := open(t, nil)
	f := come(t, w.address, visitor{})
	f.waitFor("<>")
	w.stop()
	f.waitFor("服务器将在")
	w.server.Hurry()
	f.left()
	w.closed()

	empty := open(t, nil)
	empty.stop()
	empty.closed()
}

// TestAClientThatReadsNothing does not keep its session, nor the server.
func TestAClientThatReadsNothing(t *testing.T) {
	t.Parallel()
	flood := &flood{}
	w := open(t, func(o *Options) {
		o.NewProgram = func(Visitor) (Program, error) { return Program{Root: machineOf(flood)}, nil }
	})
	client := dial(t, w.address, nil)
	channel, requests, err := client.OpenChannel("session", nil)
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		for range requests { // nothing is answered
		}
	}()
	size := []byte{0, 0, 0, 5, 'x', 't', 'e', 'r', 'm', 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}
	if ok, err := channel.SendRequest("pty-req", true, size); !ok || err != nil {
		t.Fatal(ok, err)
	}
	if ok, err := channel.SendRequest("shell", true, nil); !ok || err != nil {
		t.Fatal(ok, err)
	}
	if _, err := channel.Write([]byte(strings.Repeat("\x1b[B", 500))); err != nil {
		t.Fatal(err)
	}
	for flood.typed.Load() < 500 { // by then more was painted than the channel takes
		if _, _, err := client.SendRequest("wait", true, nil); err != nil {
			t.Fatal(err)
		}
	}
	w.stop()
	w.server.Hurry()
	go w.hands.turn(hurryTime)
	w.closed()
}

// flood shows as much as it can, all of it new with each key.
type flood struct {
	echo
	typed atomic.Int32
}

func (f *flood) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(tea.KeyMsg); ok {
		f.typed.Add(1)
	}
	return nil
}

func (f *flood) View() tui.View {
	line := strings.Repeat(string('a'+f.typed.Load()%26), f.size.Width)
	return tui.View{Body: strings.Repeat(line+"\n", f.size.Height)}
}

// TestMetrics counts what was.
func TestMetrics(t *testing.T) {
	t.Parallel()
	w := open(t, nil)
	f := come(t, w.address, visitor{})
	f.waitFor("<>")
	w.mustCount("houbu_ssh_sessions 1", "houbu_ssh_connections 1", "houbu_ssh_sessions_started_total 1")
	f.send("\x03")
	f.left()
	come(t, w.address, visitor{term: "dumb"}).left()
	w.stop()
	w.closed()
	w.mustCount("houbu_ssh_sessions 0", "houbu_ssh_connections 0", "houbu_ssh_finishing 0",
		`houbu_ssh_sessions_ended_total{reason="quit"} 1`, `houbu_ssh_refused_total{reason="dumb"} 1`, "process_resident_memory_bytes")
}

// mustCount looks for lines of the metrics.
func (w *world) mustCount(lines ...string) {
	w.t.Helper()
	answer := httptest.NewRecorder()
	w.metrics.Handler().ServeHTTP(answer, httptest.NewRequest("GET", "/metrics", nil))
	for _, line := range lines {
		if !strings.Contains(answer.Body.String(), "\n"+line) {
			w.t.Errorf("the metrics lack %q", line)
		}
	}
}
