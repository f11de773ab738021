package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"houbu/backend/store/cluster"
	"houbu/bench"
)

// backend is a houbu serve under way.
type backend struct {
	url   string
	cmd   *exec.Cmd
	ended chan error
	log   *os.File
}

// serve starts houbu serve on a database and waits until it listens.
func (l *lab) serve(ctx context.Context, address string) (*backend, error) {
	return l.start(ctx, "serve", l.houbu, "serve", "--listen", "127.0.0.1:0", "--database", address, "--session", l.session,
		"--rate-limit", "0") // a thousand candidates stand for everybody
}

// start starts a server that says in its log where it listens.
func (l *lab) start(ctx context.Context, name, program string, args ...string) (*backend, error) {
	log, err := os.Create(filepath.Join(l.dir, name+".log"))
	if err != nil {
		return nil, fmt.Errorf("make the log of %s: %w", name, err)
	}
	b := &backend{log: log}
	b.cmd = exec.CommandContext(context.WithoutCancel(ctx), program, args...)
	cluster.Detach(b.cmd) // it is stopped in order
	b.cmd.Stderr = log
	if err := b.cmd.Start(); err != nil {
		return nil, errors.Join(fmt.Errorf("start %s: %w", name, err), log.Close())
	}
	b.ended = await(b.cmd)
	if err := b.ready(ctx); err != nil {
		return nil, errors.Join(err, b.stop())
	}
	return b, nil
}

// ready waits until the log says where the backend listens.
func (b *backend) ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		if address := listening(b.log.Name()); address != "" {
			b.url = "http://" + address
			return nil
		}
		select {
		case <-tick.C:
		case end := <-b.ended:
			b.ended <- end
			text, _ := os.ReadFile(b.log.Name())
			return fmt.Errorf("the backend has ended: %w: %s", end, text)
		case <-ctx.Done():
			return fmt.Errorf("wait for the backend: %w", context.Cause(ctx))
		}
	}
}

// listening finds the address in a log, empty when it is not there yet.
func listening(path string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	lines := bufio.NewScanner(bytes.NewReader(text))
	for lines.Scan() {
		var line struct{ Msg, Address string }
		if json.Unmarshal(lines.Bytes(), &line) == nil && line.Msg == "listening" {
			return line.Address
		}
	}
	return ""
}

func (b *backend) stop() error {
	return errors.Join(end(b.cmd, b.ended, syscall.SIGTERM), b.log.Close())
}

// candidates is the file that seed writes and the benchmarks read.
func (l *lab) candidates() string { return filepath.Join(l.dir, "candidates.json") }

// serveSeeded fills a database by a plan, tidies it, and serves it.
func (l *lab) serveSeeded(ctx context.Context, on database, plan ...string) (*backend, error) {
	if err := l.seed(ctx, on.address, plan...); err != nil {
		return nil, err
	}
	if err := on.tidy(ctx); err != nil {
		return nil, err
	}
	return l.serve(ctx, on.address)
}

// seed fills a database.
func (l *lab) seed(ctx context.Context, address string, plan ...string) error {
	args := append([]string{"bench", "seed", "--database", address, "--session", l.session, "--out", l.candidates()}, plan...)
	out, err := exec.CommandContext(ctx, l.houbu, args...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("seed the database: %w: %s", err, out)
	}
	return nil
}

// bench runs a benchmark against a backend. One whose checks do not hold is a
// failure: its figures mean nothing.
func (l *lab) bench(ctx context.Context, on *backend, args ...string) (*bench.Report, error) {
	args = append(append([]string{"bench"}, args...),
		"--server", on.url, "--file", l.candidates(), "--connections", fmt.Sprint(l.connections), "--json")
	var out, complaints bytes.Buffer
	cmd := exec.CommandContext(ctx, l.houbu, args...)
	cmd.Stdout, cmd.Stderr = &out, &complaints
	failed := cmd.Run()
	var report bench.Report
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		return nil, fmt.Errorf("run houbu %v: %w: %s", args, failed, complaints.Bytes())
	}
	if done := answers(&report); done > 0 {
		cpu := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
		l.say("  the load generator took %.1f µs of CPU a request", float64(cpu.Microseconds())/float64(done))
	}
	for _, c := range report.Checks {
		if !c.OK {
			return nil, fmt.Errorf("houbu %s: %s: %s", args[1], c.Name, c.Detail)
		}
	}
	return &report, nil
}

// answers is how many right answers a report counts.
func answers(report *bench.Report) int {
	n := 0
	for _, row := range report.Rows {
		n += row.Done
	}
	return n
}
