package store

import (
	"errors"
	"io/fs"
	"os"
)

// ErrGone is wrapped by a *FileError when a SQLite file was deleted, or another one
// put in its place, while it was open. Nothing is committed from then on: it would
// go to a file that nobody finds again.
var ErrGone = errors.New("the file was deleted or replaced while it was open")

// watch looks whether the file at a path is still the one that was opened. That is a
// call of the operating system, a thousandth of what a commit costs.
type watch struct {
	path   string
	opened fs.FileInfo // nil before begin
}

// begin notes the file that was opened.
func (w *watch) begin() error {
	opened, err := os.Stat(w.path)
	if err != nil {
		return &FileError{Path: w.path, Err: err}
	}
	w.opened = opened
	return nil
}

// gone is a *FileError of ErrGone when the file is not there, or is another one. A
// file that is put back is the one that was opened.
func (w *watch) gone() error {
	if w.opened == nil {
		return nil
	}
	now, err := os.Stat(w.path)
	if err == nil && os.SameFile(w.opened, now) {
		return nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return &FileError{Path: w.path, Err: err}
	}
	return &FileError{Path: w.path, Err: ErrGone}
}
