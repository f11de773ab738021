// Package program is test support: it builds houbu, once for all tests of a
// package, and runs it. Shipped code never imports it.
package program

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// Program is the built program, made when it is first asked for.
type Program struct {
	build func() (path string, err error)
	seen  func() error
}

// New returns the program as the go command builds it with more arguments, in an
// environment with more variables.
func New(args, env []string) *Program {
	return &Program{
		build: sync.OnceValues(func() (string, error) { return build(args, env) }),
		seen:  sync.OnceValue(sources),
	}
}

func build(args, env []string) (path string, err error) {
	dir, err := os.MkdirTemp("", "houbu-program-")
	if err != nil {
		return "", fmt.Errorf("make a folder for houbu: %w", err)
	}
	path = filepath.Join(dir, "houbu")
	args = append(append([]string{"build", "-buildvcs=false", "-o", path}, args...), "houbu/cmd/houbu")
	cmd := exec.CommandContext(context.Background(), "go", args...)
	cmd.Env = append(os.Environ(), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return path, fmt.Errorf("build houbu: %w\n%s", err, out)
	}
	return path, nil
}

// sources opens each folder of the source once. The go command, which remembers
// the results of tests, sees from it that they depend on the whole program; it
// does not see what is built above, nor what is done before the tests begin.
func sources() error {
	return filepath.WalkDir("..", func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() && len(entry.Name()) > 2 && entry.Name()[0] == '.' { // .git and the like
			return fs.SkipDir
		}
		if errors.Is(err, fs.ErrNotExist) { // another test's, that has ended
			return nil
		}
		return err
	})
}

// Main builds the program, runs the tests of a package whose folder is one of the
// module's, and returns the exit code. Nothing of the program is left behind.
func (p *Program) Main(m *testing.M) (code int) {
	path, err := p.build()
	if path != "" {
		defer func() { _ = os.RemoveAll(filepath.Dir(path)) }() // in the system's own folder for such
	}
	if err != nil {
		_, _ = fmt.Fprintln(os.Stderr, err) // nothing else can be told
		return 1
	}
	return m.Run()
}

// Path is where the program is.
func (p *Program) Path(t *testing.T) string {
	t.Helper()
	path, err := p.build()
	if err := errors.Join(err, p.seen()); err != nil {
		t.Fatal(err)
	}
	return path
}

// Command runs the program in an environment that is nothing but env. It is
// killed when the test ends.
func (p *Program) Command(t *testing.T, env []string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), p.Path(t), args...)
	cmd.Env = env
	return cmd
}
