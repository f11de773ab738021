package waitlist_test

import (
	"flag"
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"houbu/api"
	"houbu/backend/exam"
	"houbu/backend/store"
	"houbu/backend/store/storetest"
)

// TestMain says how many random histories are played: thousands, but for the race
// detector, under which SQLite takes fifty times as long, and on PostgreSQL, where
// each is a conversation with a server. -rapid.checks asks for more.
func TestMain(m *testing.M) {
	histories := historiesOnSQLite
	if storetest.Suite() {
		histories = historiesOnPostgres
	}
	if err := flag.Set("rapid.checks", strconv.Itoa(histories)); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

// step is one step of a random history. Its numbers choose among what there is
// at that point.
type step struct {
	Do      string
	Student int
	Which   int
	N       int
	Wait    int // 0: at the same instant
	Look    bool
}

// TestRandomHistories plays random histories on a database and on the model at
// once. Every answer must be the model's, and so must the whole state: holders,
// queues, positions, outcomes and counters. No worker runs between a deadline
// and the step after it, so nothing may rest on one. In some histories every
// transaction is run twice, since its first run collides: nothing may tell.
func TestRandomHistories(t *testing.T) {
	t.Parallel()
	moves := []string{"join", "join", "join", "together", "together", "cancel", "pay", "refuse", "capacity", "capacity", "disqualify", "register"}
	steps := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) step {
		return step{
			Do: rapid.SampledFrom(moves).Draw(t, "do"), Student: rapid.IntRange(0, 5).Draw(t, "student"),
			Which: rapid.IntRange(0, 99).Draw(t, "which"), N: rapid.IntRange(0, 3).Draw(t, "n"),
			Wait: rapid.SampledFrom([]int{0, 0, 0, 1, 2, 3, 4}).Draw(t, "wait"), Look: rapid.IntRange(0, 3).Draw(t, "look") == 0,
		}
	}), 10, 40)
	rapid.Check(t, func(t *rapid.T) {
		var how []store.Option
		if rapid.IntRange(0, 9).Draw(t, "collides") == 9 {
			how = append(how, store.Colliding(nil))
		}
		h := newHistory(newWorld(t, how...), rapid.Bool().Draw(t, "per session"), rapid.Bool().Draw(t, "needs paid"))
		for i, step := range steps.Draw(t, "steps") {
			h.advance(step)
			h.play(i, step)
			if step.Look || step.Wait > 0 {
				h.look(i, step)
			}
		}
		h.look(-1, step{})
	})
}

// history is a world and its model, side by side.
type history struct {
	*world
	m *model
}

func newHistory(w *world, perSession, needsPaid bool) *history {
	m := &model{now: start, perSession: perSession, needsPaid: needsPaid, qualified: map[string][]string{}}
	if perSession {
		w.exam.Exclusive = exam.PerSession
	}
	if needsPaid {
		w.exam.OralRequires = exam.OralNeedsPaid
	}
	for i, at := range []api.Join{east4, west4, eastJ4, east6, eastOral4} {
		pool := &modelPool{at: at, level: []int{4, 4, 4, 6, 4}[i], oral: at == eastOral4, capacity: 1 + i%2}
		w.pool(at, pool.capacity)
		m.pools = append(m.pools, pool)
	}
	for i := range 6 {
		m.qualified[student(i)] = []string{"1", "2", "3"}
	}
	return &history{w, m}
}

func student(i int) string { return fmt.Sprintf("s%d", i+1) }

// advance lets time pass, mostly to just before, at, or just after a deadline.
func (h *history) advance(s step) {
	to := h.m.now
	switch s.Wait {
	case 0:
	case 4:
		to = to.Add(7 * time.Hour)
	default:
		ahead := []time.Time{closes, last, payments.Add(-minPay), payments}
		for _, seat := range h.m.seats {
			if seat.state == "held" {
				ahead = append(ahead, seat.payBy, seat.payBy, seat.payBy)
			}
		}
		to = ahead[s.Which%len(ahead)].Add(time.Duration(s.Wait - 2))
	}
	if to.After(h.m.now) {
		h.m.now = to
		h.clock.set(to)
	}
}
