package tui

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// farEnd is a remote terminal of a test.
type farEnd struct {
	t    *testing.T
	in   *io.PipeWriter
	done chan error
	left chan struct{} // closed by Leaving

	sizes   chan Size
	notices chan NoticeMsg

	mu      sync.Mutex
	changed *sync.Cond
	out     strings.Builder
}

// Write is what the program shows.
func (f *farEnd) Write(p []byte) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.changed.Broadcast()
	return f.out.Write(p)
}

// waitFor waits until a text was shown.
func (f *farEnd) waitFor(text string) {
	f.t.Helper()
	f.mu.Lock()
	defer f.mu.Unlock()
	for !strings.Contains(f.out.String(), text) {
		f.changed.Wait()
	}
}

func (f *farEnd) written() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.out.String()
}

// onRemote runs a machine of one screen until it ends.
func onRemote(ctx context.Context, t *testing.T, screen Screen, size Size) *farEnd {
	t.Helper()
	in, typed := io.Pipe()
	f := &farEnd{
		t: t, in: typed, done: make(chan error, 1), left: make(chan struct{}),
		sizes: make(chan Size), notices: make(chan NoticeMsg),
	}
	f.changed = sync.NewCond(&f.mu)
	keys := NewKeyMap(ChineseChrome())
	machine := New(Options{Factory: func(Step) Screen { return screen }, Keys: &keys, Theme: plainTheme(), Text: ChineseChrome()})
	remote := Remote{In: in, Out: f, Size: size, Sizes: f.sizes, Notices: f.notices, Leaving: func() { close(f.left) }}
	go func() { f.done <- RunRemote(ctx, machine, remote) }()
	return f
}

// remoteScreen shows its size and what is typed, and panics at a letter. Its
// context tells when the screen is given up.
type remoteScreen struct {
	ctx   chan context.Context
	size  Size
	typed string
}

func newRemoteScreen() *remoteScreen { return &remoteScreen{ctx: make(chan context.Context, 1)} }

func (s *remoteScreen) Init(ctx context.Context) tea.Cmd { s.ctx <- ctx; return nil }

func (s *remoteScreen) Update(msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyMsg); ok {
		s.typed += string(k.Runes)
		if strings.Contains(s.typed, "!") {
			panic("secret")
		}
	}
	return nil
}

func (s *remoteScreen) View() View {
	return View{Body: "<" + s.typed + "> " + strings.Repeat("x", s.size.Width)}
}
func (s *remoteScreen) SetSize(size Size)   { s.size = size }
func (s *remoteScreen) Title() string       { return "" }
func (s *remoteScreen) Step() Step          { return StepLogin }
func (s *remoteScreen) Keys() []key.Binding { return nil }

// TestRemoteEnds ends a program on a remote terminal in each way, and looks at the
// terminal afterwards.
func TestRemoteEnds(t *testing.T) {
	t.Parallel()
	idle := errors.New("nobody is there")
	for name, test := range map[string]struct {
		end  func(f *farEnd, cancel context.CancelCauseFunc)
		want error // nil: the person quit
		kind bool  // a *PanicError
	}{
		"the person quits":       {end: func(f *farEnd, _ context.CancelCauseFunc) { _, _ = f.in.Write([]byte("\x03")) }},
		"the input ends":         {end: func(f *farEnd, _ context.CancelCauseFunc) { _ = f.in.Close() }, want: ErrHungUp},
		"the connection breaks":  {end: func(f *farEnd, _ context.CancelCauseFunc) { _ = f.in.CloseWithError(io.ErrClosedPipe) }, want: ErrHungUp},
		"it is ended from above": {end: func(_ *farEnd, cancel context.CancelCauseFunc) { cancel(idle) }, want: idle},
		"a fault":                {end: func(f *farEnd, _ context.CancelCauseFunc) { _, _ = f.in.Write([]byte("!")) }, kind: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithCancelCause(t.Context())
			defer cancel(nil)
			screen := newRemoteScreen()
			f := onRemote(ctx, t, screen, Size{})
			f.waitFor("<>")
			test.end(f, cancel)
			err := <-f.done
			var fault *PanicError
			if errors.As(err, &fault) != test.kind || !test.kind && !errors.Is(err, test.want) {
				t.Errorf("ended with %v", err)
			}
			if !strings.HasPrefix(f.written(), enterScreen) || !strings.HasSuffix(f.written(), leaveScreen) {
				t.Errorf("the terminal is not given back: %q", f.written())
			}
			if strings.Contains(f.written(), "secret") {
				t.Error("the terminal shows what a panic was called with")
			}
			<-f.left
			if ctx := <-screen.ctx; ctx.Err() == nil {
				t.Error("the screen was not given up")
			}
		})
	}
}

// TestRemoteLeavesFirst: what is under way is cancelled after Leaving only.
func TestRemoteLeavesFirst(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancelCause(t.Context())
	screen := newRemoteScreen()
	in, _ := io.Pipe()
	keys := NewKeyMap(ChineseChrome())
	machine := New(Options{Factory: func(Step) Screen { return screen }, Keys: &keys, Theme: plainTheme(), Text: ChineseChrome()})
	early := errors.New("not called")
	var of context.Context
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = RunRemote(ctx, machine, Remote{In: in, Out: io.Discard, Leaving: func() { early = of.Err() }})
	}()
	of = <-screen.ctx
	cancel(nil)
	<-done
	if early != nil {
		t.Errorf("at Leaving: %v", early)
	}
	if of.Err() == nil {
		t.Error("nothing was cancelled")
	}
}

// TestRemoteTellsTheScreen hands on sizes, which are bounded, and notices.
func TestRemoteTellsTheScreen(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	f := onRemote(ctx, t, newRemoteScreen(), Size{Width: 1 << 31, Height: 1 << 31})
	f.waitFor("\x1b[?1049h")
	f.waitFor("\x1b[256;")
	f.sizes <- Size{Width: 70, Height: 20}
	f.notices <- NoticeMsg{Tone: ToneWarning, Text: "马上重启\x1b[2J"}
	f.waitFor("马上重启␛[2J")
	_ = f.in.Close()
	if err := <-f.done; !errors.Is(err, ErrHungUp) {
		t.Error(err)
	}
}

// TestBounded is what a remote terminal's size is taken for.
func TestBounded(t *testing.T) {
	t.Parallel()
	for size, want := range map[Size]Size{
		{}:                             {Width: 80, Height: 24},
		{Width: 80}:                    {Width: 80, Height: 24},
		{Width: -1, Height: 24}:        {Width: 80, Height: 24},
		{Width: 1, Height: 1}:          {Width: 1, Height: 1},
		{Width: 200, Height: 60}:       {Width: 200, Height: 60},
		{Width: 1 << 31, Height: 1000}: {Width: 512, Height: 256},
	} {
		if got := bounded(size); got != want {
			t.Errorf("%v is taken for %v, want %v", size, got, want)
		}
	}
}

// TestRemoteInputReadsWholeCharacters also where a connection cuts them.
func TestRemoteInputReadsWholeCharacters(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	f := onRemote(ctx, t, newRemoteScreen(), Size{Width: 80, Height: 24})
	for _, piece := range []string{"a\xe5\x80", "\x99", "补"} {
		_, _ = f.in.Write([]byte(piece))
	}
	f.waitFor("补")
	if !strings.Contains(f.written(), "候") {
		t.Errorf("a character was lost: %q", f.written())
	}
	_ = f.in.Close()
	if err := <-f.done; !errors.Is(err, ErrHungUp) {
		t.Error(err)
	}
}
