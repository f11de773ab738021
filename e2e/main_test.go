//go:build unix

package e2e

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"houbu/backend/http/contract"
)

// patience is how long a state of the screen is waited for. It is a safety net
// for a slow machine: no test is about time.
const patience = 120 * time.Second

// program builds houbu once and returns its path. The tag has it record what its
// backend is asked and answers, for houbu to hold against api/openapi.yaml;
// nothing else differs from what is shipped.
var program = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "houbu-e2e-")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "houbu")
	out, err := exec.CommandContext(context.Background(), "go", "build", "-tags=exchanges", "-buildvcs=false", "-o", path, "houbu/cmd/houbu").CombinedOutput()
	if err != nil {
		return path, fmt.Errorf("build houbu: %w\n%s", err, out)
	}
	return path, nil
})

// sources opens each folder of the source once. The go command, which remembers
// the results of tests, sees from it that they depend on the whole program; it
// does not see what is built above, nor what is done before the tests begin.
var sources = sync.OnceValue(func() error {
	return filepath.WalkDir("..", func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() && len(entry.Name()) > 2 && entry.Name()[0] == '.' { // .git and the like
			return fs.SkipDir
		}
		if errors.Is(err, fs.ErrNotExist) { // another test's, that has ended
			return nil
		}
		return err
	})
})

func TestMain(m *testing.M) {
	flag.Parse()
	parallel := false
	flag.Visit(func(f *flag.Flag) { parallel = parallel || f.Name == "test.parallel" })
	if !parallel {
		_ = flag.Set("test.parallel", atOnce) // a number, hence taken
	}
	path, err := program()
	code := 1
	if err == nil {
		code = m.Run()
	} else {
		_, _ = fmt.Fprintln(os.Stderr, err) // nothing else can be told
	}
	if path != "" {
		_ = os.RemoveAll(filepath.Dir(path)) // in the system's own folder for such
	}
	os.Exit(code)
}

// environment is that of a user's shell, with extra on top. What the tests'
// own environment says of Houbu or of colours does not count.
func environment(home string, extra ...string) []string {
	return append([]string{
		"HOME=" + home, "PATH=" + os.Getenv("PATH"), "TMPDIR=" + os.Getenv("TMPDIR"),
		"TERM=xterm-256color", "LANG=C.UTF-8", "TZ=Asia/Shanghai",
	}, extra...)
}

// houbu is a command of the program. When the test ends, and the program with
// it, each exchange that its backend had is held against the document.
func houbu(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	path, err := program()
	if err := errors.Join(err, sources()); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), path, args...)
	exchanges := filepath.Join(t.TempDir(), "exchanges")
	cmd.Env = environment(t.TempDir(), exchangesEnv+exchanges)
	t.Cleanup(func() { contract.New(t).Recorded(exchanges) })
	return cmd
}
