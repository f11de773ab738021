package proof

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	_ "houbu/backend" // so that the go command tests anew when the program changes
)

// patience is how long a state is waited for: a safety net, no test is about time.
const patience = 2 * time.Minute

var seedFlag = flag.Uint64("proof.seed", 0, "repeat the random choices of a run; 0 makes new ones")

// random are the random choices of a test, whose seed is printed.
func random(t *testing.T) *rand.Rand {
	t.Helper()
	seed := *seedFlag
	if seed == 0 {
		seed = rand.Uint64()
	}
	t.Logf("repeat the choices: go test ./proof -run '^%s$' -proof.seed=%d", t.Name(), seed)
	return rand.New(rand.NewPCG(seed, 0))
}

// fork are random choices for somebody who acts at the same time as others.
func fork(random *rand.Rand) *rand.Rand { return rand.New(rand.NewPCG(random.Uint64(), 0)) }

// program builds houbu once, as it is shipped, and returns its path.
var program = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "houbu-proof-")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "houbu")
	build := exec.CommandContext(context.Background(), "go", "build", "-buildvcs=false", "-o", path, "houbu/cmd/houbu")
	build.Env = append(os.Environ(), "GOFLAGS=") // not for the race detector: the tests' part has it
	if out, err := build.CombinedOutput(); err != nil {
		return path, fmt.Errorf("build houbu: %w\n%s", err, out)
	}
	return path, nil
})

func TestMain(m *testing.M) {
	flag.Parse()
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

// houbu is a command of the program, in an environment that says nothing of it.
func houbu(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	path, err := program()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.ReadDir(filepath.Join("..", "cmd", "houbu")); err != nil { // the go command sees that the result depends on it
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), path, args...)
	cmd.Env = []string{"HOME=" + t.TempDir(), "TMPDIR=" + os.Getenv("TMPDIR"), "PATH=" + os.Getenv("PATH"), "LANG=C.UTF-8"}
	return cmd
}
