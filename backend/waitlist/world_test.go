package waitlist_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"houbu/api"
	"houbu/backend/exam"
	"houbu/backend/store"
	"houbu/backend/store/storetest"
	"houbu/backend/waitlist"
)

// The windows of the tests' exam session, and when each test begins.
var (
	opens    = time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)
	start    = opens.Add(time.Hour)
	closes   = opens.Add(10 * 24 * time.Hour)
	last     = closes.Add(12 * time.Hour)
	payments = closes.Add(24 * time.Hour)
)

const (
	payWindow = 24 * time.Hour
	minPay    = 10 * time.Minute
)

// The pools: two campuses of school 99301, and one of school 99302.
var (
	east4     = api.Join{CampusCode: "993010", Subject: "1"}
	east6     = api.Join{CampusCode: "993010", Subject: "2"}
	eastJ4    = api.Join{CampusCode: "993010", Subject: "3"}
	eastOral4 = api.Join{CampusCode: "993010", Subject: "SET4"}
	west4     = api.Join{CampusCode: "993011", Subject: "1"}
	abroad4   = api.Join{CampusCode: "993020", Subject: "1"}
)

// clock is a clock that a test moves. It shows the time of the exam's country, as
// a server's clock may.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at.In(time.FixedZone("UTC+8", 8*60*60))
}

func (c *clock) set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = at
}

func minute(n int) time.Duration { return time.Duration(n) * time.Minute }

// session is a small exam session; a test may change its own.
func session() *exam.Exam {
	return &exam.Exam{
		OpensAt: opens, ClosesAt: closes, PaymentEndsAt: payments, LastAllocAt: last,
		PayWindow: payWindow, MinPayTime: minPay, Exclusive: exam.PerLevel, OralRequires: exam.OralNeedsRegistered,
		Subjects: []api.Subject{
			{Code: "1", Name: "英语四级", Kind: api.Written, Level: 4, FeeFen: 3000},
			{Code: "2", Name: "英语六级", Kind: api.Written, Level: 6, FeeFen: 3200},
			{Code: "3", Name: "日语四级", Kind: api.Written, Level: 4, FeeFen: 3600},
			{Code: "SET4", Name: "英语四级口试", Kind: api.Oral, Level: 4, FeeFen: 5000, Requires: "1"},
		},
		CancelReasons: []api.CancelReason{{Code: "conflict", Name: "时间冲突"}, {Code: "other", Name: "其他", NeedsText: true}},
		ReportTypes: []api.ReportType{
			{Code: "none", Name: "不需要"}, {Code: "report", Name: "纸质成绩报告单", Subjects: []string{"1", "2"}},
		},
	}
}

// tb is a *testing.T or a *rapid.T.
type tb interface {
	rapid.TB
	Context() context.Context
	Cleanup(end func())
}

// world is a database with students, a clock, and the waitlist.
type world struct {
	*waitlist.Service
	t     tb
	db    *store.DB
	exam  *exam.Exam
	clock *clock
	keys  int
}

// empty makes a database with the schema and the students s1 to s9 and t1 of
// another school, all of them qualified for every written subject.
var empty = storetest.Template(func(ctx context.Context, db *store.DB) error {
	return db.Write(ctx, func(tx store.Tx) error {
		for i := range 10 {
			id, school := fmt.Sprintf("s%d", i), "99301"
			if i == 0 {
				id, school = "t1", "99302"
			}
			if err := addStudent(ctx, tx, id, school); err != nil {
				return err
			}
		}
		return nil
	})
})

// addStudent adds a student who is qualified for every written subject.
func addStudent(ctx context.Context, tx store.Tx, id, school string) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO students (id, document_type, document_number, name, school_code) VALUES ($1, '4', $1, '张三', $2)", id, school)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO qualifications (student_id, subject) VALUES ($1, '1'), ($1, '2'), ($1, '3')", id)
	return err
}

// newWorld opens a fresh database. When the test ends it is checked against the
// promises.
func newWorld(t tb, how ...store.Option) *world {
	t.Helper()
	db, err := store.Open(t.Context(), empty(t), how...)
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, db: db, exam: session(), clock: &clock{at: start}}
	w.Service = waitlist.New(db, w.exam, w.clock.now)
	t.Cleanup(func() {
		w.check()
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return w
}

// fixture is newWorld with pools of given capacities.
func fixture(t *testing.T, pools map[api.Join]int) *world {
	t.Helper()
	w := newWorld(t)
	for at, capacity := range pools {
		w.pool(at, capacity)
	}
	return w
}
