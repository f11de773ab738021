//go:build unix

package e2e

import (
	"bytes"
	"database/sql"
	"errors"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"houbu/backend/store"
	"houbu/backend/store/storetest"
)

// failures brings about what docs/operations.md lists, and returns what the program
// says then.
func failures() map[string]func(t *testing.T) (said string) {
	return map[string]func(t *testing.T) string{
		"Damaged file":                    damagedFile,
		"File locked":                     lockedFile,
		"File newer than the program":     newerFile,
		"File out of reach":               fileOutOfReach,
		"Wrong user or password":          badServer(func(at *url.URL) { at.User = url.UserPassword(at.User.Username(), "wrong") }),
		"Unknown database":                badServer(func(at *url.URL) { at.Path = "/none_of_ours" }),
		"Server unreachable":              badServer(func(at *url.URL) { at.Host = "127.0.0.1:1" }),
		"TLS to the database refused":     badServer(func(at *url.URL) { at.RawQuery = "sslmode=require" }),
		"Address that cannot be read":     badAddress,
		"Database newer than the program": newerDatabase,
		"Port in use":                     portInUse,
		"No session file":                 noSessionFile,
		"Windows out of order":            badSession("\n  opens: ", "\n  opens: 2099-01-01T00:00:00+08:00 # "),
		"Subject twice":                   badSession(`{code: "2", name: 英语六级`, `{code: "1", name: 英语六级`),
		"Killed while it upgraded":        killedInAMigration,
		"Database restarted":              databaseRestarted,
		"Overload":                        overload,
		"Receiver of notices down":        receiverDown,
		"Receiver's certificate bad":      badCertificate,
	}
}

func damagedFile(t *testing.T) string {
	dir, flags := center(t)
	path := filepath.Join(dir, "houbu.db")
	if err := os.WriteFile(path, bytes.Repeat([]byte("no database "), 1000), 0o600); err != nil {
		t.Fatal(err)
	}
	before := files(t, dir)
	said := refused(t, flags...)
	mustBeUntouched(t, dir, before)
	return said
}

func lockedFile(t *testing.T) string {
	dir, flags := center(t)
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "houbu.db")+"?_txlock=exclusive")
	if err != nil {
		t.Fatal(err)
	}
	hold, err := db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := hold.ExecContext(t.Context(), "CREATE TABLE theirs (x)"); err != nil {
		t.Fatal(err)
	}
	said := refused(t, flags...)
	if err := errors.Join(hold.Rollback(), db.Close()); err != nil {
		t.Error(err)
	}
	return said
}

func newerFile(t *testing.T) string {
	dir, flags := center(t)
	markNewer(t, "sqlite:"+filepath.Join(dir, "houbu.db"))
	before := files(t, dir)
	said := refused(t, flags...)
	mustBeUntouched(t, dir, before)
	return said
}

// markNewer makes a database one that a later version has changed.
func markNewer(t *testing.T, address string) {
	t.Helper()
	db, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Write(t.Context(), func(tx store.Tx) error {
		_, err := tx.ExecContext(t.Context(), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, $1)", true)
		return err
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

func fileOutOfReach(t *testing.T) string {
	dir, flags := center(t)
	return refused(t, append(flags, "--database", "sqlite:"+filepath.Join(dir, "session.yaml", "houbu.db"))...)
}

// badServer changes the address of a good server. The password is never repeated.
func badServer(change func(at *url.URL)) func(t *testing.T) string {
	return func(t *testing.T) string {
		_, flags := center(t)
		at, err := url.Parse(storetest.Empty(t))
		if err != nil {
			t.Fatal(err)
		}
		password, _ := at.User.Password()
		change(at)
		said := refused(t, append(flags, "--database", at.String())...)
		if password != "" && strings.Contains(said, password) {
			t.Errorf("the password is in %q", said)
		}
		return said
	}
}

func badAddress(t *testing.T) string {
	_, flags := center(t)
	said := refused(t, append(flags, "--database", "postgres://houbu:Secret/2026@db/houbu")...)
	if strings.Contains(said, "2026") {
		t.Errorf("the password is in %q", said)
	}
	return said
}

func newerDatabase(t *testing.T) string {
	_, flags := center(t)
	address := storetest.Empty(t)
	markNewer(t, address)
	return refused(t, append(flags, "--database", address)...)
}

// portInUse also finds that the database was not touched.
func portInUse(t *testing.T) string {
	dir, flags := center(t)
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	before := files(t, dir)
	said := refused(t, append(flags, "--listen", listener.Addr().String())...)
	mustBeUntouched(t, dir, before)
	if err := listener.Close(); err != nil {
		t.Error(err)
	}
	return said
}

func noSessionFile(t *testing.T) string {
	dir, flags := center(t)
	return refused(t, append(flags, "--session", filepath.Join(dir, "none.yaml"))...)
}

// badSession starts on a session file with a slip, without and with a database that
// is there: nothing is written.
func badSession(old, changed string) func(t *testing.T) string {
	return func(t *testing.T) string {
		dir, flags := center(t, old, changed)
		before := files(t, dir)
		said := refused(t, flags...)
		mustBeUntouched(t, dir, before)
		db, err := store.Open(t.Context(), "sqlite:"+filepath.Join(dir, "houbu.db"))
		if err == nil {
			err = db.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		before = files(t, dir)
		if again := refused(t, flags...); again != said {
			t.Errorf("with a database it says %q", again)
		}
		mustBeUntouched(t, dir, before)
		return said
	}
}
