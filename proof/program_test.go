package proof

import (
	"flag"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"
	"time"

	"houbu/e2e/program"
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

// built is the program as it is shipped. It is not built for the race detector: the
// tests' part has it.
var built = program.New(nil, []string{"GOFLAGS="})

func TestMain(m *testing.M) { os.Exit(built.Main(m)) }

// houbu is a command of the program, in an environment that says nothing of it.
func houbu(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	return built.Command(t, []string{"HOME=" + t.TempDir(), "TMPDIR=" + os.Getenv("TMPDIR"), "PATH=" + os.Getenv("PATH"), "LANG=C.UTF-8"}, args...)
}
