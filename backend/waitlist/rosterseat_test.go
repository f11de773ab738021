package waitlist_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"houbu/api"
)

// TestAReleasedSeatOfTheRosterIsToldOf ends a seat without an entry in every way:
// the candidate reads what happened, why and when, as of a seat from the queue.
func TestAReleasedSeatOfTheRosterIsToldOf(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		at   time.Duration
		do   func(w *world, seat string)
		want string // state and reason
	}{
		"unpaid, no worker": {payWindow, func(*world, string) {}, "expired 逾期未支付，座位已释放"},
		"refused":           {time.Hour, func(w *world, seat string) { w.must(w.refuse(seat)) }, "cancelled 支付未完成，座位已释放"},
		"not eligible": {time.Hour, func(w *world, _ string) {
			w.must(w.Disqualify(w.t.Context(), "s1", "1", "学籍已变更"))
		}, "closed 学籍已变更"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := fixture(t, map[api.Join]int{east4: 1})
			seat := w.register("s1", east4, false)
			w.clock.set(start.Add(test.at - 1))
			if got := w.info("s1"); len(got.Written) != 1 || got.FinishedCount != 0 || !got.Written[0].PayBy.Equal(start.Add(payWindow)) {
				t.Errorf("while it is held: %+v", got)
			}
			w.clock.set(start.Add(test.at))
			test.do(w, seat)
			ended := start.Add(test.at)
			if got := w.info("s1"); len(got.Written) != 0 || got.FinishedCount != 1 {
				t.Errorf("after the end: %+v", got)
			}
			list := w.finished("s1")
			if len(list) != 1 {
				t.Fatalf("finished: %+v", list)
			}
			e := list[0]
			if got := string(e.State) + " " + e.Reason; got != test.want || !e.Roster || e.ID != seat || e.Sequence != 0 ||
				e.SubjectName != "英语四级" || e.Campus != "校区993010" || e.CanCancel || !e.EndedAt.Equal(ended) || !e.ChangedAt.Equal(ended) {
				t.Errorf("the line: %+v", e)
			}
			want := []string{
				fmt.Sprint(start, " registered 请于 2026-09-02 09:00:00（北京时间）前支付"), fmt.Sprint(ended, " ", test.want),
			}
			if got := historyOf(e.History); !slices.Equal(got, want) {
				t.Errorf("its history:\n got %q\nwant %q", got, want)
			}
		})
	}
}

func historyOf(events []api.EntryEvent) (lines []string) {
	for _, event := range events {
		line := fmt.Sprint(event.At, " ", event.What)
		if event.Reason != "" {
			line += " " + event.Reason
		}
		lines = append(lines, line)
	}
	return lines
}

// TestSeatsAndEntriesAreListedTogether has a roster's seat lapse between two
// entries that end.
func TestSeatsAndEntriesAreListedTogether(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1, east6: 0, west4: 0})
	w.register("s1", east4, false)
	w.cancel("s1", w.join("s1", east6).EntryID)
	w.clock.set(start.Add(payWindow))
	if n := w.info("s1").FinishedCount; n != 2 {
		t.Errorf("%d lines are counted, want 2", n)
	}
	w.clock.set(start.Add(payWindow + time.Hour))
	w.cancel("s1", w.join("s1", west4).EntryID)
	var got []string
	for _, e := range w.finished("s1") {
		got = append(got, fmt.Sprint(e.Subject, " ", e.State, " ", e.Roster))
	}
	if want := []string{"1 cancelled false", "1 expired true", "2 cancelled false"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := w.finished("s2"); len(got) != 0 {
		t.Errorf("somebody else reads %+v", got)
	}
}

// TestWhoWasAwayLearnsThatTheSeatLapsed asks with the tag from before the seat
// was registered: its end leaves nothing else behind.
func TestWhoWasAwayLearnsThatTheSeatLapsed(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1})
	_, before, err := w.InfoUnless(t.Context(), "s1", func(string) bool { return false })
	w.must(err)
	w.register("s1", east4, false)
	w.clock.set(start.Add(payWindow))
	info, after, err := w.InfoUnless(t.Context(), "s1", func(tag string) bool { return tag == before })
	w.must(err)
	if info == nil || after == before || info.FinishedCount != 1 {
		t.Errorf("got %+v with the tag %s, before %s", info, after, before)
	}
}

// TestReleasesOfAnOlderVersionAreRead have a code alone.
func TestReleasesOfAnOlderVersionAreRead(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1})
	for why, want := range map[string]string{
		"unpaid": "expired 逾期未支付，座位已释放", "payment_refused": "cancelled 支付未完成，座位已释放",
		"written_released": "closed 同级别笔试科目已失效，口试随之取消", "not_eligible": "closed 资格科目中没有该科目",
	} {
		id := "old-" + why
		w.must(w.exec(`INSERT INTO registrations (id, pool_id, seat_no, student_id, kind, level, state, created_at, pay_by, released_at, release_why)
			VALUES ($1, '993010-1', 1, 's2', 'written', 4, 'released', $2, $3, $3, $4)`, id, start.UnixNano(), start.Add(time.Hour).UnixNano(), why))
		i := slices.IndexFunc(w.finished("s2"), func(e api.Entry) bool { return e.ID == id })
		if i < 0 {
			t.Fatalf("%s is not listed", why)
		}
		if e := w.finished("s2")[i]; string(e.State)+" "+e.Reason != want {
			t.Errorf("%s reads %s %s, want %s", why, e.State, e.Reason, want)
		}
	}
}

// TestAHeldSeatHasItsHistory reads it where the seat is shown: of its entry, or of
// the roster.
func TestAHeldSeatHasItsHistory(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1, west4: 2, east6: 1})
	entry := w.join("s1", east4).EntryID
	want := func(student string, lines ...string) {
		t.Helper()
		if got := historyOf(w.info(student).Written[0].History); !slices.Equal(got, lines) {
			t.Errorf("%s:\n got %q\nwant %q", student, got, lines)
		}
	}
	by := "请于 2026-09-02 09:00:00（北京时间）前支付"
	want("s1", fmt.Sprint(start, " joined"), fmt.Sprint(start, " offered ", by))
	later := start.Add(time.Hour)
	w.register("s2", west4, false)
	w.register("s3", west4, true)
	w.clock.set(later)
	w.pay(entry)
	want("s1", fmt.Sprint(start, " joined"), fmt.Sprint(start, " offered ", by), fmt.Sprint(later, " paid"))
	want("s2", fmt.Sprint(start, " registered ", by))
	w.must(w.tryPay(w.info("s2").Written[0].ID))
	want("s2", fmt.Sprint(start, " registered ", by), fmt.Sprint(later, " paid"))
	want("s3", fmt.Sprint(start, " registered"), fmt.Sprint(start, " paid"))
}
