package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
)

// checkLimit is the largest file that is checked as a whole: a second's work.
// Damage to a larger one is found when the damaged part is read.
const checkLimit = 256 << 20

// checkSQLite looks for damage in a file that is there already, before anything
// is written to it. Without it a damaged page would show as a failure of
// whatever reads it first, which may be long after the start.
func checkSQLite(ctx context.Context, path string) (err error) {
	switch file, err := os.Stat(path); {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return &FileError{Path: path, Err: err}
	case file.Size() > checkLimit:
		return nil
	}
	db, err := sql.Open("sqlite", sqliteFile(path)+"?_pragma=busy_timeout(5000)")
	if err != nil {
		return sqliteFault(path, err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var found string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&found); err != nil {
		return sqliteFault(path, err)
	}
	if found != "ok" {
		return &FileError{Path: path, Err: ErrCorrupt}
	}
	return nil
}
