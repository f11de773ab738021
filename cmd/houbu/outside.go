package main

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"

	"github.com/charmbracelet/x/term"
)

// outside is what the commands for scripts need of the process and the system,
// which tests put something else in the place of.
type outside struct {
	getenv func(string) string
	vault  vault
	in     io.Reader
}

// system is the process as it is.
func system() outside { return outside{getenv: os.Getenv, vault: keyringVault{}, in: os.Stdin} }

// terminalOf is the file of a reader or writer that is a terminal.
func terminalOf(stream any) (*os.File, bool) {
	file, ok := stream.(*os.File)
	return file, ok && term.IsTerminal(file.Fd())
}

// errNoLine says that the input ended before a line.
var errNoLine = errors.New("the input ended")

// readLine reads a line, and of it no more than the line: what follows may be for
// another reader.
func readLine(ctx context.Context, in io.Reader) (string, error) {
	return within(ctx, func() (string, error) {
		const longest = 4096
		var line strings.Builder
		one := make([]byte, 1)
		for line.Len() < longest {
			n, err := in.Read(one)
			if n == 1 && one[0] == '\n' || errors.Is(err, io.EOF) && line.Len() > 0 {
				return strings.TrimSuffix(line.String(), "\r"), nil
			}
			if n == 1 {
				line.WriteByte(one[0])
			}
			if err != nil {
				return "", errNoLine
			}
		}
		return "", errNoLine
	})
}

// readSecret reads a line from a terminal that does not show it. The terminal is
// given back also when the context ends.
func readSecret(ctx context.Context, file *os.File) (string, error) {
	state, err := term.GetState(file.Fd())
	if err != nil {
		return "", errNoLine
	}
	secret, err := within(ctx, func() ([]byte, error) { return term.ReadPassword(file.Fd()) })
	if ctx.Err() != nil {
		_ = term.Restore(file.Fd(), state) // there is nothing else to try
	}
	return string(secret), err
}

// within waits for something that knows no context, and leaves it alone when the
// context ends.
func within[T any](ctx context.Context, do func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		value, err := do()
		done <- result{value, err}
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}
