package transfer

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"strings"

	"houbu/backend/store"
)

const sqliteScheme = "sqlite:"

// beforehand checks what can be told before a database is opened, which makes
// one that is missing.
func beforehand(ctx context.Context, from, to string) error {
	source, fromFile := strings.CutPrefix(from, sqliteScheme)
	target, toFile := strings.CutPrefix(to, sqliteScheme)
	if from == to {
		return &Error{Err: ErrSame}
	}
	if fromFile {
		if _, err := os.Stat(source); err != nil {
			return &Error{Err: &store.FileError{Path: source, Err: err}}
		}
	}
	if !toFile {
		return within(false, "", unused(ctx, source, fromFile))
	}
	there, err := os.Stat(target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return within(false, "", unused(ctx, source, fromFile))
	case err != nil:
		return &Error{Target: true, Err: &store.FileError{Path: target, Err: err}}
	}
	if other, err := os.Stat(source); fromFile && err == nil && os.SameFile(there, other) {
		return &Error{Err: ErrSame}
	}
	if err := unused(ctx, source, fromFile); err != nil {
		return within(false, "", err)
	}
	return within(true, "", unused(ctx, target, true))
}

// unused refuses a file that another program has open.
func unused(ctx context.Context, path string, file bool) error {
	if !file {
		return nil
	}
	err := store.Unused(ctx, path)
	if errors.Is(err, store.ErrLocked) {
		return ErrBusy
	}
	return err
}
