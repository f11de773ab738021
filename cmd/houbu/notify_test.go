package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"houbu/backend/notice"
	"houbu/backend/store"
)

// TestNotifyFlags has one line for each combination; neither the secret nor the
// address's token stands in an error.
func TestNotifyFlags(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	secret := file("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n")
	bad := file("bad", "c2VjcmV0LXRva2Vu\n")
	out := filepath.Join(dir, "notices.jsonl")
	const hook = "https://sms.example.edu/in?token=t0ken"
	for name, test := range map[string]struct {
		flags notifyFlags
		want  string // the names, or what the error says
	}{
		"none":                {notifyFlags{}, ""},
		"a file":              {notifyFlags{file: out}, "file"},
		"a webhook":           {notifyFlags{webhook: hook, secretFile: secret}, "webhook"},
		"both":                {notifyFlags{file: out, webhook: hook, secretFile: secret}, "webhook file"},
		"no secret":           {notifyFlags{webhook: hook}, "须与 --notify-secret-file"},
		"only a secret":       {notifyFlags{secretFile: secret}, "须与 --notify-webhook"},
		"a missing secret":    {notifyFlags{webhook: hook, secretFile: dir + "/x"}, "不能读 --notify-secret-file"},
		"a bad secret":        {notifyFlags{webhook: hook, secretFile: bad}, "没有可用的密钥"},
		"no TLS":              {notifyFlags{webhook: "http://sms.example.edu/in?token=t0ken", secretFile: secret}, "须为 https://"},
		"a folder":            {notifyFlags{file: dir}, "不是普通文件"},
		"in a missing folder": {notifyFlags{file: dir + "/x/y"}, "不能写 --notify-file"},
	} {
		got, err := test.flags.notifiers()
		var names []string
		for _, n := range got {
			names = append(names, n.Name())
		}
		said := strings.Join(names, " ")
		if err != nil {
			said = err.Error()
		}
		if (err == nil && said != test.want) || (err != nil && (test.want == "" || !strings.Contains(said, test.want))) {
			t.Errorf("%s: %q, want %q", name, said, test.want)
		}
		if strings.Contains(said, "t0ken") || strings.Contains(said, "c2VjcmV0") {
			t.Errorf("%s: %q tells a secret", name, said)
		}
	}
}

// failOnce refuses the first notice for good, and takes the second.
type failOnce struct{ done bool }

func (*failOnce) Name() string { return "webhook" }

func (f *failOnce) Send(context.Context, notice.Message) error {
	if f.done {
		return nil
	}
	f.done = true
	return &notice.SendError{Class: "http", Status: 410, Permanent: true}
}

// TestNoticesLists prints the delivery log of two notices, as a table and as JSON.
func TestNoticesLists(t *testing.T) {
	t.Parallel()
	address := "sqlite:" + filepath.Join(t.TempDir(), "houbu.db")
	db, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	deliverTwo(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	const line = `"kind":"closed","notifier":"webhook","attempt":1,"at":"2026-09-01T01:00:00Z","outcome":`
	for args, want := range map[string]string{
		"": "TIME                  NOTIFIER  OUTCOME  STATUS  CLASS  ATTEMPT  ID\n" +
			"2026-09-01T01:00:00Z  webhook   failed   410     http   1        closed_e1\n" +
			"2026-09-01T01:00:00Z  webhook   sent     0              1        closed_e2\n",
		"--json": `{"id":"closed_e1",` + line + `"failed","status":410,"class":"http"}` + "\n" +
			`{"id":"closed_e2",` + line + `"sent"}` + "\n",
		"--json --failed": `{"id":"closed_e1",` + line + `"failed","status":410,"class":"http"}` + "\n",
	} {
		var out, errs bytes.Buffer
		code := run(context.Background(), append(strings.Fields("notices --database "+address), strings.Fields(args)...), &out, &errs)
		if code != 0 || out.String() != want {
			t.Errorf("houbu notices %s exits with %d, says %q and prints\n%s", args, code, errs.String(), out.String())
		}
	}
	if err := listNotices(t.Context(), noticesFlags{database: address, json: true}, brokenPipe{}); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("to a closed pipe: %v", err)
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// TestServeDelivers starts the backend on a database with a notice that waits,
// and stops it when the webhook has got it.
func TestServeDelivers(t *testing.T) {
	t.Parallel()
	got := make(chan string, 1)
	hook := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		got <- r.Header.Get(notice.HeaderID) + " " + r.Header.Get(notice.HeaderSignature)[:3]
	}))
	defer hook.Close()
	dir := t.TempDir()
	f := serveFlags{listen: "127.0.0.1:0", database: "sqlite:" + filepath.Join(dir, "houbu.db"), session: "../../docs/session.example.yaml"}
	f.notify = notifyFlags{webhook: hook.URL, secretFile: filepath.Join(dir, "secret")}
	if err := os.WriteFile(f.notify.secretFile, []byte("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), f.database)
	if err != nil {
		t.Fatal(err)
	}
	ended(t, db, "e1", time.Now())
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	end := make(chan error, 1)
	go func() { end <- serve(ctx, f, slog.New(slog.DiscardHandler)) }()
	select {
	case id := <-got:
		if id != "closed_e1 v1," {
			t.Errorf("the webhook got %q", id)
		}
	case err := <-end:
		t.Fatalf("the backend ended: %v", err)
	}
	stop()
	if err := <-end; err != nil {
		t.Error(err)
	}
}

// ended writes the notice of an entry's end, for the webhook.
func ended(t *testing.T, db *store.DB, entry string, at time.Time) {
	t.Helper()
	ctx := t.Context()
	err := errors.Join(notice.Want(ctx, db, "webhook", at), db.Write(ctx, func(tx store.Tx) error {
		for _, query := range []string{
			`INSERT INTO pools (id, school_code, school, campus_code, campus, subject, capacity)
				VALUES ('993010-1', '99301', '学校', '993010', '校区', '1', 1) ON CONFLICT (id) DO NOTHING`,
			`INSERT INTO students (id, document_type, document_number, name) VALUES ('s1', '4', 'P1', '张三') ON CONFLICT (id) DO NOTHING`,
			`INSERT INTO accounts (id, login, password_hash, phone, student_id) VALUES ('a1', 'l1', '', '10000000001', 's1') ON CONFLICT (id) DO NOTHING`,
		} {
			if _, err := tx.ExecContext(ctx, query); err != nil {
				return err
			}
		}
		return notice.Enqueue(ctx, tx, []notice.Notice{{Kind: notice.Closed, EntryID: entry, StudentID: "s1", PoolID: "993010-1", At: at}})
	}))
	if err != nil {
		t.Fatal(err)
	}
}

// deliverTwo writes two notices, and delivers them one after the other.
func deliverTwo(t *testing.T, db *store.DB) {
	t.Helper()
	at := time.Date(2026, 9, 1, 1, 0, 0, 0, time.UTC)
	session, err := loadSession("../../docs/session.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	to := &failOnce{}
	for _, entry := range []string{"e1", "e2"} {
		ended(t, db, entry, at)
		worker := notice.NewWorker(notice.Options{DB: db, Exam: session, Notifier: to, Now: func() time.Time { return at }})
		if _, err := worker.Deliver(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

func TestNoticesMakesNoDatabase(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "typo.db")
	err := listNotices(t.Context(), noticesFlags{database: "sqlite:" + path}, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "没有数据文件 "+path) {
		t.Errorf("listNotices = %v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v, want no database made", err)
	}
}
