package bench_test

import (
	"errors"
	"testing"
	"time"

	"houbu/backend/store"
	"houbu/bench"
	"houbu/bench/seed"
)

func TestJoin(t *testing.T) {
	t.Parallel()
	for name, opts := range map[string]bench.JoinOptions{
		"all": {}, "hot": {Hot: true}, "pools": {Pools: 2, Candidates: 60}, "rate": {Candidates: 50, Rate: 2000}, "for": {For: time.Hour},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, seed.Plan{Pools: 3, Ready: 120, Held: 9, Waiting: 6}, 8)
			report, err := bench.Join(t.Context(), w.target, opts)
			want := 120
			if opts.Candidates > 0 {
				want = opts.Candidates
			}
			if row := held(t, report, err, "join"); row.Done != want || row.Failures != 0 || row.Refused != 0 {
				t.Errorf("%+v", row)
			}
			db, joined := w.open(t), 0
			err = db.Read(t.Context(), func(tx store.Tx) error {
				return tx.QueryRowContext(t.Context(), "SELECT count(*) FROM entries WHERE state = 'waiting'").Scan(&joined)
			})
			if err != nil || joined != want+6 {
				t.Errorf("%d wait, want %d: %v", joined, want+6, err)
			}
		})
	}
}

func TestJoinGoesOnWhereItStopped(t *testing.T) {
	t.Parallel()
	w := newWorld(t, seed.Plan{Pools: 1, Ready: 40}, 4)
	for from := 0; from < 40; from += 20 {
		report, err := bench.Join(t.Context(), w.target, bench.JoinOptions{From: from, Candidates: 20})
		if row := held(t, report, err, "join"); row.Done != 20 {
			t.Errorf("from %d: %+v", from, row)
		}
	}
	if _, err := bench.Join(t.Context(), w.target, bench.JoinOptions{From: 40}); !errors.Is(err, bench.ErrTooFew) {
		t.Errorf("nobody is left: %v", err)
	}
}

// TestJoinSaysWhatIsWrong has candidates join twice.
func TestJoinSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	w := newWorld(t, seed.Plan{Pools: 1, Ready: 10}, 2)
	if _, err := bench.Join(t.Context(), w.target, bench.JoinOptions{}); err != nil {
		t.Fatal(err)
	}
	report, err := bench.Join(t.Context(), w.target, bench.JoinOptions{})
	if err != nil {
		t.Fatal(err)
	}
	row := report.Row("join")
	if row == nil || report.OK() || row.Done != 0 || row.Failures != 10 {
		t.Errorf("%+v", report)
	}
	const want = "answered 409 instead of 201 (level_taken)"
	if report.Checks[0].OK || report.Checks[0].Detail != want {
		t.Errorf("%+v, want %q", report.Checks[0], want)
	}
}

// TestJoinFindsGaps has the database give a number away behind its back.
func TestJoinFindsGaps(t *testing.T) {
	t.Parallel()
	w := newWorld(t, seed.Plan{Pools: 2, Ready: 10}, 2)
	err := w.open(t).Write(t.Context(), func(tx store.Tx) error {
		_, err := tx.ExecContext(t.Context(), "UPDATE pools SET next_sequence = next_sequence + 1 WHERE campus_code = '993011'")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	report, err := bench.Join(t.Context(), w.target, bench.JoinOptions{})
	if err != nil {
		t.Fatal(err)
	}
	const want = "校区 993011：应为 1，实为 2"
	if report.OK() || len(report.Checks) != 1 || report.Checks[0].Detail != want {
		t.Errorf("%+v, want %q", report.Checks, want)
	}
}

func TestPoll(t *testing.T) {
	t.Parallel()
	w := newWorld(t, seed.Plan{Pools: 2, Ready: 20}, 4)
	if _, err := bench.Join(t.Context(), w.target, bench.JoinOptions{}); err != nil {
		t.Fatal(err)
	}
	report, err := bench.Poll(t.Context(), w.target, bench.PollOptions{For: 200 * time.Millisecond})
	for _, row := range []string{"304", "200"} {
		if got := held(t, report, err, row); got.Done == 0 || got.Failures != 0 {
			t.Errorf("%+v", got)
		}
	}
}

func TestWave(t *testing.T) {
	t.Parallel()
	w := newWorld(t, seed.Plan{Pools: 2, Waiting: 80, Held: 40}, 1)
	db := w.open(t)
	for _, seats := range []int{20, 40} { // the second time, some that the first gave out
		report, err := bench.Wave(t.Context(), w.target, bench.WaveOptions{DB: db, Seats: seats, Lead: ahead})
		if row := held(t, report, err, "allocation"); row.Done != seats || report.Seats != seats {
			t.Errorf("%+v", report)
		}
		if row := report.Row("under-way"); row == nil || row.Done == 0 || row.Done > seats {
			t.Errorf("%+v", row)
		}
	}
	if _, err := bench.Wave(t.Context(), w.target, bench.WaveOptions{DB: db, Lead: ahead}); !errors.Is(err, bench.ErrTooFew) {
		t.Errorf("20 wait for 40 seats: %v", err)
	}
}

func TestWaveTakesSeededDatabasesOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t, seed.Plan{Pools: 1, Waiting: 2, Held: 1}, 1)
	db := w.open(t)
	err := db.Write(t.Context(), func(tx store.Tx) error {
		_, err := tx.ExecContext(t.Context(), "DELETE FROM meta")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bench.Wave(t.Context(), w.target, bench.WaveOptions{DB: db, Lead: ahead}); !errors.Is(err, seed.ErrNotSynthetic) {
		t.Errorf("wave: %v", err)
	}
}

func TestRush(t *testing.T) {
	t.Parallel()
	w := newWorld(t, seed.Plan{Pools: 2, Ready: 60, Fresh: 6, Held: 4}, 4)
	report, err := bench.Rush(t.Context(), w.target, bench.RushOptions{Crowd: 8})
	for row, want := range map[string]int{
		"walk/exam": 2, "walk/login": 2, "walk/join": 2, "walk-half/login": 4, "walk-half/join": 4, "join": 20, "join-half": 20,
	} {
		if got := held(t, report, err, row); got.Done != want {
			t.Errorf("%s: %+v, want %d", row, got, want)
		}
	}
	if row := report.Row("join-overload"); row.Done+row.Refused != 20 {
		t.Errorf("%+v", row)
	}
	if _, err := bench.Rush(t.Context(), w.target, bench.RushOptions{Candidates: 10}); !errors.Is(err, bench.ErrTooFew) {
		t.Errorf("ten of six: %v", err)
	}
}
