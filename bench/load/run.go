package load

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// Task is done again and again during a run. Do is called by many goroutines at
// once, each with its own worker; n counts from 0, and since is the instant from
// which a person would have waited.
type Task interface {
	Do(w *Worker, n int, since time.Time)
}

// Options say how a run goes.
type Options struct {
	Address     string        // host:port of the server
	Connections int           // kept open; as many requests at most are under way
	Tasks       int           // how many in all
	Rate        float64       // tasks that arrive in a second; 0: each connection does one after the other
	For         time.Duration // no task begins after it; 0: until all are done
	Steps       []string      // the names of a task's measured steps
}

var errOptions = errors.New("a run needs connections, tasks and steps")

// run is a run under way.
type run struct {
	Options
	task  Task
	start time.Time
	next  atomic.Int64
}

// Run does the tasks and returns what came of each step. When a rate is given,
// tasks arrive at their time whether the server keeps up or not, and latency
// counts from that time: a server that stalls cannot hide it by slowing the
// generator down. Run fails when no connection can be made, or when ctx ends.
func Run(ctx context.Context, opts Options, task Task) ([]*Result, error) {
	if opts.Connections < 1 || opts.Tasks < 1 || len(opts.Steps) == 0 {
		return nil, errOptions
	}
	workers := make([]*Worker, min(opts.Connections, opts.Tasks))
	for i := range workers {
		workers[i] = newWorker(ctx, opts)
		defer workers[i].hangUp()
		if err := workers[i].connect(); err != nil {
			return nil, err
		}
	}
	r := &run{Options: opts, task: task, start: time.Now()}
	var group sync.WaitGroup
	for _, w := range workers {
		group.Go(func() { r.work(ctx, w) })
	}
	group.Wait()
	elapsed := time.Since(r.start)
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("measure: %w", context.Cause(ctx))
	}
	return gather(opts.Steps, workers, elapsed), nil
}

// work does tasks on one connection until there are no more.
func (r *run) work(ctx context.Context, w *Worker) {
	for {
		n := int(r.next.Add(1) - 1)
		if n >= r.Tasks {
			return
		}
		since := time.Now()
		if r.Rate > 0 {
			since = r.start.Add(time.Duration(float64(n) / r.Rate * float64(time.Second)))
		}
		if r.For > 0 && since.Sub(r.start) >= r.For {
			return
		}
		if !w.wait(ctx, time.Until(since)) {
			return
		}
		r.task.Do(w, n, since)
	}
}
