package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // registers the driver "pgx"
)

// cluster is a throw-away PostgreSQL with its default settings, so that every
// commit is durable. It is reached through a socket in its own folder only.
type cluster struct {
	dir, bin string
	owner    *owner
	server   *exec.Cmd
	ended    chan error
}

// postgres returns the lab's cluster, started at the first call.
func (l *lab) postgres(ctx context.Context) (*cluster, error) {
	if l.cluster != nil {
		return l.cluster, nil
	}
	bin, err := postgresBinaries()
	if err != nil {
		return nil, err
	}
	owner, err := findOwner()
	if err != nil {
		return nil, err
	}
	// Beside the lab's own folder, which that account may not enter.
	dir, err := os.MkdirTemp(l.settings.dir, "houbu-pg-")
	if err != nil {
		return nil, fmt.Errorf("make a folder for PostgreSQL: %w", err)
	}
	l.cluster = &cluster{dir: dir, bin: bin, owner: owner}
	if err := owner.own(dir); err != nil {
		return nil, fmt.Errorf("hand the folder to PostgreSQL's account: %w", err)
	}
	l.say("starting PostgreSQL of %s", bin)
	if err := l.cluster.start(ctx); err != nil {
		return nil, err
	}
	return l.cluster, nil
}

// postgresBinaries is the folder with all three programs that are needed: that
// of the path, or the newest that Debian installs.
func postgresBinaries() (string, error) {
	folders, _ := filepath.Glob("/usr/lib/postgresql/*/bin") // the pattern is right
	slices.Sort(folders)
	if path, err := exec.LookPath("initdb"); err == nil {
		folders = append(folders, filepath.Dir(path))
	}
	for _, folder := range slices.Backward(folders) {
		whole := true
		for _, program := range []string{"initdb", "postgres", "pgbench"} {
			_, err := os.Stat(filepath.Join(folder, program))
			whole = whole && err == nil
		}
		if whole {
			return folder, nil
		}
	}
	return "", errors.New("PostgreSQL is missing: install the packages postgresql and postgresql-contrib")
}

func (c *cluster) start(ctx context.Context) error {
	data := filepath.Join(c.dir, "data")
	init := exec.CommandContext(ctx, filepath.Join(c.bin, "initdb"), "-D", data, "-U", "houbu", "-A", "trust", "-E", "UTF8", "--locale=C")
	init.Dir = c.dir
	c.owner.detach(init)
	if out, err := init.CombinedOutput(); err != nil {
		return fmt.Errorf("make a cluster: %w: %s", err, out)
	}
	// Not tied to ctx: stop ends it in order.
	c.server = exec.CommandContext(context.WithoutCancel(ctx), filepath.Join(c.bin, "postgres"),
		"-D", data, "-k", c.dir, "-c", "listen_addresses=")
	c.server.Dir = c.dir
	c.owner.detach(c.server)
	if err := c.server.Start(); err != nil {
		c.server = nil
		return fmt.Errorf("start PostgreSQL: %w", err)
	}
	c.ended = await(c.server)
	return c.ready(ctx)
}

// await waits for a command in the background.
func await(cmd *exec.Cmd) chan error {
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	return ended
}

// ready waits until the server answers.
func (c *cluster) ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		err := c.exec(ctx, "postgres", "SELECT 1")
		if err == nil {
			return nil
		}
		select {
		case <-tick.C:
		case end := <-c.ended:
			c.ended <- end
			return fmt.Errorf("PostgreSQL has ended: %w", errors.Join(end, err))
		case <-ctx.Done():
			return fmt.Errorf("wait for PostgreSQL: %w", errors.Join(context.Cause(ctx), err))
		}
	}
}

// address is that of a database of the cluster.
func (c *cluster) address(name string) string {
	return "postgres://houbu@/" + name + "?host=" + url.QueryEscape(c.dir)
}

// exec runs one statement in a database.
func (c *cluster) exec(ctx context.Context, name, statement string) (err error) {
	db, err := sql.Open("pgx", c.address(name))
	if err != nil {
		return fmt.Errorf("open PostgreSQL: %w", err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.ExecContext(ctx, statement); err != nil {
		return fmt.Errorf("run %q: %w", statement, err)
	}
	return nil
}

// stop ends the server and removes its folder.
func (c *cluster) stop() error {
	var err error
	if c.server != nil {
		err = end(c.server, c.ended, os.Interrupt) // a fast shutdown
	}
	return errors.Join(err, os.RemoveAll(c.dir))
}

// end asks a process to end, and kills it when it does not within a minute.
func end(cmd *exec.Cmd, ended <-chan error, with os.Signal) error {
	if err := cmd.Process.Signal(with); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("stop %s: %w", filepath.Base(cmd.Path), err)
	}
	timer := time.NewTimer(time.Minute)
	defer timer.Stop()
	select {
	case err := <-ended:
		if err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(cmd.Path), err)
		}
		return nil
	case <-timer.C:
		return errors.Join(fmt.Errorf("%s did not stop", filepath.Base(cmd.Path)), cmd.Process.Kill())
	}
}

// tidy leaves a database as it would be after some time in use: with statistics,
// and with nothing that is yet to be written. Both sides get it.
func (c *cluster) tidy(ctx context.Context, name string) error {
	if err := c.exec(ctx, name, "VACUUM ANALYZE"); err != nil {
		return err
	}
	return c.exec(ctx, name, "CHECKPOINT")
}
