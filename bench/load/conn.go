package load

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"time"
)

// patience is how long an answer may take before the request counts as failed.
const patience = 60 * time.Second

// keep is how long an unused connection is kept. Servers close such connections
// after a while (Houbu after two minutes), and a request that meets the end of one
// has no answer.
const keep = time.Minute

// keepFresh is how long a connection is kept that has carried nothing yet: servers
// wait for the first request for less long (Houbu for five seconds) than for another.
const keepFresh = time.Second

// conn is one kept HTTP/1.1 connection. It is for one goroutine.
type conn struct {
	net    net.Conn
	in     *bufio.Reader
	body   []byte
	forget func() bool // unties the connection from its context
	used   time.Time   // when its last answer was read, or it was made
	fresh  bool        // it has carried nothing yet
}

// dial connects; the connection is closed when ctx ends.
func dial(ctx context.Context, address string) (*conn, error) {
	to, err := (&net.Dialer{Timeout: patience}).DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	return &conn{
		net: to, in: bufio.NewReaderSize(to, 4096), used: time.Now(), fresh: true,
		forget: context.AfterFunc(ctx, func() { _ = to.Close() }), // wakes who waits for an answer
	}, nil
}

// stale tells whether the server may have closed it, unused as it was.
func (c *conn) stale() bool {
	limit := keep
	if c.fresh {
		limit = keepFresh
	}
	return time.Since(c.used) > limit
}

func (c *conn) close() {
	c.forget()
	_ = c.net.Close() // what was not acknowledged is counted as failed already
}

// exchange sends a whole request and reads its answer, whose body is good until
// the next exchange. After an error the connection is of no more use.
func (c *conn) exchange(request []byte, answer *Answer) error {
	if err := c.net.SetDeadline(time.Now().Add(patience)); err != nil {
		return fmt.Errorf("set a deadline: %w", err)
	}
	if _, err := c.net.Write(request); err != nil {
		return fmt.Errorf("send a request: %w", err)
	}
	if err := c.read(answer); err != nil {
		return fmt.Errorf("read an answer: %w", err)
	}
	c.used, c.fresh = time.Now(), false
	return nil
}
