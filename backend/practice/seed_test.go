package practice_test

import (
	"net/netip"
	"strings"
	"testing"

	"houbu/api"
	"houbu/backend/account"
	"houbu/backend/practice"
)

func TestSeedMakesTheDocumentedSession(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.check()
	if n := w.count("SELECT count(*) FROM pools WHERE school_code = '99301' AND campus_code IN ('993010', '993011')"); n != 22 {
		t.Errorf("%d pools, want eleven subjects at two campuses", n)
	}
	if full := w.count("SELECT count(*) FROM pools WHERE held = capacity AND waiting BETWEEN 10 AND 14"); full != 16 {
		t.Errorf("%d pools are full with 10 to 14 waiting, want 16", full)
	}
	if free := w.count("SELECT count(*) FROM pools WHERE held < capacity AND waiting = 0"); free != 6 {
		t.Errorf("%d pools are free, want 6", free)
	}
	if n := w.count("SELECT count(*) FROM students WHERE simulated = 0"); n != 3 {
		t.Errorf("%d students are no simulated ones, want the three of the demo accounts", n)
	}
	if n := w.count("SELECT count(*) FROM accounts WHERE password_hash <> ''"); n != 3 {
		t.Errorf("%d accounts can log in, want 3", n)
	}
	if n := w.count("SELECT count(*) FROM students WHERE document_number NOT LIKE '99%' OR simulated = 1 AND name NOT LIKE '练习%'"); n != 0 {
		t.Errorf("%d people are not plainly synthetic", n)
	}
	if n := w.count(`SELECT count(*) FROM registrations r JOIN students s ON s.id = r.student_id
		WHERE s.document_number = '99010120050101007X' AND r.pool_id = '993010-1' AND r.state = 'held'`); n != 1 {
		t.Errorf("demo2 holds %d unpaid seats of 英语四级, want 1", n)
	}
	if err := practice.Verify(t.Context(), w.DB); err != nil {
		t.Errorf("Verify = %v", err)
	}
}

func TestDemoAccountsLogIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	accounts := account.New(w.DB, w.Exam, w.clock.Now)
	if len(w.Exam.Practice.Accounts) != 3 {
		t.Fatalf("%d demo accounts, want 3", len(w.Exam.Practice.Accounts))
	}
	qualified := map[string]string{"demo1": "英语四级 英语六级 日语四级", "demo2": "英语四级 英语六级", "demo3": ""}
	for _, demo := range w.Exam.Practice.Accounts {
		session, err := accounts.Login(t.Context(), netip.MustParseAddr("127.0.0.1"), api.Login{Account: demo.Account, Password: w.Exam.Practice.Password})
		if err != nil {
			t.Errorf("%s cannot log in: %v", demo.Account, err)
			continue
		}
		id, err := accounts.Authenticate(t.Context(), session.Token)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := accounts.Agree(t.Context(), id, api.Consent{Version: w.Exam.Agreement.Version}); err != nil {
			t.Fatal(err)
		}
		if id, err = accounts.Authenticate(t.Context(), session.Token); err != nil {
			t.Fatal(err)
		}
		record, err := accounts.Identify(t.Context(), id, api.Identity{Type: "1", Number: demo.Document, Name: demo.Name})
		if err != nil {
			t.Errorf("%s is not found by what stands on the login screen: %v", demo.Account, err)
			continue
		}
		name, _, _ := strings.Cut(demo.Account, "@")
		if got := strings.Join(record.Qualified, " "); got != qualified[name] {
			t.Errorf("%s: 资格科目 %q, want %q", name, got, qualified[name])
		}
	}
}

func TestSessionIsOpenWheneverItStarts(t *testing.T) {
	t.Parallel()
	for _, at := range []int{0, 1, 400} {
		begin := start.AddDate(0, 0, at)
		session, err := practice.Session(begin)
		if err != nil {
			t.Fatal(err)
		}
		if !session.RegistrationOpen(begin) || !session.MayAllocate(begin.AddDate(0, 0, 14)) {
			t.Errorf("started on day %d, the session is not open for two weeks", at)
		}
	}
}
