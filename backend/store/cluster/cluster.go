// Package cluster starts throw-away PostgreSQL clusters, for tests and for
// measurements. Shipped code never imports it.
package cluster

import (
	"bufio"
	"context"
	"crypto/rand"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
)

// watch is a shell script that makes a cluster, starts it, and takes it away when
// its standard input ends: whichever way the process at the other end of that
// went, killed or not, nothing is left behind.
//
//go:embed watch.sh
var watch string

const superuser = "postgres"

// Cluster is a running cluster on this machine, reachable from it alone.
type Cluster struct {
	dir, bin string
	at       url.URL
	alive    io.Closer // it ends when this is closed
	watcher  *exec.Cmd
}

// Start makes a cluster and starts it. It ends with Stop, and with this process.
func Start(ctx context.Context, o Options) (*Cluster, error) {
	bin, err := Binaries(o.Programs...)
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(o.Dir, "houbu-postgres-*")
	if err != nil {
		return nil, fmt.Errorf("make a folder for PostgreSQL: %w", err)
	}
	password := rand.Text()
	c := &Cluster{dir: dir, bin: bin, at: url.URL{Scheme: "postgres", User: url.UserPassword(superuser, password)}}
	settings, err := c.listen(ctx, o)
	if err == nil {
		err = c.start(ctx, password, settings, o.Durable)
	}
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return c, nil
}

func (c *Cluster) start(ctx context.Context, password, settings string, durable bool) error {
	// Not tied to ctx: it ends in order.
	c.watcher = exec.CommandContext(context.WithoutCancel(ctx), "sh", "-c", watch, "watch", c.bin, c.dir, settings, superuser)
	if !durable {
		c.watcher.Args = append(c.watcher.Args, "--no-sync")
	}
	c.watcher.Env = append(os.Environ(), "HOUBU_CLUSTER_PASSWORD="+password)
	c.watcher.Dir = c.dir
	if err := asNobody(c.watcher, c.dir); err != nil {
		return fmt.Errorf("find a user for PostgreSQL, which does not run as root: %w", err)
	}
	alive, err := c.watcher.StdinPipe()
	if err != nil {
		return fmt.Errorf("start PostgreSQL: %w", err)
	}
	said, err := c.watcher.StdoutPipe()
	if err != nil {
		return fmt.Errorf("start PostgreSQL: %w", err)
	}
	if err := c.watcher.Start(); err != nil {
		return fmt.Errorf("start PostgreSQL: %w", err)
	}
	c.alive = alive
	lines := bufio.NewReader(said)
	if first, _ := lines.ReadString('\n'); first != "ready\n" {
		rest, _ := io.ReadAll(lines)
		return errors.Join(fmt.Errorf("start PostgreSQL: %s%s", first, rest), c.Stop())
	}
	return nil
}

// Address is the address of a database of the cluster, as its superuser.
func (c *Cluster) Address(database string) string {
	at := c.at
	at.Path = "/" + database
	return at.String()
}

// Dir is the cluster's folder, which is gone when it has ended.
func (c *Cluster) Dir() string { return c.dir }

// Program is the path of one of PostgreSQL's programs.
func (c *Cluster) Program(name string) string { return filepath.Join(c.bin, name) }

// Stop ends the cluster and waits until it is gone.
func (c *Cluster) Stop() error {
	return errors.Join(c.alive.Close(), c.watcher.Wait(), os.RemoveAll(c.dir))
}

// Control has pg_ctl stop or start the server and waits until it has.
func (c *Cluster) Control(ctx context.Context, action string, args ...string) error {
	args = append([]string{action, "-D", filepath.Join(c.dir, "data"), "-l", filepath.Join(c.dir, "log"), "-w", "-s"}, args...)
	cmd := exec.CommandContext(ctx, c.Program("pg_ctl"), args...)
	cmd.Dir = c.dir
	if err := errors.Join(asNobody(cmd, c.dir), cmd.Run()); err != nil {
		return fmt.Errorf("%s PostgreSQL: %w", action, err)
	}
	return nil
}
