package practice_test

import (
	"fmt"
	"log/slog"
	"math/rand/v2"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/practice"
)

const demo1 = "990101200501010010"

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, seed)) }

// TestACandidateIsServed has demo1 join the tail of full pools, with other luck
// each time, and counts the shipped ticks to 候补成功: within about a minute.
// TestTheDeckServesInTime has many more seeds.
func TestACandidateIsServed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	pace := practice.DefaultPace()
	pace.Quiet = 1 << 30 // nothing moves where nobody looks
	pools := []api.Join{
		{CampusCode: "993010", Subject: "1"}, {CampusCode: "993010", Subject: "2"},
		{CampusCode: "993010", Subject: "3"}, {CampusCode: "993011", Subject: "3"},
	}
	most, sum := 0, 0
	const seeds, aboutAMinute = 4, 75 * time.Second
	tick := w.Exam.Practice.Tick
	for seed := range seeds {
		others := practice.NewSimulator(w.World, seeded(uint64(seed)), pace)
		joined, err := w.Waitlist.Join(t.Context(), w.caller(demo1, fmt.Sprintf("join-%d", seed)), pools[seed%len(pools)])
		if err != nil {
			t.Fatal(err)
		}
		before := 1 << 30
		if _, ahead := w.entry(joined.EntryID); joined.State != api.Waiting || ahead < 9 || ahead > 14 {
			t.Fatalf("seed %d: %s with %d ahead", seed, joined.State, ahead)
		}
		ticks := 0
		for state := api.Waiting; state == api.Waiting; ticks++ {
			w.clock.Pass(tick)
			if err := others.Tick(t.Context()); err != nil {
				t.Fatal(err)
			}
			var ahead int
			if state, ahead = w.entry(joined.EntryID); ahead > before || time.Duration(ticks)*tick > aboutAMinute {
				t.Fatalf("seed %d: after %d ticks %s with %d ahead, %d before", seed, ticks, state, ahead, before)
			}
			before = ahead
		}
		most, sum = max(most, ticks), sum+ticks
		why := api.Cancellation{Reason: w.Exam.CancelReasons[0].Code}
		if _, err := w.Waitlist.Cancel(t.Context(), w.caller(demo1, fmt.Sprintf("cancel-%d", seed)), joined.EntryID, why); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("served after %d ticks on average, %d at most", sum/seeds, most)
	w.check()
}

func TestOralIsServed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	pace := practice.DefaultPace()
	pace.Quiet = 1 << 30
	others := practice.NewSimulator(w.World, seeded(7), pace)
	const demo2 = "99010120050101007X" // holds 英语四级
	joined, err := w.Waitlist.Join(t.Context(), w.caller(demo2, "join-oral"), api.Join{CampusCode: "993010", Subject: "SET4"})
	if err != nil {
		t.Fatal(err)
	}
	for range 25 {
		w.clock.Pass(3 * time.Second)
		if err := others.Tick(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if state, ahead := w.entry(joined.EntryID); state != api.Offered {
		t.Errorf("after 25 ticks the oral entry is %s with %d ahead", state, ahead)
	}
	w.check()
}

func TestOthersKeepThePoolsFullAndLeaveCandidatesAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	pace := practice.DefaultPace()
	pace.Quiet = 1 // every pool moves
	others := practice.NewSimulator(w.World, seeded(1), pace)
	demo2 := "SELECT count(*) FROM registrations r JOIN students s ON s.id = r.student_id WHERE s.simulated = 0 AND r.state = 'held'"
	for tick := range 5 {
		w.clock.Pass(3 * time.Second)
		if err := others.Tick(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := w.count("SELECT count(*) FROM pools WHERE held = capacity AND waiting BETWEEN 9 AND 14"); n != 16 {
			t.Fatalf("tick %d: %d pools are full with a queue, want 16", tick, n)
		}
		if w.count(demo2) != 1 {
			t.Fatalf("tick %d: a simulated move took a candidate's seat", tick)
		}
	}
	w.check()
	if n := w.count("SELECT count(*) FROM entries e JOIN students s ON s.id = e.student_id WHERE s.simulated = 0"); n != 0 {
		t.Errorf("%d entries of candidates who did nothing", n)
	}
	for _, state := range []string{"offered", "cancelled"} {
		if w.count("SELECT count(*) FROM entries WHERE state = $1", state) == 0 {
			t.Errorf("in 5 ticks no entry became %s", state)
		}
	}
}

func TestRunTicksUntilItIsStopped(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	pace := practice.DefaultPace()
	pace.Quiet = 1
	others := practice.NewSimulator(w.World, seeded(1), pace)
	before := w.count("SELECT count(*) FROM entry_events")
	ticks, done := make(chan time.Time), make(chan struct{})
	ctx, stop := newContext(t)
	go func() {
		defer close(done)
		others.Run(ctx, ticks, slog.New(slog.DiscardHandler))
	}()
	ticks <- start
	ticks <- start // taken only once the first is done
	stop()
	<-done
	if after := w.count("SELECT count(*) FROM entry_events"); after <= before {
		t.Errorf("nothing happened at a tick: %d events, then %d", before, after)
	}
	w.check()
}

// TestStartAfterALongTime lets every unpaid seat lapse while nothing runs.
func TestStartAfterALongTime(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.close()
	w.clock.Pass(72 * time.Hour)
	w.open()
	if _, err := w.Waitlist.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := practice.NewSimulator(w.World, seeded(1), practice.DefaultPace()).Refill(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := w.count("SELECT count(*) FROM pools WHERE held = capacity AND waiting BETWEEN 10 AND 14"); n != 16 {
		t.Errorf("after a long time %d pools are full with a queue, want 16", n)
	}
	w.check()
}
