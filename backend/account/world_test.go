package account_test

import (
	"context"
	"errors"
	"net/netip"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"

	"houbu/api"
	"houbu/backend/account"
	"houbu/backend/clocktest"
	"houbu/backend/exam"
	"houbu/backend/refusal"
	"houbu/backend/store"
	"houbu/backend/store/storetest"
)

const (
	password  = "Right2026!"
	version   = "2026-2"
	zhangSan  = "990101200501010010"
	liSi      = "99010120050101007X"
	wangWu    = "990101200402290037"
	window    = 15 * time.Minute
	lock      = 10 * time.Minute
	tokenLife = 2 * time.Hour
	perAcct   = 3
	perAddr   = 5
)

// world is a database with three accounts and three students, and a clock that
// stands still until it is moved.
type world struct {
	t       *testing.T
	db      *store.DB
	exam    *exam.Exam
	service *account.Service
	clock   *clocktest.Clock
}

func newWorld(t *testing.T) *world {
	t.Helper()
	db := storetest.Open(t, storetest.Address(t))
	w := &world{t: t, db: db, clock: clocktest.New(time.Date(2026, 10, 8, 9, 0, 0, 0, time.UTC))}
	w.exam = &exam.Exam{
		Agreement:     exam.Agreement{Version: version, Text: "协议"},
		DocumentTypes: []api.DocumentType{{Code: "1"}, {Code: "4"}},
		Subjects:      []api.Subject{{Code: "1", Name: "英语四级"}, {Code: "2", Name: "英语六级"}},
		Login: exam.LoginRules{
			TokenLife: tokenLife, AccountFailures: perAcct, AddressFailures: perAddr, Window: window, LockFor: lock,
		},
	}
	w.service = account.New(db, w.exam, w.clock.Now)
	// A cheap hash: these tests are about the rules, not about the cost.
	hash, err := argon2id.CreateHash(password, &argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"a", "b", "c"} {
		w.exec("INSERT INTO accounts (id, login, password_hash, phone) VALUES ($1, $2, $3, '13800000000')", id, id+"@houbu.test", hash)
	}
	w.exec("INSERT INTO accounts (id, login, password_hash) VALUES ('shut', 'shut@houbu.test', '')")
	w.student("s1", zhangSan, "张三")
	w.student("s2", liSi, "李四")
	w.student("s3", wangWu, "王五")
	w.exec("INSERT INTO qualifications (student_id, subject) VALUES ('s1', '2'), ('s1', '1'), ('s2', '1')")
	return w
}

func (w *world) student(id, number, name string) {
	w.t.Helper()
	w.exec("INSERT INTO students (id, document_type, document_number, name) VALUES ($1, '1', $2, $3)", id, number, name)
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

// number is the single number that a query gives.
func (w *world) number(query string, args ...any) int64 {
	w.t.Helper()
	var n int64
	err := w.db.Read(context.Background(), func(tx store.Tx) error {
		return tx.QueryRowContext(context.Background(), query, args...).Scan(&n)
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}

// login tries to log in from an address.
func (w *world) login(addr, login, password string) (api.Session, error) {
	return w.service.Login(context.Background(), netip.MustParseAddr(addr), api.Login{Account: login, Password: password})
}

// identity logs an account in and returns who its token belongs to.
func (w *world) identity(id string) account.Identity {
	w.t.Helper()
	session, err := w.login("192.0.2.200", id+"@houbu.test", password)
	if err != nil {
		w.t.Fatal(err)
	}
	return w.again(session.Token)
}

func (w *world) again(token string) account.Identity {
	w.t.Helper()
	who, err := w.service.Authenticate(context.Background(), token)
	if err != nil {
		w.t.Fatal(err)
	}
	return who
}

// agreed is identity for an account that has agreed.
func (w *world) agreed(id string) account.Identity {
	w.t.Helper()
	if _, err := w.service.Agree(context.Background(), w.identity(id), api.Consent{Version: version}); err != nil {
		w.t.Fatal(err)
	}
	return w.identity(id)
}

// bound is identity for an account that has agreed and is bound to a student.
func (w *world) bound(id, number, name string) account.Identity {
	w.t.Helper()
	_, err := w.service.Identify(context.Background(), w.agreed(id), api.Identity{Type: "1", Number: number, Name: name})
	if err != nil {
		w.t.Fatal(err)
	}
	return w.identity(id)
}

// codeOf is the refusal's code, empty for success, or the text of any other
// error.
func codeOf(err error) api.Code {
	var no *refusal.Error
	switch {
	case err == nil:
		return ""
	case errors.As(err, &no):
		return no.Code
	}
	return api.Code(err.Error())
}

func (w *world) wantCode(what string, err error, want api.Code) {
	w.t.Helper()
	if got := codeOf(err); got != want {
		w.t.Errorf("%s: %q, want %q", what, got, want)
	}
}
