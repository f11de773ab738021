package staff_test

import (
	"errors"
	"net/netip"
	"strings"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/account"
	"houbu/backend/audit"
	"houbu/backend/clocktest"
	"houbu/backend/exam"
	"houbu/backend/refusal"
	"houbu/backend/staff"
	"houbu/backend/store"
	"houbu/backend/store/storetest"
)

func TestOnPostgres(t *testing.T) { storetest.OnPostgres(t) }

const (
	password = "Long-Enough-2026"
	life     = 2 * time.Hour
)

// world is a database without staff, and a clock that stands still.
type world struct {
	t       *testing.T
	db      *store.DB
	clock   *clocktest.Clock
	service *staff.Service
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, db: storetest.Open(t, storetest.Address(t)), clock: clocktest.New(time.Date(2026, 10, 8, 9, 0, 0, 0, time.UTC))}
	session := &exam.Exam{Login: exam.LoginRules{
		TokenLife: life, AccountFailures: 3, AddressFailures: 9, Window: time.Hour, LockFor: time.Hour,
	}}
	w.service = staff.New(w.db, account.New(w.db, session, w.clock.Now), w.clock.Now)
	return w
}

func console() audit.Actor { return audit.Console("root", "houbu-1") }

func (w *world) add(login string, role api.Role) error {
	return staff.Add(w.t.Context(), w.db, console(), login, password, role, w.clock.Now())
}

// trail is the audit trail, newest first.
func (w *world) trail() []api.AuditRow {
	w.t.Helper()
	var all api.Audit
	if err := w.db.Read(w.t.Context(), func(tx store.Tx) (err error) {
		all, err = audit.List(w.t.Context(), tx, audit.Filter{})
		return err
	}); err != nil {
		w.t.Fatal(err)
	}
	return all.Rows
}

func (w *world) login(login, password string) (api.StaffSession, error) {
	return w.service.Login(w.t.Context(), netip.MustParseAddr("192.0.2.1"), api.StaffLogin{Login: login, Password: password})
}

// refused fails unless an error is a refusal with a code.
func refused(t *testing.T, err error, code api.Code) {
	t.Helper()
	var no *refusal.Error
	if !errors.As(err, &no) || no.Code != code {
		t.Errorf("got %v, want %s", err, code)
	}
}

func TestAddRefuses(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if err := w.add("Wang", api.RoleHelper); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		login, password string
		want            error
	}{
		{"wang", password, staff.ErrTaken}, {" WANG ", password, staff.ErrTaken}, {"w", password, staff.ErrLogin},
		{"wang li", password, staff.ErrLogin}, {strings.Repeat("w", 65), password, staff.ErrLogin}, {"li", "short", staff.ErrPassword},
	} {
		if err := staff.Add(t.Context(), w.db, console(), test.login, test.password, api.RoleHelper, w.clock.Now()); !errors.Is(err, test.want) {
			t.Errorf("Add(%q) = %v, want %v", test.login, err, test.want)
		}
	}
	if rows := w.trail(); len(rows) != 1 || rows[0].Action != api.AuditStaffAdd || rows[0].SubjectKey != "wang" ||
		rows[0].After["role"] != "helper" || rows[0].Staff != "root@houbu-1" || rows[0].Role != api.RoleConsole || rows[0].Address != "console" {
		t.Errorf("the trail has %+v", rows)
	}
	all, err := staff.List(t.Context(), w.db)
	if err != nil || len(all) != 1 || all[0].Login != "wang" || all[0].Role != api.RoleHelper || all[0].Disabled != nil {
		t.Errorf("List = %+v, %v", all, err)
	}
}

// TestALoginIsGoodUntilItEnds: at its last instant, and no more at the next, or once it
// was given back.
func TestALoginIsGoodUntilItEnds(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if err := w.add("wang", api.RoleManager); err != nil {
		t.Fatal(err)
	}
	first, err := w.login("Wang", password)
	if err != nil || first.Staff != (api.Staff{Login: "wang", Role: api.RoleManager}) || !staff.IsToken(first.Token) {
		t.Fatalf("Login = %+v, %v", first.Staff, err)
	}
	second, err := w.login("wang", password)
	if err != nil {
		t.Fatal(err)
	}
	who, err := w.service.Authenticate(t.Context(), first.Token)
	if err != nil || who.Login != "wang" || who.Role != api.RoleManager {
		t.Fatalf("Authenticate = %+v, %v", who, err)
	}
	if err := w.service.Logout(t.Context(), who); err != nil {
		t.Fatal(err)
	}
	_, err = w.service.Authenticate(t.Context(), first.Token)
	refused(t, err, api.CodeUnauthorized)
	w.clock.Pass(life - 1)
	if _, err := w.service.Authenticate(t.Context(), second.Token); err != nil {
		t.Errorf("at the last instant: %v", err)
	}
	w.clock.Pass(1)
	_, err = w.service.Authenticate(t.Context(), second.Token)
	refused(t, err, api.CodeUnauthorized)
}

// TestDisabledIsAsIfNotThere: its sessions end, and no login says more than that
// something is wrong.
func TestDisabledIsAsIfNotThere(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if err := w.add("wang", api.RoleHelper); err != nil {
		t.Fatal(err)
	}
	session, err := w.login("wang", password)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // again changes nothing
		if err := staff.Disable(t.Context(), w.db, console(), "WANG", w.clock.Now()); err != nil {
			t.Fatal(err)
		}
	}
	if rows := w.trail(); len(rows) != 2 || rows[0].Action != api.AuditStaffDisable || rows[0].SubjectKind != api.AboutStaff ||
		rows[0].SubjectKey != "wang" || rows[0].Before["disabled"] != "false" || rows[0].After["disabled"] != "true" ||
		rows[0].After["logins_ended"] != "1" || rows[0].Staff != "root@houbu-1" {
		t.Errorf("the trail has %+v", rows)
	}
	if err := staff.Disable(t.Context(), w.db, console(), "li", w.clock.Now()); !errors.Is(err, staff.ErrUnknown) {
		t.Errorf("Disable of nobody = %v", err)
	}
	_, err = w.service.Authenticate(t.Context(), session.Token)
	refused(t, err, api.CodeUnauthorized)
	_, err = w.login("wang", password)
	refused(t, err, api.CodeWrongPassword)
	_, err = w.login("nobody", password)
	refused(t, err, api.CodeWrongPassword)
}

// TestGuessesAreThrottled by the candidates' rule.
func TestGuessesAreThrottled(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if err := w.add("wang", api.RoleHelper); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		_, err := w.login("wang", "wrong")
		refused(t, err, api.CodeWrongPassword)
	}
	_, err := w.login("wang", "wrong")
	refused(t, err, api.CodeAccountLocked)
	_, err = w.login("wang", password)
	refused(t, err, api.CodeAccountLocked)
}
