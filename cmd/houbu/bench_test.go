package main

import (
	"bytes"
	"encoding/json"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"houbu/backend"
	"houbu/bench"
)

// houbuBench runs houbu bench with arguments.
func houbuBench(t *testing.T, args ...string) (stdout string, err error) {
	t.Helper()
	var out bytes.Buffer
	cmd := newBenchCmd()
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	cmd.SetOut(&out)
	cmd.SetErr(&out)
	cmd.SetArgs(args)
	err = cmd.ExecuteContext(t.Context())
	return out.String(), err
}

// openSession writes a session whose registration is open.
func openSession(t *testing.T, dir string) string {
	t.Helper()
	text, err := os.ReadFile("../../docs/session.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	for old, at := range map[string]time.Time{
		"2026-09-15T09:00:00+08:00": now.Add(-time.Hour), "2026-09-28T17:00:00+08:00": now.Add(time.Hour),
		"2026-09-29T17:00:00+08:00": now.Add(3 * time.Hour), "2026-09-29T15:00:00+08:00": now.Add(2 * time.Hour),
	} {
		if !bytes.Contains(text, []byte(old)) {
			t.Fatalf("the example has no %s", old)
		}
		text = bytes.ReplaceAll(text, []byte(old), []byte(at.Format(time.RFC3339)))
	}
	path := filepath.Join(dir, "session.yaml")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestBenchSeedThenJoin(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path, file, database := openSession(t, dir), filepath.Join(dir, "bench.json"), "sqlite:"+filepath.Join(dir, "houbu.db")
	out, err := houbuBench(t, "seed", "--database", database, "--session", path, "--candidates", "200", "--pools", "4", "--out", file)
	want := "4 个校区科目；可直接候补 200 人，从登录走起 0 人，已在候补 0 人，持有座位 0 人。考生文件：" + file + "\n"
	if err != nil || out != want {
		t.Fatalf("seed: %q, %v", out, err)
	}
	session, err := loadSession(path)
	if err != nil {
		t.Fatal(err)
	}
	b, err := backend.Open(t.Context(), backend.Config{Address: database, Exam: session})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(b.Handler())
	defer func() {
		server.Close()
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	}()
	out, err = houbuBench(t, "join", "--server", server.URL, "--file", file, "--json")
	var report bench.Report
	if err != nil || json.Unmarshal([]byte(out), &report) != nil || report.Row("join") == nil || report.Row("join").Done != 200 {
		t.Fatalf("join: %q, %v", out, err)
	}
	// Everyone has joined already.
	if out, err = houbuBench(t, "join", "--server", server.URL, "--file", file); err == nil || !strings.Contains(out, "不符  join：没有错误") {
		t.Errorf("again: %q, %v", out, err)
	}
}

func TestBenchRefuses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if _, errs, err := importText(t, dir, "seats", testSeats); err != nil {
		t.Fatal(errs, err)
	}
	notOurs, database := filepath.Join(dir, "not.json"), "sqlite:"+filepath.Join(dir, "houbu.db")
	if err := os.WriteFile(notOurs, []byte(`{"pools":[{"campus":"993010","next":1}],"ready":[]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	session := "../../docs/session.example.yaml"
	for want, args := range map[string][]string{
		"数据库里已有数据":                   {"seed", "--database", database, "--session", session, "--out", filepath.Join(dir, "out.json")},
		"--pools 应为 1 到 6990":        {"seed", "--database", "sqlite:" + filepath.Join(dir, "new.db"), "--session", session, "--pools", "0"},
		"不是 houbu bench seed 写入的":    {"wave", "--database", database, "--file", notOurs},
		"请先运行 houbu bench seed":      {"join", "--file", filepath.Join(dir, "missing.json")},
		"不是 houbu bench seed 写出的":    {"poll", "--file", session},
		"考生不够":                       {"rush", "--file", notOurs},
		"http://主机:端口":               {"join", "--file", notOurs, "--server", "https://127.0.0.1"},
		"--connections 应为":           {"join", "--file", notOurs, "--connections", "0"},
		"--sessions、--rate 和 --idle": {"ssh", "--file", notOurs, "--address", "127.0.0.1:1", "--sessions", "0"},
		"0 who are ready, of 100":    {"ssh", "--file", notOurs, "--address", "127.0.0.1:1"},
		"--only 应为":                  {"poll", "--file", notOurs, "--only", "404"},
	} {
		if _, err := houbuBench(t, args...); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v, want %q", args, err, want)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "out.json")); err == nil {
		t.Error("a candidates' file was written without candidates")
	}
}
