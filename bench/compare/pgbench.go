package main

import (
	"context"
	"fmt"
	"os/exec"
	"regexp"
	"strconv"
	"time"
)

var tps = regexp.MustCompile(`(?m)^tps = ([0-9.]+)`)

// preparePgbench makes pgbench's tables at scale 10.
func (s server) preparePgbench(ctx context.Context) error {
	if err := s.exec(ctx, "postgres", "CREATE DATABASE pgbench"); err != nil {
		return err
	}
	_, err := s.runPgbench(ctx, "-i", "-q", "-s", "10")
	return err
}

// pgbench returns the transactions a second of its simple update.
func (s server) pgbench(ctx context.Context, lasts time.Duration) (float64, error) {
	out, err := s.runPgbench(ctx, "-N", "-c", "32", "-j", "2", "-T", strconv.Itoa(int(lasts.Seconds())))
	if err != nil {
		return 0, err
	}
	found := tps.FindSubmatch(out)
	if found == nil {
		return 0, fmt.Errorf("pgbench names no rate: %s", out)
	}
	return strconv.ParseFloat(string(found[1]), 64) //nolint:wrapcheck // it has the form of a number
}

func (s server) runPgbench(ctx context.Context, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, s.Program("pgbench"), append(args, s.Address("pgbench"))...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("run pgbench: %w: %s", err, out)
	}
	return out, nil
}
