package waitlist_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/notice"
	"houbu/backend/store"
)

// notices are what stands in the outbox: the student, the kind, when it may be
// sent, and how and why what it is about ended.
func (w *world) notices() (lines []string) {
	w.t.Helper()
	ctx := w.t.Context()
	w.must(w.db.Read(ctx, func(tx store.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT student_id, kind, pool_id, due_at, pay_by, outcome, reason FROM outbox
			ORDER BY at, student_id, pool_id, kind DESC`)
		if err != nil {
			return err
		}
		defer func() { _ = rows.Close() }()
		for rows.Next() {
			var student, kind, pool, outcome, reason string
			var due int64
			var payBy sql.NullInt64
			if err := rows.Scan(&student, &kind, &pool, &due, &payBy, &outcome, &reason); err != nil {
				return err
			}
			line := fmt.Sprintf("%s %s %s %s", student, kind, pool[len("993010-"):], store.Time(due).Sub(start))
			if payBy.Valid {
				line += " by " + store.Time(payBy.Int64).Sub(start).String()
			}
			if outcome != "" {
				line += " " + outcome + " " + reason
			}
			lines = append(lines, line)
		}
		return rows.Err()
	}))
	return lines
}

// wanting makes a world in which notices are wanted, with a reminder two hours
// before a deadline.
func wanting(t *testing.T, pools map[api.Join]int) *world {
	t.Helper()
	w := fixture(t, pools)
	w.exam.NotifyBefore = 2 * time.Hour
	w.must(notice.Want(t.Context(), w.db, "test", payments))
	return w
}

// The notices of an offer of a subject at an instant after the start.
func offered(student, subject string, after time.Duration) []string {
	by := after + payWindow
	return []string{
		fmt.Sprintf("%s offer %s %s by %s", student, subject, after, by),
		fmt.Sprintf("%s expiry_near %s %s by %s", student, subject, by-2*time.Hour, by),
	}
}

// TestWhoIsTold has one line for each thing that happens to s1, who holds the
// only seat, and s2, who waits for it. The notices of the first offer are left
// out.
func TestWhoIsTold(t *testing.T) {
	t.Parallel()
	const expired = " expired 逾期未支付，座位已释放"
	settled := func(w *world, at time.Time) error {
		w.clock.set(at)
		_, err := w.Settle(w.t.Context())
		return err
	}
	for name, test := range map[string]struct {
		happens func(w *world, entries []string) error
		want    []string
	}{
		"nothing":             {func(*world, []string) error { return nil }, nil},
		"s1 pays":             {func(w *world, e []string) error { return w.tryPay(w.seatOf(e[0])) }, nil},
		"s1 cancels":          {func(w *world, e []string) error { return w.tryCancel("s1", e[0]) }, offered("s2", "1", 1)},
		"s2 cancels":          {func(w *world, e []string) error { return w.tryCancel("s2", e[1]) }, nil},
		"just before it ends": {func(w *world, _ []string) error { return settled(w, start.Add(payWindow-1)) }, nil},
		"s1 does not pay":     {func(w *world, _ []string) error { return settled(w, start.Add(payWindow)) }, append([]string{"s1 closed 1 24h0m0s" + expired}, offered("s2", "1", payWindow)...)},
		"s2 looks then": {func(w *world, _ []string) error {
			w.clock.set(start.Add(payWindow))
			w.info("s2")
			return nil
		}, append([]string{"s1 closed 1 24h0m0s" + expired}, offered("s2", "1", payWindow)...)},
		"the payment is refused": {func(w *world, e []string) error { return w.refuse(w.seatOf(e[0])) },
			append([]string{"s1 closed 1 1ns cancelled 支付未完成，座位已释放"}, offered("s2", "1", 1)...)},
		"staff closes the seat": {func(w *world, _ []string) error { return w.Disqualify(w.t.Context(), "s1", "1", "复核未通过") },
			append([]string{"s1 closed 1 1ns closed 复核未通过"}, offered("s2", "1", 1)...)},
		"staff closes the place": {func(w *world, _ []string) error { return w.Disqualify(w.t.Context(), "s2", "1", "") },
			[]string{"s2 closed 1 1ns closed 资格科目中没有该科目"}},
		"the capacity is raised": {func(w *world, _ []string) error {
			return w.SetCapacity(w.t.Context(), poolAt(east4).ID(), 2, "加开考场")
		}, offered("s2", "1", 1)},
		"the last allocation": {func(w *world, e []string) error {
			w.pay(e[0])
			return settled(w, last)
		}, []string{fmt.Sprintf("s2 closed 1 %s closed 候补已截止，未能分配到座位", last.Sub(start))}},
		"a roster registers": {func(w *world, _ []string) error {
			_, err := w.tryRegister("s3", east6, false)
			return err
		}, []string{"s3 expiry_near 2 22h0m0.000000001s by 24h0m0.000000001s"}},
		"a roster registers who has paid": {func(w *world, _ []string) error {
			_, err := w.tryRegister("s3", east6, true)
			return err
		}, nil},
		"a seat of the roster lapses": {func(w *world, e []string) error {
			w.pay(e[0])
			w.cancel("s2", e[1])
			w.register("s3", east6, false)
			return settled(w, start.Add(payWindow+1))
		}, []string{"s3 expiry_near 2 22h0m0.000000001s by 24h0m0.000000001s", "s3 closed 2 24h0m0.000000001s" + expired}},
		"the written seat goes, and the oral one with it": {func(w *world, e []string) error {
			w.join("s1", eastOral4)
			return w.tryCancel("s1", e[0])
		}, slices.Concat(offered("s1", "SET4", 1), []string{"s1 closed SET4 1ns closed 同级别笔试科目已失效，口试随之取消"}, offered("s2", "1", 1))},
		"the written seat goes, and the place for the oral one": {func(w *world, e []string) error {
			w.must(w.SetCapacity(w.t.Context(), poolAt(eastOral4).ID(), 0, ""))
			w.join("s1", eastOral4)
			return w.tryCancel("s1", e[0])
		}, slices.Concat([]string{"s1 closed SET4 1ns closed 同级别笔试科目已失效，口试随之取消"}, offered("s2", "1", 1))},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := wanting(t, map[api.Join]int{east4: 1, east6: 1, eastOral4: 1})
			entries := []string{w.join("s1", east4).EntryID}
			w.clock.set(start.Add(1))
			entries = append(entries, w.join("s2", east4).EntryID)
			w.must(test.happens(w, entries))
			want := append(offered("s1", "1", 0), test.want...)
			got := w.notices()
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("the notices are %q, want %q", got, want)
			}
		})
	}
}

// TestWhenAReminderFallsDue has pay windows longer and shorter than the setting.
func TestWhenAReminderFallsDue(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		before, window time.Duration
		want           time.Duration // 0: none
	}{
		"a long window":      {2 * time.Hour, 24 * time.Hour, 22 * time.Hour},
		"barely longer":      {2 * time.Hour, 2*time.Hour + 1, 1},
		"just as long":       {2 * time.Hour, 2 * time.Hour, time.Hour},
		"a short window":     {2 * time.Hour, time.Hour, 30 * time.Minute},
		"none is wished for": {0, 24 * time.Hour, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := wanting(t, map[api.Join]int{east4: 1})
			w.exam.NotifyBefore, w.exam.PayWindow = test.before, test.window
			w.join("s1", east4)
			want := []string{"s1 offer 1 0s by " + test.window.String()}
			if test.want > 0 {
				want = append(want, fmt.Sprintf("s1 expiry_near 1 %s by %s", test.want, test.window))
			}
			if got := w.notices(); !slices.Equal(got, want) {
				t.Errorf("the notices are %q, want %q", got, want)
			}
		})
	}
}

// TestNoNoticeWithoutItsTransaction refuses a change after its notices were
// written: they go with it.
func TestNoNoticeWithoutItsTransaction(t *testing.T) {
	t.Parallel()
	w := wanting(t, map[api.Join]int{east4: 2})
	w.join("s1", east4)
	before := w.notices()
	failed := errors.New("no")
	err := w.write(func(ctx context.Context, tx store.Tx) error {
		w.must(w.ReleaseUnpaid(ctx, tx, []string{w.seatOfTx(ctx, tx, "s1")}, ""))
		return failed
	})
	if got := w.notices(); !errors.Is(err, failed) || !slices.Equal(got, before) {
		t.Errorf("%v; the notices are %q, want %q", err, got, before)
	}
}

// seatOfTx is the seat that a student holds, read in a transaction.
func (w *world) seatOfTx(ctx context.Context, tx store.Tx, student string) (id string) {
	w.t.Helper()
	w.must(tx.QueryRowContext(ctx, "SELECT id FROM registrations WHERE student_id = $1 AND state = 'held'", student).Scan(&id))
	return id
}

// TestNobodyWantsNotices writes none.
func TestNobodyWantsNotices(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1})
	w.exam.NotifyBefore = 2 * time.Hour
	w.joinAll(east4, "s1", "s2")
	w.clock.set(last)
	_, err := w.Settle(t.Context())
	w.must(err)
	if got := w.notices(); len(got) > 0 {
		t.Errorf("the notices are %q", got)
	}
}

// TestAWaveIsTold lets more seats lapse and be offered than a statement takes.
func TestAWaveIsTold(t *testing.T) {
	t.Parallel()
	const many = notice.Batch + 3
	w := wanting(t, map[api.Join]int{east4: many})
	crowd := w.crowd(2 * many)
	w.joinAll(east4, crowd...)
	w.clock.set(start.Add(payWindow))
	_, err := w.Settle(t.Context())
	w.must(err)
	for kind, want := range map[string]int{"offer": 2 * many, "expiry_near": 2 * many, "closed": many} {
		if got := w.count("SELECT count(DISTINCT student_id) FROM outbox WHERE kind = $1", kind); got != want {
			t.Errorf("%d are told of %s, want %d", got, kind, want)
		}
	}
}
