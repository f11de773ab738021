package batch_test

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"houbu/backend/batch"
)

// gate is work that says when it has begun on a batch, and waits to be let on.
type gate struct {
	began chan []int
	free  chan struct{}
}

func newGate() *gate { return &gate{began: make(chan []int), free: make(chan struct{})} }

var errOdd = errors.New("odd")

// work doubles even numbers and refuses odd ones.
func (g *gate) work(_ context.Context, questions []int) []batch.Answer[int] {
	g.began <- slices.Clone(questions)
	<-g.free
	answers := make([]batch.Answer[int], len(questions))
	for i, q := range questions {
		if answers[i].Value = 2 * q; q%2 == 1 {
			answers[i] = batch.Answer[int]{Err: errOdd}
		}
	}
	return answers
}

// ask asks for a number and waits until it queues.
func ask(t *testing.T, group *sync.WaitGroup, lane *batch.Lane[int, int], n int) {
	t.Helper()
	queued := lane.Waiting() + 1
	group.Go(func() {
		got, err := lane.Do(t.Context(), n)
		if n%2 == 1 {
			if !errors.Is(err, errOdd) {
				t.Errorf("%d: %v, want the refusal of its own", n, err)
			}
		} else if got != 2*n || err != nil {
			t.Errorf("%d: %d, %v", n, got, err)
		}
	})
	for lane.Waiting() < queued {
		runtime.Gosched()
	}
}

func TestThoseWhoArriveTogetherShareABatch(t *testing.T) {
	t.Parallel()
	g := newGate()
	lane := batch.NewLane(3, time.Minute, g.work)
	var group sync.WaitGroup
	group.Go(func() {
		if got, err := lane.Do(t.Context(), 0); got != 0 || err != nil {
			t.Errorf("the first: %d, %v", got, err)
		}
	})
	if first := <-g.began; !slices.Equal(first, []int{0}) {
		t.Fatalf("the first batch is %v: who is alone waits for nobody", first)
	}
	for n := 1; n <= 5; n++ {
		ask(t, &group, lane, n)
	}
	g.free <- struct{}{}
	if second := <-g.began; !slices.Equal(second, []int{1, 2, 3}) {
		t.Errorf("the second batch is %v, want the first three that came", second)
	}
	g.free <- struct{}{}
	if third := <-g.began; !slices.Equal(third, []int{4, 5}) {
		t.Errorf("the third batch is %v, want the rest", third)
	}
	g.free <- struct{}{}
	group.Wait()
}

func TestWhoGivesUpIsNotWorkedOn(t *testing.T) {
	t.Parallel()
	g := newGate()
	lane := batch.NewLane(8, time.Minute, g.work)
	var group sync.WaitGroup
	ctx, cancel := context.WithCancel(t.Context())
	group.Go(func() { _, _ = lane.Do(t.Context(), 0) })
	<-g.began
	left := make(chan error)
	go func() {
		_, err := lane.Do(ctx, 7)
		left <- err
	}()
	for lane.Waiting() < 1 {
		runtime.Gosched()
	}
	cancel()
	if err := <-left; !errors.Is(err, context.Canceled) {
		t.Errorf("who gave up got %v", err)
	}
	ask(t, &group, lane, 2)
	g.free <- struct{}{}
	if next := <-g.began; !slices.Equal(next, []int{2}) {
		t.Errorf("the next batch is %v", next)
	}
	g.free <- struct{}{}
	group.Wait()
}

func TestAPanicIsEverybodysErrorAndNobodysWords(t *testing.T) {
	t.Parallel()
	for name, work := range map[string]batch.Work[int, int]{
		"a panic":         func(context.Context, []int) []batch.Answer[int] { panic("身份证号") },
		"too few answers": func(context.Context, []int) []batch.Answer[int] { return nil },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			lane := batch.NewLane(8, time.Minute, work)
			for range 2 { // and the lane goes on
				_, err := lane.Do(t.Context(), 1)
				var panicked *batch.PanicError
				if !errors.As(err, &panicked) || panicked.Stack == "" {
					t.Fatalf("got %v", err)
				}
				if text := panicked.Error(); text != "panic in a batch: a string" && text != "panic in a batch: a <nil>" {
					t.Errorf("the error quotes the panic: %s", text)
				}
			}
		})
	}
}

func TestABatchHasATimeOfItsOwn(t *testing.T) {
	t.Parallel()
	lane := batch.NewLane(1, time.Nanosecond, func(ctx context.Context, _ []int) []batch.Answer[int] {
		<-ctx.Done()
		return []batch.Answer[int]{{Err: ctx.Err()}}
	})
	if _, err := lane.Do(t.Context(), 1); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}
