package sshd

import (
	"net"

	"github.com/charmbracelet/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// admit takes a connection before anything of it is read, or lets it be closed.
func (s *Server) admit(ctx ssh.Context, conn net.Conn) net.Conn {
	addr := addressOf(conn)
	leave, why := s.connections.take(addr)
	if why != "" {
		s.options.Metrics.refuse(why)
		return nil
	}
	s.options.Metrics.connections.Inc()
	c := &connection{Conn: conn, addr: addr, after: s.options.After, window: newWindow()}
	c.leave = func() {
		s.mu.Lock()
		delete(s.open, c)
		s.mu.Unlock()
		leave()
		s.options.Metrics.connections.Dec()
	}
	s.mu.Lock()
	s.open[c] = struct{}{}
	s.mu.Unlock()
	ctx.SetValue(connectionKey{}, c)
	c.closeIn(handshakeTime)
	return c
}

// channel takes the session of a connection. It has one.
func (s *Server) channel(server *ssh.Server, conn *gossh.ServerConn, asked gossh.NewChannel, ctx ssh.Context) {
	defer s.recovered()
	c := connectionOf(ctx)
	if c == nil || c.asked.Swap(true) {
		s.options.Metrics.refuse(refusedSecond)
		_ = asked.Reject(gossh.ResourceShortage, s.options.Text.Busy) // the connection is gone if this fails
		return
	}
	defer c.closeIn(hurryTime) // nothing can come after it
	ssh.DefaultSessionHandler(server, conn, &session{NewChannel: asked, window: c.window}, ctx)
}
