//go:build unix

package e2e

import (
	"bytes"
	"database/sql"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// files are the contents of a folder, by name.
func files(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, e := range entries {
		if out[e.Name()], err = os.ReadFile(filepath.Join(dir, e.Name())); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func mustBeUntouched(t *testing.T, dir string, before map[string][]byte) {
	t.Helper()
	after := files(t, dir)
	for name, content := range before {
		if !bytes.Equal(after[name], content) {
			t.Errorf("%s was changed", name)
		}
	}
	for name := range after {
		if _, was := before[name]; !was {
			t.Errorf("%s is new", name)
		}
	}
}

// TestADamagedDataFile says which file is damaged, and changes nothing.
func TestADamagedDataFile(t *testing.T) {
	t.Parallel()
	noise := make([]byte, 64<<10)
	random := rand.NewChaCha8([32]byte{1})
	_, _ = random.Read(noise) // never fails
	good := practiceFile(t)
	page := bytes.Clone(good)
	copy(page[4096:], noise[:8192])
	for _, test := range []struct {
		name string
		data []byte
	}{
		{"noise", noise},
		{"a text", []byte("this is no database, and it is longer than the hundred bytes that the header of a real one has, so that it is looked at")},
		{"noise with the right first bytes", append([]byte("SQLite format 3\x00"), noise...)},
		{"a database with damaged pages", page},
		{"a database that was cut off", good[:len(good)/2]},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			path := filepath.Join(dir, "houbu.db")
			if err := os.WriteFile(path, test.data, 0o600); err != nil {
				t.Fatal(err)
			}
			before := files(t, dir)
			c := start(t, "--data", dir)
			if code := c.exit(); code != 1 {
				t.Errorf("exit code %d", code)
			}
			c.restored("houbu: ")
			c.mustShow("数据文件 "+path+" 已损坏", "文件没有被改动", "houbu practice reset")
			mustBeUntouched(t, dir, before)
		})
	}
}

// practiceFile is the data file of a practice session.
func practiceFile(t *testing.T) []byte {
	t.Helper()
	dir := t.TempDir()
	practiceIn(t, dir)
	return files(t, dir)["houbu.db"]
}

// practiceIn makes a practice session in a folder.
func practiceIn(t *testing.T, dir string) {
	t.Helper()
	c := start(t, "--data", dir, "--practice-tick", "1h")
	c.waitFor("demo3@houbu.test")
	c.press("Ctrl+C")
	c.left()
}

// TestALockedDataFile says which file another program keeps, and changes
// nothing.
func TestALockedDataFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	practiceIn(t, dir)
	path := filepath.Join(dir, "houbu.db")
	before := files(t, dir)[filepath.Base(path)] // before: to close a file ends the locks that this process has on it
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=locking_mode(EXCLUSIVE)&_txlock=exclusive")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	hold, err := db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	c := start(t, "--data", dir)
	if code := c.exit(); code != 1 {
		t.Errorf("exit code %d", code)
	}
	c.restored("houbu: ")
	c.mustShow("数据文件 "+path+" 正被另一个程序占用", "文件没有被改动")
	if after := files(t, dir)[filepath.Base(path)]; !bytes.Equal(after, before) {
		t.Error("the data file was changed")
	}
	if err := hold.Rollback(); err != nil {
		t.Error(err)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	c = start(t, "--data", dir)
	c.logIn(zhang())
	c.waitFor("报名首页")
}

// TestDamagedDataAndTheBackend is the same for the commands without a screen.
func TestDamagedDataAndTheBackend(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	rosters := map[string]string{
		"session.yaml": sessionFile(t), "seats.csv": seatsFile(nil), "houbu.db": string(bytes.Repeat([]byte("no database "), 1000)),
	}
	for name, text := range rosters {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(dir, "houbu.db")
	before := files(t, dir)
	flags := []string{"--database", "sqlite:" + path, "--session", filepath.Join(dir, "session.yaml")}
	for _, args := range [][]string{
		append([]string{"serve", "--listen", "127.0.0.1:0"}, flags...),
		append([]string{"import", "seats", filepath.Join(dir, "seats.csv")}, flags...),
	} {
		mustFail(t, houbu(t, args...), "数据文件 "+path+" 已损坏")
		mustBeUntouched(t, dir, before)
	}
}

// mustFail runs a command that has to end with exit code 1 and words on
// standard error.
func mustFail(t *testing.T, cmd *exec.Cmd, words ...string) {
	t.Helper()
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	err := cmd.Run()
	if cmd.ProcessState.ExitCode() != 1 {
		t.Errorf("%q: %v, want exit code 1", cmd.Args, err)
	}
	if out.Len() > 0 {
		t.Errorf("%q wrote %q to standard output", cmd.Args, out.String())
	}
	for _, word := range words {
		if !bytes.Contains(said.Bytes(), []byte(word)) {
			t.Errorf("%q said\n%s\nwant %q", cmd.Args, said.String(), word)
		}
	}
}
