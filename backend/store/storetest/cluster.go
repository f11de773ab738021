package storetest

import (
	"bufio"
	"context"
	"crypto/rand"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// errMissing says that there is no PostgreSQL, and how to get it.
var errMissing = errors.New("no PostgreSQL to test on: install it (Debian and Ubuntu: apt-get install postgresql), " +
	"or set " + serverVar + " to the postgres:// address of a role that may create databases")

// watch is a shell script that makes a cluster, starts it, and takes it away when
// its standard input ends: whichever way the process at the other end of that
// went, killed or not, nothing is left behind.
//
//go:embed watch.sh
var watch string

// Settings of a cluster. Only a durable one keeps what it committed when the
// machine goes down; either keeps it when the processes of PostgreSQL do.
const (
	always = "listen_addresses = '127.0.0.1'\nunix_socket_directories = ''\nmax_connections = 300\n" +
		"shared_buffers = 64MB\nlog_min_messages = log\n"
	careless = "fsync = off\nfull_page_writes = off\nautovacuum = off\n"
)

// cluster is a running throw-away cluster.
type cluster struct {
	address string // of its database postgres, as its superuser
	bin     string // folder of the binaries
	dir     string
	alive   io.Closer // it ends when this is closed
	watcher *exec.Cmd
}

// startCluster makes a cluster on a free port of this machine.
func startCluster(durable bool) (*cluster, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "houbu-postgres-*")
	if err != nil {
		return nil, fmt.Errorf("make a folder for PostgreSQL: %w", err)
	}
	settings := always + fmt.Sprintf("port = %d\n", port)
	if !durable {
		settings += careless
	}
	password := rand.Text()
	c := &cluster{bin: bin, dir: dir, address: fmt.Sprintf("postgres://postgres:%s@127.0.0.1:%d/postgres?sslmode=disable", password, port)}
	return c, c.start(password, settings)
}

func (c *cluster) start(password, settings string) error {
	c.watcher = exec.CommandContext(context.Background(), "sh", "-c", watch, "watch", c.bin, c.dir, settings)
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
		return fmt.Errorf("start PostgreSQL: %s%s", first, rest)
	}
	return nil
}

// stop ends the cluster and waits until it is gone.
func (c *cluster) stop() error { return errors.Join(c.alive.Close(), c.watcher.Wait()) }

// binaries finds the folder of initdb and pg_ctl: in the PATH, else the newest
// that Debian's packages installed.
func binaries() (dir string, err error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(path), nil
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		return "", errors.Join(errMissing, err)
	}
	newest := slices.MaxFunc(found, func(a, b string) int { return strings.Compare(version(a), version(b)) })
	return filepath.Dir(newest), nil
}

// version is the version in a path of Debian's, as a text that sorts as numbers.
func version(path string) string {
	return fmt.Sprintf("%4s", filepath.Base(filepath.Dir(filepath.Dir(path))))
}

// freePort is a port that nobody listens on now.
func freePort() (int, error) {
	l, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("find a free port: %w", err)
	}
	address, ok := l.Addr().(*net.TCPAddr)
	if err := l.Close(); err != nil || !ok {
		return 0, fmt.Errorf("find a free port: %w", err)
	}
	return address.Port, nil
}
