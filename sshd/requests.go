package sshd

import (
	"slices"
	"sync"

	gossh "golang.org/x/crypto/ssh"

	"houbu/tui"
)

// session is the channel of a session whose requests are looked at before the
// library gets them: it would grant agent forwarding, keep an environment without
// end and hold back its own loop for windows that nobody reads.
type session struct {
	gossh.NewChannel
	window *window
}

// Accept opens the channel and lets through what a session of screens needs.
func (s *session) Accept() (gossh.Channel, <-chan *gossh.Request, error) {
	channel, requests, err := s.NewChannel.Accept()
	if err != nil {
		return nil, nil, err //nolint:wrapcheck // for the library
	}
	through := make(chan *gossh.Request)
	go func() {
		defer close(through)
		for request := range requests {
			if s.wanted(request) {
				through <- request
			}
		}
	}()
	return channel, through, nil
}

// wanted tells whether the library is to have a request. Any other was answered.
func (s *session) wanted(request *gossh.Request) bool {
	ok := false
	switch request.Type {
	case "pty-req", "shell", "exec": // a command is refused with a reason
		return true
	case "env":
		ok = s.window.setenv(request.Payload)
	case "window-change":
		ok = s.window.change(request.Payload)
	}
	if request.WantReply {
		_ = request.Reply(ok, nil) // the connection is gone if this fails
	}
	return false
}

// window is what a client says of its terminal while it has one.
type window struct {
	sizes chan tui.Size // the newest size that was not read yet

	mu  sync.Mutex
	env map[string]string
}

func newWindow() *window {
	return &window{sizes: make(chan tui.Size, 1), env: map[string]string{}}
}

// longestValue bounds what is kept of a client's environment, in bytes.
const longestValue = 64

// setenv keeps a variable that the program knows.
func (w *window) setenv(payload []byte) bool {
	var pair struct{ Name, Value string }
	if gossh.Unmarshal(payload, &pair) != nil || len(pair.Value) > longestValue ||
		!slices.Contains([]string{"NO_COLOR", "COLORTERM"}, pair.Name) {
		return false
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.env[pair.Name] = pair.Value
	return true
}

// getenv is the environment of a terminal of a kind.
func (w *window) getenv(term string) func(name string) string {
	return func(name string) string {
		if name == "TERM" {
			return term[:min(len(term), longestValue)]
		}
		w.mu.Lock()
		defer w.mu.Unlock()
		return w.env[name]
	}
}

// change takes a new size, in place of one that was not read yet.
func (w *window) change(payload []byte) bool {
	var size struct{ Columns, Lines, Width, Height uint32 }
	if gossh.Unmarshal(payload, &size) != nil {
		return false
	}
	select {
	case <-w.sizes:
	default:
	}
	w.sizes <- sizeOf(int64(size.Columns), int64(size.Lines)) // one goroutine sends, so there is room
	return true
}

// sizeOf is the size of a window, whatever was said of it.
func sizeOf(columns, lines int64) tui.Size {
	const most = 1 << 15
	clamp := func(n int64) int { return int(max(0, min(n, most))) }
	return tui.Size{Width: clamp(columns), Height: clamp(lines)}
}
