package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"houbu/tui"
)

// terminal runs the real machine without a terminal and keeps what it shows.
type terminal struct {
	program *tea.Program
	painter *tui.Painter
	keys    *tui.KeyMap
	ended   chan struct{}

	mu      sync.Mutex // guards what follows
	changed *sync.Cond
	frame   tui.View
	size    tui.Size
}

// watched hands each new frame of a machine to the terminal.
type watched struct {
	*tui.Session
	machine *tui.Machine
	to      *terminal
}

// Update is the session's, and keeps the frame that comes of it.
func (w *watched) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	_, cmd := w.Session.Update(msg)
	if size, ok := msg.(tea.WindowSizeMsg); ok {
		w.to.resized(tui.Size{Width: size.Width, Height: size.Height})
	}
	w.to.show(w.machine.Frame())
	return w, cmd
}

// newTerminal starts a machine of a size. It runs until close.
func newTerminal(ctx context.Context, machine *tui.Machine, keys *tui.KeyMap, size tui.Size) *terminal {
	t := &terminal{keys: keys, ended: make(chan struct{}), size: size}
	t.changed = sync.NewCond(&t.mu)
	session := tui.NewSession(machine, io.Discard, tui.PainterOptions{}, size)
	t.painter = session.Painter()
	t.program = tea.NewProgram(&watched{session, machine, t}, tea.WithContext(ctx), tea.WithInput(nil),
		tea.WithOutput(io.Discard), tea.WithoutRenderer(), tea.WithoutSignalHandler())
	go func() {
		defer close(t.ended)
		defer t.changed.Broadcast()
		_, _ = t.program.Run() // close kills it, which is no failure
		session.Close()
	}()
	return t
}

func (t *terminal) close() {
	t.program.Kill()
	<-t.ended
}

func (t *terminal) resized(size tui.Size) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.size = size
}

func (t *terminal) show(frame tui.View) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.frame = frame
	t.changed.Broadcast()
}

// see waits until every text is on the terminal, or ctx ends.
func (t *terminal) see(ctx context.Context, texts ...string) error {
	stop := context.AfterFunc(ctx, t.changed.Broadcast)
	defer stop()
	t.mu.Lock()
	defer t.mu.Unlock()
	for {
		missing := ""
		shown := ansi.Strip(t.frame.Body)
		for _, text := range texts {
			if !strings.Contains(shown, text) {
				missing = text
			}
		}
		if missing == "" {
			return nil
		}
		if ctx.Err() != nil {
			return fmt.Errorf("wait for %q on\n%s: %w", missing, shown, ctx.Err())
		}
		t.changed.Wait()
	}
}

// press presses keys by their bindings, after what is shown was painted: a
// dialog takes no answer from who has not seen it.
func (t *terminal) press(bindings ...key.Binding) {
	t.painter.Flush()
	for _, binding := range bindings {
		t.program.Send(strike(binding))
	}
}

// strike is the message of the first key of a binding.
func strike(binding key.Binding) tea.KeyMsg {
	for kind := tea.KeyType(-100); kind < tea.KeyType(128); kind++ {
		k := tea.KeyMsg{Type: kind}
		if kind == tea.KeySpace {
			k.Runes = []rune{' '}
		}
		if kind != tea.KeyRunes && key.Matches(k, binding) {
			return k
		}
	}
	panic("no key is bound to " + binding.Help().Key)
}

// write types a text.
func (t *terminal) write(text string) {
	t.program.Send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text), Paste: true})
}

// focus moves on until the control with the focus mark shows a text.
func (t *terminal) focus(ctx context.Context, text string) error {
	const most = 40 // more than any screen has controls
	for range most {
		if t.focused(text) {
			return nil
		}
		before := marked(t.body())
		t.press(t.keys.Next)
		if err := t.until(ctx, func() bool { return marked(t.frame.Body) != before }); err != nil {
			return fmt.Errorf("move the focus to %q: %w", text, err)
		}
	}
	return fmt.Errorf("move the focus to %q: it never comes there on\n%s", text, ansi.Strip(t.body()))
}

// focused tells whether the focus mark stands directly before a text.
func (t *terminal) focused(text string) bool { return strings.Contains(marked(t.body()), text) }

// marked is the control with the focus mark, empty for none. Other parts of a
// frame change by themselves.
func marked(body string) string {
	head, _, _ := strings.Cut(markedLine(body), "  ")
	return head
}

// markedLine is what stands after the focus mark in its line.
func markedLine(body string) string {
	for line := range strings.SplitSeq(ansi.Strip(body), "\n") {
		if _, after, found := strings.Cut(line, "▸"); found {
			return after
		}
	}
	return ""
}

func (t *terminal) body() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.frame.Body
}

// until waits for a condition on the frame.
func (t *terminal) until(ctx context.Context, done func() bool) error {
	stop := context.AfterFunc(ctx, t.changed.Broadcast)
	defer stop()
	t.mu.Lock()
	defer t.mu.Unlock()
	for !done() {
		if ctx.Err() != nil {
			return fmt.Errorf("wait for a change of\n%s: %w", ansi.Strip(t.frame.Body), ctx.Err())
		}
		t.changed.Wait()
	}
	return nil
}
