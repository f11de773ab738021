package storetest

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// OnPostgres runs the package's tests again, all but the one that calls it, in a
// process of their own in which Address is on PostgreSQL.
func OnPostgres(t *testing.T) {
	t.Helper()
	t.Parallel()
	s := sharedServer(t)
	prefix := namePrefix()
	t.Cleanup(func() {
		if err := s.dropAll(context.Background(), prefix); err != nil {
			t.Errorf("drop the databases of the tests: %v", err)
		}
	})
	child := exec.CommandContext(t.Context(), os.Args[0], childArgs(t)...)
	child.Env = append(os.Environ(), serverVar+"="+s.at.String(), suiteVar+"="+prefix)
	out, err := child.CombinedOutput()
	switch {
	case err != nil:
		t.Errorf("on PostgreSQL: %v\n%s", err, out)
	case bytes.Contains(out, []byte("no tests to run")):
		t.Error("on PostgreSQL: no tests to run")
	case testing.Verbose():
		t.Logf("on PostgreSQL:\n%s", out)
	}
}

// childArgs are the arguments of the process: everything but the test that
// starts it, with those of ours that say how to run tests, not which.
func childArgs(t *testing.T) []string {
	args := []string{"-test.run=.", "-test.skip=^" + t.Name() + "$"}
	if by, set := t.Deadline(); set { // it tells what hangs before we are stopped
		args = append(args, fmt.Sprintf("-test.timeout=%v", time.Until(by)-5*time.Second))
	}
	for _, arg := range os.Args[1:] {
		name, _, _ := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		switch name {
		case "test.short", "test.parallel", "test.cpu", "test.shuffle", "test.failfast":
			args = append(args, arg)
		case "test.v":
			args = append(args, "-test.v")
		default:
			if strings.HasPrefix(name, "rapid.") {
				args = append(args, arg)
			}
		}
	}
	return args
}

// dropAll drops the databases whose names begin with a prefix.
func (s *server) dropAll(ctx context.Context, prefix string) error {
	names, err := s.named(ctx, prefix)
	for _, name := range names {
		if err := s.drop(ctx, name); err != nil {
			return err
		}
	}
	return err
}
