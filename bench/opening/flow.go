package opening

import (
	"math"
	"time"
)

// state is where the crowd is.
type state struct {
	Plan
	coming float64          // have not arrived
	joined float64          // poll
	queue  []float64        // by place: login, each step, join; then polls
	later  [][]float64      // by place: who comes to its queue, by the step of time
	served [classes]float64 // requests a step of time, smoothed
}

func newState(plan Plan) *state {
	s := &state{Plan: plan, coming: float64(plan.Candidates)}
	places := plan.Steps + 3
	s.queue = make([]float64, places)
	s.later = make([][]float64, places)
	for i := range s.later {
		s.later[i] = make([]float64, int(plan.Hour/step)+1)
	}
	return s
}

// class is the class of the requests at a place.
func (s *state) class(place int) Class {
	switch {
	case place == 0:
		return Login
	case place <= s.Steps:
		return Step
	case place == s.Steps+1:
		return Join
	default:
		return Poll
	}
}

// advance lets one step of time pass.
func (s *state) advance(now int, m *Minute) {
	share := 1 - math.Exp2(-float64(step)/float64(s.Arrive))
	arrived := s.coming * share
	s.coming -= arrived
	s.queue[0] += arrived
	m.Arrived += arrived
	s.queue[len(s.queue)-1] += s.joined * float64(step) / float64(s.PollEvery)
	for place := range s.queue {
		s.queue[place] += s.later[place][now]
	}
	backend, database := s.BackendCores*step.Seconds(), s.DatabaseCores*step.Seconds()
	for class := range classes {
		done := s.serve(now, class, &backend, &database, m)
		s.served[class] += (done - s.served[class]) / 20
		s.refuse(now, class, m)
	}
	m.Backend += s.BackendCores*step.Seconds() - backend
	m.Database += s.DatabaseCores*step.Seconds() - database
}

// serve answers what a class may have of the processors' time that is left.
func (s *state) serve(now int, class Class, backend, database *float64, m *Minute) (done float64) {
	cost := s.Costs[class]
	room := math.Min(per(*backend, cost.Backend), per(*database, cost.Database))
	for place := len(s.queue) - 1; place >= 0; place-- {
		if s.class(place) != class {
			continue
		}
		n := math.Min(s.queue[place], room-done)
		s.queue[place] -= n
		done += n
		s.move(now, place, n, m)
	}
	*backend -= done * cost.Backend.Seconds()
	*database -= done * cost.Database.Seconds()
	m.Served[class] += done
	return done
}

// per is how many requests of a cost fit into an amount of time.
func per(left float64, cost time.Duration) float64 {
	if cost <= 0 {
		return math.Inf(1)
	}
	return math.Max(0, left) / cost.Seconds()
}

// move brings those who were answered to their next place.
func (s *state) move(now, place int, n float64, m *Minute) {
	switch s.class(place) {
	case Poll:
	case Join:
		s.joined += n
		m.Joined += n
	default:
		s.arrive(now, place+1, s.Think, n)
	}
}

// arrive puts a crowd into the queue of a place after a time.
func (s *state) arrive(now, place int, after time.Duration, n float64) {
	if at := now + max(1, int(after/step)); at < len(s.later[place]) {
		s.later[place][at] += n
	}
}

// refuse sends away what would queue for longer than anybody should: it comes
// again, but for polls, of which the next one is on its way anyhow.
func (s *state) refuse(now int, class Class, m *Minute) {
	total := 0.0
	for place, n := range s.queue {
		if s.class(place) == class {
			total += n
		}
	}
	fits := s.served[class] * float64(s.Patience) / float64(step)
	if class == Join && s.served[class] > 0 {
		m.Longest = max(m.Longest, time.Duration(math.Min(total, fits)/s.served[class]*float64(step)))
	}
	excess := total - math.Max(fits, 1)
	if excess <= 0 {
		return
	}
	m.Refused[class] += excess
	for place, n := range s.queue {
		if s.class(place) != class || n == 0 {
			continue
		}
		away := excess * n / total
		s.queue[place] -= away
		if class != Poll {
			s.arrive(now, place, s.RetryAfter, away)
		}
	}
}
