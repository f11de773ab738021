package client_test

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend"
	"houbu/backend/audit"
	"houbu/backend/http/contract"
	"houbu/backend/practice"
	"houbu/backend/staff"
	"houbu/backend/store"
	"houbu/client"

	"net/http/httptest"
)

// newStaffedCenter is newCenter with a helper and a manager.
func newStaffedCenter(t *testing.T) *center {
	t.Helper()
	session, err := practice.Session(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	session.Practice.Tick = time.Hour // nobody moves but the test
	folder := folders(t)
	address, err := practice.Open(t.Context(), folder, session, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	for login, role := range map[string]api.Role{"helper": api.RoleHelper, "manager": api.RoleManager} {
		if err := staff.Add(t.Context(), db, audit.Console("root", "houbu"), login, staffWord, role, time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := backend.Open(t.Context(), backend.Config{Address: address, Exam: session, Practice: true, Now: time.Now})
	if err != nil {
		t.Fatalf("%s: %v", filepath.Base(folder), err)
	}
	server := httptest.NewServer(contract.New(t).Handler(b.Handler()))
	t.Cleanup(func() {
		server.Close()
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return &center{t: t, server: server}
}

const staffWord = "Long-Enough-2026"

// staffed is a client of a staff login.
func (c *center) staffed(login string) *client.Client {
	c.t.Helper()
	made := c.client(nil)
	who, err := made.StaffLogin(c.t.Context(), login, staffWord)
	c.must(err)
	if who.Login != login || string(who.Role) != login {
		c.t.Errorf("%+v is logged in", who)
	}
	return made
}

// TestRealHelper finds a candidate, sees what they see, and acts for them, over the
// real wire; the candidate reads it.
func TestRealHelper(t *testing.T) {
	t.Parallel()
	c, ctx := newStaffedCenter(t), t.Context()
	own := c.confirmed(nil, "demo1@houbu.test", "990101200501010010", "张三")
	desk := c.staffed("helper")
	hits, err := desk.StaffSearch(ctx, api.StaffSearch{By: "number", Text: "990101200501010010"})
	c.must(err)
	if len(hits.Hits) != 1 || hits.Hits[0].Name != "张三" || hits.Hits[0].Account != "demo1@houbu.test" {
		t.Fatalf("%+v", hits)
	}
	id := hits.Hits[0].ID
	done, err := desk.StaffJoin(ctx, "key-desk-join", id, api.StaffJoin{CampusCode: "993010", Subject: "1", Note: "考生来电"})
	c.must(err)
	info, _, changed, err := own.Info(ctx, "")
	c.must(err)
	if !changed || len(info.StaffActions) != 1 || info.StaffActions[0].Note != "考生来电" || info.StaffActions[0].Action != api.AuditJoin {
		t.Errorf("the candidate reads %+v", info.StaffActions)
	}
	seen, err := desk.StaffCandidate(ctx, id)
	c.must(err)
	if len(seen.Info.Entries)+len(seen.Info.Written) != len(info.Entries)+len(info.Written) || len(seen.Info.StaffActions) != 1 {
		t.Errorf("the desk sees %+v, the candidate %+v", seen.Info, info)
	}
	_, err = desk.StaffCancel(ctx, "key-desk-cancel", id, api.StaffCancellation{EntryID: done.EntryID, Reason: "other", Text: "来电", Note: "考生来电"})
	c.must(err)
	again, err := desk.StaffOutcome(ctx, "key-desk-join", nil)
	if err != nil || again != done {
		t.Errorf("the outcome of the join is %+v, %v", again, err)
	}
	made, err := desk.StaffResetPassword(ctx, "key-desk-reset", id, "忘记密码")
	c.must(err)
	_, err = own.Candidate(ctx)
	coded(t, err, api.CodeUnauthorized)
	_, err = own.Login(ctx, "demo1@houbu.test", made.Password)
	c.must(err)
	_, err = desk.StaffUnlock(ctx, "key-desk-unlock", id, "x")
	coded(t, err, api.CodeNothingToDo)
	_, err = desk.StaffUnbind(ctx, "key-desk-unbind", id, "绑错账号")
	c.must(err)
	trail, err := desk.StaffAudit(ctx, client.AuditFilter{SubjectKind: api.AboutCandidate, SubjectKey: id, Limit: 2})
	c.must(err)
	if len(trail.Rows) != 2 || trail.Next == 0 || trail.Rows[0].Action != api.AuditUnbind || trail.Rows[0].Address == "" {
		t.Errorf("%+v", trail)
	}
	_, err = desk.StaffSetCapacity(ctx, "key-desk-capacity", "993010-1", api.StaffCapacity{Capacity: 99, Note: "x"})
	coded(t, err, api.CodeForbidden)
	_, err = desk.Candidate(ctx)
	coded(t, err, api.CodeForbidden)
	_, err = own.StaffMe(ctx)
	coded(t, err, api.CodeForbidden)
	c.must(desk.StaffLogout(ctx))
	_, err = desk.StaffMe(ctx)
	coded(t, err, api.CodeUnauthorized)
}

// TestRealManager manages over the real wire: the board, which comes compressed, a
// capacity, the window, a roster and a file.
func TestRealManager(t *testing.T) {
	t.Parallel()
	c, ctx := newStaffedCenter(t), t.Context()
	desk := c.staffed("manager")
	board, etag, changed, err := desk.StaffBoard(ctx, "")
	c.must(err)
	if !changed || len(board.Pools) == 0 {
		t.Fatalf("%d pools, %q", len(board.Pools), etag)
	}
	if _, same, changed, err := desk.StaffBoard(ctx, etag); err != nil || changed || same != etag {
		t.Errorf("again: %q, %v, %v", same, changed, err)
	}
	pool := board.Pools[0]
	_, err = desk.StaffSetCapacity(ctx, "key-desk-capacity", pool.ID, api.StaffCapacity{Capacity: pool.Capacity + 1, Note: "加座"})
	c.must(err)
	if _, _, changed, err := desk.StaffBoard(ctx, etag); err != nil || !changed {
		t.Errorf("after another capacity: %v, %v", changed, err)
	}
	queue, err := desk.StaffQueue(ctx, pool.ID, 30)
	c.must(err)
	if len(queue.Points) != 0 && len(queue.Points) != 30 {
		t.Errorf("%d points", len(queue.Points))
	}
	windows, err := desk.StaffWindows(ctx)
	c.must(err)
	_, err = desk.StaffSetWindows(ctx, "key-desk-window", api.StaffWindows{ClosesAt: &windows.Now, Note: "维护"})
	c.must(err)
	if exam, err := desk.Exam(ctx); err != nil || !exam.ClosesAt.Equal(windows.Now) {
		t.Errorf("the session closes at %v, %v", exam.ClosesAt, err)
	}
	_, err = desk.StaffImport(ctx, api.RosterSeats, false, "试", []byte("学校代码\n"))
	c.must(err)
	var file bytes.Buffer
	c.must(desk.StaffExport(ctx, client.ExportAudit, client.FormatCSV, &file))
	if text := file.String(); !strings.HasPrefix(text, "\uFEFF编号") || !strings.Contains(text, "加座") {
		t.Errorf("%.60q", text)
	}
	file.Reset()
	c.must(desk.StaffExport(ctx, client.ExportRegistrations, client.FormatXLSX, &file))
	if !bytes.HasPrefix(file.Bytes(), []byte("PK")) {
		t.Errorf("%d bytes of no workbook", file.Len())
	}
	if orders, err := desk.StaffAttention(ctx); err != nil || orders.More {
		t.Errorf("%+v, %v", orders, err)
	}
}
