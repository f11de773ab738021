package client

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"houbu/api"
)

// TestStaffRequests pins what each operation of the desk sends.
func TestStaffRequests(t *testing.T) {
	t.Parallel()
	receipt := api.Receipt{Key: testKey}
	drop := func(_ any, err error) error { return err }
	at := time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		request, key, body string
		answer             any
		do                 func(ctx context.Context, c *Client) error
	}{
		{"GET /v1/staff/me", "", "", api.Staff{Login: "li", Role: api.RoleHelper},
			func(ctx context.Context, c *Client) error { return drop(c.StaffMe(ctx)) }},
		{"POST /v1/staff/candidates/search", "", `{"by":"any","text":"张三"}`, api.StaffHits{},
			func(ctx context.Context, c *Client) error {
				return drop(c.StaffSearch(ctx, api.StaffSearch{By: "any", Text: "张三"}))
			}},
		{"GET /v1/staff/candidates/s1", "", "", api.StaffCandidate{ID: "s1"},
			func(ctx context.Context, c *Client) error { return drop(c.StaffCandidate(ctx, "s1")) }},
		{"POST /v1/staff/candidates/s1/entries", testKey, `{"campus_code":"993010","subject":"1","note":"电话"}`, receipt,
			func(ctx context.Context, c *Client) error {
				return drop(c.StaffJoin(ctx, testKey, "s1", api.StaffJoin{CampusCode: "993010", Subject: "1", Note: "电话"}))
			}},
		{"POST /v1/staff/candidates/s1/cancellation", testKey, `{"entry_id":"e1","reason":"other","text":"病","note":"电话"}`, receipt,
			func(ctx context.Context, c *Client) error {
				return drop(c.StaffCancel(ctx, testKey, "s1", api.StaffCancellation{EntryID: "e1", Reason: "other", Text: "病", Note: "电话"}))
			}},
		{"POST /v1/staff/candidates/s1/password", testKey, `{"note":"电话"}`, api.StaffPassword{Receipt: receipt, Password: "x"},
			func(ctx context.Context, c *Client) error {
				return drop(c.StaffResetPassword(ctx, testKey, "s1", "电话"))
			}},
		{"POST /v1/staff/candidates/s1/unlock", testKey, `{"note":"电话"}`, receipt,
			func(ctx context.Context, c *Client) error { return drop(c.StaffUnlock(ctx, testKey, "s1", "电话")) }},
		{"POST /v1/staff/candidates/s1/unbind", testKey, `{"note":"电话"}`, receipt,
			func(ctx context.Context, c *Client) error { return drop(c.StaffUnbind(ctx, testKey, "s1", "电话")) }},
		{"GET /v1/staff/receipts/" + testKey, "", "", receipt,
			func(ctx context.Context, c *Client) error { return drop(c.StaffReceipt(ctx, testKey)) }},
		{"GET /v1/staff/audit?before=7&limit=10&subject_key=993010-1&subject_kind=pool", "", "", api.Audit{},
			func(ctx context.Context, c *Client) error {
				return drop(c.StaffAudit(ctx, AuditFilter{Before: 7, Limit: 10, SubjectKind: api.AboutPool, SubjectKey: "993010-1"}))
			}},
		{"GET /v1/staff/pools/993010-1/queue?points=60", "", "", api.Queue{Pool: "993010-1"},
			func(ctx context.Context, c *Client) error { return drop(c.StaffQueue(ctx, "993010-1", 60)) }},
		{"PUT /v1/staff/pools/993010-1/capacity", testKey, `{"capacity":90,"note":"加场"}`, receipt,
			func(ctx context.Context, c *Client) error {
				return drop(c.StaffSetCapacity(ctx, testKey, "993010-1", api.StaffCapacity{Capacity: 90, Note: "加场"}))
			}},
		{"GET /v1/staff/windows", "", "", api.Windows{Now: at},
			func(ctx context.Context, c *Client) error { return drop(c.StaffWindows(ctx)) }},
		{"PUT /v1/staff/windows", testKey, `{"closes_at":"2026-09-01T00:00:00Z","note":"停电"}`, receipt,
			func(ctx context.Context, c *Client) error {
				return drop(c.StaffSetWindows(ctx, testKey, api.StaffWindows{ClosesAt: &at, Note: "停电"}))
			}},
		{"POST /v1/staff/orders/search", "", `{"number":"P1"}`, api.StaffOrders{},
			func(ctx context.Context, c *Client) error {
				return drop(c.StaffOrders(ctx, api.StaffOrderSearch{Number: "P1"}))
			}},
		{"GET /v1/staff/attention", "", "", api.StaffOrders{},
			func(ctx context.Context, c *Client) error { return drop(c.StaffAttention(ctx)) }},
		{"POST /v1/staff/orders/o1/refresh", "", "", api.StaffOrder{Order: api.Order{ID: "o1"}},
			func(ctx context.Context, c *Client) error { return drop(c.StaffRefreshOrder(ctx, "o1")) }},
		{"POST /v1/staff/refunds", testKey, `{"ref":"r1","note":"已退"}`, receipt,
			func(ctx context.Context, c *Client) error {
				return drop(c.StaffRefund(ctx, testKey, api.StaffRefund{Ref: "r1", Note: "已退"}))
			}},
		{"POST /v1/staff/imports?kind=seats&note=x&skip_bad=true", "", "a file", api.Import{ID: "i1"},
			func(ctx context.Context, c *Client) error {
				return drop(c.StaffImport(ctx, api.RosterSeats, true, "x", []byte("a file")))
			}},
		{"GET /v1/staff/imports/i1", "", "", api.Import{ID: "i1"},
			func(ctx context.Context, c *Client) error { return drop(c.StaffGetImport(ctx, "i1")) }},
	} {
		t.Run(test.request, func(t *testing.T) {
			t.Parallel()
			c, _ := newClient(t, Options{}, serve(t, func(w http.ResponseWriter, r *http.Request) {
				body, err := io.ReadAll(r.Body)
				if err != nil {
					t.Error(err)
				}
				if got := r.Method + " " + r.URL.RequestURI(); got != test.request {
					t.Errorf("request %q", got)
				}
				if key := r.Header.Get(api.HeaderIdempotencyKey); key != test.key || r.Header.Get("Authorization") != "Bearer token" {
					t.Errorf("key %q, %q", key, r.Header.Get("Authorization"))
				}
				if string(body) != test.body {
					t.Errorf("body %q, want %q", body, test.body)
				}
				reply(w, test.answer)
			}))
			if err := test.do(t.Context(), c); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestALargeBoardIsTaken, larger than any other answer may be, and conditionally.
func TestALargeBoardIsTaken(t *testing.T) {
	t.Parallel()
	board := api.Board{Now: time.Unix(1, 0).UTC(), Pools: make([]api.BoardPool, 20_000)}
	for i := range board.Pools {
		board.Pools[i] = api.BoardPool{ID: "993010-1", School: strings.Repeat("学", 20), Campus: "东校区"}
	}
	c, _ := newClient(t, Options{}, serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `"b"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", `"b"`)
		reply(w, board)
	}))
	got, etag, changed, err := c.StaffBoard(t.Context(), "")
	if err != nil || !changed || etag != `"b"` || len(got.Pools) != len(board.Pools) {
		t.Fatalf("%d pools, %q, %v, %v", len(got.Pools), etag, changed, err)
	}
	if _, etag, changed, err = c.StaffBoard(t.Context(), etag); err != nil || changed || etag != `"b"` {
		t.Errorf("again: %q, %v, %v", etag, changed, err)
	}
}

// fullDisk is a writer that takes nothing.
type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

// TestAnExportIsHandedOnAsItComes, or is a problem, a cut line, or a full disk.
func TestAnExportIsHandedOnAsItComes(t *testing.T) {
	t.Parallel()
	answer := func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.RequestURI() {
		case "/v1/staff/exports/waitlist?format=csv":
			w.Header().Set("Content-Type", "text/csv; charset=utf-8")
			_, _ = io.WriteString(w, "\uFEFF姓名\r\n")
		case "/v1/staff/exports/audit?format=csv":
			w.Header().Set("Content-Type", "text/csv; charset=utf-8")
			w.Header().Set("Content-Length", "100")
			_, _ = io.WriteString(w, "姓名")
		default:
			problem(w, http.StatusForbidden, api.Problem{Code: api.CodeForbidden})
		}
	}
	c, _ := newClient(t, Options{}, serve(t, answer))
	var file strings.Builder
	if err := c.StaffExport(t.Context(), ExportWaitlist, FormatCSV, &file); err != nil || file.String() != "\uFEFF姓名\r\n" {
		t.Errorf("%q, %v", file.String(), err)
	}
	if err := c.StaffExport(t.Context(), ExportWaitlist, FormatCSV, fullDisk{}); err == nil || CodeOf(err) != "" || !strings.Contains(err.Error(), "short write") {
		t.Errorf("a full disk: %v", err)
	}
	if err := c.StaffExport(t.Context(), ExportAudit, FormatCSV, io.Discard); failure(t, err).Kind != Interrupted {
		t.Errorf("a cut line: %v", err)
	}
	if err := c.StaffExport(t.Context(), ExportRegistrations, FormatXLSX, io.Discard); CodeOf(err) != api.CodeForbidden {
		t.Errorf("a helper: %v", err)
	}
}
