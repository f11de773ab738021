package proof

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"houbu/api"
)

// recorder keeps what was done at the pools, with when each began and ended.
type recorder struct {
	began time.Time

	mu      sync.Mutex // guards what follows
	done    []done
	numbers map[string]int64 // of entries
	kinds   map[string]int
}

// done is an operation. Its entry's number may be learned after it.
type done struct {
	pool     int
	in       input
	out      output
	entry    string
	from, to time.Duration
}

func newRecorder() *recorder {
	return &recorder{began: time.Now(), numbers: map[string]int64{}, kinds: map[string]int{}}
}

// record times what fn does.
func (r *recorder) record(pool int, in input, entry string, fn func() output) {
	from := time.Since(r.began)
	out := fn()
	to := time.Since(r.began)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.done = append(r.done, done{pool: pool, in: in, out: out, entry: entry, from: from, to: to})
	r.kinds[strings.Join(strings.Fields(fmt.Sprint(in.do, " ", out.state, " ", out.code)), " ")]++
	if out.paid {
		r.kinds[in.do+" that pays"]++
	}
}

// joined tells the number of an entry.
func (r *recorder) joined(receipt api.Receipt) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.numbers[receipt.EntryID] = receipt.Sequence
}

// missing are those of some kinds that have not occurred.
func (r *recorder) missing(kinds []string) []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(kinds), func(kind string) bool { return r.kinds[kind] > 0 })
}

// history is what was done at a pool, in the order in which it began.
func (r *recorder) history(pool int) []porcupine.Operation {
	r.mu.Lock()
	defer r.mu.Unlock()
	var all []porcupine.Operation
	for _, d := range r.done {
		if d.pool != pool {
			continue
		}
		if d.entry != "" {
			d.in.number = r.numbers[d.entry]
		}
		all = append(all, porcupine.Operation{ClientId: d.in.student, Input: d.in, Output: d.out, Call: int64(d.from), Return: int64(d.to)})
	}
	slices.SortFunc(all, func(a, b porcupine.Operation) int { return int(a.Call - b.Call) })
	return all
}

// wantVerdict judges the history of a pool that began with a capacity. Not to
// know in time is a failure too.
func wantVerdict(t *testing.T, capacity int, history []porcupine.Operation, want porcupine.CheckResult) {
	t.Helper()
	got := porcupine.CheckOperationsTimeout(spec(capacity), history, patience)
	if got == want {
		return
	}
	var lines strings.Builder
	for _, o := range history {
		_, _ = fmt.Fprintf(&lines, "%12d %12d %+v -> %+v\n", o.Call, o.Return, o.Input, o.Output) // a Builder never fails to write
	}
	t.Errorf("the verdict on a pool of capacity %d is %s, want %s:\n%s", capacity, got, want, lines.String())
}
