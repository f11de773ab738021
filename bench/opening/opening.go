// Package opening simulates the opening hour of a shard's registration: candidates
// arrive, walk from login to join, and then poll. It counts processor time on two
// tiers, the backends and the database, with costs that were measured one by one
// (docs/scale.md), and says how long requests queue and how many are refused. It is
// a fluid model: crowds flow in steps of time, nobody is a person.
package opening

import "time"

// Class is a kind of request.
type Class int

// The classes, in the order in which an overloaded backend serves them: what was
// begun is finished first.
const (
	Join Class = iota
	Step       // agreement, identity, confirmation, pools
	Login
	Poll
	classes
)

// String is the class's name.
func (c Class) String() string { return [...]string{"join", "step", "login", "poll"}[c] }

// Cost is the processor time that one request takes on each tier.
type Cost struct {
	Backend  time.Duration
	Database time.Duration
}

// Plan is what is simulated.
type Plan struct {
	Candidates    int           // of the shard
	Arrive        time.Duration // half of those who have not come yet come within this
	Steps         int           // requests between login and join
	Think         time.Duration // between two requests of a candidate
	PollEvery     time.Duration // of who has joined
	BackendCores  float64
	DatabaseCores float64
	Costs         [classes]Cost
	Patience      time.Duration // what would queue longer is refused
	RetryAfter    time.Duration // when the refused come again
	Hour          time.Duration // how long is simulated
}

// Minute is what happened in a minute of the simulation.
type Minute struct {
	Arrived, Joined   float64          // candidates, in this minute
	Served, Refused   [classes]float64 // requests
	Backend, Database float64          // share of the tier's time in use
	Longest           time.Duration    // that a join queued
}

// step is the simulation's grain: far below anybody's patience.
const step = 100 * time.Millisecond

// Run simulates a plan, and returns its minutes.
func Run(plan Plan) []Minute {
	s := newState(plan)
	var minutes []Minute
	perMinute := int(time.Minute / step)
	for i := range int(plan.Hour / step) {
		if i%perMinute == 0 {
			minutes = append(minutes, Minute{})
		}
		s.advance(i, &minutes[len(minutes)-1])
	}
	for i := range minutes {
		minutes[i].Backend /= plan.BackendCores * time.Minute.Seconds()
		minutes[i].Database /= plan.DatabaseCores * time.Minute.Seconds()
	}
	return minutes
}
