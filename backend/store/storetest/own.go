package storetest

import (
	"context"
	"path/filepath"

	"houbu/backend/store/cluster"
)

// Cluster is a PostgreSQL cluster of a test's own, which it may stop and start.
type Cluster struct {
	on     *cluster.Cluster
	server *server
}

// Start makes a cluster, which is gone when the test ends.
func Start(t TB) *Cluster {
	t.Helper()
	c, err := cluster.Start(t.Context(), cluster.Options{})
	demand(t, err)
	t.Cleanup(func() {
		if err := c.Stop(); err != nil {
			t.Errorf("stop PostgreSQL: %v", err)
		}
	})
	s, err := newServer(c.Address(maintenance))
	if err != nil {
		t.Fatalf("%v", err)
	}
	t.Cleanup(func() {
		if err := s.admin.Close(); err != nil {
			t.Errorf("%v", err)
		}
	})
	return &Cluster{on: c, server: s}
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
	c.control(t, "start")
}

func (c *Cluster) control(t TB, action string, args ...string) {
	t.Helper()
	// Not with the test's context: a cleanup may call this.
	if err := c.on.Control(context.Background(), action, args...); err != nil {
		t.Fatalf("%v", err)
	}
}

// Admin is the address of the database postgres, as the superuser of that name.
func (c *Cluster) Admin() string { return c.on.Address(maintenance) }

// Tools is the folder of the binaries: initdb, and psql and pg_dump where they are
// installed.
func (c *Cluster) Tools() string { return filepath.Dir(c.on.Program("psql")) }
