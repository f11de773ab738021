package notice

import (
	"context"
	"sync"
)

// sendAll sends a batch, several at once, and returns one result a task. What
// the time or the worker's end leaves no room for stays untried.
func (w *Worker) sendAll(ctx context.Context, tasks []task) []result {
	// What is being sent may end after ctx, a little.
	sending, cancel := context.WithTimeout(context.WithoutCancel(ctx), batchTime)
	defer cancel()
	stop := context.AfterFunc(ctx, func() { pause(sending, shutdownTime); cancel() })
	defer stop()
	results := make([]result, len(tasks))
	var group sync.WaitGroup
	for i := range tasks {
		t := &tasks[i]
		results[i] = result{task: t, at: w.now()}
		if outcome, why := t.useless(w.now()); outcome != "" {
			results[i].outcome, results[i].class = outcome, why
			continue
		}
		if ctx.Err() != nil || !w.slot(ctx, sending) {
			continue
		}
		group.Go(func() { results[i] = w.judged(t, w.send(sending, t.message(w.exam))) })
	}
	group.Wait()
	return results
}

// slot waits for room to send one more.
func (w *Worker) slot(ctx, sending context.Context) bool {
	select {
	case w.slots <- struct{}{}:
		return true
	case <-ctx.Done():
	case <-sending.Done():
	}
	return false
}

// send sends one message in the slot taken for it. A notifier that does not
// come back in time, whatever its context says, is left behind with its slot.
func (w *Worker) send(ctx context.Context, m Message) error {
	ctx, cancel := context.WithTimeout(ctx, w.sendTime)
	sent := make(chan error, 1)
	go func() {
		defer func() { <-w.slots }()
		defer cancel()
		defer func() {
			if recover() != nil {
				sent <- &SendError{Class: "panic"}
			}
		}()
		sent <- w.notifier.Send(ctx, m)
	}()
	select {
	case err := <-sent:
		return err
	case <-ctx.Done():
	}
	select { // it may have come back at the same moment
	case err := <-sent:
		return err
	default:
		return context.Cause(ctx)
	}
}
