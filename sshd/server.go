package sshd

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"time"

	"github.com/charmbracelet/ssh"
	"github.com/charmbracelet/wish"

	"houbu/tui"
)

// moreConnections is how many connections there may be beside those with a session:
// of clients that are just coming, and that are told that there is no place.
const (
	moreConnections = 256
	moreFromAddress = 16
)

// Server serves a program to many terminals.
type Server struct {
	options     Options
	ssh         *ssh.Server
	connections *places
	sessions    *places
	hurry       chan struct{} // closed by Hurry
	hurried     sync.Once

	mu      sync.Mutex // guards what follows
	open    map[*connection]struct{}
	visits  map[*visit]struct{}
	left    *sync.Cond // a visit has ended, or what was to be finished after it
	endings int        // visits that have ended, of which something is to be finished
	closing bool
}

// New makes a server. It fails when an option makes no sense.
func New(options Options) (*Server, error) {
	if err := options.Limits.check(); err != nil {
		return nil, err
	}
	if options.After == nil {
		options.After = func(d time.Duration, f func()) func() bool { return time.AfterFunc(d, f).Stop }
	}
	if options.Metrics == nil {
		options.Metrics = NewMetrics()
	}
	limits := options.Limits
	s := &Server{
		options:     options,
		connections: newPlaces(limits.Sessions+moreConnections, limits.PerAddress+moreFromAddress),
		sessions:    newPlaces(limits.Sessions, limits.PerAddress),
		hurry:       make(chan struct{}),
		open:        map[*connection]struct{}{},
		visits:      map[*visit]struct{}{},
	}
	s.left = sync.NewCond(&s.mu)
	var err error
	s.ssh, err = wish.NewServer(
		wish.WithVersion("Houbu"), // not that of the library
		wish.WithBanner(banner(options.Banner)),
		// The last one is the first to have the session.
		wish.WithMiddleware(s.show, s.place, s.terminal, s.guard),
		ssh.WrapConn(s.admit),
		func(server *ssh.Server) error {
			server.AddHostKey(options.HostKey)
			// Nothing else is served: no forwarding, no subsystem.
			server.ChannelHandlers = map[string]ssh.ChannelHandler{"session": s.channel}
			server.RequestHandlers = map[string]ssh.RequestHandler{}
			server.SubsystemHandlers = map[string]ssh.SubsystemHandler{}
			server.ConnectionFailedCallback = func(net.Conn, error) { options.Metrics.refuse(refusedHandshake) }
			return nil
		},
	)
	if err != nil {
		return nil, fmt.Errorf("set up the SSH server: %w", err)
	}
	return s, nil
}

// banner is a text fit for a terminal.
func banner(text string) string {
	if strings.TrimSpace(text) == "" {
		return ""
	}
	var out strings.Builder
	for line := range strings.Lines(text) {
		out.WriteString(tui.Clean(strings.TrimRight(line, "\r\n")) + "\r\n")
	}
	return out.String()
}

// Serve serves a listener until ctx ends. Then nobody else is let in, people are
// told, and have Limits.Grace to go; after it every session ends, and what was
// submitted is waited for. It closes the listener and returns nil after that.
func (s *Server) Serve(ctx context.Context, listener net.Listener) error {
	served := make(chan error, 1)
	go func() { served <- s.ssh.Serve(listener) }()
	select {
	case err := <-served:
		s.end(errClosing)
		return fmt.Errorf("serve SSH: %w", err)
	case <-ctx.Done():
	}
	_ = listener.Close() // it may have been closed
	if err := <-served; !errors.Is(err, net.ErrClosed) {
		s.options.Log.Warn("accept", "error", err)
	}
	s.shutDown()
	return nil
}

// Hurry ends the grace of a server that is ending.
func (s *Server) Hurry() { s.hurried.Do(func() { close(s.hurry) }) }

// shutDown tells people and waits for them, then ends their sessions.
func (s *Server) shutDown() {
	s.mu.Lock()
	s.closing = true
	people := len(s.visits)
	for v := range s.visits {
		v.tell(tui.NoticeMsg{Tone: tui.ToneWarning, Text: s.options.Text.ClosingSoon(s.options.Limits.Grace)})
	}
	s.mu.Unlock()
	s.options.Log.Info("closing", "sessions", people, "grace", s.options.Limits.Grace)
	over := make(chan struct{})
	stop := s.options.After(s.options.Limits.Grace, func() { close(over) })
	defer stop()
	select {
	case <-s.empty():
	case <-over:
	case <-s.hurry:
	}
	s.end(errClosing)
}

// empty is closed when no session is open.
func (s *Server) empty() <-chan struct{} {
	empty := make(chan struct{})
	go func() {
		defer close(empty)
		s.mu.Lock()
		defer s.mu.Unlock()
		for len(s.visits) > 0 {
			s.left.Wait()
		}
	}()
	return empty
}

// end ends all sessions, waits for what they leave to be finished, and closes what
// is still open.
func (s *Server) end(why error) {
	s.mu.Lock()
	s.closing = true
	for v := range s.visits {
		v.end(why)
	}
	for len(s.visits) > 0 || s.endings > 0 {
		s.left.Wait()
	}
	open := make([]*connection, 0, len(s.open))
	for c := range s.open {
		open = append(open, c)
	}
	s.mu.Unlock()
	_ = s.ssh.Close()
	for _, c := range open {
		_ = c.Close() // it may just have been
	}
}
