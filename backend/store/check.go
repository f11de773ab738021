package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// checkLimit is the largest file that is checked as a whole: a second's work.
// Damage to a larger one is found when the damaged part is read.
const checkLimit = 256 << 20

// checkSQLite looks at a file that is there already before anything is written
// to it: whether it is damaged, and whether it is another program's database.
// Without it a damaged page would show as a failure of whatever reads it first,
// which may be long after the start.
func checkSQLite(ctx context.Context, path, session string) (err error) {
	file, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return &FileError{Path: path, Err: err}
	}
	db, err := openFile(path, "_pragma=busy_timeout(5000)")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	found := "ok"
	if file.Size() <= checkLimit {
		if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&found); err != nil {
			return sqliteFault(path, err)
		}
	}
	var tables, ours, metas int
	err = db.QueryRowContext(ctx, `SELECT count(*), count(*) FILTER (WHERE name = 'goose_db_version'), count(*) FILTER (WHERE name = 'meta')
		FROM sqlite_master WHERE type = 'table'`).Scan(&tables, &ours, &metas)
	switch {
	case err != nil:
		return sqliteFault(path, err)
	case found != "ok", tables > 0 && ours == 0:
		return &FileError{Path: path, Err: ErrCorrupt}
	}
	if ours == 0 {
		return nil
	}
	if err := checkOurs(ctx, db, metas > 0, session); err != nil {
		if errors.Is(err, ErrNewer) || errors.Is(err, ErrSession) {
			return &FileError{Path: path, Err: err}
		}
		return sqliteFault(path, err)
	}
	return nil
}

// checkOurs looks whether a database of ours is one for this version of the program
// and for an exam session.
func checkOurs(ctx context.Context, db Tx, hasMeta bool, session string) error {
	if err := checkVersion(ctx, db); err != nil || !hasMeta {
		return err
	}
	of, err := sessionOf(ctx, db)
	if err != nil {
		return fmt.Errorf("read which exam session the database is of: %w", err)
	}
	return differs(of, session)
}
