package notice_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"houbu/backend/notice"
)

// TestPersonalDataIsInNoLog delivers in every way there is, to a receiver whose
// address holds a token, and looks through the log, the outbox and the delivery
// log.
func TestPersonalDataIsInNoLog(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 4)
	w.enqueue(offers(4)...)
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.Header.Get(notice.HeaderID) {
		case "offer_e1":
			http.Error(w, "13800000 1 P1 张三", http.StatusGone)
		case "offer_e2":
			http.Error(w, "later", http.StatusInternalServerError)
		case "offer_e3":
			panic(http.ErrAbortHandler)
		}
	}))
	defer server.Close()
	w.exec("INSERT INTO notifiers SELECT 'webhook', wanted_until FROM notifiers")
	w.enqueue(offers(4)...)
	w.deliver(w.worker(w.db, hook(t, server.URL+"/in?token=t0ken", server.Client()), 0), notice.Round{Taken: 4, Sent: 1, Retried: 2, Ended: 1})
	w.wantLog("offer_e1|1|failed|410|http", "offer_e2|1|retry|500|http", "offer_e3|1|retry|0|connection", "offer_e4|1|sent|0|")
	kept := w.log.String() + strings.Join(w.list(12, `SELECT id, notifier, kind, entry_id, registration_id, student_id, pool_id, outcome,
		reason, at, due_at, COALESCE(pay_by, 0) FROM outbox`), "\n") + strings.Join(w.list(4, "SELECT outbox_id, notifier, outcome, class FROM deliveries"), "\n")
	if !strings.Contains(kept, "notices were not delivered") || !strings.Contains(kept, "offer_e4") {
		t.Errorf("there is nothing to look through: %s", kept)
	}
	for _, secret := range []string{"13800000", "P1", "张三", "t0ken", "127.0.0.1", server.URL} {
		if strings.Contains(kept, secret) {
			t.Errorf("%q is kept in %s", secret, kept)
		}
	}
}
