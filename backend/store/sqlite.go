package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"

	"modernc.org/sqlite"
	sqlitelib "modernc.org/sqlite/lib"
)

const (
	sqliteName = "sqlite3"
	postgres   = "postgres"
)

// Why a file cannot be used as a database. A *FileError wraps one of them.
var (
	ErrCorrupt = errors.New("the file is damaged or is no Houbu database")
	ErrLocked  = errors.New("another program keeps the file locked")
)

// FileError says which database file cannot be used, and why.
type FileError struct {
	Path string // the file
	Err  error  // ErrCorrupt, ErrLocked, ErrFull, ErrNewer, ErrGone, a *SessionError, or the operating system's error
}

// Error names the path and the reason.
func (e *FileError) Error() string { return fmt.Sprintf("database %s: %v", e.Path, e.Err) }

// Unwrap returns the reason.
func (e *FileError) Unwrap() error { return e.Err }

// openSQLite opens a file with one writing connection, since SQLite has one
// writer and competing ones starve each other, and a few reading ones.
// synchronous=FULL makes a commit durable before it is acknowledged.
func openSQLite(ctx context.Context, path, session string) (*DB, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, &FileError{Path: path, Err: err}
	}
	if err := checkSQLite(ctx, path, session); err != nil {
		return nil, err
	}
	w := &watch{path: path}
	db := &DB{name: sqliteName, gone: w.gone, about: func(err error) error { return &FileError{Path: path, Err: err} }}
	db.fault = func(err error) error { return sqliteFault(path, err) }
	var err error
	if db.write, err = openPrepared(sqliteDSN(path, "immediate", "query_only(0)"), w.gone); err != nil {
		return nil, db.fault(err)
	}
	db.write.SetMaxOpenConns(1)
	if err := db.write.PingContext(ctx); err != nil {
		return nil, errors.Join(db.fault(err), db.write.Close())
	}
	if err := w.begin(); err != nil {
		return nil, errors.Join(err, db.write.Close())
	}
	if db.read, err = openPrepared(sqliteDSN(path, "deferred", "query_only(1)"), w.gone); err != nil { // the driver leaves sql.TxOptions.ReadOnly to us
		return nil, errors.Join(db.fault(err), db.write.Close())
	}
	db.read.SetMaxOpenConns(8)
	db.read.SetMaxIdleConns(8)
	return db, nil
}

func sqliteDSN(path, lock, access string) string {
	query := url.Values{"_txlock": {lock}, "_pragma": {
		"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", access,
	}}
	return sqliteFile(path) + "?" + query.Encode()
}

// sqliteFile is a path as SQLite wants it in an address.
func sqliteFile(path string) string { return "file:" + (&url.URL{Path: path}).EscapedPath() }

// openFile opens a SQLite file for who looks at it without the rest of a DB. how are
// SQLite's parameters of the address. Its error is a *FileError or SQLite's own.
func openFile(path, how string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", sqliteFile(path)+"?"+how)
	if err != nil {
		return nil, sqliteFault(path, err)
	}
	return db, nil
}

// sqliteFault turns SQLite's codes for a damaged or locked file into a
// *FileError, and leaves every other error as it is.
func sqliteFault(path string, err error) error {
	var se *sqlite.Error
	if !errors.As(err, &se) {
		return err
	}
	if se.Code() == sqlitelib.SQLITE_IOERR_WRITE {
		// SQLite tells only a full disk by SQLITE_FULL. A quota and a limit on the
		// size of files come as a write that failed: what a damaged disk cannot take
		// shows when the file is synced.
		return &FileError{Path: path, Err: fmt.Errorf("%w: %w", ErrFull, err)}
	}
	switch se.Code() & 0xff { // the primary code, without the extension
	case sqlitelib.SQLITE_CORRUPT, sqlitelib.SQLITE_NOTADB:
		return &FileError{Path: path, Err: ErrCorrupt}
	case sqlitelib.SQLITE_BUSY, sqlitelib.SQLITE_LOCKED:
		return &FileError{Path: path, Err: ErrLocked}
	case sqlitelib.SQLITE_FULL:
		return &FileError{Path: path, Err: ErrFull}
	case sqlitelib.SQLITE_CANTOPEN, sqlitelib.SQLITE_READONLY, sqlitelib.SQLITE_IOERR:
		return &FileError{Path: path, Err: err}
	}
	return err
}
