//go:build unix

package e2e

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFirstTimeErrors makes the mistakes of a first time. Each is answered on
// standard error, in the user's language, with what to do, and exit code 1.
func TestFirstTimeErrors(t *testing.T) {
	t.Parallel()
	taken, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = taken.Close() })
	session := filepath.Join(t.TempDir(), "session.yaml")
	if err := os.WriteFile(session, []byte(sessionFile(t)), 0o600); err != nil {
		t.Fatal(err)
	}
	database := "sqlite:" + filepath.Join(t.TempDir(), "houbu.db")
	const url = "不是网址：请写成 https://主机 或 名称=https://主机"
	for name, test := range map[string]struct {
		args  []string
		words string
	}{
		"no terminal":              {nil, "需要在终端里运行：标准输入和标准输出都要是终端"},
		"no terminal, for servers": {[]string{"--server", "http://127.0.0.1:1"}, "需要在终端里运行"},
		"a server without scheme":  {[]string{"--server", "cet.example.edu"}, `--server "cet.example.edu" ` + url},
		"a server of another kind": {[]string{"--server", "ftp://cet.example.edu"}, url},
		"an empty server":          {[]string{"--server", ""}, url},
		"a server with a password": {[]string{"--server", "https://me:secret@cet.example.edu"}, "第 1 个 --server 只能写主机和路径"},
		"a server with a query":    {[]string{"--server", "https://cet.example.edu/?a=b"}, "第 1 个 --server 只能写主机和路径"},
		"a missing session file":   {[]string{"serve", "--session", "/nowhere/session.yaml", "--database", database}, "/nowhere/session.yaml"},
		"a taken address":          {[]string{"serve", "--session", session, "--database", database, "--listen", taken.Addr().String()}, "不能监听 " + taken.Addr().String()},
		"a negative rate":          {[]string{"serve", "--session", session, "--database", database, "--rate-limit", "-1"}, "--rate-limit 不能是负数"},
		"an unknown database":      {[]string{"serve", "--session", session, "--database", "mysql://x"}, "数据库地址请写成 sqlite:路径"},
		"a missing roster":         {[]string{"import", "seats", "/nowhere/seats.csv", "--session", session, "--database", database}, "/nowhere/seats.csv"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cmd := houbu(t, test.args...)
			cmd.Stdin = strings.NewReader("no keys")
			mustFail(t, cmd, "houbu: ", test.words)
		})
	}
}

// TestAWrongCommandLine has an exit code of its own.
func TestAWrongCommandLine(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"register"}, {"--sever", "x"}, {"status", "--sever", "x"}, {"version", "1"}} {
		cmd := houbu(t, args...)
		out, err := cmd.CombinedOutput()
		if cmd.ProcessState.ExitCode() != 2 || !strings.HasPrefix(string(out), "houbu: ") || !strings.Contains(string(out), "--help") {
			t.Errorf("%q: %v, %q", args, err, out)
		}
	}
}

// TestAnUnusableDataFolder names the folder's file, on a terminal that is given
// back.
func TestAnUnusableDataFolder(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("in the way"), 0o600); err != nil {
		t.Fatal(err)
	}
	c := start(t, "--data", filepath.Join(file, "folder"))
	if code := c.exit(); code != 1 {
		t.Errorf("exit code %d", code)
	}
	c.restored("houbu: 不能使用数据文件 ")
	c.mustShow(filepath.Join(file, "folder", "houbu.db"), "请检查目录是否存在")
}

// TestPracticeReset starts the practice session afresh: after some steps, after
// damage, and where there is nothing yet.
func TestPracticeReset(t *testing.T) {
	t.Parallel()
	data, who := t.TempDir(), zhang()
	for _, before := range []func(){
		func() {},
		func() {
			c := start(t, "--data", data, "--practice-tick", "1h")
			c.logIn(who)
			c.begin()
			c.agree()
			c.identify(who)
			c.quit()
		},
		func() {
			if err := os.WriteFile(filepath.Join(data, "houbu.db"), []byte("damaged"), 0o600); err != nil {
				t.Fatal(err)
			}
		},
	} {
		before()
		out, err := houbu(t, "practice", "reset", "--data", data).CombinedOutput()
		if want := "练习数据已删除（" + data + "），下次启动重新开始。\n"; err != nil || string(out) != want {
			t.Fatalf("practice reset: %v, %q, want %q", err, out, want)
		}
		if left := files(t, data); len(left) != 0 {
			t.Fatalf("%d files are left", len(left))
		}
	}
	c := start(t, "--data", data, "--practice-tick", "1h")
	c.logIn(who)
	c.begin() // nothing is done
	c.quit()
}
