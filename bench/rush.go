package bench

import (
	"context"
	"fmt"

	"houbu/bench/load"
)

// RushOptions say how many take part in a rush.
type RushOptions struct {
	Candidates int // who walk from the login to the join; 0: all of the file
	// Crowd is how many connections bring the overload.
	Crowd int
}

// Rush is the opening hour: candidates walk from the login to the join, first as
// fast as the server can, then arriving at half of that rate. After that
// others who are logged in already join: as fast as the server can, at half of
// that rate, and at three times it.
func Rush(ctx context.Context, target Target, opts RushOptions) (*Report, error) {
	r, err := newRush(target, opts)
	if err != nil {
		return nil, err
	}
	if err := r.walks(ctx); err != nil {
		return nil, err
	}
	if err := r.joins(ctx); err != nil {
		return nil, err
	}
	if err := r.lookUpLost(ctx); err != nil {
		return nil, err
	}
	r.checkNumbers(r.report, true)
	return r.report, nil
}

// rush is a rush under way: those who walk come first among the joiners.
type rush struct {
	*joining
	RushOptions
	report  *Report
	walkers int
}

func newRush(target Target, opts RushOptions) (*rush, error) {
	file := target.Candidates
	if opts.Candidates == 0 {
		opts.Candidates = len(file.Fresh)
	}
	if opts.Candidates < 3 || len(file.Fresh) < opts.Candidates || len(file.Ready) < 3 {
		return nil, fmt.Errorf("%w: %d from the login on, %d logged in", ErrTooFew, len(file.Fresh), len(file.Ready))
	}
	joiners := make([]joiner, 0, opts.Candidates+len(file.Ready))
	for _, c := range file.Fresh[:opts.Candidates] {
		joiners = append(joiners, joiner{pool: c.Pool})
	}
	for _, c := range file.Ready {
		joiners = append(joiners, joiner{c.Token, c.Pool})
	}
	return &rush{
		joining: newJoining(target, joiners), RushOptions: opts, walkers: opts.Candidates,
		report: newReport("rush", target.Connections),
	}, nil
}

// walks has a third walk as fast as they can, and the rest at half that rate.
func (r *rush) walks(ctx context.Context) error {
	third := r.walkers / 3
	rate, err := r.phase(ctx, phase{name: "walk", from: 0, to: third, walk: true})
	if err != nil {
		return err
	}
	_, err = r.phase(ctx, phase{name: "walk-half", from: third, to: r.walkers, walk: true, rate: rate / 2})
	return err
}

// joins has those join who are logged in.
func (r *rush) joins(ctx context.Context) error {
	first, all := r.walkers, len(r.joiners)
	third := (all - first) / 3
	rate, err := r.phase(ctx, phase{name: "join", from: first, to: first + third})
	if err != nil {
		return err
	}
	if _, err := r.phase(ctx, phase{name: "join-half", from: first + third, to: first + 2*third, rate: rate / 2}); err != nil {
		return err
	}
	before := len(r.report.Rows)
	if _, err := r.phase(ctx, phase{name: "join-overload", from: first + 2*third, to: all, rate: 3 * rate, connections: r.Crowd}); err != nil {
		return err
	}
	row := r.report.Rows[before]
	r.report.check("拒绝都带 Retry-After", row.Refused == row.Advised, fmt.Sprintf("拒绝 %d 次", row.Refused))
	return nil
}

// phase is a part of a rush.
type phase struct {
	name        string
	from, to    int // joiners
	walk        bool
	rate        float64 // arrivals a second; 0: as fast as answers come
	connections int     // 0: those of the target
}

// phase measures one part, and returns the rate of its last step.
func (r *rush) phase(ctx context.Context, p phase) (float64, error) {
	steps, task := []string{p.name}, load.Task(&part{r.joining, p.from})
	if p.walk {
		task = &walking{joining: r.joining, from: p.from}
		steps = steps[:0]
		for _, step := range walkSteps() {
			steps = append(steps, p.name+"/"+step)
		}
	}
	if p.connections == 0 {
		p.connections = r.Connections
	}
	results, err := load.Run(ctx, load.Options{
		Address: r.Host, Connections: p.connections, Tasks: p.to - p.from, Rate: p.rate, Steps: steps,
	}, task)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", p.name, err)
	}
	for _, result := range results {
		r.report.add(result, p.rate)
	}
	rate := results[len(results)-1].Rate()
	if rate == 0 {
		return 0, fmt.Errorf("%s: nobody has joined: %v", p.name, results[0].Why)
	}
	return rate, nil
}
