package desk_test

import (
	"maps"
	"strings"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/desk"
)

// tag is the tag of what the candidate s1 sees, as a client that polls gets it.
func (w *world) tag() string {
	w.t.Helper()
	_, tag, err := w.waitlist.InfoUnless(w.t.Context(), "s1", func(string) bool { return false })
	if err != nil {
		w.t.Fatal(err)
	}
	return tag
}

// deed is one thing that the desk does for s1, over a world where it can.
type deed struct {
	action api.AuditAction
	ready  func(w *world)
	do     func(w *world, who desk.Caller, note string) (api.Receipt, error)
	before map[string]string
	after  map[string]string
}

func deeds() []deed {
	locked := func(w *world) {
		for range 3 {
			_ = w.login("wrong")
		}
	}
	none := func(*world) {}
	return []deed{
		{api.AuditJoin, none, func(w *world, who desk.Caller, note string) (api.Receipt, error) {
			return w.Join(w.t.Context(), who, "s1", api.StaffJoin{CampusCode: "993010", Subject: "1", Note: note})
		}, nil, map[string]string{"pool": "993010-1", "state": "offered", "sequence": "1"}},
		{api.AuditCancel, func(w *world) { w.joins("a1", "s1") }, func(w *world, who desk.Caller, note string) (api.Receipt, error) {
			var entry string
			if err := w.db.Look(scan(w, "SELECT id FROM entries WHERE student_id = 's1'", &entry)); err != nil {
				return api.Receipt{}, err
			}
			return w.Cancel(w.t.Context(), who, "s1", api.StaffCancellation{EntryID: entry, Reason: "other", Text: "病了", Note: note})
		}, map[string]string{"pool": "993010-1", "state": "offered"}, map[string]string{"state": "cancelled", "reason": "other"}},
		{api.AuditPassword, none, func(w *world, who desk.Caller, note string) (api.Receipt, error) {
			done, err := w.ResetPassword(w.t.Context(), who, "s1", api.StaffNote{Note: note})
			return done.Receipt, err
		}, nil, map[string]string{"account": "a1"}},
		{api.AuditUnlock, locked, func(w *world, who desk.Caller, note string) (api.Receipt, error) {
			return w.Unlock(w.t.Context(), who, "s1", api.StaffNote{Note: note})
		}, map[string]string{"failures": "3"}, map[string]string{"failures": "0"}},
		{api.AuditUnbind, none, func(w *world, who desk.Caller, note string) (api.Receipt, error) {
			return w.Unbind(w.t.Context(), who, "s1", api.StaffNote{Note: note})
		}, map[string]string{"account": "a1", "candidate": "s1"}, map[string]string{"account": "a1", "candidate": ""}},
	}
}

// holds tells whether facts hold what is wanted, and perhaps more.
func holds(facts, want map[string]string) bool {
	for name, value := range want {
		if facts[name] != value {
			return false
		}
	}
	return true
}

// TestWhatTheDeskDoes has its line in the audit trail, stands in the candidate's view
// without a name, changes the tag of that view, and is done once for its key.
func TestWhatTheDeskDoes(t *testing.T) {
	t.Parallel()
	for _, d := range deeds() {
		t.Run(string(d.action), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			d.ready(w)
			before := w.tag()
			done, err := d.do(w, helper(key), "\t电话\x1b核对\n身份\x00 ")
			if err != nil {
				t.Fatal(err)
			}
			rows := w.trail()
			if len(rows) != 1 {
				t.Fatalf("%d lines of the trail", len(rows))
			}
			row := rows[0]
			if row.No != 1 || done.Audit != 1 || row.Staff != "wang" || row.Role != api.RoleHelper || row.Address != "192.0.2.7" || row.Action != d.action ||
				row.SubjectKind != api.AboutCandidate || row.SubjectKey != "s1" || row.CandidateID != "s1" || row.Note != "电话核对 身份" || !row.At.Equal(start) {
				t.Errorf("%+v", row)
			}
			if !holds(row.Before, d.before) || !holds(row.After, d.after) {
				t.Errorf("before %v, after %v", row.Before, row.After)
			}
			for value := range maps.Values(row.After) {
				if strings.Contains(value, "argon2") {
					t.Errorf("a password stands in the trail")
				}
			}
			info, err := w.waitlist.Info(t.Context(), "s1")
			if err != nil || len(info.StaffActions) != 1 {
				t.Fatalf("%+v, %v", info.StaffActions, err)
			}
			if got := info.StaffActions[0]; got != (api.StaffAction{At: start, Role: api.RoleHelper, Action: d.action, Note: "电话核对 身份"}) {
				t.Errorf("the candidate reads %+v", got)
			}
			if w.tag() == before {
				t.Error("the tag of the candidate's view is the same")
			}
			again, err := d.do(w, helper(key), "电话核对 身份")
			if err != nil || again != done || len(w.trail()) != 1 {
				t.Errorf("again: %+v, %v, %d lines", again, err, len(w.trail()))
			}
			_, err = d.do(w, helper(key), "另一个原因")
			w.wantCode("the key with another note", err, api.CodeKeyReused)
			if got, err := w.Receipt(t.Context(), helper(""), key); err != nil || got != done {
				t.Errorf("the receipt is %+v, %v", got, err)
			}
			_, err = w.Receipt(t.Context(), manager(""), key)
			w.wantCode("somebody else's receipt", err, api.CodeNotFound)
		})
	}
}

