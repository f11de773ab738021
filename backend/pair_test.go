package backend_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"

	"houbu/api"
	"houbu/backend"
	"houbu/backend/clocktest"
	"houbu/backend/http/contract"
	"houbu/backend/practice"
	"houbu/backend/store"
	"houbu/backend/store/storetest"
	"houbu/backend/waitlist"
)

const pairPassword = "Right2026!"

// pair is two backends on one database, as two processes behind a balancer have
// it: they share nothing else.
type pair struct {
	t      *testing.T
	clock  *clocktest.Clock
	config backend.Config
	both   [2]*backend.Backend
}

// filled is a database with the students and accounts a, b and c, who are
// confirmed, and a pool of so many seats.
func filled(t *testing.T, capacity int) (backend.Config, *clocktest.Clock) {
	t.Helper()
	now := newClock()
	session, err := practice.Session(now.Now())
	if err != nil {
		t.Fatal(err)
	}
	config := backend.Config{Address: storetest.Address(t), Exam: session, Now: now.Now, PublicURL: "https://bm.example.cn"}
	db, err := store.Open(t.Context(), config.Address)
	if err != nil {
		t.Fatal(err)
	}
	hash, err := argon2id.CreateHash(pairPassword, &argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32})
	if err != nil {
		t.Fatal(err)
	}
	err = db.Write(t.Context(), func(tx store.Tx) error {
		for _, name := range []string{"a", "b", "c"} {
			if err := addPerson(t.Context(), tx, name, hash, session.Agreement.Version); err != nil {
				return err
			}
		}
		pool := waitlist.Pool{SchoolCode: "99301", School: "练习大学", CampusCode: "993010", Campus: "东校区", Subject: "1"}
		return waitlist.New(db, session, now.Now).AddPool(t.Context(), tx, pool, capacity)
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return config, now
}

// addPerson adds a student with an account, with steps 3 to 7 done.
func addPerson(ctx context.Context, tx store.Tx, name, hash, agreement string) error {
	for _, do := range []struct {
		query string
		args  []any
	}{
		{"INSERT INTO students (id, document_type, document_number, name, school_code) VALUES ($1, '4', $2, '张三', '99301')", []any{name, "E0000000" + name}},
		{"INSERT INTO qualifications (student_id, subject) VALUES ($1, '1')", []any{name}},
		{`INSERT INTO accounts (id, login, password_hash, student_id, agreement_version, agreed_at, confirmed_at)
			VALUES ($1, $2, $3, $4, $5, 1, 1)`, []any{name, name + "@houbu.test", hash, name, agreement}},
	} {
		if _, err := tx.ExecContext(ctx, do.query, do.args...); err != nil {
			return err
		}
	}
	return nil
}

func newPair(t *testing.T, capacity int) *pair {
	t.Helper()
	config, now := filled(t, capacity)
	return &pair{t: t, clock: now, config: config, both: [2]*backend.Backend{open(t, config), open(t, config)}}
}

// at is a candidate's client at one of the backends.
func (p *pair) at(which int, token string) *client {
	return &client{t: p.t, to: contract.New(p.t).Handler(p.both[which].Handler()), token: token}
}

// login logs a person in at one of the backends.
func (p *pair) login(which int, name string) (token string) {
	p.t.Helper()
	var session api.Session
	p.at(which, "").do(http.MethodPost, api.PathSessions, api.Login{Account: name + "@houbu.test", Password: pairPassword}, &session, http.StatusCreated)
	return session.Token
}

func (p *pair) join(which int, token string) (receipt api.Receipt) {
	p.t.Helper()
	p.at(which, token).do(http.MethodPost, api.PathEntries, api.Join{CampusCode: "993010", Subject: "1"}, &receipt, http.StatusCreated)
	return receipt
}

func (p *pair) info(which int, token string) (info api.Info) {
	p.t.Helper()
	p.at(which, token).do(http.MethodGet, api.PathRegistration, nil, &info, http.StatusOK)
	return info
}

// order makes an order for a person's seat at the first backend, and returns the
// path of its cashier, too.
func (p *pair) order(token string) (order api.Order, cashier string) {
	p.t.Helper()
	seat := p.info(0, token).Written[0].ID
	p.at(0, token).do(http.MethodPost, api.PathOrders, api.NewOrder{Registrations: []string{seat}}, &order, http.StatusCreated)
	return order, strings.TrimPrefix(order.CashierURL, p.config.PublicURL)
}

func TestALoginIsGoodAtEveryBackend(t *testing.T) {
	t.Parallel()
	p := newPair(t, 0)
	token := p.login(0, "a")
	p.info(1, token)
	p.at(1, token).do(http.MethodDelete, api.PathSession, nil, nil, http.StatusNoContent)
	p.at(0, token).do(http.MethodGet, api.PathRegistration, nil, nil, http.StatusUnauthorized)
}

// TestFailedLoginsCountTogether guesses at both backends in turn: the limit is
// that of the database.
func TestFailedLoginsCountTogether(t *testing.T) {
	t.Parallel()
	p := newPair(t, 0)
	wrong := api.Login{Account: "a@houbu.test", Password: "wrong"}
	limit := p.config.Exam.Login.AccountFailures
	for i := range limit - 1 {
		p.at(i%2, "").do(http.MethodPost, api.PathSessions, wrong, nil, http.StatusUnauthorized)
	}
	p.at(limit%2, "").do(http.MethodPost, api.PathSessions, wrong, nil, http.StatusLocked)
	wrong.Password = pairPassword
	for which := range p.both {
		p.at(which, "").do(http.MethodPost, api.PathSessions, wrong, nil, http.StatusLocked)
	}
}

// TestARetryReachesTheOtherBackend sends a join again, with its key, elsewhere.
func TestARetryReachesTheOtherBackend(t *testing.T) {
	t.Parallel()
	p := newPair(t, 0)
	token := p.login(0, "a")
	first := p.join(0, token)
	if again := p.join(1, token); again != first || first.Sequence != 1 {
		t.Errorf("joined as %+v, and by the retry as %+v", first, again)
	}
}

// TestAnOrderIsPaidThroughTheOtherBackend makes an order at one, opens its cashier
// at the other, sends that form to the first, and reads the outcome everywhere.
func TestAnOrderIsPaidThroughTheOtherBackend(t *testing.T) {
	t.Parallel()
	p := newPair(t, 1)
	token := p.login(0, "a")
	p.join(1, token)
	order, cashier := p.order(token)
	form := url.Values{"method": {"alipay"}, "nonce": {p.at(1, "").nonce(cashier)}}
	p.at(0, "").post(cashier+"/pay", form)
	for which := range p.both {
		p.at(which, token).do(http.MethodGet, strings.Replace(api.PathOrder, "{id}", order.ID, 1), nil, &order, http.StatusOK)
		if info := p.info(which, token); order.State != api.OrderPaid || len(info.Written) != 1 || !info.Written[0].Paid {
			t.Errorf("backend %d: order %s, registrations %+v", which, order.State, info.Written)
		}
	}
}

// TestAFormOutlivesItsBackend ends the process that showed a form.
func TestAFormOutlivesItsBackend(t *testing.T) {
	t.Parallel()
	p := newPair(t, 1)
	token := p.login(0, "a")
	p.join(0, token)
	_, cashier := p.order(token)
	form := url.Values{"nonce": {p.at(0, "").nonce(cashier + "/refuse")}}
	if err := p.both[0].Close(); err != nil {
		t.Fatal(err)
	}
	p.at(1, "").post(cashier+"/refuse", form)
	if info := p.info(1, token); len(info.Written) != 0 {
		t.Errorf("registrations %+v", info.Written)
	}
}

// TestASeatGivenUpAtOneIsOfferedAtTheOther has the candidates of two backends
// stand in one queue.
func TestASeatGivenUpAtOneIsOfferedAtTheOther(t *testing.T) {
	t.Parallel()
	p := newPair(t, 1)
	a, b := p.login(0, "a"), p.login(1, "b")
	held, waiting := p.join(0, a), p.join(1, b)
	if held.State != api.Offered || waiting.State != api.Waiting || waiting.Sequence != 2 {
		t.Fatalf("%+v, then %+v", held, waiting)
	}
	leave := strings.Replace(api.PathCancellation, "{id}", held.EntryID, 1)
	reason := api.Cancellation{Reason: p.config.Exam.CancelReasons[0].Code}
	p.at(0, a).do(http.MethodPost, leave, reason, nil, http.StatusOK)
	if info := p.info(1, b); len(info.Written) != 1 {
		t.Errorf("the head of the queue holds %+v", info.Written)
	}
}

// TestATagIsGoodAtEveryBackend polls one's state at the backend that has not
// answered before.
func TestATagIsGoodAtEveryBackend(t *testing.T) {
	t.Parallel()
	p := newPair(t, 0)
	token := p.login(0, "a")
	p.join(0, token)
	tag := ""
	for which, want := range []int{http.StatusOK, http.StatusNotModified} {
		request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, api.PathRegistration, nil)
		request.Header.Set("Authorization", "Bearer "+token)
		request.Header.Set("If-None-Match", tag)
		got := httptest.NewRecorder()
		p.at(which, token).to.ServeHTTP(got, request)
		if tag = got.Header().Get("ETag"); got.Code != want || tag == "" {
			t.Errorf("backend %d answers %d with tag %q, want %d", which, got.Code, tag, want)
		}
	}
}

