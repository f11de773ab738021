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
func wave(empty databases) scenario {
	return func(ctx context.Context, l *lab, out io.Writer) error {
		if l.seats%(wavePools*waveAFew*waveFactor) != 0 || l.waiting%(waveShort*wavePools) != 0 || l.waiting < 2*l.seats {
			return errors.New("--seats must divide by 400, --waiting by 1000, and twice the seats must wait")
		}
		on, err := empty(ctx, l, "long")
		if err != nil {
			return err
		}
		// On one database, so that the queue loses what the waves before took.
		long, err := l.waves(ctx, on, l.waiting, l.seats, l.seats, l.seats/waveFactor, l.seats/waveAFew)
		if err != nil {
			return err
		}
		if on, err = empty(ctx, l, "short"); err != nil {
			return err
		}
		few := l.seats / waveAFew
		short, err := l.waves(ctx, on, l.waiting/waveShort, few, few)
		if err != nil {
			return err
		}
		return printWaves(out, append(long, short...))
	}
}

// waves seeds a database and lets seats fall free, once for each figure.
func (l *lab) waves(ctx context.Context, on database, waiting, held int, seats ...int) (reports []*bench.Report, err error) {
	l.say("seeding %d who wait and %d who hold a seat", waiting, held)
	b, err := l.serveSeeded(ctx, on, "--candidates", "0", "--pools", strconv.Itoa(wavePools),
		"--waiting", strconv.Itoa(waiting), "--held", strconv.Itoa(held))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, b.stop()) }()
	for _, n := range seats {
		// Before each: otherwise the first would pay for the page images and the
		// dead rows that the others find already written and swept.
		if err := on.tidy(ctx); err != nil {
			return nil, err
		}
		l.say("%d seats fall free", n)
		report, err := l.bench(ctx, b, "wave", "--database", on.address, "--seats", strconv.Itoa(n),
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
	text := "waiting     seats   seconds  allocations/s  under way/s  peak MiB\n"
	for _, w := range waves {
		row, after := w.Row("allocation"), w.Row("under-way")
		text += fmt.Sprintf("%7d  %8d  %8.2f  %13.0f  %11.0f  %8.0f\n", w.Waiting, w.Seats, row.Seconds, row.Rate, after.Rate, w.PeakMiB)
	}
	// By what each costs once under way: how long the worker slept before is
	// up to a second, whatever the size of the wave.
	each := func(i int) float64 { return 1 / waves[i].Row("under-way").Rate }
	text += fmt.Sprintf("\n%d seats take %.2f times as long as %d\n", waves[0].Seats,
		each(0)*float64(waves[0].Seats)/(each(1)*float64(waves[1].Seats)), waves[1].Seats)
	text += fmt.Sprintf("a queue %.0f times as long costs %.2f times as much for each allocation\n",
		float64(waves[2].Waiting)/float64(waves[3].Waiting), each(2)/each(3))
	_, err := io.WriteString(out, text)
	return err //nolint:wrapcheck // the terminal is gone
}
