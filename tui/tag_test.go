package tui

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

func says(text string) tea.Cmd { return func() tea.Msg { return answer(text) } }

// TestTaggedCommandsRunInBubbleTea lets Bubble Tea itself run what a screen
// sequences and batches, one in the other: all of it comes, in its order.
func TestTaggedCommandsRunInBubbleTea(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute) // a safety net
	defer cancel()
	var got []answer
	r := newRig(t)
	r.prepare = func(s *fakeScreen) {
		s.onInit = tea.Sequence(
			says("first"),
			nil,
			tea.Batch(says("either"), says("or"), nil),
			tea.Sequence(says("third"), says("fourth")),
			tea.Sequence(says("alone")),
			says("last"),
		)
		s.onUpdate = func(msg tea.Msg) tea.Cmd {
			if a, ok := msg.(answer); ok {
				got = append(got, a)
				if a == "last" {
					return tea.Quit
				}
			}
			return nil
		}
	}
	session := NewSession(r.machine, &terminalLog{}, PainterOptions{}, r.size)
	defer session.Close()
	program := tea.NewProgram(session, tea.WithContext(ctx), tea.WithInput(nil),
		tea.WithoutRenderer(), tea.WithoutSignalHandler())
	if _, err := program.Run(); err != nil {
		t.Fatal(err)
	}
	if len(got) > 2 && got[1] == "or" { // Batch gives no order
		got[1], got[2] = got[2], got[1]
	}
	if want := []answer{"first", "either", "or", "third", "fourth", "alone", "last"}; !slices.Equal(got, want) {
		t.Errorf("the screen got %v, want %v", got, want)
	}
}

// leaves are the messages of a command with all that it batches or sequences.
func leaves(cmd tea.Cmd) []tea.Msg {
	if cmd == nil {
		return nil
	}
	msg := cmd()
	if cmds, ok := sequenced(msg); ok {
		var out []tea.Msg
		for _, cmd := range cmds {
			out = append(out, leaves(cmd)...)
		}
		return out
	}
	return []tea.Msg{msg}
}

func TestEveryMessageIsTagged(t *testing.T) {
	t.Parallel()
	from := origin{generation: 7, dialog: 3}
	cmd := tea.Batch(says("a"), tea.Sequence(says("b"), tea.Batch(says("c"), says("d"))), says("e"))
	var want []tea.Msg
	for _, text := range []answer{"a", "b", "c", "d", "e"} {
		want = append(want, taggedMsg{from: from, msg: text})
	}
	if got := leaves(tag(from, cmd)); !slices.Equal(got, want) {
		t.Errorf("the messages are %v, want %v", got, want)
	}
}

func TestNothingToTag(t *testing.T) {
	t.Parallel()
	if tag(origin{}, nil) != nil {
		t.Error("no command becomes one")
	}
	if msg := tag(origin{}, func() tea.Msg { return nil })(); msg != nil {
		t.Errorf("no message becomes %v", msg)
	}
	type batch []tea.Cmd // a message of the same shape, with nothing in it
	if msg := tag(origin{}, func() tea.Msg { return batch{nil} })(); msg != nil {
		t.Errorf("a sequence of nothing becomes %v", msg)
	}
}

// TestSequenceIsKnownByItsShape watches over Bubble Tea's unexported type.
func TestSequenceIsKnownByItsShape(t *testing.T) {
	t.Parallel()
	if cmds, ok := sequenced(tea.Sequence(says("a"), says("b"))()); !ok || len(cmds) != 2 {
		t.Errorf("a sequence is not known: %v, %v", cmds, ok)
	}
	for _, msg := range []tea.Msg{answer("a"), []string{"a"}, nil, 3, EventMsg{}, []func(){}} {
		if _, ok := sequenced(msg); ok {
			t.Errorf("%T is taken for a sequence", msg)
		}
	}
}

// terminalLog collects what is written to a terminal.
type terminalLog struct {
	mu     sync.Mutex
	writes [][]byte
}

func (l *terminalLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.writes = append(l.writes, slices.Clone(p))
	return len(p), nil
}

// take returns what was written since the last time, write by write.
func (l *terminalLog) take() [][]byte {
	l.mu.Lock()
	defer l.mu.Unlock()
	writes := l.writes
	l.writes = nil
	return writes
}
