package backend_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/account"
	"houbu/backend/clocktest"
	"houbu/backend/exam"
	httpapi "houbu/backend/http"
	"houbu/backend/notice"
	"houbu/backend/payment"
	"houbu/backend/practice"
	"houbu/backend/roster"
	"houbu/backend/store"
	"houbu/backend/store/storetest"
	"houbu/backend/waitlist"
)

// TestEveryTransactionMayRunTwice walks the whole process twice: plainly, and with
// every transaction that writes run, rolled back and run again. What people are told
// and what the database holds are the same.
func TestEveryTransactionMayRunTwice(t *testing.T) {
	t.Parallel()
	plain, twice := wholeWalk(t), wholeWalk(t, store.Colliding(nil))
	if len(plain) < 100 {
		t.Errorf("the walk leaves %d lines", len(plain))
	}
	slices.Sort(plain)
	slices.Sort(twice)
	for _, line := range missing(plain, twice) {
		t.Errorf("only when run once: %s", line)
	}
	for _, line := range missing(twice, plain) {
		t.Errorf("only when run twice: %s", line)
	}
}

// missing are the lines of one sorted list that another lacks.
func missing(of, from []string) (lines []string) {
	for _, line := range of {
		at, found := slices.BinarySearch(from, line)
		if !found {
			lines = append(lines, line)
			continue
		}
		from = slices.Delete(slices.Clone(from), at, at+1) // a line may stand there often
	}
	return lines
}

// walkWorld is a database and what works on it, without workers of their own.
type walkWorld struct {
	t       *testing.T
	db      *store.DB
	clock   *clocktest.Clock
	exam    *exam.Exam
	queue   *waitlist.Service
	payment *payment.Service
	handler http.Handler
	notices *notice.Worker

	mu   sync.Mutex
	said []string // what people were told
}

func newWalkWorld(t *testing.T, how ...store.Option) *walkWorld {
	t.Helper()
	clock := newClock()
	session, err := practice.Session(clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	session.Login.TokenLife = 2 * session.LastAllocAt.Sub(clock.Now())
	db, err := store.Open(t.Context(), storetest.Address(t), append(how, store.Of(session.ID))...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	w := &walkWorld{t: t, db: db, clock: clock, exam: session, queue: waitlist.New(db, session, clock.Now)}
	w.payment = payment.New(db, session, w.queue, nil, clock.Now)
	w.handler = httpapi.New(httpapi.Config{
		Exam: session, Accounts: account.New(db, session, clock.Now), Waitlist: w.queue, Payment: w.payment,
		Now: clock.Now, PublicURL: "https://bm.example.cn",
	})
	w.notices = notice.NewWorker(notice.Options{DB: db, Exam: session, Notifier: w, Now: clock.Now})
	w.must(notice.Want(t.Context(), db, w.Name(), clock.Now()))
	return w
}

func (w *walkWorld) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// Name is the notifier's.
func (*walkWorld) Name() string { return "test" }

// Send takes a notice.
func (w *walkWorld) Send(_ context.Context, m notice.Message) error {
	w.say("notice %s %s %s", m.Type, m.Timestamp, m.Data.Text)
	return nil
}

func (w *walkWorld) say(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.said = append(w.said, fmt.Sprintf(format, args...))
}

// wholeWalk goes the whole process, in which everything happens once that writes,
// and returns what people were told and what the database holds then.
func wholeWalk(t *testing.T, how ...store.Option) []string {
	t.Helper()
	w := newWalkWorld(t, how...)
	w.rosters()
	var all []*client
	for n := range walkPeople {
		all = append(all, w.arrive(n))
	}
	places := w.together(all)
	w.bill(places[0], "/pay", "bank")                                // the one seat is paid
	w.must(w.queue.SetCapacity(t.Context(), walkPool, 2, "加开考场"))    // the second is offered one
	places[1].cancel("wrong_choice")                                 // the third
	w.bill(places[2], "/refuse", "")                                 // the fourth
	w.deliver()                                                      // what is due
	w.order(places[3])                                               // and does not pay
	w.clock.Pass(w.exam.PayWindow)                                   // which the fourth lets pass: the fifth
	w.settle()                                                       //
	places[1].join()                                                 // to the tail
	w.must(w.queue.SetCapacity(t.Context(), walkPool, 1, ""))        // nobody loses a seat
	w.must(w.queue.Disqualify(t.Context(), w.student(5), "1", "复核")) // the fifth
	places[3].join()
	w.deliver()
	w.clock.Set(w.exam.LastAllocAt)
	w.settle() // everyone else is closed
	w.deliver()
	for _, p := range places {
		p.look()
		p.do(http.MethodDelete, api.PathSession, nil, nil, http.StatusNoContent)
	}
	return append(w.said, w.dump()...)
}

// settle does what the workers do.
func (w *walkWorld) settle() {
	w.t.Helper()
	_, err := w.payment.Settle(w.t.Context())
	w.must(err)
	n, err := w.queue.Settle(w.t.Context())
	w.must(err)
	w.say("%d settled", n)
	w.must(w.queue.Renew(w.t.Context()))
}

// deliver sends what is due, and again a little later.
func (w *walkWorld) deliver() {
	w.t.Helper()
	for range 2 {
		round, err := w.notices.Deliver(w.t.Context())
		w.must(err)
		w.say("a round of notices: %+v", round)
		w.clock.Pass(10 * time.Minute)
	}
}

// rosters imports a pool and candidates.
func (w *walkWorld) rosters() {
	w.t.Helper()
	seats := "学校代码,学校,校区代码,校区,科目代码,科目,容量\n99301,练习大学,993010,东校区,1,英语四级,1\n"
	people := "账号,密码,手机号,证件类型,证件号码,姓名,学校代码,学校,校区代码,校区,资格科目\n"
	for n := range walkPeople {
		people += fmt.Sprintf("%s,%s,1390000000%d,4,E0000000%d,张三,99301,练习大学,993010,东校区,1;2\n", walkLogin(n), pairPassword, n, n)
	}
	options := roster.Options{Hash: weakHash, Register: w.queue.Register, AddPool: w.queue.AddPool, Now: w.clock.Now}
	report, err := roster.ImportSeats(w.t.Context(), w.db, w.exam, options, strings.NewReader(seats))
	w.must(err)
	w.say("seats: %+v", report)
	report, err = roster.ImportCandidates(w.t.Context(), w.db, w.exam, options, strings.NewReader(people))
	w.must(err)
	w.say("candidates: %+v", report)
}

// order orders a seat, and returns the path of the cashier, too.
func (w *walkWorld) order(p *place) (order api.Order, cashier string) {
	w.t.Helper()
	p.do(http.MethodPost, api.PathOrders, api.NewOrder{Registrations: []string{p.look().Written[0].ID}}, &order, http.StatusCreated)
	return order, strings.TrimPrefix(order.CashierURL, "https://bm.example.cn")
}

// bill orders a seat and ends the order at the cashier.
func (w *walkWorld) bill(p *place, how, method string) {
	w.t.Helper()
	order, cashier := w.order(p)
	page := cashier
	if how == "/refuse" {
		page += how
	}
	p.submit(page, cashier+how, url.Values{"method": {method}})
	p.do(http.MethodPost, strings.Replace(api.PathOrderRefresh, "{id}", order.ID, 1), nil, &order, http.StatusOK)
	w.say("number %d: an order is %s", p.number, order.State)
}
