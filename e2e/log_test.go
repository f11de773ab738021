//go:build unix

package e2e

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"strings"
	"sync"
	"testing"
)

// serverLog is what houbu serve writes, line by line.
type serverLog struct {
	mu      sync.Mutex // guards what follows
	lines   []string
	changed chan struct{} // closed and replaced when there is more
	ended   bool
}

// logged is a line of the log.
type logged struct{ Msg, Address, Class string }

func newServerLog() *serverLog { return &serverLog{changed: make(chan struct{})} }

// read reads until nothing more can come.
func (l *serverLog) read(from io.Reader) {
	for lines := bufio.NewScanner(from); lines.Scan(); {
		l.take(lines.Text(), false)
	}
	l.take("", true)
}

func (l *serverLog) take(line string, ended bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ended = ended; !ended {
		l.lines = append(l.lines, line)
	}
	close(l.changed)
	l.changed = make(chan struct{})
}

// waitFor waits for a message and returns its line.
func (l *serverLog) waitFor(t *testing.T, message string) logged {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	for {
		line, changed, ended := l.find(message)
		if line.Msg == message {
			return line
		}
		if ended {
			t.Fatalf("houbu serve ended without %q:\n%s", message, l)
		}
		select {
		case <-changed:
		case <-ctx.Done():
			t.Fatalf("houbu serve does not say %q:\n%s", message, l)
		}
	}
}

// find returns the first line with a message, if there is one, and a channel
// that is closed when there is more.
func (l *serverLog) find(message string) (found logged, changed <-chan struct{}, ended bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, text := range l.lines {
		var line logged
		if json.Unmarshal([]byte(text), &line) == nil && line.Msg == message {
			return line, l.changed, l.ended
		}
	}
	return logged{}, l.changed, l.ended
}

// String is the whole log.
func (l *serverLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Join(l.lines, "\n")
}
