package bench

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"time"

	"houbu/api"
	"houbu/bench/load"
)

// PollOptions say who polls, and for how long.
type PollOptions struct {
	Candidates int           // 0: all
	For        time.Duration // each of the two measurements
	Only       string        // "304" or "200": one of them; empty: both
}

// Poll has candidates read their own state, first with the tag of what they
// have, so that the answer is 304, then without.
func Poll(ctx context.Context, target Target, opts PollOptions) (*Report, error) {
	joiners, err := target.choose(JoinOptions{Candidates: opts.Candidates})
	if err != nil {
		return nil, err
	}
	report := newReport("poll", target.Connections)
	p := &polling{Target: target, who: joiners, tags: make([]string, len(joiners))}
	first, err := p.measure(ctx, "warm-up", len(joiners), 0)
	if err != nil {
		return nil, err
	}
	if len(first.Done) != len(joiners) {
		return nil, fmt.Errorf("read the candidates' tags: %d of %d have no answer: %v", len(joiners)-len(first.Done), len(joiners), first.Why)
	}
	for _, row := range []string{"304", "200"} {
		if opts.Only != "" && opts.Only != row {
			continue
		}
		p.prepare(row == "304")
		result, err := p.measure(ctx, row, math.MaxInt32, opts.For)
		if err != nil {
			return nil, err
		}
		report.add(result, 0)
	}
	return report, nil
}

// polling is a run of polls.
type polling struct {
	Target
	who      []joiner
	tags     []string
	requests [][]byte // by candidate; empty: tags are being read
	want     int      // status
}

func (p *polling) measure(ctx context.Context, step string, tasks int, lasts time.Duration) (*load.Result, error) {
	results, err := load.Run(ctx, load.Options{
		Address: p.Host, Connections: p.Connections, Tasks: tasks, For: lasts, Steps: []string{step},
	}, p)
	if err != nil {
		return nil, fmt.Errorf("poll: %w", err)
	}
	return results[0], nil
}

// prepare builds every request once.
func (p *polling) prepare(tagged bool) {
	p.want = http.StatusOK
	if tagged {
		p.want = http.StatusNotModified
	}
	p.requests = make([][]byte, len(p.who))
	for i, who := range p.who {
		header := ""
		if tagged {
			header = "If-None-Match: " + p.tags[i] + "\r\n"
		}
		p.requests[i] = p.appendGet(nil, api.PathRegistration, who.token, header)
	}
}

var errState = errors.New("the answer holds no state, or no tag")

// Do polls once.
func (p *polling) Do(w *load.Worker, n int, since time.Time) {
	i := n % len(p.who)
	if len(p.requests) == 0 {
		w.Buffer = p.appendGet(w.Buffer[:0], api.PathRegistration, p.who[i].token, "")
		w.Exchange(0, since, w.Buffer, func(a *load.Answer) error {
			p.tags[i] = a.ETag
			return p.judge(a, http.StatusOK)
		})
		return
	}
	w.Exchange(0, since, p.requests[i], func(a *load.Answer) error { return p.judge(a, p.want) })
}

func (p *polling) judge(a *load.Answer, want int) error {
	switch {
	case a.Status != want:
		return unexpected(a, want)
	case a.ETag == "", (len(a.Body) == 0) != (want == http.StatusNotModified):
		return errState
	}
	return nil
}
