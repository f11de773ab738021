package notice_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"houbu/backend/notice"
	"houbu/backend/store"
)

func itoa(n int) string { return fmt.Sprint(n) }

func (w *world) outbox() []string {
	w.t.Helper()
	return w.list(2, "SELECT id, notifier FROM outbox ORDER BY id, notifier")
}

// TestARollbackLeavesNoNotice writes notices in a transaction that fails.
func TestARollbackLeavesNoNotice(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 2)
	failed := errors.New("no")
	err := w.db.Write(t.Context(), func(tx store.Tx) error {
		w.must(notice.Enqueue(t.Context(), tx, offers(2)))
		w.must(notice.EnqueueQueue(t.Context(), tx, "993010-1", start, "closed", ""))
		return failed
	})
	if got := w.outbox(); !errors.Is(err, failed) || len(got) != 0 {
		t.Errorf("%v; the outbox holds %v", err, got)
	}
}

// TestNoticesAreWrittenOnlyForWhoWantsThem asks at the edges of the 72 hours.
func TestNoticesAreWrittenOnlyForWhoWantsThem(t *testing.T) {
	t.Parallel()
	until := start.Add(72 * time.Hour)
	for name, test := range map[string]struct {
		given func(w *world)
		at    time.Time
		want  []string
	}{
		"nobody":           {func(w *world) { w.exec("DELETE FROM notifiers") }, start, nil},
		"one":              {func(*world) {}, start, []string{"test"}},
		"just before":      {func(*world) {}, until.Add(-1), []string{"test"}},
		"at the end":       {func(*world) {}, until, nil},
		"after the end":    {func(*world) {}, until.Add(1), nil},
		"wanted anew":      {func(w *world) { w.must(notice.Want(w.t.Context(), w.db, "test", until)) }, until, []string{"test"}},
		"two, one is gone": {func(w *world) { w.must(notice.Want(w.t.Context(), w.db, "z", until)) }, until, []string{"z"}},
		"two":              {func(w *world) { w.must(notice.Want(w.t.Context(), w.db, "z", start)) }, start, []string{"test", "z"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, 2)
			w.exec("UPDATE entries SET state = 'waiting' WHERE id = 'e2'")
			test.given(w)
			n := about(notice.Closed, 1)
			n.At = test.at
			w.enqueue(n)
			w.write(func(tx store.Tx) error {
				return notice.EnqueueQueue(t.Context(), tx, "993010-1", test.at, "closed", "候补已截止")
			})
			var want []string
			for _, name := range test.want {
				want = append(want, "closed_e1|"+name, "closed_e2|"+name)
			}
			slices.Sort(want)
			if got := w.outbox(); !slices.Equal(got, want) {
				t.Errorf("the outbox holds %v, want %v", got, want)
			}
		})
	}
}

// TestAWorkerSaysThatItIsThere keeps its notifier wanted while nothing is due.
func TestAWorkerSaysThatItIsThere(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 1)
	worker := w.worker(w.db, &notifier{}, 0)
	w.clock.Set(start.Add(2 * time.Hour))
	w.deliver(worker, notice.Round{})
	n := about(notice.Closed, 1)
	n.At = start.Add(73 * time.Hour)
	w.enqueue(n)
	if got := w.outbox(); len(got) != 1 {
		t.Errorf("the outbox holds %v", got)
	}
}

// TestManyNoticesAtOnce writes more than one statement takes; a notice that is
// there already stays.
func TestManyNoticesAtOnce(t *testing.T) {
	t.Parallel()
	const many = 2*notice.Batch + 1
	w := newWorld(t, 0)
	w.enqueue(offers(many)...)
	w.exec("UPDATE outbox SET attempts = 7")
	w.enqueue(offers(many)...)
	if got := w.list(2, "SELECT count(*), sum(attempts) FROM outbox"); got[0] != strings.Join([]string{itoa(many), itoa(7 * many)}, "|") {
		t.Errorf("rows and attempts: %v", got)
	}
}

// TestWhatIsDueIsOneLookUp asks the database how it finds it. It asks SQLite in any
// case: PostgreSQL's plan depends on how many rows there are.
func TestWhatIsDueIsOneLookUp(t *testing.T) {
	t.Parallel()
	w := newWorldOn(t, "sqlite:"+filepath.Join(t.TempDir(), "houbu.db"), 0)
	plan := w.list(4, `EXPLAIN QUERY PLAN SELECT id FROM outbox WHERE notifier = 'test' AND done_at IS NULL
		AND next_try_at <= 5 ORDER BY next_try_at LIMIT 64`)
	if got := strings.Join(plan, "\n"); !strings.Contains(got, "SEARCH outbox USING INDEX outbox_due") || strings.Contains(got, "TEMP B-TREE") {
		t.Errorf("the plan is %s", got)
	}
}
