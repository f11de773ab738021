package httpapi_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"

	"houbu/api"
	"houbu/backend/account"
	"houbu/backend/clocktest"
	"houbu/backend/exam"
	httpapi "houbu/backend/http"
	"houbu/backend/http/contract"
	"houbu/backend/staff"
	"houbu/backend/store"
	"houbu/backend/store/storetest"
)

const (
	password = "Right2026!"
	version  = "2026-2"
	phone    = "13800001234"
	zhangSan = "990101200501010010"
	liSi     = "99010120050101007X"
	key      = "key-0123456789"

	tokenLife = time.Hour
)

// world is the whole handler over a real database of accounts, with fakes for
// what comes after them, a clock that stands still, and the log it wrote.
type world struct {
	t        *testing.T
	db       *store.DB
	waitlist *fakeWaitlist
	payment  *fakePayment
	desk     *fakeDesk
	staff    string // token of a manager
	handler  http.Handler
	log      *logged
	handed   *httpapi.Handler
	mu       sync.Mutex
	clock    *clocktest.Clock
	timers   []*timer
}

func newWorld(t *testing.T, change ...func(*httpapi.Config)) *world {
	t.Helper()
	db := storetest.Open(t, storetest.Address(t))
	w := &world{
		t: t, db: db, waitlist: &fakeWaitlist{}, payment: &fakePayment{}, desk: &fakeDesk{}, log: &logged{},
		clock: clocktest.New(time.Date(2026, 10, 8, 9, 0, 0, 0, time.UTC)),
	}
	session := &exam.Exam{
		ID: "2026-2", Name: "考次", Exclusive: exam.PerLevel,
		Agreement:     exam.Agreement{Version: version, Text: "协议"},
		DocumentTypes: []api.DocumentType{{Code: "1", Name: "中华人民共和国居民身份证"}},
		Subjects:      []api.Subject{{Code: "1", Name: "英语四级", Kind: api.Written, Level: 4}},
		Login: exam.LoginRules{
			TokenLife: tokenLife, AccountFailures: 3, AddressFailures: 5, Window: 15 * time.Minute, LockFor: 10 * time.Minute,
		},
	}
	accounts := account.New(db, session, w.clock.Now)
	config := httpapi.Config{
		Exam: session, Accounts: accounts, Waitlist: w.waitlist, Payment: w.payment,
		Staff: staff.New(db, accounts, w.clock.Now), Desk: w.desk,
		Now: w.clock.Now, After: w.after, Rand: func() float64 { return 0 }, Log: slog.New(slog.NewJSONHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	for _, f := range change {
		f(&config)
	}
	w.handed = httpapi.New(config)
	w.handler = contract.New(t).Handler(w.handed)
	w.fill()
	return w
}

func (w *world) fill() {
	w.t.Helper()
	hash, err := argon2id.CreateHash(password, &argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32})
	if err != nil {
		w.t.Fatal(err)
	}
	w.exec("INSERT INTO accounts (id, login, password_hash, phone) VALUES ('a', 'a@houbu.test', $1, $2), ('b', 'b@houbu.test', $3, '')", hash, phone, hash)
	w.exec("INSERT INTO staff (id, login, password_hash, role, created_at) VALUES ('h', 'helper', $1, 'helper', 1), ('m', 'manager', $1, 'manager', 1)", hash)
	w.exec("INSERT INTO students (id, document_type, document_number, name) VALUES ('s1', '1', $1, '张三'), ('s2', '1', $2, '李四')", zhangSan, liSi)
	w.exec("INSERT INTO qualifications (student_id, subject) VALUES ('s1', '1')")
}

func (w *world) exec(query string, args ...any) {
	w.t.Helper()
	err := w.db.Write(context.Background(), func(tx store.Tx) error {
		_, err := tx.ExecContext(context.Background(), query, args...)
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// timer is something that the handler wants done later.
type timer struct {
	in      time.Duration
	do      func()
	stopped bool
}

func (w *world) after(d time.Duration, do func()) (stop func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	set := &timer{in: d, do: do}
	w.timers = append(w.timers, set)
	return func() { set.stopped = true }
}

// ask is a request to make. A string body is sent as it is.
type ask struct {
	method, path, token, key string
	body                     any
	header                   http.Header
	from                     string // address and port
}

func (w *world) do(a ask) *httptest.ResponseRecorder {
	w.t.Helper()
	var sent io.Reader
	if text, ok := a.body.(string); ok {
		sent = strings.NewReader(text)
	} else if a.body != nil {
		encoded, err := json.Marshal(a.body)
		if err != nil {
			w.t.Fatal(err)
		}
		sent = bytes.NewReader(encoded)
	}
	r := httptest.NewRequestWithContext(context.Background(), a.method, a.path, sent)
	for name, values := range a.header {
		r.Header[name] = values
	}
	if a.body != nil && r.Header.Get("Content-Type") == "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if a.token != "" {
		r.Header.Set("Authorization", "Bearer "+a.token)
	}
	if a.key != "" {
		r.Header.Set(api.HeaderIdempotencyKey, a.key)
	}
	if a.from != "" {
		r.RemoteAddr = a.from
	}
	out := httptest.NewRecorder()
	w.handler.ServeHTTP(out, r)
	return out
}

// login returns a token of account a.
func (w *world) login() string {
	w.t.Helper()
	out := w.do(ask{method: "POST", path: api.PathSessions, body: api.Login{Account: "a@houbu.test", Password: password}})
	if out.Code != http.StatusCreated {
		w.t.Fatalf("log in: %d", out.Code)
	}
	return decode[api.Session](w.t, out).Token
}

// staffLogin returns a token of a staff account.
func (w *world) staffLogin(login string) string {
	w.t.Helper()
	out := w.do(ask{method: "POST", path: api.PathStaffSessions, body: api.StaffLogin{Login: login, Password: password}})
	if out.Code != http.StatusCreated {
		w.t.Fatalf("log in %s: %d", login, out.Code)
	}
	return decode[api.StaffSession](w.t, out).Token
}

// tokenFor is a token that may call an operation: the candidate's, or a manager's.
func (w *world) tokenFor(d described, candidate string) string {
	w.t.Helper()
	if !slices.Contains(d.Roles, "manager") {
		return candidate
	}
	if w.staff == "" || d.OperationID == "staff-log-out" {
		w.staff = w.staffLogin("manager")
	}
	token := w.staff
	if d.OperationID == "staff-log-out" {
		w.staff = ""
	}
	return token
}

// ready returns a token of account a with steps 1 to 7 done.
func (w *world) ready() string {
	w.t.Helper()
	w.exec("UPDATE accounts SET agreement_version = $1, agreed_at = 1, student_id = 's1', confirmed_at = 1 WHERE id = 'a'", version)
	return w.login()
}

func decode[T any](t *testing.T, out *httptest.ResponseRecorder) T {
	t.Helper()
	var value T
	if err := json.Unmarshal(out.Body.Bytes(), &value); err != nil {
		t.Fatalf("status %d, not JSON: %v", out.Code, err)
	}
	return value
}

// wantProblem checks that a reply is a problem, whole.
func wantProblem(t *testing.T, what string, out *httptest.ResponseRecorder, status int, code api.Code) api.Problem {
	t.Helper()
	if out.Code != status || out.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("%s: %d %s, want a problem of %d", what, out.Code, out.Header().Get("Content-Type"), status)
		return api.Problem{}
	}
	p := decode[api.Problem](t, out)
	if p.Code != code || p.Status != status || p.Title == "" || p.Type != "urn:houbu:problem:"+string(code) {
		t.Errorf("%s: %+v, want %s", what, p, code)
	}
	if out.Header().Get("X-Request-Id") == "" {
		t.Errorf("%s: no request id", what)
	}
	return p
}

// logged is a log that can be read while it is written.
type logged struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write keeps a line.
func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}
