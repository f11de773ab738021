//go:build unix

package e2e

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"houbu/api"
	"houbu/backend/store/storetest"
)

// What goes wrong while the program runs.

// killedInAMigration ends the program with SIGKILL in the middle of a migration,
// which somebody's open transaction holds up. The next start does it anew.
func killedInAMigration(t *testing.T) string {
	address := storetest.Empty(t)
	s := servePostgres(t, address)
	drive(t, s.url(), candidate(0)).goTo(api.NextInfo)
	s.kill()
	db := openServer(t, address)
	mustExec(t, db, "ALTER TABLE pools DROP COLUMN served_at, DROP COLUMN served_to") // all but these may be applied again
	mustExec(t, db, "DELETE FROM goose_db_version WHERE version_id >= 5")
	reader, err := db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := reader.ExecContext(t.Context(), "LOCK TABLE order_items IN ACCESS SHARE MODE"); err != nil {
		t.Fatal(err)
	}
	s.address = "127.0.0.1:0"
	cmd := houbu(t, slices.Concat([]string{"serve", "--listen", s.address}, s.flags(), s.more)...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	awaitRow(t, db, "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%DROP TABLE order_items%'")
	_ = cmd.Process.Kill()
	_ = cmd.Wait() // killed
	if err := reader.Rollback(); err != nil {
		t.Fatal(err)
	}
	s.start()
	if info := drive(t, s.url(), candidate(0)).info(); len(info.Entries) != 1 || info.Entries[0].State != api.Waiting {
		t.Errorf("entries: %+v", info.Entries)
	}
	awaitRow(t, db, "SELECT 1 FROM goose_db_version WHERE version_id = 5 HAVING count(*) = 1")
	return ""
}

func openServer(t *testing.T, address string) *sql.DB {
	t.Helper()
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func mustExec(t *testing.T, db *sql.DB, query string) {
	t.Helper()
	if _, err := db.ExecContext(t.Context(), query); err != nil {
		t.Fatal(err)
	}
}

// awaitRow waits until a query finds something.
func awaitRow(t *testing.T, db *sql.DB, query string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for {
		var n int
		switch err := db.QueryRowContext(ctx, query).Scan(&n); {
		case err == nil:
			return
		case ctx.Err() != nil:
			t.Fatalf("never found: %s (%v)", query, err)
		}
		<-again.C
	}
}

// servePostgres is serve with one candidate and a full pool, on PostgreSQL.
func servePostgres(t *testing.T, address string) *server {
	t.Helper()
	s := serve(t, 1, seats{"993010", "1", 0})
	s.kill()
	if out, err := houbu(t, "migrate", "--from", s.flags()[1], "--to", address).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	s.more, s.address = []string{"--database", address}, "127.0.0.1:0"
	s.start()
	return s
}

// databaseRestarted stops PostgreSQL under a backend, and starts it again: the
// backend says meanwhile that one should come again, and then works on.
func databaseRestarted(t *testing.T) string {
	cluster := storetest.Start(t)
	s := servePostgres(t, cluster.Address(t))
	d := drive(t, s.url(), candidate(0))
	d.goTo(api.NextInfo)
	cluster.Stop(t)
	s.mustHealth(http.StatusServiceUnavailable)
	s.mustRefuseLogins()
	cluster.Restart(t)
	s.mustHealth(http.StatusOK)
	if info := d.info(); len(info.Entries) != 1 {
		t.Errorf("entries: %+v", info.Entries)
	}
	return s.log.String()
}

// mustRefuseLogins logs in by hand, since a client would wait and try again.
func (s *server) mustRefuseLogins() {
	s.t.Helper()
	body, err := json.Marshal(api.Login{Account: candidate(0).account, Password: candidate(0).password})
	if err != nil {
		s.t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, s.url()+api.PathSessions, bytes.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	_ = answer.Body.Close()
	if after := answer.Header.Get("Retry-After"); answer.StatusCode != http.StatusServiceUnavailable || after == "" {
		s.t.Errorf("a login is answered %d, to be repeated after %q", answer.StatusCode, after)
	}
}

// overload asks more often than an account may.
func overload(t *testing.T) string {
	s := serve(t, 1, seats{"993010", "1", 0})
	s.kill()
	s.more, s.address = []string{"--rate-limit", "0.001"}, "127.0.0.1:0"
	s.start()
	d := drive(t, s.url(), candidate(0))
	ctx, enough := context.WithCancel(t.Context())
	var asking sync.WaitGroup
	asking.Go(func() { // the client waits when it is refused
		for ctx.Err() == nil {
			_, _ = d.api.Candidate(ctx)
		}
	})
	s.log.waitFor(t, "requests refused")
	enough()
	asking.Wait()
	return s.log.String()
}

func receiverDown(t *testing.T) string {
	return undelivered(t, "http://127.0.0.1:1/notices", "connect")
}

func badCertificate(t *testing.T) string {
	receiver := httptest.NewTLSServer(http.NotFoundHandler()) // nobody has signed its certificate
	t.Cleanup(receiver.Close)
	return undelivered(t, receiver.URL, "tls")
}

// undelivered offers a seat while notices cannot be delivered. The candidate has it
// all the same.
func undelivered(t *testing.T, webhook, class string) string {
	s := serve(t, 1, seats{"993010", "1", 1})
	s.kill()
	secret := filepath.Join(s.dir, "webhook.secret")
	if err := os.WriteFile(secret, []byte("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.more, s.address = []string{"--notify-webhook", webhook, "--notify-secret-file", secret}, "127.0.0.1:0"
	s.start()
	d := drive(t, s.url(), candidate(0))
	d.goTo(api.NextInfo)
	if line := s.log.waitFor(t, "notices were not delivered"); line.Class != class {
		t.Errorf("the class is %q, want %q:\n%s", line.Class, class, s.log)
	}
	if info := d.info(); len(info.Written) != 1 {
		t.Errorf("the candidate holds %+v", info.Written)
	}
	return s.log.String()
}
