package backend_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend"
	"houbu/backend/clocktest"
	"houbu/backend/exam"
	"houbu/backend/http/contract"
	"houbu/backend/practice"
	"houbu/backend/practice/practicetest"
	"houbu/backend/store"
	"houbu/backend/store/storetest"
	"houbu/backend/waitlist"
)

func newClock() *clocktest.Clock { return clocktest.New(time.Date(2026, 9, 20, 2, 0, 0, 0, time.UTC)) }

// folders makes data folders with a practice session that began with the clock.
var folders = practicetest.Folders(newClock().Now)

// practiceConfig prepares a practice session in a folder of the test's.
func practiceConfig(t *testing.T, c *clocktest.Clock) backend.Config {
	t.Helper()
	session, err := practice.Session(c.Now())
	if err != nil {
		t.Fatal(err)
	}
	session.Practice.Tick = time.Hour // tests that want moves make them
	address, err := practice.Open(t.Context(), folders(t), session, c.Now)
	if err != nil {
		t.Fatal(err)
	}
	return backend.Config{Address: address, Exam: session, Practice: true, Now: c.Now}
}

// center makes a database with the practice session's roster in it, as a center has
// its own.
var center = storetest.Template(func(ctx context.Context, db *store.DB) error {
	now := newClock().Now
	session, err := practice.Session(now())
	if err != nil {
		return err
	}
	return practice.Seed(ctx, practice.World{DB: db, Exam: session, Waitlist: waitlist.New(db, session, now), Now: now})
})

// centerConfig is for a backend over a database that is no practice session's, of
// the kind that this run of the suite is on.
func centerConfig(t *testing.T, c *clocktest.Clock) backend.Config {
	t.Helper()
	session, err := practice.Session(c.Now())
	if err != nil {
		t.Fatal(err)
	}
	return backend.Config{Address: center(t), Exam: session, Now: c.Now}
}

