package staff_test

import (
	"errors"
	"testing"

	"houbu/api"
	"houbu/backend/staff"
)

const another = "Even-Longer-2026"

func (w *world) setPassword(login, password string) error {
	return staff.SetPassword(w.t.Context(), w.db, console(), login, password, w.clock.Now())
}

// TestAnotherPassword: sessions and the lock end, the old password is good no more,
// and the trail says so without either.
func TestAnotherPassword(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if err := errors.Join(w.add("wang", api.RoleHelper), w.add("li", api.RoleHelper)); err != nil {
		t.Fatal(err)
	}
	session, err := w.login("wang", password)
	if err != nil {
		t.Fatal(err)
	}
	others, err := w.login("li", password)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		_, err = w.login("wang", "wrong")
	}
	refused(t, err, api.CodeAccountLocked)
	if err := w.setPassword(" WANG", another); err != nil {
		t.Fatal(err)
	}
	_, err = w.service.Authenticate(t.Context(), session.Token)
	refused(t, err, api.CodeUnauthorized)
	if _, err := w.service.Authenticate(t.Context(), others.Token); err != nil {
		t.Errorf("another's session: %v", err)
	}
	_, err = w.login("wang", password)
	refused(t, err, api.CodeWrongPassword)
	if _, err := w.login("wang", another); err != nil {
		t.Errorf("with the new password: %v", err)
	}
	rows := w.trail()
	if len(rows) != 3 || rows[0].Action != api.AuditStaffPassword || rows[0].SubjectKey != "wang" || rows[0].Role != api.RoleConsole ||
		len(rows[0].Before) != 0 || len(rows[0].After) != 1 || rows[0].After["logins_ended"] != "1" {
		t.Errorf("the trail has %+v", rows)
	}
}

// TestNoOtherPassword changes nothing, and says nothing in the trail.
func TestNoOtherPassword(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if err := errors.Join(w.add("wang", api.RoleHelper), w.add("li", api.RoleHelper)); err != nil {
		t.Fatal(err)
	}
	if err := staff.Disable(t.Context(), w.db, console(), "li", w.clock.Now()); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		login, password string
		want            error
	}{
		{"nobody", another, staff.ErrUnknown}, {"li", another, staff.ErrDisabled}, {"wang", "short", staff.ErrPassword},
	} {
		if err := w.setPassword(test.login, test.password); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", test.login, err, test.want)
		}
	}
	if rows := w.trail(); len(rows) != 3 {
		t.Errorf("the trail has %d lines, want those of three changes", len(rows))
	}
	if _, err := w.login("wang", password); err != nil {
		t.Errorf("with the password as it was: %v", err)
	}
}
