// Command compare measures a peer and Houbu in turn, on the same machine, disk
// and database, and prints the ratio of their rates. Everything it starts is its
// own, reachable from this machine alone, and gone when it ends.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"
)

// settings are the flags.
type settings struct {
	scenario    string
	rounds      int
	lasts       time.Duration // of each measurement
	dir         string
	connections int
	people      int
	pools       int
	waiting     int
	seats       int
	lead        time.Duration
	postgres    []string // lines of its configuration
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err != nil {
		_, _ = fmt.Fprintln(os.Stderr, "compare:", err)
		stop()
		os.Exit(1) //nolint:gocritic // stop has been called
	}
}

// run is the whole program.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	if len(args) == 2 && args[0] == bareCommand {
		return serveRecording(ctx, args[1], stderr)
	}
	set, err := parse(args, stderr)
	if err != nil {
		return err
	}
	// Whatever hangs, this ends.
	ctx, cancel := context.WithTimeout(ctx, time.Hour)
	defer cancel()
	lab, err := newLab(ctx, set, stderr)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lab.close()) }()
	if err := lab.describe(stdout); err != nil {
		return err
	}
	return scenarios()[set.scenario](ctx, lab, stdout)
}

// scenario measures and prints.
type scenario func(ctx context.Context, lab *lab, out io.Writer) error

func scenarios() map[string]scenario {
	return map[string]scenario{
		"join-postgres":        joinPostgres(false),
		"join-sqlite":          joinSQLite(false),
		"join-many-postgres":   joinPostgres(true),
		"join-many-sqlite":     joinSQLite(true),
		"join-spread-postgres": joinSpread(onPostgres, "PostgreSQL"),
		"join-spread-sqlite":   joinSpread(onSQLite, "SQLite"),
		"poll-postgres":        poll(onPostgres),
		"poll-sqlite":          poll(onSQLite),
		"wave-postgres":        wave(onPostgres),
		"wave-sqlite":          wave(onSQLite),
	}
}

func names() []string {
	var all []string
	for name := range scenarios() {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

func parse(args []string, stderr io.Writer) (settings, error) {
	set := settings{}
	flags := flag.NewFlagSet("compare", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		_, _ = fmt.Fprintf(stderr, "usage: go run ./bench/compare SCENARIO [flags]\nscenarios: %s\n", strings.Join(names(), " "))
		flags.PrintDefaults()
	}
	flags.IntVar(&set.rounds, "rounds", 3, "how often the two are measured, in turn")
	flags.DurationVar(&set.lasts, "for", 10*time.Second, "how long a measurement lasts")
	flags.StringVar(&set.dir, "dir", os.TempDir(), "folder for the databases, on a real disk")
	flags.IntVar(&set.connections, "connections", 256, "open connections of the load generator: candidates who press the button at once")
	flags.IntVar(&set.people, "candidates", 60_000, "candidates of a round; as many joins at most")
	flags.IntVar(&set.pools, "pools", 100, "pools of joins to many of them")
	flags.IntVar(&set.waiting, "waiting", 1_000_000, "who wait before a wave")
	flags.IntVar(&set.seats, "seats", 100_000, "seats that fall free in the whole wave")
	flags.DurationVar(&set.lead, "lead", 30*time.Second, "time to prepare a wave")
	flags.Func("postgres", "a setting of PostgreSQL for both sides, as shared_buffers=6GB; may be repeated", func(line string) error {
		if !strings.Contains(line, "=") {
			return errors.New("it has the form name=value")
		}
		set.postgres = append(set.postgres, line)
		return nil
	})
	if len(args) == 0 || strings.HasPrefix(args[0], "-") {
		flags.Usage()
		return set, flag.ErrHelp
	}
	set.scenario = args[0]
	if err := flags.Parse(args[1:]); err != nil {
		return set, flag.ErrHelp // it has been said
	}
	if scenarios()[set.scenario] == nil || flags.NArg() > 0 {
		return set, fmt.Errorf("no scenario %q; there are: %s", strings.Join(args, " "), strings.Join(names(), " "))
	}
	if set.rounds < 1 || set.rounds > 20 || set.lasts < time.Second || set.lasts > 10*time.Minute {
		return set, errors.New("1 to 20 rounds of 1s to 10m each")
	}
	return set, nil
}