// TestTwoWorkersSettleOnce lets a seat lapse under two settling workers and two
// that ask the payment platform: it is offered on, once.
func TestTwoWorkersSettleOnce(t *testing.T) {
	t.Parallel()
	p := newPair(t, 1)
	a, b, c := p.login(0, "a"), p.login(1, "b"), p.login(0, "c")
	p.join(0, a)
	p.join(1, b)
	p.join(0, c)
	p.clock.Pass(p.config.Exam.PayWindow)
	for which := range p.both { // wakes the worker
		p.at(which, "").do(http.MethodPost, api.PathSessions, api.Login{Account: "nobody", Password: "wrong"}, nil, http.StatusUnauthorized)
	}
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for tries := 0; look(t, p.config, "SELECT count(*) FROM entries WHERE state = 'expired'") == 0; tries++ {
		if tries == 1500 {
			t.Fatal("nobody settled what was due")
		}
		<-again.C
	}
	for _, b := range p.both {
		if err := b.Close(); err != nil { // waits for the workers
			t.Fatal(err)
		}
	}
	for what, want := range map[string]int{
		"FROM entries WHERE state = 'expired' AND student_id = 'a'": 1, "FROM entries WHERE state = 'offered' AND student_id = 'b'": 1,
		"FROM entries WHERE state = 'waiting' AND student_id = 'c'": 1, "FROM registrations WHERE state = 'held'": 1,
		"FROM entry_events WHERE what = 'expired'": 1, "FROM entry_events WHERE what = 'offered'": 2,
		"FROM pools WHERE held = 1 AND waiting = 1": 1,
	} {
		if got := look(t, p.config, "SELECT count(*) "+what); got != want {
			t.Errorf("%d rows %s, want %d", got, what, want)
		}
	}
}

// TestBackendsStartAtOnce opens several backends on a database that none has seen
// yet: one of them makes the schema, and all work.
func TestBackendsStartAtOnce(t *testing.T) {
	t.Parallel()
	session, err := practice.Session(newClock().Now())
	if err != nil {
		t.Fatal(err)
	}
	config := backend.Config{Address: storetest.Address(t), Exam: session}
	const many = 4
	failed := make(chan error, many)
	for range many {
		go func() {
			b, err := backend.Open(t.Context(), config)
			if err == nil {
				err = b.Close()
			}
			failed <- err
		}()
	}
	for range many {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
}
