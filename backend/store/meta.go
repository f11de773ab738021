package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// Meta reads a row of the table meta from a SQLite file without opening it as a
// database of Houbu's: nothing is created, migrated or written. A database
// without that table or that row gives an empty value, a file without any table
// is ErrCorrupt. Errors are *FileError.
func Meta(ctx context.Context, path, name string) (value string, err error) {
	how := "mode=ro&_pragma=busy_timeout(5000)"
	if _, err := os.Lstat(path + "-wal"); errors.Is(err, fs.ErrNotExist) {
		how += "&immutable=1" // else SQLite makes a journal beside the file
	}
	db, err := openFile(path, how)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var tables, metas int
	err = db.QueryRowContext(ctx, "SELECT count(*), count(*) FILTER (WHERE name = 'meta') FROM sqlite_master WHERE type = 'table'").
		Scan(&tables, &metas)
	switch {
	case err != nil:
		return "", sqliteFault(path, err)
	case tables == 0:
		return "", &FileError{Path: path, Err: ErrCorrupt}
	case metas == 0:
		return "", nil
	}
	err = db.QueryRowContext(ctx, "SELECT value FROM meta WHERE name = $1", name).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read the table meta: %w", sqliteFault(path, err))
	}
	return value, nil
}

// Unused tells whether no other program has a SQLite file open: a *FileError
// with ErrLocked when one has. It is for who is about to delete the file, whose
// journal it closes.
func Unused(ctx context.Context, path string) (err error) {
	db, err := openFile(path, "mode=rw&_pragma=busy_timeout(200)")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var mode string
	// SQLite leaves the write-ahead log only when nobody else is connected.
	if err := db.QueryRowContext(ctx, "PRAGMA journal_mode = DELETE").Scan(&mode); err != nil {
		return sqliteFault(path, err)
	}
	if mode != "delete" {
		return &FileError{Path: path, Err: ErrLocked}
	}
	return nil
}
