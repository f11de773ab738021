package desk_test

import (
	"context"
	"errors"
	"net/netip"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"

	"houbu/api"
	"houbu/backend/account"
	"houbu/backend/audit"
	"houbu/backend/clocktest"
	"houbu/backend/desk"
	"houbu/backend/exam"
	"houbu/backend/payment"
	"houbu/backend/refusal"
	"houbu/backend/store"
	"houbu/backend/store/storetest"
	"houbu/backend/waitlist"
)

const (
	zhangSan = "990101200501010010"
	liSi     = "99010120050101007X"
	password = "Right2026!"
	key      = "key-0123456789"
)

var start = time.Date(2026, 9, 1, 1, 0, 0, 0, time.UTC)

// world is a desk over a database with three students, of whom two have an account,
// and an account that is bound to nobody.
type world struct {
	*desk.Service
	t        *testing.T
	db       *store.DB
	exam     *exam.Exam
	waitlist *waitlist.Service
	accounts *account.Service
	payment  *payment.Service
	clock    *clocktest.Clock
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, db: storetest.Open(t, storetest.Address(t)), clock: clocktest.New(start), exam: session()}
	w.waitlist, w.accounts = waitlist.New(w.db, w.exam, w.clock.Now), account.New(w.db, w.exam, w.clock.Now)
	w.payment = payment.New(w.db, w.exam, w.waitlist, nil, w.clock.Now)
	w.Service = desk.New(desk.Config{
		DB: w.db, Exam: w.exam, Accounts: w.accounts, Waitlist: w.waitlist, Payment: w.payment, Now: w.clock.Now,
	})
	t.Cleanup(w.Close)
	// A cheap hash: these tests are about the rules, not about the cost.
	hash, err := argon2id.CreateHash(password, &argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32})
	if err != nil {
		t.Fatal(err)
	}
	w.exec(`INSERT INTO students (id, document_type, document_number, name, school_code, campus_code, student_no) VALUES
		('s1', '1', $1, '张三', '99301', '993010', '20250001'), ('s2', '1', $2, '李四', '99301', '993010', '20250002'),
		('s3', '4', 'E12345678', '张三丰', '99301', '993010', '')`, zhangSan, liSi)
	w.exec("INSERT INTO qualifications (student_id, subject) VALUES ('s1', '1'), ('s2', '1'), ('s3', '1')")
	w.exec(`INSERT INTO accounts (id, login, password_hash, phone, student_id, bound_at, agreement_version, agreed_at, confirmed_at) VALUES
		('a1', 'zhang@houbu.test', $1, '13800001234', 's1', 1, '1', 1, 1), ('a2', 'li@houbu.test', $1, '13800005678', 's2', 1, '1', 1, 1),
		('a9', 'nobody@houbu.test', $1, '13800009999', NULL, NULL, '', NULL, NULL)`, hash)
	w.pool(1)
	return w
}

func session() *exam.Exam {
	return &exam.Exam{
		ID: "2026-2", OpensAt: start.Add(-time.Hour), ClosesAt: start.Add(240 * time.Hour), LastAllocAt: start.Add(250 * time.Hour),
		PaymentEndsAt: start.Add(264 * time.Hour), PayWindow: 24 * time.Hour, MinPayTime: time.Minute,
		Exclusive: exam.PerLevel, OralRequires: exam.OralNeedsRegistered, Agreement: exam.Agreement{Version: "1"},
		DocumentTypes: []api.DocumentType{{Code: "1"}, {Code: "4"}},
		Subjects:      []api.Subject{{Code: "1", Name: "英语四级", Kind: api.Written, Level: 4, FeeFen: 3000}},
		CancelReasons: []api.CancelReason{{Code: "other", Name: "其他", NeedsText: true}},
		Methods:       []api.PayMethod{{Code: "bank", Name: "网银"}},
		Login: exam.LoginRules{
			TokenLife: time.Hour, AccountFailures: 3, AddressFailures: 50, Window: 15 * time.Minute, LockFor: 10 * time.Minute,
		},
	}
}

// pool gives the one pool a capacity.
func (w *world) pool(capacity int) {
	w.t.Helper()
	at := waitlist.Pool{SchoolCode: "99301", School: "示例大学", CampusCode: "993010", Campus: "东校区", Subject: "1"}
	if err := w.db.Write(w.t.Context(), func(tx store.Tx) error { return w.waitlist.AddPool(w.t.Context(), tx, at, capacity) }); err != nil {
		w.t.Fatal(err)
	}
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

// scan reads one value.
func scan(w *world, query string, into any) func(tx store.Tx) error {
	return func(tx store.Tx) error { return tx.QueryRowContext(w.t.Context(), query).Scan(into) }
}

// helper is a caller with a key.
func helper(key string) desk.Caller {
	return desk.Caller{Key: key, Actor: audit.Actor{ID: "h", Login: "wang", Role: api.RoleHelper, Address: netip.MustParseAddr("192.0.2.7")}}
}

// manager is a caller with a key.
func manager(key string) desk.Caller {
	who := helper(key)
	who.ID, who.Login, who.Role = "m", "zhao", api.RoleManager
	return who
}

// trail is the audit trail, newest first.
func (w *world) trail() []api.AuditRow {
	w.t.Helper()
	all, err := w.Audit(w.t.Context(), audit.Filter{})
	if err != nil {
		w.t.Fatal(err)
	}
	return all.Rows
}

// joins puts a student into the queue.
func (w *world) joins(account, student string) api.Receipt {
	w.t.Helper()
	done, err := w.waitlist.Join(w.t.Context(), waitlist.Caller{AccountID: account, StudentID: student, Key: key},
		api.Join{CampusCode: "993010", Subject: "1"})
	if err != nil {
		w.t.Fatal(err)
	}
	return done
}

// login tries to log in as a candidate.
func (w *world) login(with string) error {
	_, err := w.accounts.Login(w.t.Context(), netip.MustParseAddr("192.0.2.1"), api.Login{Account: "zhang@houbu.test", Password: with})
	return err
}

// codeOf is the refusal's code, empty for success, or the text of any other error.
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
