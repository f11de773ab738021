package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"houbu/screens"
)

// deskFiles are the files of who runs houbu desk.
type deskFiles struct{ home string }

// newDeskFiles finds the folder of the person; the working directory where there is
// none.
func newDeskFiles() deskFiles {
	home, err := os.UserHomeDir()
	if err != nil {
		return deskFiles{}
	}
	return deskFiles{home}
}

// Suggest makes a path in the person's folder.
func (f deskFiles) Suggest(name string) string { return filepath.Join(f.home, name) }

// path is a path as it was typed, in which ~ is the person's folder.
func (f deskFiles) path(typed string) string {
	if rest, ok := strings.CutPrefix(typed, "~"+string(filepath.Separator)); ok && f.home != "" {
		return filepath.Join(f.home, rest)
	}
	return typed
}

// Read returns a whole file.
func (f deskFiles) Read(ctx context.Context, typed string, most int64) (content []byte, err error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("read a file: %w", err)
	}
	file, err := os.Open(f.path(typed))
	if err != nil {
		return nil, fmt.Errorf("open a file: %w", err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	content, err = io.ReadAll(io.LimitReader(file, most+1))
	if err != nil {
		return nil, fmt.Errorf("read a file: %w", err)
	}
	if int64(len(content)) > most {
		return nil, screens.ErrTooLarge
	}
	return content, nil
}

// Save makes a new file that only its owner can read. What could not be written whole
// is taken away again.
func (f deskFiles) Save(ctx context.Context, typed string, write func(io.Writer) error) (err error) {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("save a file: %w", err)
	}
	path := f.path(typed)
	const onlyOwner = 0o600
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, onlyOwner)
	if err != nil {
		return fmt.Errorf("make a file: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(path))
		}
	}()
	if err := write(file); err != nil {
		return errors.Join(err, file.Close())
	}
	if err := file.Sync(); err != nil {
		return errors.Join(fmt.Errorf("save a file: %w", err), file.Close())
	}
	if err := file.Close(); err != nil {
		return fmt.Errorf("save a file: %w", err)
	}
	return nil
}
