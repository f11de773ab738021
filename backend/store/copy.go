package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// CopySQLite writes a copy of a SQLite database of ours to a new file, as it is at
// one instant, while others work on it. Nothing of the database is changed, not even
// the schema of an older version. When it returns, the copy has been checked and is
// on the disk; after a failure there is none. Errors are *FileError of either file,
// with fs.ErrExist for a copy that is there already.
func CopySQLite(ctx context.Context, from, to string) (err error) {
	if _, err := os.Stat(from); err != nil {
		return &FileError{Path: from, Err: reason(err)}
	}
	// Made here, since SQLite would let everybody read it.
	target, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return &FileError{Path: to, Err: reason(err)}
	}
	defer func() {
		if err = errors.Join(err, target.Close()); err != nil {
			err = errors.Join(err, os.Remove(to))
		}
	}()
	if err := vacuumInto(ctx, from, to); err != nil {
		return err
	}
	if err := target.Sync(); err != nil { // SQLite leaves a copy to the system's cache
		return &FileError{Path: to, Err: reason(err)}
	}
	return checkCopy(ctx, from, to)
}

// vacuumInto has SQLite copy a database into an empty file.
func vacuumInto(ctx context.Context, from, to string) (err error) {
	db, err := openFile(from, "mode=rw&_pragma=busy_timeout(5000)")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var ours int
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_master WHERE name = 'goose_db_version'").Scan(&ours); err != nil {
		return sqliteFault(from, err)
	}
	if ours == 0 {
		return &FileError{Path: from, Err: ErrCorrupt}
	}
	if _, err := db.ExecContext(ctx, "VACUUM INTO $1", to); err != nil {
		return fmt.Errorf("copy the database: %w", copyFault(from, to, err))
	}
	return nil
}

// checkCopy reads a copy: what is damaged in it was so in the database.
func checkCopy(ctx context.Context, from, to string) (err error) {
	db, err := openFile(to, "mode=ro")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var found string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&found); err != nil {
		return sqliteFault(to, err)
	}
	if found != "ok" {
		return &FileError{Path: from, Err: ErrCorrupt}
	}
	return nil
}

// copyFault tells of which of the two files an error is: the disk that is full is
// the copy's.
func copyFault(from, to string, err error) error {
	fault := sqliteFault(from, err)
	var fe *FileError
	if errors.As(fault, &fe) && !errors.Is(fault, ErrCorrupt) && !errors.Is(fault, ErrLocked) {
		fe.Path = to
	}
	return fault
}

// reason is the operating system's error without the path, which a *FileError has.
func reason(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}