// TestWhatIsRefusedLeavesNoLine, nor does what has no note.
func TestWhatIsRefusedLeavesNoLine(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins("a1", "s1")
	ctx, note := t.Context(), api.StaffNote{Note: "x"}
	join := func(id, note string) error {
		_, err := w.Join(ctx, helper(key), id, api.StaffJoin{CampusCode: "993010", Subject: "1", Note: note})
		return err
	}
	w.wantCode("a level taken", join("s1", "x"), api.CodeLevelTaken)
	w.wantCode("an account without a student", join("a9", "x"), api.CodeStudentNotFound)
	w.wantCode("nobody", join("s0", "x"), api.CodeNotFound)
	w.wantCode("no note", join("s2", " \n "), api.CodeBadRequest)
	w.wantCode("a long note", join("s2", strings.Repeat("字", 501)), api.CodeBadRequest)
	_, err := w.Cancel(ctx, helper(key), "s2", api.StaffCancellation{EntryID: "e", Reason: "other", Text: "x", Note: "x"})
	w.wantCode("another's entry", err, api.CodeNotFound)
	_, err = w.Unlock(ctx, helper(key), "s1", note)
	w.wantCode("not locked", err, api.CodeNothingToDo)
	_, err = w.Unbind(ctx, helper(key), "a9", note)
	w.wantCode("not bound", err, api.CodeNothingToDo)
	_, err = w.Unbind(ctx, helper(key), "s3", note)
	w.wantCode("no account", err, api.CodeNothingToDo)
	_, err = w.ResetPassword(ctx, helper(key), "s3", note)
	w.wantCode("no account to reset", err, api.CodeNothingToDo)
	if rows := w.trail(); len(rows) != 0 {
		t.Errorf("%+v", rows)
	}
}

// TestOneKeyIsForOneCandidate of those that a member of the staff helps.
func TestOneKeyIsForOneCandidate(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	want := api.StaffJoin{CampusCode: "993010", Subject: "1", Note: "x"}
	if _, err := w.Join(t.Context(), helper(key), "s1", want); err != nil {
		t.Fatal(err)
	}
	_, err := w.Join(t.Context(), helper(key), "s2", want)
	w.wantCode("another candidate", err, api.CodeKeyReused)
	if _, err := w.Join(t.Context(), manager(key), "s2", want); err != nil {
		t.Errorf("another member's key: %v", err)
	}
}

// TestAResetPasswordOpensTheAccount, is told once, ends the sessions and the lock.
func TestAResetPasswordOpensTheAccount(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	session, err := w.accounts.Login(ctx, helper("").Address, api.Login{Account: "zhang@houbu.test", Password: password})
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		_ = w.login("wrong")
	}
	w.wantCode("locked", w.login(password), api.CodeAccountLocked)
	made, err := w.ResetPassword(ctx, helper(key), "s1", api.StaffNote{Note: "x"})
	if err != nil || len(made.Password) < 8 {
		t.Fatalf("%d characters, %v", len(made.Password), err)
	}
	w.wantCode("the new password", w.login(made.Password), "")
	w.wantCode("the old password", w.login(password), api.CodeWrongPassword)
	_, err = w.accounts.Authenticate(ctx, session.Token)
	w.wantCode("the old session", err, api.CodeUnauthorized)
	again, err := w.ResetPassword(ctx, helper(key), "s1", api.StaffNote{Note: "x"})
	if err != nil || again.Password != "" || again.Receipt != made.Receipt {
		t.Errorf("told again: %v, %+v, %v", again.Password != "", again.Receipt, err)
	}
	w.wantCode("after the repeat", w.login(made.Password), "")
	other, err := w.ResetPassword(ctx, helper(key+"2"), "s1", api.StaffNote{Note: "x"})
	if err != nil || other.Password == made.Password {
		t.Errorf("another reset: the same password, %v", err)
	}
}

// TestUnlockingLetsTheCandidateIn, and a lock that has ended needs none.
func TestUnlockingLetsTheCandidateIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for range 3 {
		_ = w.login("wrong")
	}
	seen, err := w.Candidate(t.Context(), "s1")
	if err != nil || seen.Accounts[0].LockedUntil == nil || !seen.Accounts[0].LockedUntil.Equal(start.Add(10*time.Minute)) || seen.Accounts[0].Failures != 3 {
		t.Errorf("%+v, %v", seen.Accounts, err)
	}
	if _, err := w.Unlock(t.Context(), helper(key), "s1", api.StaffNote{Note: "x"}); err != nil {
		t.Fatal(err)
	}
	w.wantCode("unlocked", w.login(password), "")
	for range 3 {
		_ = w.login("wrong")
	}
	w.clock.Set(start.Add(10 * time.Minute))
	_, err = w.Unlock(t.Context(), helper(key+"2"), "s1", api.StaffNote{Note: "x"})
	w.wantCode("the lock has ended", err, api.CodeNothingToDo)
}

// TestUnbindingLetsAnotherAccountBind while the student keeps what they hold.
func TestUnbindingLetsAnotherAccountBind(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins("a1", "s1")
	if _, err := w.Unbind(t.Context(), helper(key), "s1", api.StaffNote{Note: "x"}); err != nil {
		t.Fatal(err)
	}
	w.exec("UPDATE accounts SET student_id = 's1', bound_at = 2 WHERE id = 'a9'")
	seen, err := w.Candidate(t.Context(), "s1")
	if err != nil || len(seen.Info.Written) != 1 || seen.Accounts[0].Login != "nobody@houbu.test" {
		t.Errorf("%+v, %v", seen, err)
	}
	if bare, err := w.Candidate(t.Context(), "a1"); err != nil || bare.Record != nil || bare.Home.Next != api.NextIdentity {
		t.Errorf("the account left: %+v, %v", bare.Home, err)
	}
}
