package opening_test

import (
	"math"
	"testing"
	"time"

	"houbu/bench/opening"
)

// plan is a shard that has time for everybody.
func plan() opening.Plan {
	return opening.Plan{
		Candidates: 30_000, Arrive: 2 * time.Minute, Steps: 5, Think: 3 * time.Second, PollEvery: 15 * time.Second,
		BackendCores: 16, DatabaseCores: 4, Patience: time.Second, RetryAfter: 5 * time.Second, Hour: time.Hour,
		Costs: [4]opening.Cost{
			opening.Join:  {Backend: 150 * time.Microsecond, Database: 150 * time.Microsecond},
			opening.Step:  {Backend: 300 * time.Microsecond, Database: 200 * time.Microsecond},
			opening.Login: {Backend: 25 * time.Millisecond, Database: 300 * time.Microsecond},
			opening.Poll:  {Backend: 100 * time.Microsecond, Database: 40 * time.Microsecond},
		},
	}
}

// sum adds up what a plan's minutes say.
func sum(minutes []opening.Minute) (arrived, joined, refused, busiest float64, longest time.Duration) {
	for _, m := range minutes {
		arrived, joined = arrived+m.Arrived, joined+m.Joined
		for _, n := range m.Refused {
			refused += n
		}
		busiest = max(busiest, m.Backend, m.Database)
		longest = max(longest, m.Longest)
	}
	return arrived, joined, refused, busiest, longest
}

func TestEverybodyJoins(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(p *opening.Plan){
		"with time to spare":       func(*opening.Plan) {},
		"with a third of the time": func(p *opening.Plan) { p.BackendCores = 2 },
		"all at once":              func(p *opening.Plan) { p.Arrive = time.Second },
		"a slow database":          func(p *opening.Plan) { p.DatabaseCores = 0.1 },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := plan()
			change(&p)
			arrived, joined, _, busiest, longest := sum(opening.Run(p))
			if math.Abs(arrived-joined) > 0.001*float64(p.Candidates) || math.Abs(joined-float64(p.Candidates)) > 0.001*float64(p.Candidates) {
				t.Errorf("%.0f arrived and %.0f joined of %d", arrived, joined, p.Candidates)
			}
			if busiest > 1+1e-9 {
				t.Errorf("a tier was busy for %.2f of its time", busiest)
			}
			if longest > p.Patience {
				t.Errorf("a join queued %v, longer than anybody may", longest)
			}
		})
	}
}

func TestOnlyOverloadRefuses(t *testing.T) {
	t.Parallel()
	p := plan()
	if _, _, refused, _, _ := sum(opening.Run(p)); refused > 0.001*float64(p.Candidates) {
		t.Errorf("%.0f were refused with time to spare", refused)
	}
	p.Arrive = time.Second
	if _, _, refused, _, _ := sum(opening.Run(p)); refused < float64(p.Candidates) {
		t.Errorf("%.0f were refused when all came at once", refused)
	}
}

// TestTheCostsAddUp compares the time in use with what the requests cost.
func TestTheCostsAddUp(t *testing.T) {
	t.Parallel()
	p := plan()
	minutes := opening.Run(p)
	used, want := 0.0, 0.0
	for _, m := range minutes {
		used += m.Backend * p.BackendCores * 60
		for class, n := range m.Served {
			want += n * p.Costs[class].Backend.Seconds()
		}
	}
	if math.Abs(used-want) > 1e-6*want {
		t.Errorf("%.3f seconds of the backends in use, the requests cost %.3f", used, want)
	}
}
