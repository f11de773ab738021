// Command simulate prints the opening hour of a shard, minute by minute, from the
// costs that were measured one by one:
//
//	go run ./bench/simulate --candidates 300000 --arrive 3m --backend-cores 32 --database-cores 8
//
// docs/scale.md says where the costs come from.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"text/tabwriter"
	"time"

	"houbu/bench/opening"
)

func main() {
	plan, err := read(os.Args[1:], os.Stderr)
	if err != nil {
		os.Exit(2) // the flags have said what is wrong
	}
	if err := show(os.Stdout, plan, opening.Run(plan)); err != nil {
		fmt.Fprintln(os.Stderr, "simulate:", err)
		os.Exit(1)
	}
}

// read takes the plan from the command line.
func read(args []string, complain io.Writer) (opening.Plan, error) {
	var p opening.Plan
	flags := flag.NewFlagSet("simulate", flag.ContinueOnError)
	flags.SetOutput(complain)
	flags.IntVar(&p.Candidates, "candidates", 300_000, "candidates of the shard")
	flags.DurationVar(&p.Arrive, "arrive", 150*time.Second, "half of those who have not come yet come within this")
	flags.IntVar(&p.Steps, "steps", 7, "requests between login and join")
	flags.DurationVar(&p.Think, "think", 4*time.Second, "between two requests of a candidate")
	flags.DurationVar(&p.PollEvery, "poll", 15*time.Second, "between two polls of who has joined")
	flags.Float64Var(&p.BackendCores, "backend-cores", 32, "cores of all backends")
	flags.Float64Var(&p.DatabaseCores, "database-cores", 8, "cores of the database")
	flags.DurationVar(&p.Patience, "patience", time.Second, "what would queue longer is refused")
	flags.DurationVar(&p.RetryAfter, "retry-after", 10*time.Second, "when the refused come again")
	flags.DurationVar(&p.Hour, "hour", time.Hour, "how long is simulated")
	for class, cost := range measured() {
		p.Costs[class] = cost
		name := opening.Class(class).String()
		flags.DurationVar(&p.Costs[class].Backend, name+"-backend", cost.Backend, "processor time of a "+name+" in a backend")
		flags.DurationVar(&p.Costs[class].Database, name+"-database", cost.Database, "processor time of a "+name+" in the database")
	}
	return p, flags.Parse(args)
}

// measured are the costs of docs/scale.md, on the machine named there.
func measured() [4]opening.Cost {
	return [4]opening.Cost{
		opening.Join:  {Backend: 150 * time.Microsecond, Database: 130 * time.Microsecond},
		opening.Step:  {Backend: 300 * time.Microsecond, Database: 300 * time.Microsecond},
		opening.Login: {Backend: 25 * time.Millisecond, Database: 500 * time.Microsecond},
		opening.Poll:  {Backend: 95 * time.Microsecond, Database: 45 * time.Microsecond},
	}
}

// show writes the minutes until nothing changes any more, and the sums.
func show(to io.Writer, plan opening.Plan, minutes []opening.Minute) error {
	table := tabwriter.NewWriter(to, 0, 8, 2, ' ', tabwriter.AlignRight)
	_, err := fmt.Fprintln(table, "minute\tarrived\tjoined\trequests/s\trefused/s\tlongest join\tbackends\tdatabase\t")
	if err != nil {
		return err //nolint:wrapcheck // it is about standard output
	}
	joined, peak := 0.0, 0.0
	for i, m := range minutes {
		served, refused := 0.0, 0.0
		for class := range m.Served {
			served, refused = served+m.Served[class]/60, refused+m.Refused[class]/60
		}
		joined, peak = joined+m.Joined, max(peak, served)
		if i < 15 || i%5 == 4 {
			if _, err := fmt.Fprintf(table, "%d\t%.0f\t%.0f\t%.0f\t%.0f\t%v\t%.0f %%\t%.0f %%\t\n", i+1, m.Arrived, joined, served,
				refused, m.Longest.Round(time.Millisecond), 100*m.Backend, 100*m.Database); err != nil {
				return err //nolint:wrapcheck // it is about standard output
			}
		}
	}
	if err := table.Flush(); err != nil {
		return err //nolint:wrapcheck // it is about standard output
	}
	_, err = fmt.Fprintf(to, "\n%.1f %% of %d joined; the busiest minute had %.0f requests a second\n",
		100*joined/float64(plan.Candidates), plan.Candidates, peak)
	return err //nolint:wrapcheck // it is about standard output
}
