package load

import (
	"slices"
	"time"
)

// Result is what came of one step of a run.
type Result struct {
	Step     string
	Elapsed  time.Duration   // of the whole run
	Done     []time.Duration // latencies of the right answers, sorted
	Refused  []time.Duration // latencies of 429 and 503, sorted
	Advised  int             // of those refused, with Retry-After
	Failures int             // no answer, or a wrong one
	Why      []string        // some of the failures, each once
}

// gather puts together what the workers have measured.
func gather(steps []string, workers []*Worker, elapsed time.Duration) []*Result {
	all := make([]*Result, len(steps))
	for i, step := range steps {
		r := &Result{Step: step, Elapsed: elapsed}
		for _, w := range workers {
			t := &w.steps[i]
			r.Done = append(r.Done, t.done...)
			r.Refused = append(r.Refused, t.refused...)
			r.Advised += t.advised
			r.Failures += t.failures
			for _, why := range t.why {
				if len(r.Why) < maxWhy && !slices.Contains(r.Why, why) {
					r.Why = append(r.Why, why)
				}
			}
		}
		slices.Sort(r.Done)
		slices.Sort(r.Refused)
		all[i] = r
	}
	return all
}

// Rate is how many right answers came in a second.
func (r *Result) Rate() float64 {
	if r.Elapsed <= 0 {
		return 0
	}
	return float64(len(r.Done)) / r.Elapsed.Seconds()
}

// Percentile returns the nearest-rank percentile of sorted durations: the
// smallest one that at least p percent of all do not exceed. Zero of none.
func Percentile(sorted []time.Duration, p float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	rank := int(p / 100 * float64(len(sorted)))
	if float64(rank) < p/100*float64(len(sorted)) {
		rank++
	}
	return sorted[min(max(rank, 1), len(sorted))-1]
}
