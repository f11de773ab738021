// Package batch answers requests that arrive together with one piece of work,
// such as a transaction: while one batch is being worked on, those that come
// queue up and form the next. Alone, a request waits for nobody. It is what lets
// a rush of joins share the cost of a durable commit.
package batch

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"time"
)

// Answer is what one request of a batch gets.
type Answer[A any] struct {
	Value A
	Err   error
}

// Work answers questions, each in its place. It gets at least one, and its
// context ends with the batch's time, not with that of any request.
type Work[Q, A any] func(ctx context.Context, questions []Q) []Answer[A]

// Lane works on one batch at a time. It is safe for use by many goroutines.
type Lane[Q, A any] struct {
	work  Work[Q, A]
	most  int           // requests in a batch
	limit time.Duration // of a batch

	mu      sync.Mutex
	waiting []*request[Q, A]
	busy    bool
}

type request[Q, A any] struct {
	ctx      context.Context //nolint:containedctx // of the one who waits; a request that is given up is not worked on
	question Q
	answered chan Answer[A] // holds one
}

// NewLane returns a lane that works on at most so many requests at once, each
// batch within a time limit.
func NewLane[Q, A any](most int, limit time.Duration, work Work[Q, A]) *Lane[Q, A] {
	return &Lane[Q, A]{work: work, most: most, limit: limit}
}

// Do waits for the answer to a question. When ctx ends first, its error is
// returned, and the question may be answered nevertheless.
func (l *Lane[Q, A]) Do(ctx context.Context, question Q) (A, error) {
	r := &request[Q, A]{ctx: ctx, question: question, answered: make(chan Answer[A], 1)}
	l.mu.Lock()
	l.waiting = append(l.waiting, r)
	start := !l.busy
	l.busy = true
	l.mu.Unlock()
	if start {
		go l.run()
	}
	select {
	case answer := <-r.answered:
		return answer.Value, answer.Err
	case <-ctx.Done():
		var none A
		return none, fmt.Errorf("wait for a batch: %w", ctx.Err())
	}
}

// run works until nobody waits.
func (l *Lane[Q, A]) run() {
	for {
		batch := l.next()
		if batch == nil {
			return
		}
		l.answer(batch)
	}
}

// next takes the requests of the next batch, without those that were given up;
// nil when nobody waits.
func (l *Lane[Q, A]) next() (batch []*request[Q, A]) {
	l.mu.Lock()
	defer l.mu.Unlock()
	taken := 0
	for _, r := range l.waiting {
		if len(batch) == l.most {
			break
		}
		taken++
		if r.ctx.Err() == nil {
			batch = append(batch, r)
		}
	}
	rest := copy(l.waiting, l.waiting[taken:])
	clear(l.waiting[rest:])
	l.waiting = l.waiting[:rest]
	l.busy = len(batch) > 0
	return batch
}

func (l *Lane[Q, A]) answer(batch []*request[Q, A]) {
	ctx, cancel := context.WithTimeout(context.Background(), l.limit)
	defer cancel()
	questions := make([]Q, len(batch))
	for i, r := range batch {
		questions[i] = r.question
	}
	for i, answer := range l.safely(ctx, questions) {
		batch[i].answered <- answer
	}
}

// safely turns a panic into an error of each request: nobody may wait for ever,
// and the panic of one batch must not end the program.
func (l *Lane[Q, A]) safely(ctx context.Context, questions []Q) (answers []Answer[A]) {
	defer func() {
		cause := recover()
		if cause == nil && len(answers) == len(questions) {
			return
		}
		err := &PanicError{Cause: fmt.Sprintf("a %T", cause), Stack: string(debug.Stack())}
		answers = make([]Answer[A], len(questions))
		for i := range answers {
			answers[i].Err = err
		}
	}()
	return l.work(ctx, questions)
}

// PanicError is a panic while a batch was worked on. Its text holds the type of
// what was thrown, not its words, which may be personal.
type PanicError struct {
	Cause string
	Stack string // of the goroutine that worked
}

// Error says what was thrown.
func (e *PanicError) Error() string { return "panic in a batch: " + e.Cause }
