package notice_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/clocktest"
	"houbu/backend/exam"
	"houbu/backend/notice"
	"houbu/backend/store"
	"houbu/backend/store/storetest"
)

// start is when each test begins, and payBy the deadline of every seat.
var (
	start = time.Date(2026, 9, 1, 1, 0, 0, 0, time.UTC)
	payBy = start.Add(24 * time.Hour)
)

// notifier is a notifier that a test watches. answer decides what becomes of a
// message; nil delivers it.
type notifier struct {
	mu     sync.Mutex
	answer func(ctx context.Context, m notice.Message) error
	got    []notice.Message
}

func (*notifier) Name() string { return "test" }

func (n *notifier) Send(ctx context.Context, m notice.Message) error {
	n.mu.Lock()
	n.got = append(n.got, m)
	answer := n.answer
	n.mu.Unlock()
	if answer == nil {
		return nil
	}
	return answer(ctx, m)
}

// sent is how often each message was handed over.
func (n *notifier) sent() map[string]int {
	n.mu.Lock()
	defer n.mu.Unlock()
	times := map[string]int{}
	for _, m := range n.got {
		times[m.ID]++
	}
	return times
}

// world is a database with one pool in which the students s1 to sn hold unpaid
// seats by the entries e1 to en.
type world struct {
	t       *testing.T
	address string
	db      *store.DB
	exam    *exam.Exam
	clock   *clocktest.Clock
	log     *bytes.Buffer
}

func newWorld(t *testing.T, holders int) *world {
	t.Helper()
	return newWorldOn(t, storetest.Address(t), holders)
}

func newWorldOn(t *testing.T, address string, holders int) *world {
	t.Helper()
	session := &exam.Exam{Name: "考次", Subjects: []api.Subject{{Code: "1", Name: "英语四级", Kind: api.Written, Level: 4}}}
	w := &world{t: t, address: address, exam: session, clock: clocktest.New(start), log: &bytes.Buffer{}}
	w.db = w.open()
	w.fill(holders)
	w.must(notice.Want(t.Context(), w.db, "test", start))
	return w
}

// open opens the database once more, as another process does.
func (w *world) open() *store.DB {
	w.t.Helper()
	db, err := store.Open(w.t.Context(), w.address)
	w.must(err)
	w.t.Cleanup(func() { _ = db.Close() }) // a test may have closed it already
	return db
}

func (w *world) fill(n int) {
	w.t.Helper()
	ctx := w.t.Context()
	w.write(func(tx store.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO pools (id, school_code, school, campus_code, campus, subject, capacity, held)
			VALUES ('993010-1', '99301', '测试大学', '993010', '东校区', '1', $1, $1)`, n)
		for i := 1; i <= n; i++ {
			for _, query := range []string{
				"INSERT INTO seats (pool_id, no) VALUES ('993010-1', #)",
				"INSERT INTO students (id, document_type, document_number, name) VALUES ('s#', '4', 'P#', '张三')",
				"INSERT INTO accounts (id, login, password_hash, phone, student_id) VALUES ('a#', 'l#', '', '13800000#', 's#')",
				`INSERT INTO entries (id, pool_id, student_id, sequence, kind, level, state, joined_at, changed_at)
					VALUES ('e#', '993010-1', 's#', #, 'written', 4, 'offered', 0, 0)`,
				`INSERT INTO registrations (id, pool_id, seat_no, student_id, entry_id, kind, level, state, created_at, pay_by)
					VALUES ('r#', '993010-1', #, 's#', 'e#', 'written', 4, 'held', 0, DEADLINE)`,
			} {
				numbers := strings.NewReplacer("#", fmt.Sprint(i), "DEADLINE", fmt.Sprint(payBy.UnixNano()))
				_, more := tx.ExecContext(ctx, numbers.Replace(query))
				err = errors.Join(err, more)
			}
		}
		return err
	})
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) write(fn func(tx store.Tx) error) {
	w.t.Helper()
	w.must(w.db.Write(w.t.Context(), fn))
}

func (w *world) exec(query string) {
	w.t.Helper()
	w.write(func(tx store.Tx) error {
		_, err := tx.ExecContext(w.t.Context(), query)
		return err
	})
}

// enqueue writes notices as of the start.
func (w *world) enqueue(notices ...notice.Notice) {
	w.t.Helper()
	w.write(func(tx store.Tx) error { return notice.Enqueue(w.t.Context(), tx, notices) })
}

// about is a notice for the student with a number.
func about(kind notice.Kind, i int) notice.Notice {
	n := notice.Notice{
		Kind: kind, EntryID: fmt.Sprintf("e%d", i), StudentID: fmt.Sprintf("s%d", i), PoolID: "993010-1", At: start, PayBy: payBy,
	}
	if kind == notice.Closed {
		n.PayBy, n.Outcome, n.Reason = time.Time{}, "expired", "逾期未支付，座位已释放"
	}
	return n
}

// offers are notices of offers to the first n students.
func offers(n int) (notices []notice.Notice) {
	for i := range n {
		notices = append(notices, about(notice.Offer, i+1))
	}
	return notices
}

// worker is a worker on a database, for a notifier.
func (w *world) worker(db *store.DB, to notice.Notifier, sendTime time.Duration) *notice.Worker {
	return notice.NewWorker(notice.Options{
		DB: db, Exam: w.exam, Notifier: to, Now: w.clock.Now, SendTime: sendTime,
		Log: slog.New(slog.NewJSONHandler(w.log, nil)),
	})
}

// deliver has a worker do one round.
func (w *world) deliver(worker *notice.Worker, want notice.Round) {
	w.t.Helper()
	got, err := worker.Deliver(w.t.Context())
	w.must(err)
	if got != want {
		w.t.Errorf("the round is %+v, want %+v", got, want)
	}
}

// list renders the rows of a query, with | between the columns.
func (w *world) list(columns int, query string) (lines []string) {
	w.t.Helper()
	ctx := w.t.Context()
	w.must(w.db.Read(ctx, func(tx store.Tx) error {
		rows, err := tx.QueryContext(ctx, query)
		if err != nil {
			return err
		}
		defer func() { _ = rows.Close() }()
		for rows.Next() {
			cells, into := make([]string, columns), make([]any, columns)
			for i := range cells {
				into[i] = &cells[i]
			}
			if err := rows.Scan(into...); err != nil {
				return err
			}
			lines = append(lines, strings.Join(cells, "|"))
		}
		return rows.Err()
	}))
	return lines
}

// want compares the delivery log.
func (w *world) wantLog(want ...string) {
	w.t.Helper()
	got := w.list(5, "SELECT outbox_id, attempt, outcome, status, class FROM deliveries ORDER BY at, outbox_id, attempt")
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		w.t.Errorf("the delivery log is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
