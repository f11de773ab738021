// Command houbu is the waitlist of the College English Test in a terminal: the
// client, and the reference backend that it starts by itself when no server is
// named. It holds flags and wiring only, one file a command.
package main

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"houbu/script"
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
// exit code, which script.Exits describes: 0 done, 1 failed, 2 used wrongly, and
// more for the commands that scripts call.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	return runWith(ctx, system(), args, stdout, stderr)
}

// runWith is run with something else in the place of the system.
func runWith(ctx context.Context, o outside, args []string, stdout, stderr io.Writer) int {
	root := newRootCmd(o) //nolint:contextcheck // cobra hands the context on, with ExecuteContextC
	root.SetArgs(args)
	root.SetIn(o.in)
	root.SetOut(stdout)
	root.SetErr(stderr)
	strictCompletion(root)
	cmd, err := root.ExecuteContextC(ctx)
	switch {
	case err == nil:
		return int(script.Done)
	case errors.Is(err, errReported):
		return int(script.Failed)
	}
	return int(report(cmd, args, err, stderr))
}

// report says what went wrong, as JSON where a script asked for it, and returns
// the exit code.
func report(cmd *cobra.Command, args []string, err error, stderr io.Writer) script.Exit {
	var failure *script.Error
	if !errors.As(err, &failure) {
		failure = &script.Error{Exit: script.Failed, Message: explain(err)}
	}
	said := "houbu: " + tui.CleanLines(failure.Error()) + "\n"
	// A flag that is wrong may stand before --json, which is then not read any more.
	if _, scripted := cmd.Annotations[forScripts]; scripted && slices.Contains(args, "--json") {
		if line, err := script.Line(failure); err == nil {
			said = line
		}
	}
	_, _ = io.WriteString(stderr, said) // nowhere else to say it
	return failure.Exit
}
