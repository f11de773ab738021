package sshd

import (
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"github.com/charmbracelet/ssh"
)

// connection is a connection of SSH, from the first byte on. It closes itself when
// no session comes of it in time, or when its session is over and it stays.
type connection struct {
	net.Conn
	addr   netip.Addr
	after  func(d time.Duration, f func()) (stop func() bool)
	leave  func() // gives its place back
	closed sync.Once
	asked  atomic.Bool // it has had its session

	mu     sync.Mutex
	stop   func() bool // ends what would close it
	window *window
}

// connectionKey is where the context of a connection has it.
type connectionKey struct{}

func connectionOf(ctx ssh.Context) *connection {
	c, _ := ctx.Value(connectionKey{}).(*connection)
	return c
}

// SetDeadline does nothing: the library sets one for each read and write, to none.
func (c *connection) SetDeadline(time.Time) error { return nil }

// Close closes it and gives its place back.
func (c *connection) Close() error {
	err := c.Conn.Close()
	c.closed.Do(func() {
		c.forget()
		c.leave()
	})
	return err //nolint:wrapcheck // it is the caller's connection
}

// closeIn closes the connection later, instead of when it was to be closed before.
func (c *connection) closeIn(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stop != nil {
		c.stop()
	}
	c.stop = c.after(d, func() { _ = c.Close() })
}

// forget leaves the connection open.
func (c *connection) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stop != nil {
		c.stop()
		c.stop = nil
	}
}

// addressOf is the address at the other end; invalid when there is none.
func addressOf(conn net.Conn) netip.Addr {
	peer, ok := conn.RemoteAddr().(*net.TCPAddr)
	if !ok {
		return netip.Addr{}
	}
	return peer.AddrPort().Addr().Unmap()
}
