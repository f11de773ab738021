package practice

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"houbu/backend/exam"
	"houbu/backend/store"
	"houbu/backend/waitlist"
)

// fileName is the data file within the data folder. SQLite keeps two more
// beside it, of its name and these endings.
const (
	fileName = "houbu.db"
	walFile  = fileName + "-wal"
	shmFile  = fileName + "-shm"
)

// ErrLeftover is returned when the data file is gone but its journal is there:
// a new file would take that journal for its own.
var ErrLeftover = errors.New("the data file is gone, but its journal (" + walFile + ") is still there")

// Open makes sure that a data folder holds a practice session and returns the
// address of its database. A missing one is built aside and then put in place
// whole, so an interrupted start leaves nothing half done. A file that is there
// is never overwritten; what is wrong with it is found when the database is
// opened. Errors name the path (*store.FileError).
func Open(ctx context.Context, dir string, session *exam.Exam, now func() time.Time) (address string, err error) {
	path := filepath.Join(dir, fileName)
	switch there, err := exists(path); {
	case err != nil:
		return "", &store.FileError{Path: path, Err: err}
	case there:
		return "sqlite:" + path, nil
	}
	switch there, err := exists(filepath.Join(dir, walFile)); {
	case err != nil:
		return "", &store.FileError{Path: path, Err: err}
	case there:
		return "", &store.FileError{Path: path, Err: ErrLeftover}
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", &store.FileError{Path: path, Err: err}
	}
	aside, err := os.MkdirTemp(dir, ".new-*")
	if err != nil {
		return "", &store.FileError{Path: path, Err: err}
	}
	defer func() { err = errors.Join(err, os.RemoveAll(aside)) }()
	fresh := filepath.Join(aside, fileName)
	if err := build(ctx, fresh, session, now); err != nil {
		return "", fmt.Errorf("build the practice session: %w", err)
	}
	if err := place(fresh, path); err != nil {
		return "", &store.FileError{Path: path, Err: err}
	}
	return "sqlite:" + path, nil
}

// Reset deletes the practice session of a data folder: the data file and the
// two that SQLite keeps beside it, and nothing else. What is not there is no
// error. A data file that can be read and holds no practice session is somebody's
// real data: it stays, with ErrNotPractice in a *store.FileError; so does one that
// a running program has open, with store.ErrLocked.
func Reset(ctx context.Context, dir string) error {
	if err := mayDelete(ctx, filepath.Join(dir, fileName)); err != nil {
		return err
	}
	for _, name := range []string{walFile, shmFile, fileName} { // the data file last: without it the others mean nothing
		path := filepath.Join(dir, name)
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return &store.FileError{Path: path, Err: err}
		}
	}
	return nil
}

// mayDelete looks at a data file before it is deleted. One that is too damaged
// to say what it is may be: that is what a reset is for.
func mayDelete(ctx context.Context, path string) error {
	switch there, err := exists(path); {
	case err != nil:
		return &store.FileError{Path: path, Err: err}
	case !there:
		return nil
	}
	found, err := store.Meta(ctx, path, mark)
	switch {
	case errors.Is(err, store.ErrCorrupt):
		return nil
	case err != nil:
		return err
	case found == "":
		return &store.FileError{Path: path, Err: ErrNotPractice}
	}
	return store.Unused(ctx, path)
}

// build makes a database with the practice session in it.
func build(ctx context.Context, path string, session *exam.Exam, now func() time.Time) (err error) {
	db, err := store.Open(ctx, "sqlite:"+path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return Seed(ctx, World{DB: db, Exam: session, Waitlist: waitlist.New(db, session, now), Now: now})
}

// place puts a finished file in its place unless another start was faster: a
// link, unlike a rename, never replaces a file.
func place(from, to string) error {
	err := os.Link(from, to)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return nil
	}
	return os.Rename(from, to) // a file system without links
}

func exists(path string) (bool, error) {
	_, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}
