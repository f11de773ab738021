package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestADatabaseOfAnotherSession is refused by every command that takes a session
// file, also after a move to another database.
func TestADatabaseOfAnotherSession(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if _, _, err := importText(t, dir, "seats", testSeats); err != nil {
		t.Fatal(err)
	}
	old, moved := filepath.Join(dir, "houbu.db"), filepath.Join(dir, "moved.db")
	if code, errs := command("migrate", "--from", "sqlite:"+old, "--to", "sqlite:"+moved); code != 0 {
		t.Fatal(errs)
	}
	other, same := sessionWith(t, "cet-2027-06"), sessionWith(t, "cet-2026-12")
	seats := filepath.Join(dir, "seats.csv")
	for _, path := range []string{old, moved} {
		want := "数据文件 " + path + " 属于考次 cet-2026-12，而考次文件是考次 cet-2027-06 的。数据没有被改动。\n请检查 --database 和 --session"
		for _, args := range [][]string{{"serve", "--listen", "127.0.0.1:0"}, {"import", "seats", seats}, {"import", "candidates", seats}} {
			code, errs := command(append(args, "--database", "sqlite:"+path, "--session", other)...)
			if code != 1 || !strings.Contains(errs, want) {
				t.Errorf("%v: exit code %d, %q, want %q", args, code, errs, want)
			}
		}
		if code, errs := command("import", "seats", seats, "--database", "sqlite:"+path, "--session", same); code != 0 {
			t.Errorf("the same session: exit code %d, %q", code, errs)
		}
	}
}

// sessionWith writes the example session with another id and name.
func sessionWith(t *testing.T, id string) (path string) {
	t.Helper()
	text, err := os.ReadFile("../../docs/session.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.NewReplacer("id: cet-2026-12 ", "id: "+id+" ", "name: 2026年下半年", "name: 改过的").Replace(string(text))
	if changed == string(text) || !strings.Contains(changed, "\nid: "+id+" ") {
		t.Fatal("the example session has no such id or name")
	}
	path = filepath.Join(t.TempDir(), "session.yaml")
	if err := os.WriteFile(path, []byte(changed), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// command runs houbu.
func command(args ...string) (code int, stderr string) {
	var out, errs bytes.Buffer
	code = run(context.Background(), args, &out, &errs)
	return code, errs.String()
}
