package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
)

// joinPostgres compares joins with pgbench's simple update, in one cluster.
func joinPostgres(many bool) scenario {
	return func(ctx context.Context, l *lab, out io.Writer) error {
		pg, err := l.postgres(ctx)
		if err != nil {
			return err
		}
		if err := pg.preparePgbench(ctx); err != nil {
			return err
		}
		c := comparison{
			peer:  "pgbench -N -c 32 -j 2 (scale 10)",
			houbu: "houbu bench join, " + l.poolsOf(many) + ", PostgreSQL",
			unit:  "/s",
			measurePeer: func(ctx context.Context, _ int) (float64, error) {
				if err := pg.tidy(ctx, "pgbench"); err != nil {
					return 0, err
				}
				return pg.pgbench(ctx, l.lasts)
			},
			measureHoubu: func(ctx context.Context, round int) (float64, error) {
				return l.measureJoin(ctx, onPostgres, joinName(round, many), many)
			},
		}
		return l.run(ctx, c, out)
	}
}

// joinSQLite compares joins with durable inserts of one row, on one disk.
func joinSQLite(many bool) scenario {
	return func(ctx context.Context, l *lab, out io.Writer) error {
		c := comparison{
			peer:  "single-row durable inserts, SQLite",
			houbu: "houbu bench join, " + l.poolsOf(many) + ", SQLite",
			unit:  "/s",
			measurePeer: func(ctx context.Context, round int) (float64, error) {
				return insertRows(ctx, filepath.Join(l.dir, fmt.Sprintf("peer%d.db", round)), l.lasts)
			},
			measureHoubu: func(ctx context.Context, round int) (float64, error) {
				return l.measureJoin(ctx, onSQLite, joinName(round, many), many)
			},
		}
		return l.run(ctx, c, out)
	}
}

// joinSpread compares joins to many pools with joins to one, in one run.
func joinSpread(empty databases, kind string) scenario {
	return func(ctx context.Context, l *lab, out io.Writer) error {
		measure := func(many bool) func(ctx context.Context, round int) (float64, error) {
			return func(ctx context.Context, round int) (float64, error) {
				return l.measureJoin(ctx, empty, joinName(round, many), many)
			}
		}
		return l.run(ctx, comparison{
			peer:        "houbu bench join, " + l.poolsOf(false) + ", " + kind,
			houbu:       "houbu bench join, " + l.poolsOf(true) + ", " + kind,
			unit:        "/s",
			measurePeer: measure(false), measureHoubu: measure(true),
		}, out)
	}
}

// joinName is the name of a round's database.
func joinName(round int, many bool) string {
	if many {
		return "many" + strconv.Itoa(round)
	}
	return "join" + strconv.Itoa(round)
}

func (l *lab) poolsOf(many bool) string {
	if many {
		return strconv.Itoa(l.pools) + " pools"
	}
	return "hot pool"
}

// measureJoin seeds a database, serves it, and has candidates join. Every pool
// is full, as when a waitlist is needed.
func (l *lab) measureJoin(ctx context.Context, empty databases, name string, many bool) (rate float64, err error) {
	on, err := empty(ctx, l, name)
	if err != nil {
		return 0, err
	}
	pools := 1
	if many {
		pools = l.pools
	}
	b, err := l.serveSeeded(ctx, on, "--candidates", strconv.Itoa(l.people), "--pools", strconv.Itoa(pools), "--held", strconv.Itoa(30*pools))
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, b.stop()) }()
	report, err := l.bench(ctx, b, "join", "--for", l.lasts.String())
	if err != nil {
		return 0, err
	}
	row := report.Row("join")
	l.say("  join: %.0f/s, p50 %.1f ms, p99 %.1f ms, %d joins", row.Rate, row.P50, row.P99, row.Done)
	if row.Done == l.people {
		l.say("  every candidate has joined: give more with --candidates for a longer run")
	}
	return row.Rate, nil
}
