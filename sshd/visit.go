package sshd

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/charmbracelet/ssh"

	"houbu/tui"
)

// visit is a session while it is open.
type visit struct {
	notices chan tui.NoticeMsg
	end     context.CancelCauseFunc
	finish  func() // what is left to do when it is over; nil for nothing
}

// tell shows a notice, unless several wait to be shown.
func (v *visit) tell(notice tui.NoticeMsg) {
	select {
	case v.notices <- notice:
	default:
	}
}

// show shows the program on a session's terminal.
func (s *Server) show(ssh.Handler) ssh.Handler {
	return func(sess ssh.Session) {
		ctx, end := context.WithCancelCause(sess.Context())
		defer end(nil)
		const room = 4 // notices that wait
		v := &visit{notices: make(chan tui.NoticeMsg, room), end: end}
		if !s.enter(v) {
			s.refuse(sess, refusedClosing, s.options.Text.Closing)
			return
		}
		defer s.leave(v)
		began := time.Now()
		reason := s.say(sess, s.run(ctx, sess, v))
		s.options.Log.Info("session ended", "reason", reason, "duration", time.Since(began).Round(time.Millisecond))
	}
}

// run makes the program of a session and runs it.
func (s *Server) run(ctx context.Context, sess ssh.Session, v *visit) error {
	c := connectionOf(sess.Context())
	pty, _, _ := sess.Pty()
	program, err := s.options.NewProgram(Visitor{Addr: c.addr, Getenv: c.window.getenv(pty.Term)})
	if err != nil {
		return errors.Join(errBroken, err)
	}
	v.finish = program.End
	c.forget() // from now on it ends when the session does
	idle := s.watch(v)
	return tui.RunRemote(ctx, program.Root, tui.Remote{ //nolint:wrapcheck // ending reads it
		In: &keys{Reader: sess, pressed: idle.touch}, Out: sess,
		Size: sizeOf(int64(pty.Window.Width), int64(pty.Window.Height)), Sizes: c.window.sizes, Notices: v.notices,
		Leaving: func() {
			idle.close()
			c.closeIn(hurryTime) // also when its client reads nothing any more
			if program.Leave != nil {
				program.Leave()
			}
		},
	})
}

// say says on the plain terminal why a session has ended, and counts it.
func (s *Server) say(sess ssh.Session, err error) (reason string) {
	reason, said := s.options.Text.ending(err)
	s.options.Metrics.ended.WithLabelValues(reason).Inc()
	var fault *tui.PanicError
	switch {
	case errors.As(err, &fault):
		s.options.Log.Error("fault", "kind", fault.Kind, "stack", string(fault.Stack))
	case reason == endBroken:
		s.options.Log.Error("no program", "error", err)
	}
	if said != "" {
		_, _ = io.WriteString(sess, said+"\r\n") // the client may be gone
	}
	code := 0
	if reason == endFault || reason == endBroken {
		code = 1
	}
	_ = sess.Exit(code) // here, so that it is sent before anything is closed
	return reason
}

// watch ends a session in which nobody presses a key.
func (s *Server) watch(v *visit) *idler {
	limit := s.options.Limits.Idle
	idle := &idler{
		after: s.options.After, idle: limit, last: min(warnTime, limit/2),
		warn: func(left time.Duration) {
			v.tell(tui.NoticeMsg{Tone: tui.ToneWarning, Text: s.options.Text.IdleSoon(left)})
		},
		back: func() { v.tell(tui.NoticeMsg{}) },
		end:  func() { v.end(errIdle) },
	}
	idle.touch()
	return idle
}

// enter notes a session, unless the server ends.
func (s *Server) enter(v *visit) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing {
		return false
	}
	s.visits[v] = struct{}{}
	s.options.Metrics.sessions.Inc()
	s.options.Metrics.started.Inc()
	return true
}

// leave forgets a session, and finishes what is left of it beside the connection.
func (s *Server) leave(v *visit) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.visits, v)
	s.options.Metrics.sessions.Dec()
	s.left.Broadcast()
	if v.finish == nil {
		return
	}
	s.endings++
	s.options.Metrics.finishing.Inc()
	go func() {
		defer func() {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.endings--
			s.options.Metrics.finishing.Dec()
			s.left.Broadcast()
		}()
		defer s.recovered()
		v.finish()
	}()
}
