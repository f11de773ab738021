package cluster

import (
	"context"
	"fmt"
	"net"
	"net/url"
)

// Options say how a cluster is made. The zero value is for tests.
type Options struct {
	// Durable gives it PostgreSQL's own settings, so that every commit is synced
	// to the disk: for measurements. Without it, what was committed is kept when
	// the processes of PostgreSQL end, not when the machine does.
	Durable bool
	// Settings are lines of its configuration, such as shared_buffers=1GB.
	Settings []string
	// Socket has it listen on a socket in its folder instead of a port of this
	// machine. Its path must be short.
	Socket bool
	// Dir is where its folder is made, the folder for temporary files when empty.
	Dir string
	// Programs are what is needed beside the server, as pgbench.
	Programs []string
}

// careless are the settings of a cluster that is not durable, which many tests
// use at once.
const careless = "fsync = off\nfull_page_writes = off\nautovacuum = off\n" +
	"max_connections = 300\nshared_buffers = 64MB\nlog_min_messages = log\n"

// listen chooses where the cluster listens, and returns its settings.
func (c *Cluster) listen(ctx context.Context, o Options) (settings string, err error) {
	if o.Socket {
		c.at.RawQuery = url.Values{"host": {c.dir}}.Encode()
		settings = fmt.Sprintf("listen_addresses = ''\nunix_socket_directories = '%s'\n", c.dir)
	} else {
		port, err := freePort(ctx)
		if err != nil {
			return "", err
		}
		c.at.Host = fmt.Sprintf("127.0.0.1:%d", port)
		c.at.RawQuery = url.Values{"sslmode": {"disable"}}.Encode()
		settings = fmt.Sprintf("listen_addresses = '127.0.0.1'\nunix_socket_directories = ''\nport = %d\n", port)
	}
	if !o.Durable {
		settings += careless
	}
	for _, line := range o.Settings {
		settings += line + "\n"
	}
	return settings, nil
}

// freePort is a port that nobody listens on now.
func freePort(ctx context.Context) (int, error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("find a free port: %w", err)
	}
	address, ok := l.Addr().(*net.TCPAddr)
	if err := l.Close(); err != nil || !ok {
		return 0, fmt.Errorf("find a free port: %w", err)
	}
	return address.Port, nil
}
