package main

import (
	"context"
	"fmt"
	"io"
	"slices"
)

// comparison is of one rate of a peer and of Houbu.
type comparison struct {
	peer, houbu, unit         string
	measurePeer, measureHoubu func(ctx context.Context, round int) (float64, error)
}

// run measures the two in turn and prints every round and the spread.
func (l *lab) run(ctx context.Context, c comparison, out io.Writer) error {
	if _, err := fmt.Fprintf(out, "peer:  %s\nhoubu: %s\n\nround        peer       houbu   houbu/peer\n", c.peer, c.houbu); err != nil {
		return err //nolint:wrapcheck // the terminal is gone
	}
	var peers, ours, ratios []float64
	for round := 1; round <= l.rounds; round++ {
		l.say("round %d: %s", round, c.peer)
		peer, err := c.measurePeer(ctx, round)
		if err != nil {
			return fmt.Errorf("measure the peer: %w", err)
		}
		l.say("round %d: %s", round, c.houbu)
		our, err := c.measureHoubu(ctx, round)
		if err != nil {
			return fmt.Errorf("measure houbu: %w", err)
		}
		peers, ours, ratios = append(peers, peer), append(ours, our), append(ratios, our/peer)
		if _, err := fmt.Fprintf(out, "%5d  %8.0f%-2s  %8.0f%-2s  %11.2f\n", round, peer, c.unit, our, c.unit, our/peer); err != nil {
			return err //nolint:wrapcheck // the terminal is gone
		}
	}
	_, err := fmt.Fprintf(out, "\n         min  median     max\npeer   %s\nhoubu  %s\nratio  %s\n",
		spread(peers, "%7.0f"), spread(ours, "%7.0f"), spread(ratios, "%7.2f"))
	return err //nolint:wrapcheck // the terminal is gone
}

// spread is the smallest, the middle and the largest of some figures.
func spread(of []float64, format string) string {
	sorted := slices.Sorted(slices.Values(of))
	n := len(sorted)
	middle := (sorted[(n-1)/2] + sorted[n/2]) / 2
	return fmt.Sprintf(format+" "+format+" "+format, sorted[0], middle, sorted[n-1])
}
