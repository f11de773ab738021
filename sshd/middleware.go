package sshd

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/charmbracelet/ssh"
)

// guard lets a fault of a session end that session alone.
func (s *Server) guard(next ssh.Handler) ssh.Handler {
	return func(sess ssh.Session) {
		defer s.recovered()
		next(sess)
	}
}

// recovered ends a panic, and logs where it was, without what it was called with
// unless that is the runtime's own.
func (s *Server) recovered() {
	value := recover()
	if value == nil {
		return
	}
	kind := fmt.Sprintf("panic with a %T", value)
	if fault, ok := value.(runtime.Error); ok {
		kind = fault.Error()
	}
	s.options.Metrics.ended.WithLabelValues(endFault).Inc()
	s.options.Log.Error("fault", "kind", kind, "stack", string(debug.Stack()))
}

// terminal refuses who has none, and who wants something else than the program.
func (s *Server) terminal(next ssh.Handler) ssh.Handler {
	return func(sess ssh.Session) {
		pty, _, ok := sess.Pty()
		switch {
		case sess.RawCommand() != "":
			s.refuse(sess, refusedCommand, s.options.Text.NoCommand)
		case !ok:
			s.refuse(sess, refusedTerminal, s.options.Text.NeedTerminal)
		case pty.Term == "dumb":
			s.refuse(sess, refusedDumb, s.options.Text.Dumb)
		default:
			next(sess)
		}
	}
}

// place refuses who comes when there is none.
func (s *Server) place(next ssh.Handler) ssh.Handler {
	return func(sess ssh.Session) {
		leave, why := s.sessions.take(connectionOf(sess.Context()).addr)
		switch why {
		case refusedFull:
			s.refuse(sess, why, s.options.Text.Full)
		case refusedAddress:
			s.refuse(sess, why, s.options.Text.Address)
		default:
			defer leave()
			next(sess)
		}
	}
}

// refuse says why there is no session.
func (s *Server) refuse(sess ssh.Session, why, said string) {
	s.options.Metrics.refuse(why)
	connectionOf(sess.Context()).closeIn(hurryTime) // also when what is said is not read
	_, _ = io.WriteString(sess.Stderr(), said+"\r\n")
	_ = sess.Exit(1)
}
