package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// lab is where the measurements are made: a folder, the program built from the
// source at hand, and PostgreSQL once it is needed.
type lab struct {
	settings
	dir     string
	houbu   string
	session string
	log     io.Writer
	server  server
}

// session is the exam session of the measurements: registration is open.
const session = `id: bench
name: 压力测试考次
registration:
  opens: 2020-01-01T00:00:00+08:00
  closes: 2090-01-01T00:00:00+08:00
payment_closes: 2090-01-02T00:00:00+08:00
pay_window: 24h
subjects:
  - {code: "1", name: 英语四级, kind: written, level: 4, time: 2090-06-12 9:00–11:20, fee: 30}
agreement:
  version: bench-1
  text: 压力测试，没有真人参加。
`

// newLab makes the folder and builds Houbu into it.
func newLab(ctx context.Context, set settings, log io.Writer) (*lab, error) {
	if err := onDisk(set.dir); err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(set.dir, "houbu-compare-")
	if err != nil {
		return nil, fmt.Errorf("make a folder: %w", err)
	}
	l := &lab{settings: set, dir: dir, houbu: filepath.Join(dir, "houbu"), session: filepath.Join(dir, "session.yaml"), log: log}
	if err := os.WriteFile(l.session, []byte(session), 0o600); err != nil {
		return nil, errors.Join(fmt.Errorf("write the session file: %w", err), l.close())
	}
	l.say("building houbu")
	build := exec.CommandContext(ctx, "go", "build", "-o", l.houbu, "houbu/cmd/houbu")
	build.Stdout, build.Stderr = log, log
	if err := build.Run(); err != nil {
		return nil, errors.Join(fmt.Errorf("build houbu: %w", err), l.close())
	}
	return l, nil
}

// close stops what runs and removes the folder.
func (l *lab) close() error {
	var err error
	if l.server.Cluster != nil {
		err = l.server.Stop()
	}
	return errors.Join(err, os.RemoveAll(l.dir))
}

func (l *lab) say(format string, args ...any) {
	_, _ = fmt.Fprintf(l.log, format+"\n", args...)
}

// describe prints what the figures were measured on.
func (l *lab) describe(out io.Writer) error {
	_, err := fmt.Fprintf(out, "machine: %d CPUs (%s), %s/%s, %s\nfolder on: %s\n",
		runtime.NumCPU(), processor(), runtime.GOOS, runtime.GOARCH, runtime.Version(), l.settings.dir)
	if err == nil && len(l.settings.postgres) > 0 {
		_, err = fmt.Fprintf(out, "PostgreSQL with: %s\n", strings.Join(l.settings.postgres, ", "))
	}
	return err //nolint:wrapcheck // the terminal is gone
}

// processor is the model of the CPU, as Linux tells it.
func processor() string {
	text, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return "unknown model"
	}
	for line := range strings.Lines(string(text)) {
		if name, found := strings.CutPrefix(line, "model name"); found {
			return strings.Trim(name, " \t:\n")
		}
	}
	return "unknown model"
}
