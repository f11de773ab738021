package notice_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"houbu/backend/notice"
)

// TestANotifierThatHangs never comes back, whatever its context says. The worker
// goes on, and takes nothing more when every slot is lost.
func TestANotifierThatHangs(t *testing.T) {
	t.Parallel()
	w := newWorld(t, notice.DefaultConcurrency+1)
	w.enqueue(offers(notice.DefaultConcurrency)...)
	release := make(chan struct{})
	returned := make(chan struct{}, notice.DefaultConcurrency)
	to := &notifier{answer: func(context.Context, notice.Message) error {
		<-release
		returned <- struct{}{}
		return nil
	}}
	worker := w.worker(w.db, to, time.Millisecond)
	w.deliver(worker, notice.Round{Taken: notice.DefaultConcurrency, Retried: notice.DefaultConcurrency})
	if got := w.list(1, "SELECT DISTINCT class FROM deliveries"); strings.Join(got, " ") != "timeout" {
		t.Errorf("classes %q", got)
	}
	w.enqueue(about(notice.Offer, notice.DefaultConcurrency+1))
	w.deliver(worker, notice.Round{})
	w.deliver(w.worker(w.db, &notifier{}, 0), notice.Round{Taken: 1, Sent: 1}) // another process
	close(release)
	for range notice.DefaultConcurrency {
		<-returned
	}
}

// TestTheEndOfAWorker ends one while every slot is busy and more is taken: what
// is being sent is noted, the rest is as if it had not been taken.
func TestTheEndOfAWorker(t *testing.T) {
	t.Parallel()
	const many = notice.DefaultConcurrency + 5
	w := newWorld(t, many)
	w.enqueue(offers(many)...)
	ctx, stop := context.WithCancel(t.Context())
	busy, release := make(chan struct{}, many), make(chan struct{})
	to := &notifier{answer: func(context.Context, notice.Message) error {
		busy <- struct{}{}
		<-release
		return nil
	}}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		w.worker(w.db, to, time.Minute).Run(ctx)
	}()
	for range notice.DefaultConcurrency {
		<-busy
	}
	stop()
	close(release)
	<-ended
	sent := len(to.sent())
	if got := w.list(2, "SELECT count(*), count(done_at) FROM outbox WHERE attempts = 1"); len(to.got) != sent || got[0] != strings.Join([]string{itoa(sent), itoa(sent)}, "|") {
		t.Errorf("%d are sent, taken and done: %v", sent, got)
	}
	w.deliver(w.worker(w.db, &notifier{}, 0), notice.Round{Taken: many - sent, Sent: many - sent})
}

// TestTheEndOfAWorkerInterrupts ends one whose notifier waits for its context:
// it is given up soon, and tried again by another.
func TestTheEndOfAWorkerInterrupts(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 1)
	w.enqueue(about(notice.Offer, 1))
	ctx, stop := context.WithCancel(t.Context())
	to := &notifier{answer: func(ctx context.Context, _ notice.Message) error {
		stop()
		<-ctx.Done()
		return ctx.Err()
	}}
	w.worker(w.db, to, time.Hour).Run(ctx)
	w.wantLog("offer_e1|1|retry|0|interrupted")
	w.clock.Set(start.Add(5 * time.Second))
	w.deliver(w.worker(w.db, &notifier{}, 0), notice.Round{Taken: 1, Sent: 1})
}
