//go:build unix

package e2e

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"houbu/backend/http/contract"
	"houbu/e2e/program"
)

// patience is how long a state of the screen is waited for. It is a safety net
// for a slow machine: no test is about time.
const patience = 120 * time.Second

// built is the program. The tag has it record what its backend is asked and
// answers, for houbu to hold against api/openapi.yaml; nothing else differs from
// what is shipped.
var built = program.New([]string{"-tags=exchanges"}, nil)

func TestMain(m *testing.M) {
	flag.Parse()
	parallel := false
	flag.Visit(func(f *flag.Flag) { parallel = parallel || f.Name == "test.parallel" })
	if !parallel {
		_ = flag.Set("test.parallel", atOnce) // a number, hence taken
	}
	os.Exit(built.Main(m))
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
	exchanges := filepath.Join(t.TempDir(), "exchanges")
	t.Cleanup(func() { contract.New(t).Recorded(exchanges) })
	return built.Command(t, environment(t.TempDir(), exchangesEnv+exchanges), args...)
}
