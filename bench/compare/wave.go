package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"

	"houbu/bench"
)

// How much the waves compared with each other are a part of the whole one.
const (
	wavePools  = 10
	waveShort  = 100 // the long queue is so many times as long
	waveAFew   = 20  // of the seats fall free to compare the queues
	waveFactor = 2   // seats of the whole wave to those of the half one
)

// wave measures expiries of Houbu against each other: there is no peer.
func wave(database databases) scenario {
	return func(ctx context.Context, l *lab, out io.Writer) error {
		if l.seats%(wavePools*waveAFew*waveFactor) != 0 || l.waiting%(waveShort*wavePools) != 0 || l.waiting < 2*l.seats {
			return errors.New("--seats must divide by 400, --waiting by 1000, and twice the seats must wait")
		}
		address, tidy, err := database(ctx, l, "long")
		if err != nil {
			return err
		}
		// On one database, so that the queue loses what the waves before took.
		long, err := l.waves(ctx, address, tidy, l.waiting, l.seats, l.seats, l.seats/waveFactor, l.seats/waveAFew)
		if err != nil {
			return err
		}
		if address, tidy, err = database(ctx, l, "short"); err != nil {
			return err
		}
		few := l.seats / waveAFew
		short, err := l.waves(ctx, address, tidy, l.waiting/waveShort, few, few)
		if err != nil {
			return err
		}
		return printWaves(out, append(long, short...))
	}
}

// waves seeds a database and lets seats fall free, once for each figure.
func (l *lab) waves(
	ctx context.Context, address string, tidy func(context.Context) error, waiting, held int, seats ...int,
) (reports []*bench.Report, err error) {
	l.say("seeding %d who wait and %d who hold a seat", waiting, held)
	err = l.seed(ctx, address, "--candidates", "0", "--pools", strconv.Itoa(wavePools),
		"--waiting", strconv.Itoa(waiting), "--held", strconv.Itoa(held))
	if err != nil {
		return nil, err
	}
	if err := tidy(ctx); err != nil {
		return nil, err
	}
	b, err := l.serve(ctx, address)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, b.stop()) }()
	for _, n := range seats {
		l.say("%d seats fall free", n)
		report, err := l.bench(ctx, b, "wave", "--database", address, "--seats", strconv.Itoa(n),
			"--lead", l.lead.String(), "--pid", strconv.Itoa(b.cmd.Process.Pid))
		if err != nil {
			return nil, err
		}
		reports = append(reports, report)
	}
	return reports, nil
}

// printWaves prints the waves in the order whole, half, few, few of a short
// queue.
func printWaves(out io.Writer, waves []*bench.Report) error {
	text := "waiting     seats   seconds  allocations/s  peak MiB\n"
	for _, w := range waves {
		row := w.Rows[0]
		text += fmt.Sprintf("%7d  %8d  %8.2f  %13.0f  %8.0f\n", w.Waiting, w.Seats, row.Seconds, row.Rate, w.PeakMiB)
	}
	each := func(w *bench.Report) float64 { return w.Rows[0].Seconds / float64(w.Seats) }
	text += fmt.Sprintf("\ntwice the seats take %.2f times as long\n", waves[0].Rows[0].Seconds/waves[1].Rows[0].Seconds)
	text += fmt.Sprintf("a queue %.0f times as long costs %.2f times as much for each allocation\n",
		float64(waves[2].Waiting)/float64(waves[3].Waiting), each(waves[2])/each(waves[3]))
	_, err := io.WriteString(out, text)
	return err //nolint:wrapcheck // the terminal is gone
}
