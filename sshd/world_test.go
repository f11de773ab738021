package sshd

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"log/slog"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	gossh "golang.org/x/crypto/ssh"

	"houbu/tui"
)

// world is a server of a test, with programs that only echo.
type world struct {
	t       *testing.T
	address string
	server  *Server
	hands   *hands
	metrics *Metrics
	stop    context.CancelFunc
	served  chan error
	log     *safeBuffer

	begun, left, ended atomic.Int32 // programs
	finish             func()       // what End does
}

// open starts a server. change may be nil.
func open(t *testing.T, change func(*Options)) *world {
	t.Helper()
	w := &world{t: t, hands: newHands(), metrics: NewMetrics(), served: make(chan error, 1), log: &safeBuffer{}}
	options := Options{
		HostKey: hostKey(t), NewProgram: w.program, Banner: "欢迎\x1b[2J\n请登录", Text: ChineseText(), After: w.hands.after,
		Limits:  Limits{Sessions: 100, PerAddress: 100, Idle: 10 * time.Minute, Grace: 15 * time.Second},
		Metrics: w.metrics, Log: slog.New(slog.NewJSONHandler(w.log, nil)),
	}
	if change != nil {
		change(&options)
	}
	var err error
	if w.server, err = New(options); err != nil {
		t.Fatal(err)
	}
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w.address = listener.Addr().String()
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	w.stop = stop
	go func() { w.served <- w.server.Serve(ctx, listener) }()
	t.Cleanup(func() {
		stop()
		w.server.Hurry()
		if err, ok := <-w.served; ok && err != nil {
			t.Error(err)
		}
	})
	return w
}

// closed waits for the end of the server.
func (w *world) closed() {
	w.t.Helper()
	if err := <-w.served; err != nil {
		w.t.Error(err)
	}
	close(w.served)
}

func hostKey(t *testing.T) gossh.Signer {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := gossh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return signer
}

// program echoes, in a colour where there are any.
func (w *world) program(v Visitor) (Program, error) {
	w.begun.Add(1)
	keys := tui.NewKeyMap(tui.ChineseChrome())
	theme := tui.NewTheme(tui.NewRenderer(), tui.ThemeOptions{NoColour: tui.NoColour(v.Getenv)})
	machine := tui.New(tui.Options{
		Factory: func(tui.Step) tui.Screen { return &echo{theme: theme, addr: v.Addr.String()} },
		Keys:    &keys, Theme: theme, Text: tui.ChineseChrome(),
	})
	return Program{Root: machine, Leave: func() { w.left.Add(1) }, End: func() {
		if w.finish != nil {
			w.finish()
		}
		w.ended.Add(1)
	}}, nil
}

// machineOf is a machine of one screen.
func machineOf(screen tui.Screen) *tui.Machine {
	keys := tui.NewKeyMap(tui.ChineseChrome())
	theme := tui.NewTheme(tui.NewRenderer(), tui.ThemeOptions{})
	return tui.New(tui.Options{
		Factory: func(tui.Step) tui.Screen { return screen }, Keys: &keys, Theme: theme, Text: tui.ChineseChrome(),
	})
}

// echo shows what is typed, and panics at !.
type echo struct {
	theme       *tui.Theme
	addr, typed string
	size        tui.Size
}

func (e *echo) Init(context.Context) tea.Cmd { return nil }

func (e *echo) Update(msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyMsg); ok {
		if e.typed += string(k.Runes); strings.Contains(e.typed, "!") {
			panic("what 张三 has typed")
		}
	}
	return nil
}

func (e *echo) View() tui.View {
	return tui.View{Body: e.theme.Error.Render("<"+e.typed+">") + e.addr + strings.Repeat("x", max(0, e.size.Width-60))}
}
func (e *echo) SetSize(size tui.Size) { e.size = size }
func (e *echo) Title() string         { return "" }
func (e *echo) Step() tui.Step        { return tui.StepLogin }
func (e *echo) Keys() []key.Binding   { return nil }

// hands is a clock that is turned by hand.
type hands struct {
	mu     sync.Mutex
	set    *sync.Cond
	timers map[*handTimer]struct{}
}

type handTimer struct {
	d time.Duration
	f func()
}

func newHands() *hands {
	h := &hands{timers: map[*handTimer]struct{}{}}
	h.set = sync.NewCond(&h.mu)
	return h
}

func (h *hands) after(d time.Duration, f func()) (stop func() bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	timer := &handTimer{d, f}
	h.timers[timer] = struct{}{}
	h.set.Broadcast()
	return func() bool {
		h.mu.Lock()
		defer h.mu.Unlock()
		_, was := h.timers[timer]
		delete(h.timers, timer)
		return was
	}
}

// turn waits for a timer of a duration and lets it fire.
func (h *hands) turn(d time.Duration) {
	h.mu.Lock()
	for {
		for timer := range h.timers {
			if timer.d == d {
				delete(h.timers, timer)
				h.mu.Unlock()
				timer.f()
				return
			}
		}
		h.set.Wait()
	}
}

// safeBuffer is a log that is read while it is written.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}
