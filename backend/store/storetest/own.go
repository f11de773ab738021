package storetest

import (
	"context"
	"errors"
	"os/exec"
	"path/filepath"
)

// Cluster is a PostgreSQL cluster of a test's own, which it may stop and start.
type Cluster struct {
	*cluster
	server *server
}

// Option changes how a cluster is made.
type Option func(*options)

type options struct{ durable bool }

// Durable has a cluster sync every commit to the disk, as PostgreSQL does by
// itself: for measurements, and for tests of what a crash of the machine leaves.
func Durable() Option { return func(o *options) { o.durable = true } }

// Start makes a cluster, which is gone when the test ends.
func Start(t TB, how ...Option) *Cluster {
	t.Helper()
	var o options
	for _, set := range how {
		set(&o)
	}
	c, err := startCluster(o.durable)
	demand(t, err)
	s, err := newServer(c.address)
	t.Cleanup(func() {
		if err := c.stop(); err != nil {
			t.Errorf("stop PostgreSQL: %v", err)
		}
	})
	if err != nil {
		t.Fatalf("%v", err)
	}
	t.Cleanup(func() {
		if err := s.admin.Close(); err != nil {
			t.Errorf("%v", err)
		}
	})
	return &Cluster{cluster: c, server: s}
}

// Address is the address of a fresh database without a schema, which the first
// store.Open gives it.
func (c *Cluster) Address(t TB) string {
	t.Helper()
	return c.server.empty(t)
}

// Stop ends the server as an administrator does: sessions are ended, their open
// transactions rolled back.
func (c *Cluster) Stop(t TB) {
	t.Helper()
	c.control(t, "stop", "-m", "fast")
}

// Crash ends the server at once, as a failure does.
func (c *Cluster) Crash(t TB) {
	t.Helper()
	c.control(t, "stop", "-m", "immediate")
}

// Restart starts the server again after Stop or Crash, at the same address.
func (c *Cluster) Restart(t TB) {
	t.Helper()
	c.control(t, "start", "-l", filepath.Join(c.dir, "log"))
}

func (c *Cluster) control(t TB, args ...string) {
	t.Helper()
	args = append([]string{"-D", filepath.Join(c.dir, "data"), "-w", "-s"}, args...)
	cmd := exec.CommandContext(context.Background(), filepath.Join(c.bin, "pg_ctl"), args...)
	cmd.Dir = c.dir
	if err := errors.Join(asNobody(cmd, c.dir), cmd.Run()); err != nil {
		t.Fatalf("%s: %v", args[4], err)
	}
}

// Admin is the address of the database postgres, as the superuser of that name.
func (c *Cluster) Admin() string { return c.address }

// Tools is the folder of the binaries: initdb, and psql and pg_dump where they are
// installed.
func (c *Cluster) Tools() string { return c.bin }
