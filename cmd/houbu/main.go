// Command houbu is the waitlist of the College English Test in a terminal: the
// client, and the reference backend that it starts by itself when no server is
// named. It holds flags and wiring only, one file a command.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"houbu/tui"
	"houbu/tui/quietterm"
)

func main() {
	quietterm.Restore()
	tui.FixWidths()
	os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr))
}

// errReported is returned by a command that has said what went wrong already.
var errReported = errors.New("already reported")

// run is the whole program, apart from the process around it. It returns the
// exit code: 0 done, 1 failed.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	cmd := newRootCmd() //nolint:contextcheck // cobra hands the context on, with ExecuteContext
	cmd.SetArgs(args)
	cmd.SetOut(stdout)
	cmd.SetErr(stderr)
	err := cmd.ExecuteContext(ctx)
	if err == nil {
		return 0
	}
	if !errors.Is(err, errReported) {
		_, _ = fmt.Fprintln(stderr, "houbu: "+explain(err)) // nowhere else to say it
	}
	return 1
}
