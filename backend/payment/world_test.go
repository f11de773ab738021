package payment_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/clocktest"
	"houbu/backend/exam"
	"houbu/backend/payment"
	"houbu/backend/refusal"
	"houbu/backend/store"
	"houbu/backend/store/storetest"
	"houbu/backend/waitlist"
)

// The two synthetic candidates and what they hold.
const (
	zhang   = "student-zhang"
	li      = "student-li"
	written = "reg-written" // 张三, 英语四级, 30 yuan
	oral    = "reg-oral"    // 张三, 英语四级口试, 50 yuan
	six     = "reg-six"     // 张三, 英语六级, 32 yuan
	others  = "reg-others"  // 李四, 英语四级
)

// start is when each test begins, and due the pay deadline of everything.
var (
	start = time.Date(2026, 9, 1, 8, 0, 0, 0, time.UTC)
	due   = start.Add(24 * time.Hour)
)

// seats does what the waitlist does to the rows, so that a test sees whether
// it happened in the order's transaction.
type seats struct {
	fail error  // what it answers
	then func() // what happens meanwhile
}

func (s *seats) answer() error {
	if s.then != nil {
		s.then()
	}
	return s.fail
}

func (s *seats) MarkPaid(ctx context.Context, tx store.Tx, ids []string, at time.Time) error {
	for _, id := range ids {
		if _, err := tx.ExecContext(ctx, "UPDATE registrations SET state = 'paid', paid_at = $2 WHERE id = $1 AND state = 'held'", id, at.UnixNano()); err != nil {
			return err
		}
	}
	return s.answer()
}

func (s *seats) ReleaseUnpaid(ctx context.Context, tx store.Tx, ids []string, why string) error {
	for _, id := range ids {
		if _, err := tx.ExecContext(ctx, "UPDATE registrations SET state = 'released', release_why = $2 WHERE id = $1 AND state = 'held'", id, why); err != nil {
			return err
		}
	}
	return s.answer()
}

// world is a database with two candidates, a clock, and the service.
type world struct {
	t        *testing.T
	db       *store.DB
	exam     *exam.Exam
	clock    *clocktest.Clock
	seats    *seats
	platform *payment.Practice
	service  *payment.Service
}

func newWorld(t *testing.T) *world {
	t.Helper()
	db := storetest.Open(t, storetest.Address(t))
	w := &world{t: t, db: db, clock: clocktest.New(start), seats: &seats{}, exam: &exam.Exam{
		Subjects: []api.Subject{
			{Code: "1", Name: "英语四级", Kind: api.Written, Level: 4, FeeFen: 3000},
			{Code: "2", Name: "英语六级", Kind: api.Written, Level: 6, FeeFen: 3200},
			{Code: "S4", Name: "英语四级口试", Kind: api.Oral, Level: 4, FeeFen: 5000},
		},
		Methods: []api.PayMethod{{Code: "bank", Name: "网银"}, {Code: "alipay", Name: "支付宝"}},
	}}
	w.platform = payment.NewPractice(db, w.exam, w.clock.Now)
	w.service = payment.New(db, w.exam, w.seats, w.platform, w.clock.Now)
	w.exec(`INSERT INTO students (id, document_type, document_number, name) VALUES
		('student-zhang', '1', '990101200501010010', '张三'), ('student-li', '1', '99010120050101007X', '李四')`)
	w.exec(`INSERT INTO accounts (id, login, password_hash, student_id) VALUES
		('account-zhang', 'demo1@houbu.test', '', 'student-zhang'), ('account-li', 'demo2@houbu.test', '', 'student-li')`)
	for _, r := range []struct{ id, subject, student, kind, level string }{
		{written, "1", zhang, "written", "4"}, {six, "2", zhang, "written", "6"},
		{oral, "S4", zhang, "oral", "4"}, {others, "1", li, "written", "4"},
	} {
		w.hold(r.id, r.subject, r.student, r.kind, r.level)
	}
	return w
}

// hold gives a student a seat in the pool of a subject, unpaid until due.
func (w *world) hold(id, subject, student, kind, level string) {
	w.t.Helper()
	pool := "993010-" + subject
	w.exec(`INSERT INTO pools (id, school_code, school, campus_code, campus, subject, capacity)
		VALUES ($1, '99301', '练习大学', '993010', '东校区', $2, 30) ON CONFLICT DO NOTHING`, pool, subject)
	seat := w.count("SELECT count(*) FROM seats WHERE pool_id = $1", pool) + 1
	w.exec("INSERT INTO seats (pool_id, no) VALUES ($1, $2)", pool, seat)
	w.exec(`INSERT INTO registrations (id, pool_id, seat_no, student_id, kind, level, state, created_at, pay_by)
		VALUES ($1, $2, $3, $4, $5, $6, 'held', $7, $8)`, id, pool, seat, student, kind, level, start.UnixNano(), due.UnixNano())
}

func (w *world) exec(query string, args ...any) {
	w.t.Helper()
	err := w.db.Write(w.t.Context(), func(tx store.Tx) error {
		_, err := tx.ExecContext(w.t.Context(), query, args...)
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) count(query string, args ...any) int {
	w.t.Helper()
	var n int
	err := w.db.Read(w.t.Context(), func(tx store.Tx) error {
		return tx.QueryRowContext(w.t.Context(), query, args...).Scan(&n)
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}

func (w *world) registration(id string) string {
	w.t.Helper()
	var state string
	err := w.db.Read(w.t.Context(), func(tx store.Tx) error {
		return tx.QueryRowContext(w.t.Context(), "SELECT state FROM registrations WHERE id = $1", id).Scan(&state)
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return state
}

func caller(key string) waitlist.Caller {
	return waitlist.Caller{AccountID: "account-zhang", StudentID: zhang, Key: key}
}

func (w *world) try(key string, ids ...string) (api.Order, error) {
	return w.service.Create(w.t.Context(), caller(key), api.NewOrder{Registrations: ids})
}

func (w *world) create(key string, ids ...string) api.Order {
	w.t.Helper()
	order, err := w.try(key, ids...)
	if err != nil {
		w.t.Fatalf("Create: %v", err)
	}
	return order
}

func (w *world) order(id string) api.Order {
	w.t.Helper()
	order, err := w.service.Order(w.t.Context(), zhang, id)
	if err != nil {
		w.t.Fatalf("Order: %v", err)
	}
	return order
}

// charge is a payment in full of an order, under a reference.
func charge(order api.Order, ref string) payment.Charge {
	return payment.Charge{
		Ref: ref, Cashier: order.CashierURL[len(payment.CashierPath):], AmountFen: order.AmountFen,
		Method: "alipay", Outcome: payment.Paid, At: start,
	}
}

func (w *world) apply(c payment.Charge) {
	w.t.Helper()
	if err := w.service.Apply(w.t.Context(), c); err != nil {
		w.t.Fatalf("Apply: %v", err)
	}
}

// code is the code of a refusal, or what else the error is.
func code(err error) api.Code {
	var no *refusal.Error
	switch {
	case err == nil:
		return ""
	case errors.As(err, &no):
		return no.Code
	default:
		return api.Code("error: " + err.Error())
	}
}