func open(t *testing.T, config backend.Config) *backend.Backend {
	t.Helper()
	b, err := backend.Open(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

// client is a candidate at the API.
type client struct {
	t     *testing.T
	to    http.Handler
	token string
	key   string // of irreversible requests; empty: one for each path
}

// do sends a request, fails the test unless the status is as wanted, and
// decodes the answer.
func (c *client) do(method, path string, body, answer any, want int) {
	c.t.Helper()
	var sent bytes.Buffer
	if body != nil {
		if err := json.NewEncoder(&sent).Encode(body); err != nil {
			c.t.Fatal(err)
		}
	}
	request := httptest.NewRequestWithContext(c.t.Context(), method, path, &sent)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+c.token)
	key := "key-of-" + strings.ToLower(strings.NewReplacer("/", "-", "{", "", "}", "").Replace(method+path))
	request.Header.Set(api.HeaderIdempotencyKey, cmp.Or(c.key, key[:min(len(key), 64)]))
	got := httptest.NewRecorder()
	c.to.ServeHTTP(got, request)
	if got.Code != want {
		c.t.Fatalf("%s %s = %d, want %d", method, path, got.Code, want)
	}
	if answer != nil {
		if err := json.NewDecoder(got.Body).Decode(answer); err != nil {
			c.t.Fatal(err)
		}
	}
}

// confirmed logs a demo candidate in and does steps 3 to 7.
func confirmed(t *testing.T, b *backend.Backend, session *exam.Exam, n int) *client {
	t.Helper()
	c := &client{t: t, to: contract.New(t).Handler(b.Handler())}
	demo := session.Practice.Accounts[n-1]
	var login api.Session
	c.do(http.MethodPost, api.PathSessions, api.Login{Account: demo.Account, Password: session.Practice.Password}, &login, http.StatusCreated)
	c.token = login.Token
	c.do(http.MethodPut, api.PathAgreement, api.Consent{Version: session.Agreement.Version}, nil, http.StatusOK)
	c.do(http.MethodPost, api.PathIdentity, api.Identity{Type: "1", Number: demo.Document, Name: demo.Name}, nil, http.StatusOK)
	c.do(http.MethodPut, api.PathConfirmation, api.Confirmation{RecordChecked: true, PhoneRight: true, StudentRight: true}, nil, http.StatusOK)
	return c
}

// nonce opens a page of the cashier and takes the nonce of its form.
func (c *client) nonce(page string) string {
	c.t.Helper()
	shown := httptest.NewRecorder()
	c.to.ServeHTTP(shown, httptest.NewRequestWithContext(c.t.Context(), http.MethodGet, page, nil))
	_, after, found := strings.Cut(shown.Body.String(), `name="nonce" value="`)
	nonce, _, _ := strings.Cut(after, `"`)
	if shown.Code != http.StatusOK || !found {
		c.t.Fatalf("the cashier answers %d", shown.Code)
	}
	return nonce
}

// post sends a form of the cashier.
func (c *client) post(action string, form url.Values) {
	c.t.Helper()
	post := httptest.NewRequestWithContext(c.t.Context(), http.MethodPost, action, strings.NewReader(form.Encode()))
	post.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	sent := httptest.NewRecorder()
	c.to.ServeHTTP(sent, post)
	if sent.Code != http.StatusSeeOther {
		c.t.Fatalf("the cashier's form answers %d", sent.Code)
	}
}

// submit opens a page of the cashier and sends its form.
func (c *client) submit(page, action string, form url.Values) {
	c.t.Helper()
	form.Set("nonce", c.nonce(page))
	c.post(action, form)
}

// ordered has demo2 make an order over the seat that the roster gave them, and
// returns it with the path of its cashier.
func ordered(t *testing.T, b *backend.Backend, config backend.Config) (c *client, order api.Order, cashier string) {
	t.Helper()
	c = confirmed(t, b, config.Exam, 2)
	var info api.Info
	c.do(http.MethodGet, api.PathRegistration, nil, &info, http.StatusOK)
	if len(info.Written) != 1 || info.Written[0].Paid {
		t.Fatalf("demo2 holds %+v", info.Written)
	}
	c.do(http.MethodPost, api.PathOrders, api.NewOrder{Registrations: []string{info.Written[0].ID}}, &order, http.StatusCreated)
	path, public := strings.CutPrefix(order.CashierURL, config.PublicURL)
	if !public || !strings.HasPrefix(path, "/cashier/") || order.State != api.OrderOpen {
		t.Fatalf("order %s at %q", order.State, order.CashierURL)
	}
	return c, order, path
}

func TestACandidatePays(t *testing.T) {
	t.Parallel()
	config := centerConfig(t, newClock())
	config.PublicURL = "https://bm.example.cn"
	c, order, cashier := ordered(t, open(t, config), config)
	c.submit(cashier, cashier+"/pay", url.Values{"method": {"alipay"}})
	var info api.Info
	c.do(http.MethodGet, strings.Replace(api.PathOrder, "{id}", order.ID, 1), nil, &order, http.StatusOK)
	c.do(http.MethodGet, api.PathRegistration, nil, &info, http.StatusOK)
	if order.State != api.OrderPaid || len(info.Written) != 1 || !info.Written[0].Paid {
		t.Errorf("order %s, registrations %+v", order.State, info.Written)
	}
}

// TestARefusedPaymentServesTheQueue checks promise 2 across the payment and the
// waitlist: the seat goes to the head of the queue at once.
func TestARefusedPaymentServesTheQueue(t *testing.T) {
	t.Parallel()
	config := centerConfig(t, newClock())
	b := open(t, config)
	config.PublicURL = "http://example.com" // where the test's requests come to
	c, order, cashier := ordered(t, b, config)
	before := look(t, config, "SELECT waiting FROM pools WHERE id = '993010-1'")
	c.submit(cashier+"/refuse", cashier+"/refuse", url.Values{})
	var info api.Info
	c.do(http.MethodGet, strings.Replace(api.PathOrder, "{id}", order.ID, 1), nil, &order, http.StatusOK)
	c.do(http.MethodGet, api.PathRegistration, nil, &info, http.StatusOK)
	if order.State != api.OrderRefused || len(info.Written) != 0 {
		t.Errorf("order %s, registrations %+v", order.State, info.Written)
	}
	after := look(t, config, "SELECT waiting FROM pools WHERE id = '993010-1' AND held = capacity")
	if after != before-1 {
		t.Errorf("%d wait, %d before: the seat did not go to the head of the queue", after, before)
	}
}

// look asks the backend's database for a number.
func look(t *testing.T, config backend.Config, query string, args ...any) (n int) {
	t.Helper()
	db, err := store.Open(t.Context(), config.Address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	err = db.Read(t.Context(), func(tx store.Tx) error {
		return tx.QueryRowContext(t.Context(), query, args...).Scan(&n)
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestTheWorkerSettles lets the unpaid seats lapse, then has a request wake the
// worker, and waits until the database says so.
func TestTheWorkerSettles(t *testing.T) {
	t.Parallel()
	now := newClock()
	config := centerConfig(t, now)
	b := open(t, config)
	c := &client{t: t, to: contract.New(t).Handler(b.Handler())}
	now.Pass(25 * time.Hour)
	c.do(http.MethodPost, api.PathSessions, api.Login{Account: "nobody@houbu.test", Password: "wrong"}, nil, http.StatusUnauthorized)
	late := "SELECT count(*) FROM registrations WHERE state = 'held' AND pay_by <= $1"
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for tries := 0; look(t, config, late, now.Now().UnixNano()) > 0; tries++ {
		if tries == 1500 {
			t.Fatal("nobody settled what was due")
		}
		<-again.C
	}
}

// TestTheDemoSeatOutlastsANight opens a practice session of three days ago: demo2
// holds the seat that the login screen speaks of, and can pay for it.
func TestTheDemoSeatOutlastsANight(t *testing.T) {
	t.Parallel()
	now := newClock()
	now.Pass(72 * time.Hour)
	config := practiceConfig(t, now)
	config.PublicURL = "https://bm.example.cn"
	if _, order, _ := ordered(t, open(t, config), config); order.State != api.OrderOpen {
		t.Errorf("the order is %s", order.State)
	}
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	session, err := practice.Session(newClock().Now())
	if err != nil {
		t.Fatal(err)
	}
	corrupt := filepath.Join(t.TempDir(), "houbu.db")
	if err := os.WriteFile(corrupt, bytes.Repeat([]byte("no database "), 500), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, address string
		practice      bool
		want          error
	}{
		{"a damaged file", "sqlite:" + corrupt, false, store.ErrCorrupt},
		{"a real center's data as a practice session", "sqlite:" + filepath.Join(t.TempDir(), "houbu.db"), true, practice.ErrNotPractice},
		{"an address of another kind", "mysql://x", false, store.ErrScheme},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := backend.Open(t.Context(), backend.Config{Address: test.address, Exam: session, Practice: test.practice})
			var fe *store.FileError
			if !errors.Is(err, test.want) || !errors.Is(err, store.ErrScheme) && !errors.As(err, &fe) {
				t.Errorf("Open = %v, want %v with the path", err, test.want)
			}
		})
	}
}

func TestOnPostgres(t *testing.T) { storetest.OnPostgres(t) }

func TestCloseTwice(t *testing.T) {
	t.Parallel()
	config := practiceConfig(t, newClock())
	ctx, cancel := context.WithCancel(t.Context())
	b, err := backend.Open(ctx, config)
	if err != nil {
		t.Fatal(err)
	}
	cancel() // the context is for opening alone
	c := &client{t: t, to: contract.New(t).Handler(b.Handler())}
	c.do(http.MethodGet, api.PathExam, nil, nil, http.StatusOK)
	for range 2 {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	}
}
