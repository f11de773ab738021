//go:build unix

package e2e

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// exchangesEnv names the file that the program under test records to.
const exchangesEnv = "HOUBU_EXCHANGES="

// TestExchangesAreRecorded shows that there is something to hold against
// api/openapi.yaml, with the embedded backend and with one of its own.
func TestExchangesAreRecorded(t *testing.T) {
	t.Parallel()
	s := serve(t, 1, seats{"993010", "1", 1})
	drive(t, s.url(), candidate(0))
	embedded := start(t, "--data", t.TempDir())
	embedded.waitFor("demo1@houbu.test 张三")
	embedded.press("Ctrl+C") // nothing is typed: it leaves at once
	embedded.left()
	for name, env := range map[string][]string{"serve": s.cmd.Env, "embedded": embedded.cmd.Env} {
		if exchanges(t, env) == 0 {
			t.Errorf("%s: nothing was recorded", name)
		}
	}
}

// exchanges is how many exchanges a program with that environment recorded.
func exchanges(t *testing.T, env []string) int {
	t.Helper()
	for _, variable := range env {
		if path, ok := strings.CutPrefix(variable, exchangesEnv); ok {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			return bytes.Count(text, []byte("\n"))
		}
	}
	t.Fatal("the program was not told where to record")
	return 0
}
