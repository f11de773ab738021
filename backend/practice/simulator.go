package practice

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"time"
)

// Pace is how much happens at a tick.
type Pace struct {
	// Quiet is the mean number of ticks between two moves in a pool where no
	// candidate waits; where one waits there is a move at each tick.
	Quiet int
	// Joins is how many others join a pool's queue at a tick, at most.
	Joins int
}

// DefaultPace serves a candidate who joins the tail of a full pool within about
// twenty ticks.
func DefaultPace() Pace { return Pace{Quiet: 8, Joins: 3} }

// move is what happens in a pool at a tick.
type move int

const (
	giveUp move = iota
	cancel
)

// Simulator moves the simulated others. Tick and Refill must not run at once.
type Simulator struct {
	world   World
	rand    *rand.Rand
	pace    Pace
	decks   map[string][]move // moves to come, by pool
	targets map[string]int    // length of the queue to keep up, by pool; nil until known
}

// NewSimulator returns a simulator. The same random source and the same history
// give the same choices.
func NewSimulator(w World, random *rand.Rand, pace Pace) *Simulator {
	return &Simulator{world: w, rand: random, pace: pace, decks: map[string][]move{}}
}

// Run makes a tick whenever the channel says so, until ctx ends. An error is
// logged, and the next tick tries again.
func (s *Simulator) Run(ctx context.Context, ticks <-chan time.Time, log *slog.Logger) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticks:
		}
		if err := s.Tick(ctx); err != nil && ctx.Err() == nil {
			log.WarnContext(ctx, "the simulated others could not move", "error", err)
		}
	}
}

// Tick makes the moves of one tick in every pool that is kept full.
func (s *Simulator) Tick(ctx context.Context) error {
	pools, err := s.full(ctx)
	if err != nil {
		return err
	}
	var failed []error
	for _, p := range pools {
		failed = append(failed, s.step(ctx, p))
	}
	return errors.Join(failed...)
}

// Refill brings the queues of the full pools to their length at once: at the
// beginning, and after a time in which nothing ran.
func (s *Simulator) Refill(ctx context.Context) error {
	pools, err := s.full(ctx)
	if err != nil {
		return err
	}
	var failed []error
	for _, p := range pools {
		failed = append(failed, s.join(ctx, p, s.missing(p)))
	}
	return errors.Join(failed...)
}

// step makes one move in a pool, and lets others join behind.
func (s *Simulator) step(ctx context.Context, p pool) error {
	var err error
	if p.candidates > 0 || s.rand.IntN(s.pace.Quiet) == 0 {
		switch s.draw(p.id) {
		case giveUp:
			err = s.giveUp(ctx, p)
		case cancel:
			err = errors.Join(s.cancel(ctx, p), s.pay(ctx, p))
		}
	}
	return errors.Join(err, s.join(ctx, p, min(s.pace.Joins, s.missing(p))))
}

// missing is how many others have to join for a pool to be full with a queue.
func (s *Simulator) missing(p pool) int {
	return s.targets[p.id] - p.waiting + max(0, p.capacity-p.held)
}

// draw takes the next move of a pool. Moves come from a shuffled deck rather
// than from a die, so that nobody waits through a run of bad luck: three seats
// are given up in every four moves.
func (s *Simulator) draw(pool string) move {
	deck := s.decks[pool]
	if len(deck) == 0 {
		deck = []move{giveUp, giveUp, giveUp, cancel}
		s.rand.Shuffle(len(deck), func(i, j int) { deck[i], deck[j] = deck[j], deck[i] })
	}
	s.decks[pool] = deck[1:]
	return deck[0]
}

// full are the pools that are kept full: those with more simulated others than
// seats. It finds the length of their queues when it is first asked.
func (s *Simulator) full(ctx context.Context) ([]pool, error) {
	all, err := s.pools(ctx)
	if err != nil {
		return nil, err
	}
	if s.targets == nil {
		if err := s.measure(ctx, all); err != nil {
			return nil, err
		}
	}
	var full []pool
	for _, p := range all {
		if s.targets[p.id] > 0 {
			full = append(full, p)
		}
	}
	return full, nil
}

// measure decides how long each queue is kept: 11 to 14 people, as far as there
// are others left who can join when one leaves.
func (s *Simulator) measure(ctx context.Context, all []pool) error {
	targets := make(map[string]int, len(all))
	for i, p := range all {
		crowd, err := s.crowd(ctx, p, false)
		if err != nil {
			return err
		}
		const resting = 2
		targets[p.id] = max(0, min(11+i%4, len(crowd)-p.capacity-resting))
	}
	s.targets = targets
	return nil
}
