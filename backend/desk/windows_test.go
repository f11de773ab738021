package desk_test

import (
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/waitlist"
)

// TestAClosedWindowIsClosedInEveryProcess at once, and opened again; the candidate's
// view and its tag change with it.
func TestAClosedWindowIsClosedInEveryProcess(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	other := waitlist.New(w.db, w.exam, w.clock.Now) // another process has a service of its own
	join := func(key string) error {
		_, err := other.Join(t.Context(), waitlist.Caller{AccountID: "a1", StudentID: "s1", Key: key}, api.Join{CampusCode: "993010", Subject: "1"})
		return err
	}
	before := w.tag()
	now := w.clock.Now()
	done, err := w.SetWindows(t.Context(), manager(key), api.StaffWindows{ClosesAt: &now, Note: "系统维护"})
	if err != nil || done.Audit != 1 {
		t.Fatalf("%+v, %v", done, err)
	}
	w.wantCode("a join to a closed window", join("key-closed1"), api.CodeWindowClosed)
	if info, err := other.Info(t.Context(), "s1"); err != nil || len(info.Actions) != 0 {
		t.Errorf("actions of a closed window: %v, %v", info.Actions, err)
	}
	if pools, err := other.Pools(t.Context(), "s1", api.Written); err != nil || pools.Pools[0].Blocked != api.CodeWindowClosed {
		t.Errorf("%+v, %v", pools, err)
	}
	if w.tag() == before {
		t.Error("the tag of the candidate's view is the same")
	}
	got, err := other.Windows(t.Context())
	if err != nil || got.Open || !got.ClosesAt.Equal(now) || !got.FileClosesAt.Equal(w.exam.ClosesAt) || !got.OpensAt.Equal(w.exam.OpensAt) {
		t.Errorf("%+v, %v", got, err)
	}
	row := w.trail()[0]
	if row.Action != api.AuditWindows || row.Before["closes_at"] != w.exam.ClosesAt.Format(time.RFC3339Nano) || row.After["closes_at"] != now.UTC().Format(time.RFC3339Nano) {
		t.Errorf("%+v", row)
	}
	if _, err := w.SetWindows(t.Context(), manager(key+"2"), api.StaffWindows{Note: "维护结束"}); err != nil {
		t.Fatal(err)
	}
	if err := join("key-open001"); err != nil {
		t.Errorf("the window as in the session file: %v", err)
	}
}

// TestAWindowThatIsNone is refused, and changes nothing.
func TestAWindowThatIsNone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	at := func(d time.Duration) *time.Time { t := start.Add(d); return &t }
	for name, want := range map[string]api.StaffWindows{
		"closes before it opens":           {OpensAt: at(2 * time.Hour), ClosesAt: at(time.Hour), Note: "x"},
		"opens when it closes":             {OpensAt: at(time.Hour), ClosesAt: at(time.Hour), Note: "x"},
		"opens after the file's end":       {OpensAt: at(241 * time.Hour), Note: "x"},
		"closes after the last allocation": {ClosesAt: at(251 * time.Hour), Note: "x"},
		"without a reason":                 {ClosesAt: at(time.Hour), Note: " "},
	} {
		_, err := w.SetWindows(t.Context(), manager(key), want)
		w.wantCode(name, err, api.CodeBadRequest)
	}
	if got, err := w.Windows(t.Context()); err != nil || !got.ClosesAt.Equal(w.exam.ClosesAt) || !got.Open || len(w.trail()) != 0 {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := w.SetWindows(t.Context(), manager(key), api.StaffWindows{ClosesAt: at(250 * time.Hour), Note: "延长"}); err != nil {
		t.Errorf("as late as the last allocation: %v", err)
	}
}
