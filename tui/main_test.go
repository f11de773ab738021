package tui

import (
	"os"
	"testing"

	"houbu/tui/quietterm"
)

// childEnv names the scenario that this process runs instead of the tests: the
// program on a terminal, which a test holds the other end of.
const childEnv = "HOUBU_TUI_CHILD"

func TestMain(m *testing.M) {
	quietterm.Restore()
	if scenario := os.Getenv(childEnv); scenario != "" {
		os.Exit(child(scenario))
	}
	os.Exit(m.Run())
}
